// Looking up a gift: by whatever the person on the phone can say of it.

#include "campaign/campaign.h"
#include "campaign/giving/gift_search.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/giving/desk_money.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

constexpr std::size_t query_max = 100;
constexpr int found_max = 50;

std::string who_of(const giving::Gift& gift, const std::string& in) {
    if (!gift.donor.name.empty()) return gift.donor.name;
    return gift.donor.receipt_name.empty() ? say("without a name", in) : gift.donor.receipt_name;
}

void fill_gift(Values& row, const http::Request& request, App& app, const giving::Gift& gift,
               const std::string& zone) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto found = campaign::find_campaign_by_id(session, gift.campaign);
    row.set("GIFT_HREF", "/desk/gifts/" + std::to_string(gift.id.value));
    row.set("DAY", language::date_text(gift.given_at, zone, in)).set("WHO", who_of(gift, in));
    row.set("AMOUNT", money_text(gift.amount, in));
    row.set("METHOD", method_words(gift.method, in));
    row.set("STATE", say(std::string{giving::state_name(gift.state)}, in));
    row.set("CAMPAIGN", found ? campaign::current_version(session, *found).plan.title : "");
    row.set("REFERENCE", giving::grouped(gift.reference));
}

}  // namespace

http::Response find_gifts(const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto query = read_line(request.query.text("q"), query_max).value_or("");
    const auto organisation = organisation::find_organisation(session);
    auto gifts =
        giving::gifts_like(session, {query, currency_of(organisation.currency), found_max});
    const bool is_cut = gifts.size() == found_max;
    std::erase_if(gifts, [&](const giving::Gift& gift) {
        return !request.visitor->may(people::Duty::read_finance, gift.campaign);
    });
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    values.set("SEARCH_HREF", request.path).set("QUERY", query);
    values.show_if(query.empty(), "HELP").show_if(!query.empty() && gifts.empty(), "NOTHING");
    if (is_cut)
        values.add("CUT").set("CUT_LINE",
                              language::say_with("Only the latest {1} are shown. Say more of it.",
                                                 {std::to_string(found_max)}, in));
    if (!gifts.empty()) {
        auto& list = values.add("FOUND");
        for (const auto& gift : gifts)
            fill_gift(list.add("GIFT"), request, app, gift, organisation.time_zone);
    }
    return show_desk(
        request, app,
        {.title = say("Look up a gift", in),
         .body = language::render_template("web/pages/giving/desk_gifts.html", values, in)});
}

}  // namespace pages
