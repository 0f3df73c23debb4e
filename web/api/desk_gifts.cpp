// Gifts at the desk: as finance sees them, entering, counting, marking as arrived.
#include <algorithm>
#include <array>

#include "campaign/bank/arriving.h"
#include "campaign/giving/giving.h"
#include "campaign/language/locale.h"
#include "campaign/programs/shapes.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/api/asking.h"
#include "web/api/desk.h"
#include "web/api/posting.h"
#include "web/live/feed.h"
#include "web/pages/giving/desk_money.h"

namespace api {

namespace {

using people::Duty;

constexpr std::array methods{"cash", "cheque", "card_reader"};
constexpr std::array states{"pending", "entered", "confirmed", "rejected", "lapsed", "withdrawn"};
constexpr std::size_t note_max = 200, reason_max = 400, statement_max = 80;

std::string account_or_null(AccountId account) {
    return account ? outside::json_text(std::to_string(account.value)) : "null";
}

std::string desk_gift_json(const giving::Gift& gift) {
    const auto donor =
        outside::JsonWriter{}
            .raw("name", programs::text_or_null(gift.donor.name))
            .raw("message", programs::text_or_null(gift.donor.message))
            .truth("is_anonymous", gift.donor.is_anonymous)
            .truth("hides_amount", gift.donor.hides_amount)
            .raw("occasion", programs::text_or_null(gift.donor.mentions.occasion))
            .raw("remembered", programs::text_or_null(gift.donor.mentions.remembered))
            .raw("company", programs::text_or_null(gift.donor.mentions.company))
            .object();
    return outside::JsonWriter{}
        .text("id", std::to_string(gift.id.value))
        .text("state", giving::state_name(gift.state))
        .text("method", gift.method)
        .text("origin", gift.origin)
        .raw("amount", programs::money_json(gift.amount))
        .raw("confirmed", programs::money_json(gift.confirmed))
        .raw("open", programs::money_json(gift.open))
        .raw("reference", programs::text_or_null(gift.reference))
        .text("given_at", iso_text(gift.given_at))
        .raw("confirmed_at", programs::moment_or_null(gift.confirmed_at))
        .raw("proven_at", programs::moment_or_null(gift.proven_at))
        .truth("is_late", gift.is_late)
        .raw("donor", donor)
        .text("words_state", gift.words_state)
        .raw("entered_by", account_or_null(gift.entered_by))
        .raw("decided_by", account_or_null(gift.decided_by))
        .raw("note", programs::text_or_null(gift.state_reason))
        .number("version", gift.version)
        .object();
}

giving::Gift gift_here(const http::Request& request, App& app, CampaignId campaign) {
    const auto text = request.param("gift");
    std::int64_t id = 0;
    if (!read_number(text, id)) throw Refused{{Reason::not_found}};
    const auto gift = giving::find_gift(app.store.session(), GiftId{id});
    if (!gift || gift->campaign != campaign) throw Refused{{Reason::not_found}};
    return *gift;
}

http::Response answer_gift(const Posting& posting, const giving::Gift& gift, int status) {
    posting.app.feed.changed(gift.campaign);
    return http::json(desk_gift_json(gift), status);
}

// A day that is not after today, in the organisation's zone.
Date day_field(const Posting& posting, const std::string& name, const std::string& zone) {
    const auto today = language::date_in(posting.request.now, zone);
    const auto typed = text_field(posting.body, name);
    const auto day = typed.empty() ? std::optional{today} : read_date(typed);
    if (!day || *day > today) refuse_field(name, "A day like 2027-06-12, not after today.");
    return *day;
}

http::Response enter(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto giving = pages::find_giving(request, app);
    const auto& zone = giving.terms.zone;
    const auto day = day_field(posting, "given_on", zone);
    giving::NewGift asked;
    asked.origin = "desk", asked.request_key = key;
    asked.method = text_field(body, "method");
    if (std::ranges::find(methods, asked.method) == methods.end())
        refuse_field("method", "\"cash\", \"cheque\" or \"card_reader\".");
    asked.lines = {{"gift", giving.terms.fund,
                    money_field(body, "amount_minor", giving.terms.currency), true}};
    asked.given_at = day == language::date_in(request.now, zone)
                         ? request.now
                         : language::local_moment(day, 12, 0, zone);
    asked.donor.name = line_field(body, "donor_name", giving::name_max);
    asked.donor.is_anonymous = truth_field(body, "is_anonymous");
    asked.note = line_field(body, "note", note_max);
    if (const auto slug = text_field(body, "participant"); !slug.empty()) {
        const auto credit = roster::find_participant(app.store.session(), giving.campaign.id, slug);
        if (!credit) refuse_field("participant", "Nobody takes part under this address.");
        asked.shares = {{credit->id, credit->team, Money{0, giving.terms.currency}}};
    }
    const auto given =
        giving::record_gift(app.store, asked, pages::terms_at_desk(giving, *asked.given_at),
                            desk_actor(request, Duty::enter_cash, giving.campaign.id), request.now);
    return answer_gift(posting, given.gift, 201);
}

http::Response decide(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto giving = pages::find_giving(request, app);
    const auto gift = gift_here(request, app, giving.campaign.id);
    const auto actor = desk_actor(request, Duty::do_finance, giving.campaign.id);
    const auto reason = line_field(body, "reason", reason_max);
    const auto verdict = text_field(body, "verdict");
    if (verdict == "reject")
        return answer_gift(
            posting, giving::reject_entered(app.store, gift.id, reason, actor, request.now), 200);
    if (verdict != "confirm") refuse_field("verdict", "\"confirm\" or \"reject\".");
    const auto counted = money_field(body, "counted_minor", giving.terms.currency);
    return answer_gift(
        posting, giving::confirm_entered(app.store, {gift.id, counted, reason}, actor, request.now),
        200);
}

http::Response mark(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto giving = pages::find_giving(request, app);
    const auto gift = gift_here(request, app, giving.campaign.id);
    giving::Arrival arrival{gift.id, money_field(body, "arrived_minor", giving.terms.currency),
                            day_field(posting, "bank_date", giving.terms.zone),
                            line_field(body, "statement_reference", statement_max),
                            pages::account_in_use(app, giving)};
    arrival.lets_rest_go = truth_field(body, "lets_rest_go");
    return answer_gift(
        posting,
        bank::mark_arrived_once(app.store, arrival,
                                desk_actor(request, Duty::do_finance, gift.campaign), request.now),
        200);
}

http::Response prove(const Posting& posting) {
    const auto& [request, app, body, key] = posting;
    const auto giving = pages::find_giving(request, app);
    const auto gift = gift_here(request, app, giving.campaign.id);
    return answer_gift(
        posting,
        giving::prove_promise(app.store, gift.id,
                              desk_actor(request, Duty::do_finance, gift.campaign), request.now),
        200);
}

campaign::Campaign campaign_here(const http::Request& request, App& app) {
    auto found = campaign::find_campaign(app.store.session(), request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

}  // namespace

http::Response list_desk_gifts(const http::Request& request, App& app) {
    check_query(request, {"state", "method", "limit", "after"});
    const auto page = read_page(request);
    giving::DeskPage wanted{campaign_here(request, app).id,
                            {},
                            request.query.text("method"),
                            page.after,
                            page.limit + 1};
    if (const auto state = request.query.text("state"); !state.empty()) {
        if (std::ranges::find(states, state) == states.end())
            refuse_field("state", "There is no such state of a gift.");
        wanted.state = giving::state_of(state);
    }
    auto gifts = giving::page_of_gifts(app.store.session(), wanted);
    Listing listing;
    if (gifts.size() > static_cast<std::size_t>(page.limit)) {
        gifts.pop_back();
        listing.next = giving::Place{gifts.back().given_at, gifts.back().id.value};
    }
    for (const auto& gift : gifts) listing.items.push_back(desk_gift_json(gift));
    return show_listing(request, app, listing);
}

http::Response show_desk_gift(const http::Request& request, App& app) {
    check_query(request, {});
    return show_json(request,
                     desk_gift_json(gift_here(request, app, campaign_here(request, app).id)));
}

http::Response list_promises(const http::Request& request, App& app) {
    check_query(request, {"q", "limit", "after"});
    const auto page = read_page(request);
    giving::PromiseSearch search{campaign_here(request, app).id, request.query.text("q")};
    if (search.query.size() > note_max) refuse_field("q", "At most 200 characters.");
    search.after = GiftId{page.after ? page.after->id : 0}, search.limit = page.limit + 1;
    auto promises = giving::open_promises(app.store.session(), search);
    Listing listing;
    if (promises.size() > static_cast<std::size_t>(page.limit)) {
        promises.pop_back();
        listing.next = giving::Place{promises.back().given_at, promises.back().id.value};
    }
    for (const auto& gift : promises) listing.items.push_back(desk_gift_json(gift));
    return show_listing(request, app, listing);
}

http::Response enter_desk_gift(const http::Request& request, App& app) {
    return post_once(request, app,
                     {"method", "amount_minor", "currency", "given_on", "donor_name",
                      "is_anonymous", "participant", "note"},
                     enter);
}

http::Response decide_desk_gift(const http::Request& request, App& app) {
    return post_once(request, app, {"verdict", "counted_minor", "currency", "reason"}, decide);
}

http::Response mark_desk_arrival(const http::Request& request, App& app) {
    return post_once(
        request, app,
        {"arrived_minor", "currency", "bank_date", "statement_reference", "lets_rest_go"}, mark);
}

http::Response prove_desk_gift(const http::Request& request, App& app) {
    return post_once(request, app, {}, prove);
}

}  // namespace api
