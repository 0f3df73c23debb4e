#include "campaign/holding.h"

#include "campaign/campaign.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace campaign {

namespace {

void note(store::Transaction& tx, CampaignId campaign, ledger::AuditEntry entry, Instant now) {
    entry.subject_type = "campaign", entry.subject_id = campaign.value, entry.campaign = campaign;
    ledger::append_audit(tx, entry, now);
}

void hide_posts_as_well(store::Store& store, const NewHold& asked, const people::Actor& actor,
                        Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE hold SET hides_posts = 1 WHERE held_campaign_id = ? AND hides_posts = 0",
                   asked.campaign) == 1)
            note(tx, asked.campaign,
                 {.actor = actor,
                  .action = "all posts hidden",
                  .subject_type = {},
                  .reason = asked.reason},
                 now);
    });
}

}  // namespace

void hold_everything(store::Store& store, const NewHold& asked, const people::Actor& actor,
                     Instant now) {
    check(static_cast<bool>(actor.account), "a hold is somebody's");
    if (!find_campaign_by_id(store.session(), asked.campaign)) throw Refused{{Reason::not_found}};
    if (asked.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, for those who come after."}};
    if (count_code_points(asked.reason) > hold_reason_max)
        throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            pass_hold_place(tx, asked.campaign);
            tx.run("UPDATE hold_place SET is_held = 1 WHERE campaign_id = ?", asked.campaign);
            tx.run(
                "INSERT INTO hold (id, campaign_id, reason, hides_posts, held_by, held_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                new_id<HoldId>(now), asked.campaign, asked.reason, asked.hides_posts ? 1 : 0,
                actor.account, now);
            note(tx, asked.campaign,
                 {.actor = actor,
                  .action = asked.hides_posts ? "everything held, posts hidden" : "everything held",
                  .subject_type = {},
                  .reason = asked.reason},
                 now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_hold_at_a_time") throw;
        if (asked.hides_posts) hide_posts_as_well(store, asked, actor, now);
    }
}

void release_hold(store::Store& store, CampaignId campaign, const people::Actor& actor,
                  Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        pass_hold_place(tx, campaign);
        tx.run("UPDATE hold_place SET is_held = 0 WHERE campaign_id = ?", campaign);
        if (tx.run("UPDATE hold SET released_by = ?, released_at = ? WHERE held_campaign_id = ?",
                   actor.account, now, campaign) != 1)
            throw Refused{{Reason::already_decided, {}, "Nothing is held here any more."}};
        note(tx, campaign, {.actor = actor, .action = "hold released", .subject_type = {}}, now);
    });
}

}  // namespace campaign
