// Gifts as strangers may see them, making one, and reading back one's own.
#include "campaign/giving/giving.h"
#include "campaign/programs/shapes.h"
#include "campaign/roster/participant.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/api/asking.h"
#include "web/api/campaigns.h"
#include "web/api/posting.h"
#include "web/live/feed.h"
#include "web/pages/giving/give.h"

namespace api {

namespace {

constexpr std::size_t lines_max = 6;

giving::Donor read_donor(const Posting& posting) {
    const auto& body = posting.body;
    giving::Donor donor;
    donor.name = line_field(body, "donor_name", giving::name_max);
    const auto message = read_lines(text_field(body, "message"), giving::message_max, lines_max);
    if (!message) refuse_field("message", "At most 280 characters in 6 lines.");
    donor.message = *message;
    const auto typed = text_field(body, "email");
    const auto email = typed.empty() ? std::optional<std::string>{""} : read_mail_address(typed);
    if (!email) refuse_field("email", "This is not an e-mail address.");
    donor.email = *email, donor.language = posting.request.language;
    donor.is_anonymous = truth_field(body, "is_anonymous");
    donor.hides_amount = truth_field(body, "hides_amount");
    donor.hides_from_participant = truth_field(body, "hides_from_participant");
    return donor;
}

// In memory or in honour of somebody, and for which company.
giving::Mentions read_mentions(const Posting& posting) {
    const auto& body = posting.body;
    giving::Mentions mentions;
    mentions.occasion = text_field(body, "occasion");
    mentions.remembered = line_field(body, "remembered", giving::name_max);
    mentions.company = line_field(body, "company", giving::name_max);
    if (mentions.occasion.empty() != mentions.remembered.empty())
        refuse_field("remembered", "\"occasion\" and \"remembered\" come together or not at all.");
    if (!mentions.occasion.empty() && mentions.occasion != "memory" &&
        mentions.occasion != "honour")
        refuse_field("occasion", "\"memory\" or \"honour\".");
    return mentions;
}

// Who is to be told of it.
std::optional<giving::Card> read_card(const Posting& posting, const giving::Mentions& mentions) {
    const auto& body = posting.body;
    giving::Card card;
    card.name = line_field(body, "card_name", giving::name_max);
    card.tells_amount = truth_field(body, "card_tells_amount");
    const auto words = read_lines(text_field(body, "card_message"), giving::message_max, lines_max);
    if (!words) refuse_field("card_message", "At most 280 characters in 6 lines.");
    card.words = *words;
    const auto typed = text_field(body, "card_email");
    if (typed.empty() && card == giving::Card{}) return {};
    const auto email = read_mail_address(typed);
    if (!email) refuse_field("card_email", "This is not an e-mail address.");
    if (mentions.remembered.empty())
        refuse_field("remembered", "A card tells of a gift in memory or in honour of somebody.");
    card.email = *email;
    return card;
}

giving::NewGift read_gift(const Posting& posting, const pages::Giving& giving) {
    giving::NewGift asked;
    asked.origin = "api", asked.is_meant = true, asked.request_key = posting.effect_key;
    const auto amount = money_field(posting.body, "amount_minor", giving.terms.currency);
    asked.lines = {{"gift", giving.terms.fund, amount, true}};
    if (text_field(posting.body, "method") != "transfer")
        refuse_field("method", "A promise by \"transfer\" is what this address takes.");
    const auto slug = text_field(posting.body, "participant");
    if (!slug.empty()) {
        const auto credit =
            roster::find_participant(posting.app.store.session(), giving.campaign.id, slug);
        if (!credit) refuse_field("participant", "Nobody takes part under this address.");
        asked.shares = {{credit->id, credit->team, Money{0, giving.terms.currency}}};
    }
    asked.donor = read_donor(posting);
    asked.donor.mentions = read_mentions(posting);
    asked.card = read_card(posting, asked.donor.mentions);
    return asked;
}

std::string own_gift_json(const giving::Gift& gift, const std::string& token,
                          const std::string& slug, const App& app) {
    return outside::JsonWriter{}
        .text("id", token)
        .text("campaign", slug)
        .text("state", giving::state_name(gift.state))
        .text("method", gift.method)
        .number("amount_minor", gift.amount.minor)
        .text("currency", gift.amount.currency.text())
        .raw("amount", programs::money_json(gift.amount))
        .raw("confirmed", programs::money_json(gift.confirmed))
        .text("reference", gift.reference)
        .text("given_at", iso_text(gift.given_at))
        .raw("confirmed_at", programs::moment_or_null(gift.confirmed_at))
        .text("url", app.config.public_url + "/g/" + token)
        .object();
}

http::Response make_gift(const Posting& posting) {
    auto& app = posting.app;
    const auto giving = pages::find_giving(posting.request, app);
    const auto given =
        giving::record_gift(app.store, read_gift(posting, giving), giving.terms,
                            people::donor_actor(posting.request.id), posting.request.now);
    app.feed.changed(giving.campaign.id);
    auto response =
        http::json(own_gift_json(given.gift, given.token, giving.campaign.slug, app), 201);
    set_header(response, "Location", "/api/v1/gifts/" + given.token);
    return response;
}

}  // namespace

http::Response list_gifts(const http::Request& request, App& app) {
    check_query(request, {"limit", "after"});
    const auto state = state_here(request, app);
    const auto page = read_page(request);
    auto gifts = giving::page_of_public_gifts(app.store.session(),
                                              {state->campaign.id, page.after, page.limit + 1});
    Listing listing;
    if (gifts.size() > static_cast<std::size_t>(page.limit)) {
        gifts.pop_back();
        listing.next = giving::Place{gifts.back().at, gifts.back().id};
    }
    for (const auto& gift : gifts) listing.items.push_back(programs::public_gift_json(gift));
    return show_listing(request, app, listing);
}

http::Response take_gift(const http::Request& request, App& app) {
    return post_once(
        request, app,
        {"amount_minor", "currency", "method", "donor_name", "message", "email", "participant",
         "is_anonymous", "hides_amount", "hides_from_participant", "occasion", "remembered",
         "company", "card_name", "card_email", "card_message", "card_tells_amount"},
        make_gift);
}

http::Response show_own_gift(const http::Request& request, App& app) {
    check_query(request, {});
    auto& session = app.store.session();
    const auto gift = giving::find_gift_by_token(session, request.param("token"));
    const auto campaign =
        gift ? campaign::find_campaign_by_id(session, gift->campaign) : std::nullopt;
    if (!campaign) throw Refused{{Reason::not_found}};
    auto response =
        show_json(request, own_gift_json(*gift, request.param("token"), campaign->slug, app));
    set_header(response, "Cache-Control", "private, no-cache");
    return response;
}

}  // namespace api
