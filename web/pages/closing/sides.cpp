#include "campaign/finance/sides.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/closing/desk_months.h"

namespace pages {

namespace {

using finance::Cause;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

std::string difference_words(const finance::Difference& difference, const std::string& lang) {
    switch (difference.cause) {
        case Cause::not_told:
            return say("Not compared: the other side's balance is not known here.", lang);
        case Cause::shared_account:
            return say("Not compared: others' money passes through this account too.", lang);
        case Cause::by_hand:
            return say_count("{1} line was marked by hand, and no statement has shown it",
                             "{1} lines were marked by hand, and no statement has shown them",
                             difference.count, lang);
        case Cause::gap:
            return say_count("{1} statement is missing before another one",
                             "{1} statements are missing before others", difference.count, lang);
        case Cause::unexplained:
            return say("more in our ledger than on the statement; nothing explains it", lang);
        case Cause::lines_waiting:
            return say_count("{1} line waits for its place", "{1} lines wait for their place",
                             difference.count, lang);
        case Cause::other_rows:
            return say("Rows in unplaced that no bank line explains", lang);
    }
    return {};
}

std::string theirs_words(const finance::Side& side, const std::string& lang) {
    if (side.account == "unplaced") return say("Should be", lang);
    if (!side.as_of) return say("The other side", lang);
    return say_with("Statement until {1}", {language::date_text(*side.as_of, lang)}, lang);
}

// How our number is made; the link stands at the part of it that is ledger rows.
void fill_making(Values& card, const finance::Side& side, const std::string& lang) {
    const auto money = [&](Money amount) { return language::money_text(amount, lang); };
    const auto href =
        "/desk/totals/rows?by=campaign&only=&currency=" + side.ledger.currency.text() +
        "&figure=account:" + side.account;
    if (!side.opening) {
        card.add("ROWS").set("HREF", href).set("LEDGER", money(side.ledger));
        return;
    }
    auto& made = card.add("MADE");
    made.set("LEDGER", money(side.ledger)).set("OPENING", money(*side.opening));
    made.set("HREF", href).set("MOVED", money(*side.moved));
    if (side.later->minor != 0) made.add("LESS").set("LATER", money(*side.later));
}

void fill_side(Values& card, const http::Request& request, App& app, const finance::Side& side,
               Date today) {
    const auto& lang = request.language;
    const auto money = [&](Money amount) { return language::money_text(amount, lang); };
    card.set("NAME", side.account == "unplaced" ? say("Bank lines without a place", lang)
                     : side.account == "clearing:card_reader" ? say("card reader", lang)
                                                              : side.name);
    card.set("ACCOUNT", side.account);
    fill_making(card, side, lang);
    card.set("THEIRS", side.theirs ? money(*side.theirs) : say("not known", lang));
    card.set("THEIRS_WORDS", theirs_words(side, lang)).show_if(side.agrees(), "AGREES");
    if (side.later && side.later->minor != 0)
        card.add("LATER").set(
            "LATER_LINE",
            say_with("After that day our ledger has booked {1} more.", {money(*side.later)}, lang));
    for (const auto& difference : side.differences) {
        auto& row = card.add("DIFFERENCE");
        row.set("WHAT", difference_words(difference, lang));
        row.set("AMOUNT", difference.amount.minor == 0 ? "" : money(difference.amount));
        row.set("AGE", difference.since ? age_words(*difference.since, today, lang) : "");
        fill_owner(row, {request, app, "sides"}, difference.key, difference.owner);
    }
}

}  // namespace

http::Response show_sides(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto ours = organisation::find_organisation(session);
    const auto today = language::date_in(request.now, ours.time_zone);
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    values.set("AS_OF", say_with("As of {1}, {2}",
                                 {language::date_text(request.now, ours.time_zone, lang),
                                  language::time_text(request.now, ours.time_zone, lang)},
                                 lang));
    bool is_empty = true;
    auto currencies = ledger::currencies_used(session);
    if (currencies.empty()) currencies.push_back(currency_of(ours.currency));
    for (const auto currency : currencies)
        for (const auto& side : finance::all_sides(session, currency)) {
            is_empty = false;
            fill_side(values.add("SIDE"), request, app, side, today);
        }
    values.show_if(is_empty, "NONE");
    DeskPage page{
        .title = say("Side by side", lang),
        .body = language::render_template("web/pages/closing/desk_sides.html", values, lang)};
    if (request.query.has("saved")) page.saved = say("Saved.", lang);
    return show_desk(request, app, std::move(page));
}

}  // namespace pages
