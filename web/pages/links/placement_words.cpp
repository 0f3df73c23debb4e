// What the pages about places and links have in common.
#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "web/html/frame.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/placement_form.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::to_say;
using links::PlacementState;

constexpr std::array states{
    std::pair{PlacementState::planned, to_say("planned")},
    std::pair{PlacementState::printed, to_say("printed")},
    std::pair{PlacementState::hung, to_say("hung")},
    std::pair{PlacementState::taken_down, to_say("taken down")},
};

}  // namespace

links::Placement placement_here(const http::Request& request, App& app, const CampaignHere& here) {
    const PlacementId id{number_in(request.param("placement"))};
    const auto placement = links::find_placement(app.store.session(), id);
    if (!placement || placement->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return *placement;
}

std::string channel_title(std::string_view channel, const std::string& language) {
    const auto found = links::find_channel(channel);
    return found ? say(found->title, language) : std::string{channel};
}

std::string landing_title(std::string_view landing, const std::string& language) {
    if (landing == "give") return say("The form to give", language);
    if (landing == "join") return say("The form to take part", language);
    if (landing == "participant") return say("The participant's page", language);
    return say("The campaign's page", language);
}

std::string placement_state_title(PlacementState state, const std::string& language) {
    return say(std::ranges::find(states, state, [](const auto& row) { return row.first; })->second,
               language);
}

std::string ended_link_words(App& app, const std::string& language) {
    const auto ours = organisation::find_organisation(app.store.session());
    const auto& who = ours.legal_name;
    if (who.empty()) return say("This link has ended. Ask the team for a new one.", language);
    if (ours.telephone.empty())
        return say_with("This link has ended. Ask {1} for a new one.", {who}, language);
    return say_with("This link has ended. Ask {1} for a new one: {2}.", {who, ours.telephone},
                    language);
}

std::string standing_words(const links::Placement& place, const std::string& language) {
    if (place.ended_at) return say("off the list", language);
    if (place.is_not_possible()) return say_with("not possible: {1}", {place.trouble}, language);
    return placement_state_title(place.state, language);
}

// "€12.30 for €1"
std::string return_words(std::int64_t raised, std::int64_t cost, const CampaignHere& here,
                         const std::string& language) {
    if (cost <= 0) return "–";
    std::int64_t unit = 1;
    for (int i = 0; i < here.campaign.currency.decimals; ++i) unit *= 10;
    return say_with("{1} for {2}",
                    {money_text({raised * unit / cost, here.campaign.currency}, language),
                     money_text({unit, here.campaign.currency}, language)},
                    language);
}

// "Sunday 20 June, 10:00 · Old Harbour", or from when until when.
std::string when_words(const campaign::Plan& plan, const std::string& lang) {
    const auto when = plan.event_at
                          ? language::date_text(*plan.event_at, plan.time_zone, lang) + ", " +
                                language::time_text(*plan.event_at, plan.time_zone, lang)
                          : window_words(plan, lang);
    return joined({when, plan.place});
}

std::string moment_words(Instant at, const CampaignHere& here, const std::string& language) {
    const auto& zone = here.version.plan.time_zone;
    return language::date_text(at, zone, language) + ", " + language::time_text(at, zone, language);
}

// "Anna, round 2 · Ms. Meyer, 0171 … · permission: given · hang it by 3 June"
std::string arrangement_words(const links::Placement& place, App& app, const std::string& lang) {
    const auto& plan = place.arrangement;
    std::string who;
    if (plan.volunteer)
        if (const auto found = links::find_volunteer(app.store.session(), plan.volunteer))
            who = say_with("{1}, round {2}", {found->name, std::to_string(plan.round)}, lang);
    std::string contact = plan.contact;
    if (!plan.telephone.empty()) contact += (contact.empty() ? "" : ", ") + plan.telephone;
    return joined({place.address, who, contact,
                   say_with("permission: {1}", {permission_title(plan.permission, lang)}, lang),
                   days_words(place, lang)});
}

std::string days_words(const links::Placement& place, const std::string& lang) {
    const auto by = [&](std::string_view words, const std::optional<Date>& day) {
        return day ? say_with(words, {language::date_text(*day, lang)}, lang) : std::string{};
    };
    const auto& plan = place.arrangement;
    return joined(
        {place.is_to_hang() ? by(language::to_say("hang by {1}"), plan.hang_by) : std::string{},
         by(language::to_say("take down by {1}"), plan.take_down_by)});
}

}  // namespace pages
