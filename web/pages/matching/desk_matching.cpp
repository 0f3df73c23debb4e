#include "web/pages/matching/desk_matching.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/matching/match.h"
#include "campaign/matching/offering.h"
#include "campaign/matching/paying.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using matching::Pool;
using people::Duty;

constexpr std::size_t statement_max = 80;

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    PoolForm form = {};
    std::string failed = {};

    const std::string& language() const { return request.language; }
    const std::string& zone() const { return here.version.plan.time_zone; }
    std::string path() const { return here.path() + "/matching"; }
    bool may(Duty duty) const { return request.visitor->may(duty, here.campaign.id); }
    people::Actor actor(Duty duty) const {
        return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
    }
    std::string moment(Instant at) const {
        return language::date_text(at, zone(), language()) + ", " +
               language::time_text(at, zone(), language());
    }
};

std::string state_words(const View& view, const Pool& pool) {
    const auto& lang = view.language();
    switch (pool.state) {
        case matching::State::waiting:
            return say("Waits for a second person", lang);
        case matching::State::sent_back:
            return say_with("Sent back: {1}", {pool.reason}, lang);
        case matching::State::ended:
            return say("Ended before its time", lang);
        case matching::State::settled:
            return say("Settled", lang);
        case matching::State::agreed:
            break;
    }
    if (pool.is_over(view.request.now)) return say("Its time is over", lang);
    if (!pool.started_at) return say("Agreed; it begins when its money has come", lang);
    if (pool.from > view.request.now) return say("Agreed", lang);
    return pool.left() > 0 ? say("It runs", lang) : say("Used up", lang);
}

std::string terms_words(const View& view, const Pool& pool) {
    const auto& lang = view.language();
    auto text = live::ratio_text(pool, lang) + " · " +
                say_with("at most {1}", {money_text(pool.cap, lang)}, lang);
    if (pool.gift_cap.minor > 0)
        text +=
            " · " + say_with("at most {1} for one gift", {money_text(pool.gift_cap, lang)}, lang);
    if (!pool.is_prepaid) return text + " · " + say("paid afterwards", lang);
    return text + " · " +
           (pool.remainder == matching::Remainder::kept
                ? say("paid before; what is left is given all the same", lang)
                : say("paid before; what is left goes back", lang));
}

void fill_figures(Values& row, const View& view, const Pool& pool) {
    const auto figure = [&](std::string_view name, std::int64_t minor) {
        row.add("FIGURE")
            .set("NAME", say(name, view.language()))
            .set("AMOUNT", money_text(pool.money(minor), view.language()));
    };
    figure(language::to_say("Drawn by gifts"), pool.earned);
    figure(language::to_say("Paid by the sponsor"), pool.paid);
    if (pool.is_prepaid) figure(language::to_say("Not drawn"), pool.rest());
    if (!pool.is_prepaid) figure(language::to_say("Still to come"), pool.open());
    if (pool.kept > 0) figure(language::to_say("Given all the same"), pool.kept);
    if (pool.owed > 0) figure(language::to_say("Owed to the sponsor"), pool.to_repay());
}

// What this person may do with it now.
void fill_acts(Values& row, const View& view, const Pool& pool) {
    const auto now = view.request.now;
    const bool is_own = pool.author == view.request.visitor->account;
    const bool waits = pool.state == matching::State::waiting;
    if (view.may(Duty::run_campaign)) {
        row.show_if(waits && !is_own, "MAY_AGREE").show_if(waits && is_own, "OWN");
        row.show_if(waits || (pool.state == matching::State::agreed && !pool.is_over(now)),
                    "MAY_END");
    }
    if (!view.may(Duty::do_finance)) return;
    const bool awaits_whole =
        pool.is_prepaid && pool.state == matching::State::agreed && pool.paid == 0;
    const auto line = [&](const char* section, std::int64_t minor) {
        row.add(section)
            .set("PLAIN_AMOUNT", language::typed_text(pool.money(minor), view.request.language))
            .set("TODAY", iso_text(language::date_in(now, view.zone())));
    };
    if (awaits_whole || pool.open() > 0)
        line("MAY_PAY", awaits_whole ? pool.cap.minor : pool.open());
    if (pool.to_repay() > 0) line("MAY_REPAY", pool.to_repay());
    const bool is_done = pool.state == matching::State::settled && pool.rest() == 0;
    row.show_if(pool.decided_by && pool.state != matching::State::sent_back && pool.is_over(now) &&
                    !is_done,
                "MAY_SETTLE");
}

void fill_pool(Values& row, const View& view, const Pool& pool) {
    auto& session = view.app.store.session();
    const auto id = std::to_string(pool.id.value);
    row.set("POOL_ID", id).set("VERSION", pool.version).set("ACTION", view.path() + "/" + id);
    row.set("MONEY_ACTION", view.path() + "/" + id + "/money");
    row.set("FORM_TOKEN", view.request.visitor->form_token);
    row.set("SPONSOR_NAME", pool.sponsor).set("TERMS", terms_words(view, pool));
    row.set("WINDOW", say_with("Gifts given from {1} until {2}",
                               {view.moment(pool.from), view.moment(pool.until)}, view.language()));
    row.set("STATE_TEXT", state_words(view, pool));
    row.set("BY", people::name_of(session, pool.author));
    row.set("WHEN", language::ago_text(pool.made_at, view.request.now, view.language()));
    if (pool.started_at) {
        row.add("DRAWN").set(
            "GIFTS_TEXT",
            language::say_count("{1} gift has drawn from it", "{1} gifts have drawn from it",
                                matching::count_matches(session, pool.id), view.language()));
        fill_figures(row, view, pool);
    }
    fill_acts(row, view, pool);
}

std::string saved_words(const View& view) {
    const auto saved = view.request.query.text("saved");
    if (saved == "offered") return say("Proposed. Somebody else has to agree.", view.language());
    return saved.empty() ? std::string{} : say("Saved.", view.language());
}

http::Response show_view(const View& view) {
    const auto& lang = view.language();
    Values values;
    const auto pools = matching::recent_pools(view.app.store.session(), view.here.campaign.id,
                                              matching::pools_listed_max);
    for (const auto& pool : pools) fill_pool(values.add("POOL"), view, pool);
    values.show_if(pools.empty(), "NONE");
    if (view.may(Duty::run_campaign)) {
        auto& form = values.add("OFFER");
        form.set("NEW_ACTION", view.path()).set("FORM_TOKEN", view.request.visitor->form_token);
        form.set("ZONE", view.zone()).set("CURRENCY", view.here.campaign.currency.text());
        fill_pool_form(form, view.form);
    }
    const bool is_wrong = !view.failed.empty() || !view.form.wrong.empty();
    return show_desk(
        view.request, view.app,
        {.title = say("Matching gifts", lang),
         .body = language::render_template("web/pages/matching/desk_matching.html", values, lang),
         .campaign = view.here.campaign.id,
         .campaign_slug = view.here.campaign.slug,
         .campaign_title = view.here.version.plan.title,
         .saved = saved_words(view),
         .failed = view.failed,
         .status = is_wrong ? 422 : 200});
}

View view_of(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    view.form = empty_pool_form(view.zone(), request.now);
    return view;
}

// Does it and goes back to the page; a refusal is said there.
template <typename Act>
http::Response act_and_return(View view, const char* saved, Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        const auto& [reason, field, detail] = refused.refusal;
        if (reason == Reason::not_found) throw;
        view.failed =
            say(!detail.empty()                         ? detail
                : reason == Reason::needs_second_person ? "A second person decides this."
                                                        : "Somebody was faster. Look again.",
                view.language());
        return show_view(view);
    }
    view.app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path() + "?saved=" + saved);
}

Pool pool_here(const View& view) {
    const auto id = number_in(view.request.param("pool"));
    const auto pool = matching::find_pool(view.app.store.session(), matching::PoolId{id});
    if (!pool || pool->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *pool;
}

matching::Seen seen_of(const View& view, const Pool& pool) {
    const auto version = number_in<int>(view.request.form.text("version"));
    return {pool.id, version};
}

matching::Payment payment_of(const View& view, const Pool& pool) {
    const auto& form = view.request.form;
    const auto refuse = [](const char* field, const char* detail) {
        throw Refused{{Reason::not_a_valid_value, field, detail}};
    };
    const auto typed = form.text("amount");
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto amount = read_money(typed, pool.cap.currency, mark);
    const auto day = read_date(form.text("bank_date"));
    const auto statement = read_line(form.text("statement"), statement_max);
    if (!amount) refuse("amount", "Please type an amount like 20 or 12.50.");
    if (!day || *day > language::date_in(view.request.now, view.zone()))
        refuse("bank_date", "Please choose a day that is not after today.");
    if (!statement || statement->empty())
        refuse("statement", "Please copy what names this line on the bank statement.");
    const auto planned = view.here.version.plan.bank_account;
    const auto account = organisation::find_account_in_use(view.app.store.session(), planned);
    if (!account)
        refuse("statement", "Choose a bank account for the campaign first: two people agree.");
    return {pool.id, *amount, *day, *statement, account->id};
}

}  // namespace

http::Response show_pools(const http::Request& request, App& app) {
    return show_view(view_of(request, app));
}

http::Response offer_pool(const http::Request& request, App& app) {
    auto view = view_of(request, app);
    const auto& campaign = view.here.campaign;
    view.form = read_pool_form(request, campaign.id, campaign.currency, view.zone());
    if (!view.form.wrong.empty()) return show_view(view);
    return act_and_return(view, "offered", [&] {
        matching::offer_pool(app.store, view.form.asked, view.actor(Duty::run_campaign),
                             request.now);
    });
}

http::Response decide_pool(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto pool = pool_here(view);
    const auto actor = view.actor(Duty::run_campaign);
    const auto act = request.form.text("act");
    return act_and_return(view, "decided", [&] {
        const auto seen = seen_of(view, pool);
        if (act == "agree")
            matching::agree_to_pool(app.store, seen, actor, request.now);
        else if (act == "end")
            matching::end_pool(app.store, seen, actor, request.now);
        else
            matching::send_pool_back(
                app.store, seen,
                read_line(request.form.text("reason"), matching::reason_max).value_or(""), actor,
                request.now);
    });
}

http::Response move_pool_money(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto pool = pool_here(view);
    const auto actor = view.actor(Duty::do_finance);
    const auto act = request.form.text("act");
    return act_and_return(view, "money", [&] {
        if (act == "settle")
            matching::settle_pool(app.store, pool.id, actor, request.now);
        else if (act == "repay")
            matching::mark_pool_repaid(app.store, payment_of(view, pool), actor, request.now);
        else if (act == "pay")
            matching::mark_pool_paid(app.store, payment_of(view, pool), actor, request.now);
        else
            throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    });
}

}  // namespace pages
