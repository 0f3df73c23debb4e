#include "campaign/hooks/sending.h"

#include <set>

#include "campaign/campaign.h"
#include "campaign/giving/gift_pages.h"
#include "campaign/outside/json.h"
#include "campaign/phase.h"
#include "campaign/programs/shapes.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace hooks {

namespace {

using outside::JsonWriter;

constexpr std::chrono::seconds deadline{5}, lease{30};
constexpr int spread_at_once = 500, gone = 410;

std::int64_t unix_seconds(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

std::string delivered_id(const Delivery& delivery) {
    return "evt_" + std::to_string(delivery.event);
}

// The first line of an answer, as the desk shows it: plain letters only.
std::string first_words(std::string_view body) {
    std::string words;
    for (const char c : body.substr(0, trouble_max)) words += c >= ' ' && c < 0x7f ? c : ' ';
    return words;
}

void add_gift(JsonWriter& data, store::Session& session, const Event& event) {
    data.text("gift", std::to_string(event.subject)).text("state", event.state);
    const auto seen = giving::find_public_gift(session, GiftId{event.subject});
    if (!seen) return;
    data.raw("public", programs::public_gift_json(*seen));
}

outside::HttpCall call_for(const Hook& hook, const Delivery& delivery, std::string body,
                           const Outward& outward, Instant now) {
    const auto id = delivered_id(delivery);
    auto signatures = signature_of(hook.secret, id, now, body);
    if (hook.former_until && *hook.former_until > now)
        signatures += " " + signature_of(hook.former_secret, id, now, body);
    return {.method = "POST",
            .url = hook.url,
            .headers = {{"Content-Type", "application/json"},
                        {"User-Agent", "Hooks/1"},
                        {"webhook-id", id},
                        {"webhook-timestamp", std::to_string(unix_seconds(now))},
                        {"webhook-signature", signatures}},
            .body = std::move(body),
            .deadline = deadline,
            .answer_bytes_max = 64 * 1024,
            .reach = outward.addresses == Addresses::anywhere ? outside::Reach::anywhere
                                                              : outside::Reach::public_only};
}

// One try; says in the delivery how it went.
Delivery try_delivery(store::Session& session, const Hook& hook, Delivery delivery,
                      const Outward& outward, Instant now) {
    ++delivery.tries, delivery.tried_at = now, delivery.status = 0;
    const auto event = find_event(session, delivery.event);
    try {
        if (!event) throw outside::Unreachable{"the event is older than we keep them"};
        const auto answer = outside::call_http(
            call_for(hook, delivery, payload_of(session, *event, outward, now), outward, now));
        delivery.status = answer.status, delivery.trouble = first_words(answer.body);
    } catch (const outside::Unreachable& away) {
        delivery.trouble = first_words(away.what());
    }
    const auto pause = pause_after(delivery.tries, delivery.begun_at, now);
    if (delivery.status >= 200 && delivery.status < 300)
        delivery.state = DeliveryState::sent;
    else if (!pause || !event || delivery.status == gone)
        delivery.state = DeliveryState::dead;
    else
        delivery.due_at = now + *pause;
    return delivery;
}

}  // namespace

std::string signature_of(std::string_view secret, std::string_view id, Instant at,
                         std::string_view body) {
    constexpr std::string_view mark = "whsec_";
    if (secret.starts_with(mark)) secret.remove_prefix(mark.size());
    const auto signed_text =
        std::string{id} + "." + std::to_string(unix_seconds(at)) + "." + std::string{body};
    return "v1," + base64(hmac_sha256(from_base64(secret), signed_text));
}

std::string payload_of(store::Session& session, const Event& event, const Outward& outward,
                       Instant now) {
    JsonWriter data;
    const auto campaign = campaign::find_campaign_by_id(session, event.campaign);
    if (campaign) {
        data.text("campaign", campaign->slug);
        data.text("url", outward.public_url + "/c/" + campaign->slug);
    }
    if (event.kind == EventKind::campaign_changed && campaign)
        if (const auto shown = campaign::find_shown_version(session, *campaign))
            data.text("phase", campaign::phase_name(campaign::phase_of(*campaign, *shown, now)));
    if (event.kind == EventKind::post_published) data.text("post", std::to_string(event.subject));
    if (event.kind == EventKind::gift_recorded || event.kind == EventKind::gift_confirmed ||
        event.kind == EventKind::gift_changed)
        add_gift(data, session, event);
    return JsonWriter{}
        .text("type", kind_name(event.kind))
        .text("timestamp", iso_text(event.made_at))
        .raw("data", data.object())
        .object();
}

int spread_events(store::Store& store, Instant now) {
    int looked_at = 0;
    for (;;) {
        const auto events = events_to_spread(store.session(), spread_at_once);
        if (events.empty()) return looked_at;
        const auto hooks = all_hooks(store.session());
        std::vector<std::int64_t> ids;
        for (const auto& event : events) ids.push_back(event.id);
        store.in_transaction([&](store::Transaction& tx) {
            for (const auto& event : events)
                for (const auto& hook : hooks)
                    if (hook.wants(event.kind, event.campaign) && event.made_at >= hook.made_at)
                        insert_delivery(tx, hook.id, event, now);
            mark_spread(tx, ids);
        });
        looked_at += static_cast<int>(events.size());
        if (events.size() < std::size_t{spread_at_once}) return looked_at;
    }
}

int send_due(store::Store& store, const Outward& outward, int limit, Instant now) {
    auto& session = store.session();
    std::set<HookId> failing;
    int acknowledged = 0;
    for (auto delivery : due_deliveries(session, now, limit)) {
        if (failing.contains(delivery.hook)) continue;
        const auto is_mine = store.in_transaction(
            [&](store::Transaction& tx) { return lease_delivery(tx, delivery, now + lease); });
        if (!is_mine) continue;
        ++delivery.version;
        const auto hook = find_hook(session, delivery.hook);
        Delivery after = delivery;
        if (hook && !hook->ended_at)
            after = try_delivery(session, *hook, delivery, outward, now);
        else
            after.state = DeliveryState::dead, after.trouble = "nobody is told here any more";
        store.in_transaction([&](store::Transaction& tx) { write_try(tx, after); });
        if (after.state == DeliveryState::sent)
            ++acknowledged;
        else
            failing.insert(delivery.hook);
    }
    return acknowledged;
}

void forget_old_events(store::Store& store, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { remove_old_events(tx, now); });
}

}  // namespace hooks
