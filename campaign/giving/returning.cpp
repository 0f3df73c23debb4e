#include "campaign/giving/returning.h"

#include "campaign/giving/refund.h"
#include "campaign/outside/http_client.h"

namespace giving {

namespace {

constexpr std::chrono::minutes lease{2};

std::chrono::seconds pause_after(int tries) {
    constexpr int doublings_max = 9;  // 8 s, 16 s, … 68 min.
    return std::chrono::seconds{8LL << std::min(tries, doublings_max)};
}

void note(store::Store& store, const Refund& refund, const std::string& trouble, bool has_failed) {
    store.in_transaction(
        [&](store::Transaction& tx) { note_refund_trouble(tx, refund, trouble, has_failed); });
}

bool is_settled(store::Session& session, const Refund& refund) {
    const auto now_known = find_refund(session, refund.id);
    return !now_known || now_known->state != RefundState::approved;
}

Settled settle(store::Store& store, const providers::Registry& registry, const Refund& refund,
               Instant now) {
    const auto provider = registry.find(refund.provider, now);
    const auto payment = find_payment(store.session(), refund.payment);
    if (!provider || !payment) throw providers::NotTaken{"there are no keys"};
    return ask_and_settle(store, *provider, *payment, now);
}

// Asks first whether it is there: then somebody's answer was lost, and nothing is sent.
void send(store::Store& store, const providers::Registry& registry, const Refund& refund,
          Round& round, Instant now) {
    const auto before = settle(store, registry, refund, now);
    if (before.is_news) round.changed.push_back(before.gift.campaign);
    if (is_settled(store.session(), refund)) return;
    const auto provider = registry.find(refund.provider, now);
    try {
        provider->refund({before.payment.facts.payment, own_text(refund),
                          "refund:" + own_text(refund), refund.amount});
    } catch (const providers::NotTaken& no) {  // It will not: a person decides what now.
        return note(store, refund, no.what(), true);
    }
    const auto after = settle(store, registry, refund, now);
    if (after.is_news) round.changed.push_back(after.gift.campaign);
}

}  // namespace

Round send_refunds(store::Store& store, const providers::Registry& registry, Instant now) {
    constexpr int page = 50;
    Round round;
    for (const auto& refund : refunds_to_send(store.session(), now, page)) {
        const auto until = now + std::max<std::chrono::seconds>(lease, pause_after(refund.tries));
        const auto is_ours = store.in_transaction(
            [&](store::Transaction& tx) { return claim_refund(tx, refund, until); });
        if (!is_ours) continue;
        try {
            send(store, registry, refund, round, now);
            ++round.done;
        } catch (
            const std::exception& away) {  // Not known yet: asked again, then with the same key.
            ++round.put_off;
            note(store, refund, away.what(), false);
        }
    }
    std::erase(round.changed, CampaignId{});
    return round;
}

}  // namespace giving
