#include "campaign/announcing.h"

#include <algorithm>

#include "campaign/people/account.h"
#include "campaign/people/name.h"

namespace campaign {

namespace {

constexpr auto cause_type = "campaign_version";

bool may_decide(const people::Colleague& colleague, CampaignId campaign) {
    return std::ranges::any_of(colleague.roles, [&](const people::HeldRole& held) {
        return people::role_covers(held.role, people::Duty::run_campaign) &&
               (!held.campaign || held.campaign == campaign);
    });
}

// A version that was taken back and is submitted again is told of again.
std::string cause_of(const Version& version) {
    if (!version.submitted_at) return cause_type;
    const auto since = std::chrono::floor<std::chrono::seconds>(*version.submitted_at);
    return "again/" + std::to_string(since.time_since_epoch().count());
}

}  // namespace

std::vector<mail::NewMail> mails_when_submitted(store::Session& session, const Campaign& found,
                                                const Version& version) {
    const auto author = people::name_of(session, version.author);
    std::vector<mail::NewMail> mails;
    for (const auto& colleague : people::all_colleagues(session)) {
        const auto& account = colleague.account;
        if (account.id == version.author || !may_decide(colleague, found.id)) continue;
        mails.push_back({mail::Kind::submitted,
                         cause_of(version),
                         version.id.value,
                         account.email,
                         people::language_of(session, account.id),
                         {{"NAME", account.name},
                          {"BY", author},
                          {"CAMPAIGN", version.plan.title},
                          {"DECIDE_PATH", "/desk/" + found.slug + "/approval"}},
                         found.id});
    }
    return mails;
}

std::vector<mail::NewMail> mails_when_decided(store::Session& session, const Campaign& found,
                                              const Version& version, const Decision& decision,
                                              AccountId decided_by) {
    const auto author = people::find_account(session, version.author);
    if (!author || author->ended_at || author->email.empty()) return {};
    const auto approves = decision.verdict == Verdict::approve;
    return {{mail::Kind::decided,
             cause_type,
             version.id.value,
             author->email,
             people::language_of(session, author->id),
             {{"NAME", author->name},
              {"BY", people::name_of(session, decided_by)},
              {"CAMPAIGN", version.plan.title},
              {"APPROVED", approves ? "yes" : ""},
              {"REASON", decision.reason},
              {"DESK_PATH", "/desk/" + found.slug}},
             found.id}};
}

}  // namespace campaign
