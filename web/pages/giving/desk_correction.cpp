#include "web/pages/giving/desk_correction.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/giving/correcting.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/roster/participant.h"
#include "campaign/roster/team.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int rows_shown = 3, people_offered_max = 500;
constexpr std::size_t reason_max = 400, typed_max = 200;

// One row of the first form, as typed.
struct Part {
    std::string who, amount;
};

struct View {
    const http::Request& request;
    App& app;
    giving::Gift gift;
    std::vector<giving::Line> lines;
    std::vector<Part> parts = {};
    std::string failed = {};

    store::Session& session() const { return app.store.session(); }
    const std::string& language() const { return request.language; }
    std::string gift_path() const { return "/desk/gifts/" + std::to_string(gift.id.value); }
    people::Actor actor() const {
        return people::actor_of(*request.visitor, Duty::do_finance, gift.campaign, request.id);
    }
    Money shareable() const { return giving::shareable_of(gift, lines); }
};

std::string offered(const roster::Participant& one) { return one.name + " (" + one.slug + ")"; }
std::string offered(const roster::Team& one) { return one.name + " (team " + one.slug + ")"; }

std::vector<Part> parts_of(store::Session& session, const giving::Gift& gift) {
    std::vector<Part> parts;
    for (const auto& share : giving::shares_of(session, gift)) {
        const auto one = roster::find_participant_by_id(session, share.participant);
        const auto team = roster::find_team_by_id(session, share.team);
        parts.push_back({one    ? offered(*one)
                         : team ? offered(*team)
                                : "",
                         decimal_text(share.amount)});
    }
    return parts;
}

View view_of(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto gift = giving::find_gift(session, GiftId{number_in(request.param("gift"))});
    if (!gift || !request.visitor->may(Duty::do_finance, gift->campaign))
        throw Refused{{Reason::not_found}};
    return {request, app, *gift, giving::lines_of(session, *gift)};
}

void fill_parts(Values& form, const View& view) {
    const auto shown = std::max<std::size_t>(rows_shown, view.parts.size() + 1);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto part = i < view.parts.size() ? view.parts[i] : Part{};
        form.add("PART")
            .set("NUMBER", static_cast<std::int64_t>(i))
            .set("WHO", part.who)
            .set("AMOUNT", part.amount)
            .set("WHO_LABEL",
                 say_with("Person or team {1}", {std::to_string(i + 1)}, view.language()))
            .set("AMOUNT_LABEL", say_with("Amount {1}", {std::to_string(i + 1)}, view.language()));
    }
    for (const auto& one :
         roster::participants_to_choose(view.session(), view.gift.campaign, people_offered_max))
        form.add("OFFERED").set("TEXT", offered(one));
    for (const auto& team : roster::all_teams(view.session(), view.gift.campaign))
        form.add("OFFERED").set("TEXT", offered(team));
}

void fill_funds(Values& form, const View& view) {
    for (const auto& one : campaign::all_campaigns(view.session())) {
        if (one.currency != view.gift.amount.currency ||
            one.is_rehearsal != view.gift.is_rehearsal || one.state == campaign::State::draft ||
            !view.request.visitor->may(Duty::do_finance, one.id))
            continue;
        for (const auto& fund : campaign::all_funds(view.session(), one.id)) {
            const bool is_here =
                std::ranges::any_of(view.lines, [&](const auto& l) { return l.fund == fund.id; });
            form.add("FUND")
                .set("FUND_ID", fund.id.value)
                .set("FUND_NAME", one.slug + " · " + fund.name)
                .show_if(is_here, "IS_HERE");
        }
    }
}

http::Response show_view(const View& view) {
    const auto& lang = view.language();
    const auto& gift = view.gift;
    Values values;
    values.set("BACK_HREF", view.gift_path()).set("ACTION", view.gift_path() + "/correction");
    values.set("TITLE_AMOUNT", money_text(gift.amount, lang));
    values.set("WHO", gift.donor.name.empty() ? say("without a name", lang) : gift.donor.name);
    const bool is_standing = gift.state == giving::State::pending ||
                             gift.state == giving::State::entered ||
                             gift.state == giving::State::confirmed;
    const auto form = [&](const char* section) -> Values& {
        return values.add(section)
            .set("FORM_TOKEN", view.request.visitor->form_token)
            .set("VERSION", gift.version);
    };
    if (is_standing) {
        auto& shares = form("SHARES");
        shares.set("LEDE",
                   say_with("{1} of this gift counts toward the goal. The parts have to add "
                            "up to it; amounts that you leave empty are equal parts.",
                            {money_text(view.shareable(), lang)}, lang));
        fill_parts(shares, view);
    }
    if (gift.state != giving::State::intent) fill_funds(form("MOVE"), view);
    if (giving::can_reverse(gift)) form("REVERSE");
    return show_desk(
        view.request, view.app,
        {.title = say("Correct a gift", lang),
         .body = language::render_template("web/pages/giving/desk_correction.html", values, lang),
         .failed = view.failed,
         .status = view.failed.empty() ? 200 : 422});
}

[[noreturn]] void refuse(const char* detail) {
    throw Refused{{Reason::not_a_valid_value, "share", detail}};
}

// "Amina Haddad (amina)", "Blue (team blue)", an address alone, or a whole name.
giving::Share share_named(const View& view, const std::string& who) {
    auto& session = view.session();
    const auto open = who.rfind('('), close = who.rfind(')');
    auto slug = who;
    if (open != std::string::npos && close == who.size() - 1)
        slug = who.substr(open + 1, close - open - 1);
    constexpr std::string_view team_mark = "team ";
    if (slug.starts_with(team_mark))
        if (const auto team =
                roster::find_team(session, view.gift.campaign, slug.substr(team_mark.size())))
            return {{}, team->id, {0, view.gift.amount.currency}};
    std::vector<roster::Participant> same;
    for (const auto& one :
         roster::participants_to_choose(session, view.gift.campaign, people_offered_max))
        if (one.slug == slug || one.name == who) same.push_back(one);
    if (same.empty())
        if (const auto one = roster::find_participant(session, view.gift.campaign, slug))
            same.push_back(*one);
    if (same.empty())
        refuse(
            "Nobody here is called that. Choose from the list, or type the last part of the "
            "address of their page.");
    if (same.size() > 1)
        refuse("Several people have this name. Choose from the list, where their addresses stand.");
    return {same.front().id, {}, {0, view.gift.amount.currency}};
}

std::vector<giving::Share> read_shares(const View& view) {
    std::vector<giving::Share> shares;
    std::size_t typed = 0;
    for (const auto& part : view.parts) {
        if (part.who.empty()) {
            if (!part.amount.empty()) refuse("Say for whom each amount is.");
            continue;
        }
        shares.push_back(share_named(view, part.who));
        if (part.amount.empty()) continue;
        const auto mark = part.amount.find(',') == std::string::npos ? '.' : ',';
        const auto amount = read_money(part.amount, view.gift.amount.currency, mark);
        if (!amount) refuse("Please type an amount like 20 or 12.50.");
        shares.back().amount = *amount, ++typed;
    }
    if (typed != 0 && typed != shares.size())
        refuse("Type an amount for everybody, or for nobody: then the parts are equal.");
    if (typed == 0 && !shares.empty()) {
        const auto equal =
            split_money(view.shareable(), std::vector<std::int64_t>(shares.size(), 1));
        for (std::size_t i = 0; i < shares.size(); ++i) shares[i].amount = equal[i];
    }
    return shares;
}

void read_parts(View& view) {
    for (std::size_t i = 0; i < giving::correction_shares_max; ++i) {
        const auto number = std::to_string(i);
        const Part part{
            read_line(view.request.form.text("who_" + number), typed_max).value_or(""),
            read_line(view.request.form.text("amount_" + number), typed_max).value_or("")};
        if (!part.who.empty() || !part.amount.empty()) view.parts.push_back(part);
    }
}

// What is said on the gift's page when it is done.
std::string act_of(const View& view) {
    const auto& form = view.request.form;
    const auto version = number_in<int>(form.text("version"));
    const auto reason = read_line(form.text("reason"), reason_max).value_or("");
    const auto act = form.text("act");
    const auto now = view.request.now;
    auto& store = view.app.store;
    if (act == "shares") {
        giving::move_shares(store, {view.gift.id, version, read_shares(view), reason}, view.actor(),
                            now);
        return "thanked";
    }
    if (act == "reverse") {
        giving::reverse_gift(store, {view.gift.id, version, reason}, view.actor(), now);
        return "reversed";
    }
    if (act != "move") throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    const FundId fund{number_in(form.text("fund"))};
    for (const auto& one : campaign::all_campaigns(store.session()))
        for (const auto& each : campaign::all_funds(store.session(), one.id))
            if (each.id == fund && !view.request.visitor->may(Duty::do_finance, one.id))
                throw Refused{{Reason::not_allowed}};
    const auto moved =
        giving::move_gift(store, {view.gift.id, version, fund, reason}, view.actor(), now);
    view.app.feed.changed(moved.campaign);
    return "moved";
}

}  // namespace

http::Response show_correction(const http::Request& request, App& app) {
    auto view = view_of(request, app);
    view.parts = parts_of(app.store.session(), view.gift);
    return show_view(view);
}

http::Response correct_gift(const http::Request& request, App& app) {
    auto view = view_of(request, app);
    read_parts(view);
    try {
        const auto saved = act_of(view);
        app.feed.changed(view.gift.campaign);
        return http::redirect(view.gift_path() + "?saved=" + saved);
    } catch (const Refused& refused) {
        const auto& [reason, field, detail] = refused.refusal;
        if (reason == Reason::not_found || reason == Reason::not_allowed) throw;
        view.failed =
            say(!detail.empty() ? detail
                : reason == Reason::needs_second_person
                    ? "You entered or counted this gift yourself: somebody else reverses it."
                : reason == Reason::amount_out_of_range ? "Please type an amount like 20 or 12.50."
                                                        : "Somebody was faster. Look again.",
                view.language());
        if (request.form.text("act") != "shares")
            view.parts = parts_of(app.store.session(), view.gift);
        return show_view(view);
    }
}

}  // namespace pages
