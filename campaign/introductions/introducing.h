// Introducing: writing about one person, having it approved by another, and taking it away.
//
// All throw Refused; the caller has asked whether the role covers it. Every act is in the audit.
#pragma once

#include "campaign/introductions/introduction.h"
#include "campaign/people/role.h"

namespace introductions {

struct NewIntroduction {
    CampaignId campaign;
    Words words;
    std::string request_key;
};
// A draft with an address and a code of its own. One key is one introduction.
Introduction write_introduction(store::Store&, const NewIntroduction&, const people::Actor&,
                                Instant now);

struct WordsChange {
    IntroductionId introduction;
    Words words;
    int seen_number = 0;  // The wording it was edited from.
};
// One's own draft is changed, else a new wording begun. Refuses while one waits.
Profile edit_introduction(store::Store&, const WordsChange&, const people::Actor&, Instant now);

// Refuses where the person has not agreed on that day.
void submit_introduction(store::Store&, IntroductionId, Date today, const people::Actor&,
                         Instant now);

enum class Verdict { approve, send_back };
struct Decision {
    ProfileId profile;
    Verdict verdict = Verdict::approve;
    std::string reason = {};  // Needed to send back.
};
// By somebody who is not the author.
void decide_introduction(store::Store&, const Decision&, Date today, const people::Actor&,
                         Instant now);
// Gone from everywhere at once: the person no longer agrees, or their part is over. By one person.
void withdraw_introduction(store::Store&, IntroductionId, const std::string& reason,
                           const people::Actor&, Instant now);

constexpr std::size_t reason_max = 400;

}  // namespace introductions
