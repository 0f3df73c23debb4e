// Outbox: what is still to be told by mail, written in the transaction of what it tells.
//
// A message is a row of facts, not of words: it becomes text and HTML from the templates
// web/mails/KIND.txt and KIND.html, in its language, when it is sent or looked at. Once each: a
// message of this kind about this cause to this recipient is written once, whoever tells it again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"

namespace mail {

enum class Kind {
    thanks,             // A gift was confirmed at once (card): to its donor.
    promise,            // How to pay a promise, and the link that proves the address: to its donor.
    arrival,            // The promised money has arrived: to its donor.
    reminder,           // It has not, after a while: to its donor.
    payment_failed,     // A delayed payment did not come: to its donor.
    has_promised,       // Somebody has promised for them: to a participant.
    has_given,          // Somebody has given for them: to a participant.
    joined,             // Their page stands, and how they find it again: to a participant.
    sign_in,            // A link and a code, for one sign-in. Secret.
    invitation,         // A colleague is asked in. Secret.
    password,           // A link for a new password. Secret.
    way_in_changed,     // A way into an account was added, taken away or reset: to its owner.
    submitted,          // A plan waits for them: to those who may decide it.
    decided,            // Approved or sent back: to its author.
    corrected,          // A reader mended small things in a post: to its author.
    conversation,       // The team has written to a participant, privately: to them.
    challenged,         // Somebody asks them, or their team, to a race: to a participant.
    appeal,             // A participant asks one person, by their wish: to that person.
    thank_you,          // A participant thanks, by their wish: to a donor who may be written to.
    receipt,            // A receipt, or a duplicate of it: to its donor.
    receipt_cancelled,  // It is valid no more: to its donor.
    sealed,             // The ledger's last seal, once a day: to who keeps it outside the house.
    pledged,            // What somebody has pledged, and the page of it: to its donor.
    instalment_due,     // A part of a pledge is to be paid soon, or should have been: to its donor.
    monthly,            // A monthly gift began, stumbled or ended: to its donor.
    remembered,         // A gift was made in memory or honour of somebody: to who is to be told.
    refunded,           // A refund was agreed to, and how it comes: to its donor.
    round,              // The places they are to hang, and a link of their own: to a helper.
};
std::string_view kind_name(Kind);  // "has_promised", as stored and as its templates are called.
std::optional<Kind> find_kind(std::string_view name);
const std::vector<Kind>& all_kinds();
// Who reads such a mail can act as its recipient: it is shown to nobody and kept only until sent.
bool is_secret(Kind);

// Facts by name, as the templates have them ("AMOUNT"), already written for people of this language
// where they are numbers or dates. Paths ("LINK_PATH", "/g/…") get our public address when they are
// shown ("LINK_URL"). web/mails/README.md says which facts each kind has.
using Facts = std::map<std::string, std::string>;

struct NewMail {
    Kind kind;
    std::string cause_type;  // gift, account, campaign_version, …: what it is about,
    std::int64_t cause_id;   // and which one. With the kind and the recipient: once.
    std::string to;          // One address, as read_mail_address() gave it.
    std::string language;
    Facts facts;
    CampaignId campaign = {};
};

// Writes nothing where the same was written before. Several are one statement.
void insert_mail(store::Transaction&, const NewMail&, Instant now);
void insert_mails(store::Transaction&, const std::vector<NewMail>&, Instant now);

enum class State { waiting, sent, failed, bounced };
std::string_view state_name(State);
std::optional<State> find_state(std::string_view name);

using MailId = Id<struct MailEntity>;

struct Mail {
    MailId id;
    Kind kind;
    std::string cause_type;
    std::int64_t cause_id;
    std::string to, language;
    Facts facts;
    CampaignId campaign;
    State state;
    Instant made_at, due_at, give_up_at;
    std::optional<Instant> sent_at;
    int tries;
    std::string trouble;  // What the other side said, or why we gave up.
    int version;
};

// Of what was tried since a moment, and of everything that waits.
struct MailCounts {
    std::int64_t waiting = 0, sent = 0, failed = 0, bounced = 0;
};

std::optional<Mail> find_mail(store::Session&, MailId);
// Newest first; of one state or of all, older than `before` unless that is 0.
struct MailSearch {
    std::optional<State> state = {};
    MailId before = {};
    int limit = 50;
};
std::vector<Mail> recent_mails(store::Session&, const MailSearch&);
std::vector<Mail> mails_about(store::Session&, std::int64_t cause_id, int limit);  // Oldest first.
std::vector<Mail> due_mails(store::Session&, Instant now, int limit);              // Longest due.
MailCounts count_mails(store::Session&, Instant since);
std::optional<Instant> oldest_due(store::Session&, Instant now);
// How many of this kind were written for the address since then, sent or not.
int count_written_for(store::Session&, const std::string& address, Kind, Instant since);
bool has_bounced(store::Session&, const std::string& address);
// How many of these kinds went to the address since then.
int count_sent_to(store::Session&, const std::string& address, const std::vector<Kind>&,
                  Instant since);

// Conditional: false if somebody else changed it since it was read.
struct MailMove {
    State to = State::waiting;
    Instant due_at;
    std::optional<Instant> sent_at = {};
    std::string trouble = {};
    int more_tries = 0;
    std::optional<Instant> give_up_at = {};  // A new one, else as it was.
    std::optional<Facts> facts = {};         // New ones, else as they were.
};
bool move_mail(store::Transaction&, const Mail&, const MailMove&);
// Another try is asked for: what bounced before may be written to again.
void forget_bounces(store::Transaction&, const std::string& address);
// For the demo: nothing of what its acts wrote leaves the house.
void mark_all_sent(store::Transaction&);

}  // namespace mail
