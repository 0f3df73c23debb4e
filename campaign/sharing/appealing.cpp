#include "campaign/sharing/appealing.h"

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/links/sharing.h"
#include "campaign/mail/unwanted.h"
#include "campaign/people/throttle.h"
#include "campaign/phase.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace sharing {

namespace {

constexpr std::size_t story_told_max = 300;
constexpr people::ThrottleRule appeals_per_client{20, 3'600, 60},
    appeals_per_network{60, 3'600, 60};

people::Turns appeal_turns(const std::string& client) {
    return {{"appeal from " + client, appeals_per_client},
            {"appeal from network " + people::network_of(client), appeals_per_network}};
}

// What an appeal needs of its campaign.
struct About {
    campaign::Campaign campaign;
    campaign::Version version;
};

About read_about(store::Session& session, const roster::Participant& one, Instant now) {
    const auto found = campaign::find_campaign_by_id(session, one.campaign);
    if (!found) throw Refused{{Reason::not_found}};
    const auto version = campaign::find_shown_version(session, *found);
    if (!version) throw Refused{{Reason::campaign_not_open}};
    if (const auto refusal = campaign::gift_objection(*found, *version, now))
        throw Refused{*refusal};
    return {*found, *version};
}

// One address and nothing else: no list, no name, no header.
std::string insist_on_address(const roster::Participant& one, const std::string& typed) {
    const auto to = read_mail_address(typed);
    if (!to)
        throw Refused{
            {Reason::not_a_valid_value, "to", "Write one e-mail address, like anna@example.org."}};
    if (*to == one.email)
        throw Refused{{Reason::not_a_valid_value, "to",
                       "That is your own address. Ask somebody who does not know yet."}};
    return *to;
}

mail::NewMail mail_of(std::int64_t id, const roster::Participant& one, const About& about,
                      const links::Link& link, const NewAppeal& asked, const std::string& to,
                      const std::string& refuse_token) {
    return {mail::Kind::appeal,
            "appeal",
            id,
            to,
            asked.language,
            {{"WHO", one.shown_name},
             {"CAMPAIGN", about.version.plan.title},
             {"SUMMARY", about.version.plan.summary},
             {"STORY", excerpt(one.shown_story, story_told_max)},
             {"PAGE_PATH", "/" + link.code},
             {"REFUSE_PATH", "/no-mail/" + refuse_token}},
            one.campaign};
}

bool is_unwelcome(store::Session& session, const std::string& digest, Instant now) {
    const auto since = now - std::chrono::days{appeal_window_days};
    return mail::is_unwanted(session, digest) ||
           appeals_to(session, digest, since) >= appeals_to_one_max;
}

ledger::AuditEntry entry_about(const roster::Participant& one, const people::Actor& actor) {
    return {.actor = actor,
            .action = "asked somebody by mail",
            .subject_type = "participant",
            .subject_id = one.id.value,
            .campaign = one.campaign};
}

// Everything that one try writes; the slot may be taken by another request of the same person.
struct Draft {
    Appeal appeal;
    std::optional<mail::NewMail> mail;
    std::int64_t id = 0;
};

bool write_draft(store::Store& store, const Draft& draft, const people::Turns& turns,
                 const ledger::AuditEntry& entry, Instant now) {
    try {
        store.in_transaction([&](store::Transaction& tx) {
            people::take_turns(tx, turns, now);
            insert_appeal(tx, draft.id, draft.appeal, now);
            if (draft.mail) mail::insert_mail(tx, *draft.mail, now);
            ledger::append_audit(tx, entry, now);
        });
        return true;
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint == "one_appeal_per_slot_of_a_day") return false;
        return true;  // The same form, or the same person asked a moment ago: nothing more to do.
    }
}

}  // namespace

void send_appeal(store::Store& store, const roster::Participant& one, const NewAppeal& asked,
                 const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto to = insist_on_address(one, asked.to);
    if (has_appeal_of(session, asked.request_key)) return;
    if (one.shown_name.empty())
        throw Refused{{Reason::not_allowed, "",
                       "Somebody has to read your name first, because the mail says who asks."}};
    const auto about = read_about(session, one, now);
    const auto digest = mail::mailbox_digest(session, to);
    if (has_asked(session, one.id, digest)) return;
    const auto link = links::find_or_make_share_link(
        store, {.campaign = one.campaign, .participant = one.id, .from = links::SharedFrom::own},
        "appeal", now);
    const auto token = random_token();
    Draft draft{.appeal = {.campaign = one.campaign,
                           .participant = one.id,
                           .recipient_digest = digest,
                           .request_key = asked.request_key,
                           .refuse_digest = sha256_hex(token),
                           .day = language::date_in(now, about.version.plan.time_zone)},
                .mail = {},
                .id = new_number(now)};
    if (!is_unwelcome(session, digest, now))
        draft.mail = mail_of(draft.id, one, about, link, asked, to, token);
    for (int attempt = 0; attempt < appeals_a_day_max; ++attempt) {
        draft.appeal.slot = appeals_on(session, one.id, draft.appeal.day) + 1;
        if (draft.appeal.slot > appeals_a_day_max) break;
        if (write_draft(store, draft, appeal_turns(asked.client), entry_about(one, actor), now))
            return;
    }
    throw Refused{{Reason::too_many_attempts, "to", "Ten a day is enough. Go on tomorrow."}};
}

void refuse_appeals(store::Store& store, const std::string& refuse_token, Instant now) {
    const auto digest = recipient_to_refuse(store.session(), refuse_token);
    if (!digest) throw Refused{{Reason::not_found}};
    store.in_transaction([&](store::Transaction& tx) { mail::insert_unwanted(tx, *digest, now); });
}

}  // namespace sharing
