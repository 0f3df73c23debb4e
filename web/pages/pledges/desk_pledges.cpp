#include "web/pages/pledges/desk_pledges.h"

#include "campaign/bank/arriving.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/pledges/paying.h"
#include "campaign/pledges/pledging.h"
#include "campaign/pledges/telling.h"
#include "campaign/roster/names_apart.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/pledges/pledge_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;
using pledges::Kind;

constexpr int listed_max = 50, found_max = 5, choices_max = 500;
constexpr std::size_t query_max = 80, statement_max = 80, reason_max = 200, key_max = 40;

// Whoever takes money at the desk, and finance; auditors read.
struct PledgeDesk {
    const http::Request& request;
    App& app;
    Giving giving;

    PledgeDesk(const http::Request& asked, App& site)
        : request{asked}, app{site}, giving{find_giving(asked, site)} {
        if (!may(Duty::read_finance) && !may(Duty::enter_cash))
            throw Refused{{Reason::not_allowed}};
    }
    bool may(Duty duty) const { return request.visitor->may(duty, giving.campaign.id); }
    void insist(Duty duty) const {
        if (!may(duty)) throw Refused{{Reason::not_allowed}};
    }
    people::Actor actor(Duty duty) const {
        return people::actor_of(*request.visitor, duty, giving.campaign.id, request.id);
    }
    const std::string& lang() const { return request.language; }
    std::string path() const { return "/desk/" + giving.campaign.slug + "/pledges"; }
    Date today() const { return language::date_in(request.now, giving.terms.zone); }
    DeskPage page(std::string title, language::Html body) const {
        DeskPage page{.title = std::move(title), .body = std::move(body)};
        page.campaign = giving.campaign.id, page.campaign_slug = giving.campaign.slug;
        page.campaign_title = giving.version.plan.title;
        return page;
    }
};

std::string who_of(const pledges::Pledge& pledge, const std::string& lang) {
    return pledge.donor.name.empty() ? say("without a name", lang) : pledge.donor.name;
}

void fill_row(Values& row, const PledgeDesk& desk, const pledges::Pledge& pledge) {
    auto& session = desk.app.store.session();
    const auto& lang = desk.lang();
    const auto parts = pledges::parts_of(pledge, pledges::instalments_of(session, pledge.id));
    const auto state = pledges::state_of(pledge, parts, desk.today());
    const auto* next = pledges::next_part(parts);
    row.set("HREF", desk.path() + "/" + std::to_string(pledge.id.value));
    row.set("WHO", who_of(pledge, lang)).set("STATE", pledge_state_words(state, lang));
    row.set("SUM", pledges::sum_text(pledge, static_cast<int>(parts.size()), lang));
    row.set("OPEN", money_text(pledge.open, lang)).set("PAID", money_text(pledge.paid, lang));
    row.set("DUE", next == nullptr ? std::string{"–"} : language::date_text(next->due_on, lang));
    row.show_if(next != nullptr && next->due_on < desk.today(), "LATE");
    if (const auto one = roster::find_participant_by_id(session, pledge.participant))
        row.add("FOR").set("FOR_NAME", one->name);
}

void fill_list(Values& values, const PledgeDesk& desk) {
    auto& session = desk.app.store.session();
    const auto& lang = desk.lang();
    const auto query = read_line(desk.request.query.text("q"), query_max).value_or("");
    values.set("QUERY", query).set("SEARCH_HREF", desk.path());
    const bool reads_all = desk.may(Duty::read_finance);
    const int limit = reads_all ? listed_max : found_max;
    std::vector<pledges::Pledge> found;
    if (reads_all || !query.empty())
        found = pledges::recent_pledges(
            session, {desk.giving.campaign.id, query,
                      pledges::PledgeId{number_in(desk.request.query.text("before"))}, limit + 1});
    values.show_if(found.empty() && query.empty() && reads_all, "EMPTY");
    values.show_if(found.empty() && !query.empty(), "NOT_FOUND");
    if (!found.empty()) {
        auto& list = values.add("LIST");
        for (std::size_t i = 0; i < found.size() && static_cast<int>(i) < limit; ++i)
            fill_row(list.add("PLEDGE"), desk, found[i]);
    }
    if (static_cast<int>(found.size()) > limit && reads_all)
        values.add("PAGES").set(
            "NEXT_HREF", desk.path() + "?q=" + percent_encoded(query) + "&before=" +
                             std::to_string(found[static_cast<std::size_t>(limit) - 1].id.value));
    if (!reads_all) return;
    const auto sums = pledges::standing_of(session, desk.giving.campaign.id);
    auto line =
        language::say_count("{1} pledge is open", "{1} pledges are open", sums.count, lang) +
        " · " + money_text({sums.open, desk.giving.terms.currency}, lang);
    if (sums.unit_count > 0)
        line += " · " + say_with("{1}, {2} a lap together",
                                 {language::say_count("{1} promise per lap", "{1} promises per lap",
                                                      sums.unit_count, lang),
                                  money_text({sums.unit_minor, desk.giving.terms.currency}, lang)},
                                 lang);
    values.add("SUMS").set("SUMS_LINE", line);
}

void fill_form(Values& values, const PledgeDesk& desk, const PledgeForm& typed) {
    const auto& lang = desk.lang();
    auto& form = values.add("PAPER");
    form.set("ACTION", desk.path()).set("FORM_TOKEN", desk.request.visitor->form_token);
    form.set("NOTE", typed.note);
    for (const auto& [kind, label] : {std::pair{Kind::flat, language::to_say("Once")},
                                      {Kind::instalments, language::to_say("In monthly parts")},
                                      {Kind::unit, language::to_say("For each lap")}})
        form.add("CHOICE")
            .set("HREF", desk.path() + "?kind=" + std::string{pledges::kind_name(kind)} + "#paper")
            .set("LABEL", say(label, lang))
            .show_if(kind == typed.kind, "CHOSEN");
    const auto people = roster::participants_to_choose(desk.app.store.session(),
                                                       desk.giving.campaign.id, choices_max);
    const auto names = roster::names_apart(people);
    for (std::size_t i = 0; i < people.size(); ++i)
        form.add("PERSON")
            .set("PERSON_SLUG", people[i].slug)
            .set("PERSON_NAME", names[i])
            .show_if(people[i].slug == typed.participant, "CHOSEN");
    fill_pledge_fields(form, desk.giving, typed, lang);
}

http::Response render_pledges(const PledgeDesk& desk, const PledgeForm& typed) {
    const auto& lang = desk.lang();
    Values values;
    fill_list(values, desk);
    if (desk.may(Duty::enter_cash)) fill_form(values, desk, typed);
    auto page =
        desk.page(say("Pledges", lang),
                  language::render_template("web/pages/pledges/desk_pledges.html", values, lang));
    page.status = typed.wrong.empty() ? 200 : 422;
    return show_desk(desk.request, desk.app, std::move(page));
}

pledges::Pledge pledge_here(const PledgeDesk& desk) {
    const auto pledge = pledges::find_pledge(
        desk.app.store.session(), pledges::PledgeId{number_in(desk.request.param("pledge"))});
    if (!pledge || pledge->campaign != desk.giving.campaign.id) throw Refused{{Reason::not_found}};
    return *pledge;
}

void fill_gifts(Values& values, const PledgeDesk& desk, const pledges::Pledge& pledge) {
    auto& session = desk.app.store.session();
    const auto& lang = desk.lang();
    const auto gifts = pledges::gifts_of(session, pledge.id);
    if (gifts.empty()) return;
    auto& section = values.add("GIFTS");
    for (const auto id : gifts) {
        const auto gift = giving::find_gift(session, id);
        if (!gift) continue;
        auto& row = section.add("GIFT");
        row.set("GIFT_AMOUNT",
                money_text(gift->confirmed.minor > 0 ? gift->confirmed : gift->amount, lang));
        row.set("GIFT_METHOD", method_words(gift->method, lang));
        row.set("GIFT_STATE", say(giving::state_name(gift->state), lang));
        row.set("GIFT_WHEN", language::date_text(gift->given_at, desk.giving.terms.zone, lang));
        row.set("GIFT_HREF", "/desk/gifts/" + std::to_string(id.value));
    }
}

void fill_history(Values& values, const PledgeDesk& desk, const pledges::Pledge& pledge) {
    constexpr int history_max = 40;
    for (const auto& row :
         ledger::audit_of(desk.app.store.session(), "pledge", pledge.id.value, history_max))
        values.add("HISTORY")
            .set("WHAT", say(row.action, desk.lang()))
            .set("BY", row.actor_name.empty() ? say(row.actor_role, desk.lang()) : row.actor_name)
            .set("WHEN", language::date_text(row.made_at, desk.giving.terms.zone, desk.lang()))
            .set("WHY", (row.reason.empty() ? "" : " · " + row.reason) +
                            (row.detail.empty() ? "" : " · " + row.detail));
}

// What may be done with it, by this person.
void fill_acts(Values& values, const PledgeDesk& desk, const pledges::Pledge& pledge,
               const std::vector<pledges::Part>& parts) {
    const auto* next = pledges::next_part(parts);
    const auto amount =
        next == nullptr ? std::string{} : language::typed_text(next->open, desk.lang());
    const auto begin = [&](const char* section) -> Values& {
        auto& act = values.add(section);
        act.set("ACTION", desk.path() + "/" + std::to_string(pledge.id.value));
        act.set("FORM_TOKEN", desk.request.visitor->form_token);
        return act;
    };
    if (desk.may(Duty::enter_cash) && !pledge.withdrawn_at)
        begin("CASH")
            .set("FORM_KEY", random_token())
            .set("PLAIN_AMOUNT", amount)
            .set("CURRENCY", desk.giving.terms.currency.text());
    if (!desk.may(Duty::do_finance)) return;
    begin("ARRIVAL").set("PLAIN_AMOUNT", amount).set("TODAY", iso_text(desk.today()));
    if (!pledge.proven_at && pledge.entered_by != desk.request.visitor->account) begin("PROVE");
    const bool waits = pledge.kind == Kind::unit && !pledge.billed_at;
    if (!pledge.withdrawn_at && (pledge.open.minor > 0 || waits)) begin("WITHDRAW");
}

http::Response render_pledge(const PledgeDesk& desk, const pledges::Pledge& pledge,
                             const std::string& failed) {
    auto& session = desk.app.store.session();
    const auto& lang = desk.lang();
    const auto parts = pledges::parts_of(pledge, pledges::instalments_of(session, pledge.id));
    Values values;
    values.set("BACK_HREF", desk.path()).set("WHO", who_of(pledge, lang));
    values.set("SUM", pledges::sum_text(pledge, static_cast<int>(parts.size()), lang));
    values.set("STATE", pledge_state_words(pledges::state_of(pledge, parts, desk.today()), lang));
    values.set("MADE", language::date_text(pledge.made_at, desk.giving.terms.zone, lang));
    values.set("REFERENCE", giving::grouped(pledge.reference));
    values.set("OPEN", money_text(pledge.open, lang)).set("PAID", money_text(pledge.paid, lang));
    values.set("LET_GO", money_text(pledge.let_go, lang));
    if (desk.may(Duty::read_finance) && !pledge.donor.email.empty())
        values.add("EMAIL").set("EMAIL_TEXT", pledge.donor.email);
    if (!pledge.note.empty()) values.add("NOTED").set("NOTE", pledge.note);
    if (const auto one = roster::find_participant_by_id(session, pledge.participant))
        values.add("FOR").set("FOR_NAME", one->name);
    if (pledge.laps)
        values.add("BILLED").set(
            "BILL_TEXT", language::say_count("{1} lap", "{1} laps", *pledge.laps, lang) + " × " +
                             money_text(pledge.unit, lang) + " → " +
                             money_text(pledge.amount, lang));
    if (!parts.empty()) fill_parts(values.add("SCHEDULE"), pledge, parts, desk.today(), lang);
    fill_gifts(values, desk, pledge);
    fill_history(values, desk, pledge);
    fill_acts(values, desk, pledge, parts);
    auto page =
        desk.page(say("Pledge", lang),
                  language::render_template("web/pages/pledges/desk_pledge.html", values, lang));
    page.styles = {"css/public.css"};
    page.failed = failed, page.status = failed.empty() ? 200 : 422;
    if (desk.request.query.has("saved")) page.saved = say("Saved.", lang);
    return show_desk(desk.request, desk.app, std::move(page));
}

Money amount_typed(const PledgeDesk& desk) {
    const auto typed = desk.request.form.text("amount");
    const auto amount = read_money(typed, desk.giving.terms.currency,
                                   typed.find(',') == std::string::npos ? '.' : ',');
    if (!amount || amount->minor <= 0)
        throw Refused{
            {Reason::not_a_valid_value, "amount", "Please type an amount like 20 or 12.50."}};
    return *amount;
}

void take_cash(const PledgeDesk& desk, const pledges::Pledge& pledge) {
    desk.insist(Duty::enter_cash);
    const auto method = desk.request.form.text("method");
    if (method != "cash" && method != "cheque" && method != "card_reader")
        throw Refused{{Reason::not_a_valid_value, "method", "Please choose how it was paid."}};
    const auto key = desk.request.form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    pledges::pay_pledge(desk.app.store,
                        {pledge.id, method, amount_typed(desk), "pledge desk:" + key},
                        desk.actor(Duty::enter_cash), desk.request.now);
}

// The gift that waits for this money, or one that is announced for it now; then as any transfer.
// Nobody entered it: who marks a transfer as arrived says so alone, as everywhere.
void take_arrival(const PledgeDesk& desk, const pledges::Pledge& pledge) {
    desk.insist(Duty::do_finance);
    const auto& form = desk.request.form;
    const auto amount = amount_typed(desk);
    const auto day = read_date(form.text("bank_date"));
    const auto statement = read_line(form.text("statement"), statement_max).value_or("");
    if (!day || *day > desk.today())
        throw Refused{{Reason::not_a_valid_value, "bank_date",
                       "Please choose a day that is not after today."}};
    if (statement.empty())
        throw Refused{{Reason::not_a_valid_value, "statement",
                       "Please copy what names this line on the bank statement."}};
    const auto actor = desk.actor(Duty::do_finance);
    auto gift = pledges::find_announced(desk.app.store.session(), pledge.id);
    if (!gift) {
        auto& session = desk.app.store.session();
        bank::refuse_placed_line(session, pledges::gifts_of(session, pledge.id),
                                 {account_in_use(desk.app, desk.giving), amount, *day}, statement);
        const auto line = sha256_hex(std::to_string(pledge.id.value) + iso_text(*day) +
                                     decimal_text(amount) + statement);
        gift = pledges::pay_pledge(desk.app.store,
                                   {.pledge = pledge.id,
                                    .method = "transfer",
                                    .amount = amount,
                                    .request_key = "pledge arrival:" + line.substr(0, key_max),
                                    .given_on = *day},
                                   people::program_actor(), desk.request.now)
                   .gift;
    }
    giving::Arrival arrival{gift->id, amount, *day, statement,
                            account_in_use(desk.app, desk.giving)};
    arrival.lets_rest_go = true;  // Of the announcement: the pledge itself stays open.
    bank::mark_arrived_once(desk.app.store, arrival, actor, desk.request.now);
}

void carry_out(const PledgeDesk& desk, const pledges::Pledge& pledge) {
    const auto act = desk.request.form.text("act");
    if (act == "cash") return take_cash(desk, pledge);
    if (act == "arrival") return take_arrival(desk, pledge);
    desk.insist(Duty::do_finance);
    const auto actor = desk.actor(Duty::do_finance);
    if (act == "prove") {
        pledges::prove_pledge(desk.app.store, pledge.id, actor, desk.request.now);
    } else if (act == "withdraw") {
        const auto reason = read_line(desk.request.form.text("reason"), reason_max).value_or("");
        if (reason.empty())
            throw Refused{{Reason::not_a_valid_value, "reason", "Say why it ends."}};
        pledges::withdraw_pledge(desk.app.store, pledge.id, reason, actor, desk.request.now);
    } else {
        throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    }
}

std::string refusal_words(const Refusal& refusal, const std::string& lang) {
    if (!refusal.detail.empty()) return say(refusal.detail, lang);
    if (refusal.reason == Reason::needs_second_person)
        return say("A second person decides this.", lang);
    if (refusal.reason == Reason::amount_out_of_range)
        return say("Please type an amount like 20 or 12.50.", lang);
    return say("Somebody was faster. Look again.", lang);
}

}  // namespace

http::Response show_pledges(const http::Request& request, App& app) {
    const PledgeDesk desk{request, app};
    const auto kind = pledges::find_kind(request.query.text("kind")).value_or(Kind::flat);
    return render_pledges(desk, new_pledge_form(request, desk.giving, kind));
}

http::Response type_pledge(const http::Request& request, App& app) {
    const PledgeDesk desk{request, app};
    desk.insist(Duty::enter_cash);
    auto form = read_pledge_form(request);
    auto asked = pledge_typed(request, app, desk.giving, form);
    asked.origin = "desk", asked.request_key = "desk pledge:" + form.key;
    if (!form.wrong.empty()) return render_pledges(desk, form);
    try {
        const auto made = pledges::make_pledge(app.store, asked, desk.giving.terms,
                                               desk.actor(Duty::enter_cash), request.now);
        app.feed.changed(desk.giving.campaign.id);
        return http::redirect(desk.path() + "/" + std::to_string(made.pledge.id.value) +
                              "?saved=yes");
    } catch (const Refused& refused) {
        say_refused(form, refused.refusal, desk.giving, request.language);
        return render_pledges(desk, form);
    }
}

http::Response show_desk_pledge(const http::Request& request, App& app) {
    const PledgeDesk desk{request, app};
    return render_pledge(desk, pledge_here(desk), {});
}

http::Response act_on_pledge(const http::Request& request, App& app) {
    const PledgeDesk desk{request, app};
    const auto pledge = pledge_here(desk);
    try {
        carry_out(desk, pledge);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_allowed ||
            refused.refusal.reason == Reason::form_expired)
            throw;
        return render_pledge(desk, pledge_here(desk),
                             refusal_words(refused.refusal, request.language));
    }
    app.feed.changed(desk.giving.campaign.id);
    return http::redirect(desk.path() + "/" + std::to_string(pledge.id.value) + "?saved=yes");
}

}  // namespace pages
