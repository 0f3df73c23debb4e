#include "campaign/hooks/subscribing.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/token.h"

namespace hooks {

namespace {

constexpr std::size_t secret_bytes = 24;

std::string new_secret() { return "whsec_" + base64(random_bytes(secret_bytes)); }

Hook hook_or_refuse(store::Store& store, HookId id) {
    auto hook = find_hook(store.session(), id);
    if (!hook || hook->ended_at) throw Refused{{Reason::not_found}};
    return *hook;
}

ledger::AuditEntry entry_about(const Hook& hook, const people::Actor& actor, std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "hook",
            .subject_id = hook.id.value,
            .campaign = hook.campaign,
            .detail = hook.url.substr(0, hook.url.find_first_of("?#"))};  // A query may be secret.
}

}  // namespace

Hook subscribe(store::Store& store, const NewHook& asked, Addresses addresses,
               const people::Actor& actor, Instant now) {
    if (const auto refusal = url_objection(asked.url, addresses)) throw Refused{*refusal};
    if (asked.kinds.empty())
        throw Refused{{Reason::not_a_valid_value, "kinds", "Choose at least one event."}};
    if (all_hooks(store.session()).size() >= std::size_t{hooks_max})
        throw Refused{{Reason::not_a_valid_value, "url", "There are 50 already. End one first."}};
    const Hook hook{.id = new_id<HookId>(now),
                    .url = asked.url,
                    .campaign = asked.campaign,
                    .kinds = asked.kinds,
                    .secret = new_secret(),
                    .made_by = actor.account,
                    .made_at = now};
    store.in_transaction([&](store::Transaction& tx) {
        insert_hook(tx, hook);
        ledger::append_audit(tx, entry_about(hook, actor, "hook made"), now);
    });
    return hook;
}

std::string change_secret(store::Store& store, HookId id, const people::Actor& actor, Instant now) {
    const auto hook = hook_or_refuse(store, id);
    const auto secret = new_secret();
    store.in_transaction([&](store::Transaction& tx) {
        const auto until = now + std::chrono::hours{former_secret_hours};
        if (!change_secret_row(tx, hook, secret, until)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(hook, actor, "hook secret changed"), now);
    });
    return secret;
}

void unsubscribe(store::Store& store, HookId id, const people::Actor& actor, Instant now) {
    const auto hook = hook_or_refuse(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_hook_row(tx, id, now)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(hook, actor, "hook ended"), now);
    });
}

void send_test(store::Store& store, HookId id, const people::Actor& actor, Instant now) {
    const auto hook = hook_or_refuse(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        const auto event =
            append_event(tx, {EventKind::hook_test, hook.campaign, hook.id.value, "test"}, now);
        mark_spread(tx, {event});
        insert_delivery(tx, id,
                        {.id = event,
                         .kind = EventKind::hook_test,
                         .campaign = hook.campaign,
                         .subject = hook.id.value,
                         .made_at = now},
                        now);
        ledger::append_audit(tx, entry_about(hook, actor, "hook tried"), now);
    });
}

void send_again(store::Store& store, HookId id, DeliveryId delivery_id, const people::Actor& actor,
                Instant now) {
    const auto hook = hook_or_refuse(store, id);
    const auto delivery = find_delivery(store.session(), delivery_id);
    if (!delivery || delivery->hook != id) throw Refused{{Reason::not_found}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!begin_anew(tx, *delivery, now)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(hook, actor, "event sent again"), now);
    });
}

int send_again_since(store::Store& store, const Replay& replay, const people::Actor& actor,
                     Instant now) {
    const auto hook = hook_or_refuse(store, replay.hook);
    return store.in_transaction([&](store::Transaction& tx) {
        const auto count = begin_anew_since(tx, replay, now);
        auto entry = entry_about(hook, actor, "events sent again");
        entry.detail += ", " + std::to_string(count) + " since " + iso_text(replay.since);
        ledger::append_audit(tx, entry, now);
        return count;
    });
}

}  // namespace hooks
