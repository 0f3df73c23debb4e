#include "campaign/roster/greeting.h"

#include "campaign/campaign.h"

namespace roster {

// The address is nobody's until they sign in with it, so the mail says nothing that was typed, and
// nobody gets many of them.
std::optional<mail::NewMail> greeting_for(store::Session& session,
                                          const std::vector<Participant>& party, Instant now) {
    constexpr int a_day_max = 3;
    const auto& first = party.front();
    if (first.email.empty() || first.account) return {};
    if (mail::count_written_for(session, first.email, mail::Kind::joined,
                                now - std::chrono::hours{24}) >= a_day_max)
        return {};
    const auto campaign = campaign::find_campaign_by_id(session, first.campaign);
    const auto version = campaign::current_version(session, *campaign);
    mail::NewMail message{mail::Kind::joined, "participant",  first.id.value,
                          first.email,        first.language, {},
                          first.campaign};
    message.facts = {{"CAMPAIGN", version.plan.title},
                     {"CAMPAIGN_PATH", "/c/" + campaign->slug},
                     {"SIGN_IN_PATH", "/sign-in"}};
    if (!first.is_public()) message.facts["WAITS"] = "yes";
    if (party.size() > 1) message.facts["SEVERAL"] = "yes";
    return message;
}

}  // namespace roster
