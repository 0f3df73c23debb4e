#include "web/pages/printing/product_order.h"

#include <algorithm>
#include <limits>

#include "campaign/giving/payment.h"
#include "campaign/language/catalogue.h"
#include "campaign/links/placement.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/roster/joining_order.h"
#include "campaign/roster/team.h"
#include "campaign/words/check.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/printing/our_look.h"

namespace pages {
namespace {

using language::say;

// For banking apps (EPC069-12): the donor chooses the amount, the code says for what it is.
void word_payment(print::ProductWords& words, store::Session& session, const PosterWish& wish) {
    const auto account = organisation::find_account_in_use(session, wish.version.plan.bank_account);
    if (!account || account->iban.empty() || account->holder.empty() || account->holder.size() > 70)
        return;
    words.payment_text = account->holder + "  ·  " + giving::grouped_iban(account->iban);
    if (account->currency.text() != "EUR") return;
    words.payment = "BCD\n002\n1\nSCT\n" + account->bic + "\n" + account->holder + "\n" +
                    account->iban + "\n\nCHAR\n\n" + wish.link.code;
}

std::vector<print::ProductItem> items_of_placements(store::Session& session, const Config& config,
                                                    const PosterWish& wish) {
    std::vector<print::ProductItem> items;
    for (const auto& place : links::all_placements(session, wish.campaign.id)) {
        if (place.state == links::PlacementState::taken_down) continue;
        const auto link = links::find_link_of_placement(session, place.id);
        if (!link || link->retired_at) continue;
        print::ProductItem item;
        item.words = {{"place_label", place.name}, {"team", place.name}};
        item.link = code_address(config, link->code);
        item.link_text = short_address(config, link->code);
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

print::ProductWords product_words(store::Session& session, const Config& config,
                                  const PosterWish& wish, Instant now) {
    const auto ours = organisation::find_organisation(session);
    const auto poster = poster_words(session, config, wish, now);
    print::ProductWords words;
    words.language = poster.language, words.organisation = poster.organisation;
    words.overline = poster.overline, words.title = poster.title, words.kind = poster.kind;
    words.summary = wish.version.plan.summary;
    words.person = poster.person;
    words.date_line = poster.date_line, words.place_line = poster.place_line;
    words.facts = poster.facts, words.goal = poster.goal, words.raised = poster.raised;
    words.counted_on = poster.counted_on, words.progress = poster.progress;
    words.call_to_action = poster.call_to_action, words.after_scan = poster.after_scan;
    words.link = poster.link, words.link_text = poster.link_text;
    words.trust_line = poster.trust_line, words.telephone = ours.telephone;
    words.register_number = ours.register_number;
    words.placement_label = poster.placement_label, words.translations = poster.translations;
    words.sponsors_heading = poster.sponsors_heading, words.sponsors = poster.sponsors;
    words.proof_text = poster.proof_text;
    for (const auto& [name, english] : print::all_labels())
        words.labels[name] = say(english, wish.language);
    word_payment(words, session, wish);
    return words;
}

NamesFor names_for(std::string_view layout) {
    const auto found = print::find_layout(layout);
    return found && found->family == "lists" ? NamesFor::staff : NamesFor::everybody;
}

PrintedPeople people_to_print(store::Session& session, const Config& config,
                              const PeopleWanted& wanted) {
    const auto& [campaign, language, names, after, limit] = wanted;
    PrintedPeople found;
    auto number = roster::count_participants_up_to(session, campaign, after);
    for (const auto& one : roster::participants_behind(session, campaign, after, limit)) {
        found.through = one.id.value;
        ++number;
        if (one.left_at || one.campaign_says != roster::Says::yes) continue;  // Keeps its number.
        const auto link = links::find_link_by_id(session, one.link);
        check(link.has_value(), "a participant has a link");
        print::ProductItem item;
        item.words["number"] = std::to_string(number);
        const bool is_unread = names == NamesFor::everybody && one.shown_name.empty();
        item.words["name"] = is_unread                  ? say("One of us", language)
                             : names == NamesFor::staff ? one.name
                                                        : one.shown_name;
        found.unread += is_unread;
        if (one.team)
            if (const auto team = roster::find_team_by_id(session, one.team))
                item.words["team"] = team->shown_name();
        item.link = code_address(config, link->code);
        item.link_text = short_address(config, link->code);
        item.words["thanks"] = say("Thank you", language);
        found.items.push_back(std::move(item));
    }
    return found;
}

std::int64_t count_people_to_print(store::Session& session, CampaignId campaign) {
    return roster::count_participants_up_to(session, campaign,
                                            std::numeric_limits<std::int64_t>::max());
}

std::vector<print::ProductItem> product_items(store::Session& session, const Config& config,
                                              const PosterWish& wish, ProductFor whom) {
    if (whom == ProductFor::placements) return items_of_placements(session, config, wish);
    if (whom == ProductFor::campaign) return {};
    const auto names =
        whom == ProductFor::participants_for_staff ? NamesFor::staff : NamesFor::everybody;
    auto people = people_to_print(session, config, {wish.campaign.id, wish.language, names}).items;
    // Whoever looks for a bib or a badge in a pile or a list knows a name.
    std::ranges::stable_sort(people, {}, [](const auto& one) { return one.words.at("name"); });
    return people;
}

print::ProductOrder product_order(store::Session& session, const Config& config,
                                  const PosterWish& wish, Instant now) {
    const auto& plan = wish.version.plan;
    print::ProductOrder order;
    order.words = product_words(session, config, wish, now);
    order.look.theme = plan.theme, order.look.seed = static_cast<std::uint64_t>(plan.theme_seed);
    const auto look = organisation::find_look(session);
    order.look.brand = our_colours(look, plan.theme);
    if (const auto logo = organisation::find_picture(session, look.logo))
        order.look.logo = logo->bytes;
    order.created = wish.version.decided_at.value_or(wish.version.made_at);
    if (!proof_reason(config, wish.campaign, wish.version).empty())
        order.purpose = print::Purpose::proof;
    return order;
}

}  // namespace pages
