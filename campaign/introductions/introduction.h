// Introduction: one person of a campaign (a doctor, a captain, an ambassador) with a page, a card
// and a code of their own; and Profile, one wording of it.
//
// Invariants (SQL holds them too):
//   * What is public was approved by somebody who did not write it, and the person has agreed; a
//     consent that is over takes the page away by itself.
//   * A wording that was handed in is never changed: a further edit is a new one.
//   * The address and the code stay, whatever becomes of the wording.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/refusal.h"

namespace pictures {
using PhotoId = Id<struct PhotoEntity>;
}

namespace introductions {

using IntroductionId = Id<struct IntroductionEntity>;
using ProfileId = Id<struct ProfileEntity>;

enum class State { draft, submitted, approved, sent_back, replaced };
std::string_view state_name(State);

struct Reference {
    std::string title, address;
};

// All that one person writes and another approves.
struct Words {
    std::string name, role, words;  // role: "Head physician of Ward 3".
    std::string video = {};         // Its own address, of a host that video_link.h knows.
    std::vector<Reference> links = {};
    std::string consent_how = {};  // "Signed form in folder 3".
    std::optional<Date> consent_on = {}, consent_until = {};
    pictures::PhotoId photo = {};  // The portrait.

    bool is_agreed_on(Date today) const {
        return !consent_how.empty() && consent_on && (!consent_until || *consent_until >= today);
    }
};

struct Profile {
    ProfileId id;
    IntroductionId introduction;
    int number = 1;
    State state = State::draft;
    Words words;
    AccountId author, decided_by = {};
    Instant made_at;
    std::string reason = {};  // Why it was sent back.
};

struct Introduction {
    IntroductionId id;
    CampaignId campaign;
    std::string slug;
    LinkId link;
    ProfileId shown;  // Nobody: nothing is public.
    Instant made_at;
    std::optional<Instant> ended_at = {};
};

constexpr std::size_t name_max = 80, role_max = 120, words_max = 3000, words_lines_max = 60,
                      links_max = 5, title_max = 80, address_max = 300, consent_max = 200;
constexpr int introductions_max = 60;

// Pure: what is wrong with it, by field.
std::optional<Refusal> words_objection(const Words&);
// "Words | https://…", one a line; nothing if a line is not of that form.
std::optional<std::vector<Reference>> read_references(const std::string& lines);
std::string references_text(const std::vector<Reference>&);

// Storage: introduction_sql.cpp.
std::optional<Introduction> find_introduction(store::Session&, CampaignId, const std::string& slug);
std::optional<Introduction> find_introduction_by_id(store::Session&, IntroductionId);
std::optional<Introduction> find_introduction_by_key(store::Session&,
                                                     const std::string& request_key);
std::vector<Introduction> all_introductions(store::Session&, CampaignId);  // Oldest first.
std::optional<Profile> find_profile(store::Session&, ProfileId);
std::optional<Profile> newest_profile(store::Session&, IntroductionId);
// Submitted, oldest first. Campaign 0: of all.
std::vector<Profile> profiles_to_decide(store::Session&, CampaignId, int limit);

// What everybody may see today: shown, agreed to, not ended. Oldest first.
struct Shown {
    Introduction introduction;
    Words words;
};
std::optional<Shown> find_shown(store::Session&, CampaignId, const std::string& slug, Date today);
std::vector<Shown> all_shown(store::Session&, CampaignId, Date today);

}  // namespace introductions
