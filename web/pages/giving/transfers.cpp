
#include "campaign/bank/arriving.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int promises_max = 30, arrived_max = 15;
constexpr std::size_t query_max = 100, statement_max = 80;

// What was typed for one promise and refused, so that nothing of it is lost.
struct WrongArrival {
    GiftId gift = {};
    std::string amount, bank_date, statement, error;
};

GiftId id_from(const std::string& text) { return GiftId{number_in(text)}; }

std::string who_of(const giving::Gift& gift, const std::string& lang) {
    return gift.donor.name.empty() ? say("without a name", lang) : gift.donor.name;
}

void fill_promise(Values& row, const http::Request& request, const Giving& giving,
                  const giving::Gift& gift, const WrongArrival& wrong) {
    const auto& lang = request.language;
    const auto is_wrong = wrong.gift == gift.id;
    const auto id = std::to_string(gift.id.value);
    row.set("GIFT_ID", id);
    row.set("ACTION", "/desk/" + giving.campaign.slug + "/arrivals/" + id);
    row.set("REFERENCE", giving::grouped(gift.reference));
    row.set("AMOUNT", money_text(gift.open, lang)).set("WHO", who_of(gift, lang));
    row.set("PLAIN_AMOUNT", is_wrong ? wrong.amount : language::typed_text(gift.open, lang));
    row.set("TODAY", is_wrong ? wrong.bank_date
                              : iso_text(language::date_in(request.now, giving.terms.zone)));
    row.set("PROMISED", language::date_text(gift.given_at, giving.terms.zone, lang));
    row.set("AGE", language::ago_text(gift.given_at, request.now, lang));
    row.set("FORM_KEY", random_token()).set("FORM_TOKEN", request.visitor->form_token);
    row.set("STATEMENT", is_wrong ? wrong.statement : std::string{});
    if (gift.proven_at)
        row.show("PROVEN");
    else
        row.add("PROVE")
            .set("PROVE_ACTION", "/desk/" + giving.campaign.slug + "/proofs/" + id)
            .set("FORM_TOKEN", request.visitor->form_token);
    if (is_wrong) row.add("WRONG").set("ERROR", wrong.error);
}

void fill_arrived(Values& values, const http::Request& request, App& app, const Giving& giving) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    for (const auto& placing : ledger::recent_placings(session, giving.campaign.id, arrived_max)) {
        const auto gift = giving::find_gift(session, GiftId{placing.gift});
        if (!gift) continue;
        values.add("ARRIVED")
            .set("AMOUNT", money_text(placing.amount, lang))
            .set("WHO", who_of(*gift, lang))
            .set("REFERENCE", giving::grouped(gift->reference))
            .set("BANK_DATE", language::date_text(placing.bank_date, lang))
            .set("STATEMENT", placing.statement_reference)
            .set("BY", placing.marked_by);
    }
}

http::Response render_transfers(const http::Request& request, App& app, const Giving& giving,
                                const WrongArrival& wrong) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto here = "/desk/" + giving.campaign.slug + "/arrivals";
    const auto query = read_line(request.query.text("q"), query_max).value_or("");
    const auto open = giving::promises_open(session, giving.campaign.id);
    const auto promises = giving::open_promises(
        session,
        {giving.campaign.id, query, id_from(request.query.text("after")), promises_max + 1});
    Values values;
    values.set("LINE", language::say_count("{1} promise is open", "{1} promises are open",
                                           open.count, lang) +
                           " · " + money_text({open.minor, giving.terms.currency}, lang));
    values.set("SEARCH_HREF", here).set("QUERY", query);
    values.show_if(promises.empty(), "EMPTY");
    for (std::size_t i = 0; i < promises.size() && i < promises_max; ++i)
        fill_promise(values.add("PROMISE"), request, giving, promises[i], wrong);
    if (promises.size() > promises_max)
        values.add("PAGES").set(
            "NEXT_HREF", here + "?q=" + percent_encoded(query) +
                             "&after=" + std::to_string(promises[promises_max - 1].id.value));
    fill_arrived(values, request, app, giving);
    DeskPage page{
        .title = say("Transfers we wait for", lang),
        .body = language::render_template("web/pages/giving/desk_transfers.html", values, lang)};
    page.campaign = giving.campaign.id, page.campaign_slug = giving.campaign.slug;
    page.campaign_title = giving.version.plan.title;
    page.status = wrong.error.empty() ? 200 : 422;
    if (request.query.text("saved") == "arrived") page.saved = say("Marked as arrived.", lang);
    return show_desk(request, app, std::move(page));
}

}  // namespace

BankAccountId account_in_use(App& app, const Giving& giving) {
    const auto planned = giving.version.plan.bank_account;
    const auto account = organisation::find_account_in_use(app.store.session(), planned);
    return account ? account->id : planned;
}

http::Response show_transfers(const http::Request& request, App& app) {
    return render_transfers(request, app, find_giving(request, app), {});
}

http::Response mark_arrival(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    const auto& lang = request.language;
    const auto gift = giving::find_gift(app.store.session(), id_from(request.param("gift")));
    if (!gift || gift->campaign != giving.campaign.id) throw Refused{{Reason::not_found}};
    WrongArrival typed{gift->id, request.form.text("amount"), request.form.text("bank_date"),
                       request.form.text("statement"), ""};
    const auto mark = typed.amount.find(',') == std::string::npos ? '.' : ',';
    const auto arrived = read_money(typed.amount, giving.terms.currency, mark);
    const auto bank_date = read_date(typed.bank_date);
    const auto statement = read_line(typed.statement, statement_max);
    if (!arrived)
        typed.error = say("Please type an amount like 20 or 12.50.", lang);
    else if (!bank_date || *bank_date > language::date_in(request.now, giving.terms.zone))
        typed.error = say("Please choose a day that is not after today.", lang);
    else if (!statement || statement->empty())
        typed.error = say("Please copy what names this line on the bank statement.", lang);
    if (!typed.error.empty()) return render_transfers(request, app, giving, typed);
    giving::Arrival arrival{gift->id, *arrived, *bank_date, *statement,
                            account_in_use(app, giving)};
    arrival.lets_rest_go = request.form.has("let_rest_go");
    try {
        bank::mark_arrived_once(
            app.store, arrival,
            people::actor_of(*request.visitor, Duty::do_finance, giving.campaign.id, request.id),
            request.now);
    } catch (const Refused& refused) {
        typed.error = refused.refusal.field == "statement_reference"
                          ? say("This line of the bank statement was booked before.", lang)
                          : say("Somebody was faster: this promise is no longer open.", lang);
        return render_transfers(request, app, giving, typed);
    }
    app.feed.changed(giving.campaign.id);
    return http::redirect("/desk/" + giving.campaign.slug + "/arrivals?saved=arrived");
}

http::Response prove_gift(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    const auto gift = giving::find_gift(app.store.session(), id_from(request.param("gift")));
    if (!gift || gift->campaign != giving.campaign.id) throw Refused{{Reason::not_found}};
    giving::prove_promise(
        app.store, gift->id,
        people::actor_of(*request.visitor, Duty::do_finance, giving.campaign.id, request.id),
        request.now);
    app.feed.changed(giving.campaign.id);
    return http::redirect("/desk/" + giving.campaign.slug + "/arrivals");
}

}  // namespace pages
