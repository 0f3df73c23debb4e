// Portrait: a participant's picture of themselves, read by somebody before it stands on their page.
//
// Invariants (0012_portraits.sql):
//   * One of a participant waits at most, and one is published at most.
//   * The picture is a photo (pictures/photo.h): without a consent that covers whom it shows, and
//     after it was withdrawn, nobody sees it, whatever is said here.
//   * Minors have none: their pages show initials and the campaign's picture.
#pragma once

#include <map>

#include "campaign/pictures/photo.h"
#include "campaign/roster/participant.h"

namespace roster {

// Who can be recognised: only its participant, who agrees by bringing it; nobody; others too, whose
// consents the desk records first.
enum class Shows { me, nobody, others };
std::string_view shows_name(Shows);
std::optional<Shows> read_shows(std::string_view);

enum class PortraitState { waiting, published, sent_back, replaced, taken_back };

struct Portrait {
    pictures::PhotoId photo;
    ParticipantId participant;
    CampaignId campaign;
    PortraitState state = PortraitState::waiting;
    Shows shows = Shows::me;
    int version = 1;          // Counts every verdict.
    std::string reason = {};  // Why it was sent back.
    Instant brought_at;
};

// Storage: portrait_sql.cpp.
std::optional<Portrait> find_portrait(store::Session&, pictures::PhotoId);
// What its participant sees: those that wait, are published or were sent back, newest first.
std::vector<Portrait> portraits_of(store::Session&, ParticipantId);
// Oldest first. Campaign 0: of all.
std::vector<Portrait> portraits_to_review(store::Session&, CampaignId, int limit);
// As everybody may see them now, by participant; whoever has none is left out.
std::map<ParticipantId, pictures::Photo> shown_portraits(store::Session&,
                                                         const std::vector<ParticipantId>&,
                                                         Instant now);

}  // namespace roster
