// Stripe's lists: events, refunds, payouts and movements of the balance, page after page.
#include <algorithm>

#include "campaign/outside/json.h"
#include "campaign/words/number.h"
#include "web/sandbox/stripe.h"
#include "web/sandbox/stripe_objects.h"
#include "web/sandbox/stripe_question.h"
#include "web/sandbox/subscribing.h"

namespace sandbox {

namespace {

struct Item {
    std::string id, object;
    Instant made_at;
};

std::size_t read_limit(const http::Fields& query) {
    constexpr std::int64_t otherwise = 10, most = 100;
    const auto asked = query.has("limit") ? read_whole(query, "limit") : std::nullopt;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(asked.value_or(otherwise), 1, most));
}

// The newest first, from `created[gte]` on, after `starting_after`.
http::Response page_of(const http::Request& request, std::vector<Item> items) {
    const auto& query = request.query;
    const auto since = number_in(query.text("created[gte]"));
    std::erase_if(items, [&](const Item& item) { return seconds_of(item.made_at) < since; });
    std::ranges::stable_sort(items, std::ranges::greater{}, &Item::made_at);
    if (const auto after = query.text("starting_after"); !after.empty()) {
        const auto found = std::ranges::find(items, after, &Item::id);
        if (found == items.end())
            throw NotPossible{"resource_missing", "No such object: '" + after + "'",
                              "starting_after"};
        items.erase(items.begin(), found + 1);
    }
    const auto limit = read_limit(query);
    const bool has_more = items.size() > limit;
    std::vector<std::string> objects;
    for (std::size_t i = 0; i < items.size() && i < limit; ++i) objects.push_back(items[i].object);
    return http::json(list_object(request.path, objects, has_more));
}

// The charge, refund or dispute that a movement comes from, written whole.
std::string source_of(const Sandbox& sandbox, const Movement& movement) {
    const auto sale = sandbox.till.find(movement.source);
    if (!sale) return {};
    if (sale->charge == movement.source) return charge_object(*sale, {});
    for (const auto& refund : sale->refunds)
        if (refund.id == movement.source) return refund_object(*sale, refund);
    for (const auto& dispute : sale->disputes)
        if (dispute.id == movement.source) return dispute_object(*sale, dispute);
    return {};
}

}  // namespace

http::Response list_events(const http::Request& request, Sandbox& sandbox) {
    std::vector<Item> items;
    for (const auto& event : sandbox.courier.all())
        if (event.vendor == Vendor::stripe) items.push_back({event.id, event.body, event.made_at});
    std::ranges::reverse(items);
    return page_of(request, std::move(items));
}

http::Response list_refunds(const http::Request& request, Sandbox& sandbox) {
    const auto charge = request.query.text("charge");
    const auto intent = request.query.text("payment_intent");
    std::vector<Item> items;
    for (const auto& sale : sandbox.till.all())
        if (sale.vendor == Vendor::stripe && (charge.empty() || sale.charge == charge) &&
            (intent.empty() || sale.intent == intent))
            for (const auto& refund : sale.refunds)
                items.push_back({refund.id, refund_object(sale, refund), refund.made_at});
    return page_of(request, std::move(items));
}

http::Response list_payouts(const http::Request& request, Sandbox& sandbox) {
    std::vector<Item> items;
    for (const auto& payout : sandbox.purse.all())
        items.push_back({payout.id, payout_object(payout), payout.made_at});
    return page_of(request, std::move(items));
}

http::Response show_payout(const http::Request& request, Sandbox& sandbox) {
    if (const auto payout = sandbox.purse.find(request.param("id")))
        return http::json(payout_object(*payout));
    throw NotPossible{"resource_missing", "No such payout: '" + request.param("id") + "'",
                      "payout"};
}

http::Response list_movements(const http::Request& request, Sandbox& sandbox) {
    const auto expands = read_expand(request.query).inside("data").wants("source");
    const auto wanted = request.query.text("payout");
    std::vector<Item> items;
    for (const auto& payout : sandbox.purse.all()) {
        if (!wanted.empty() && payout.id != wanted) continue;
        for (const auto& movement : payout.movements)
            items.push_back(
                {movement.id,
                 movement_object(movement, expands ? source_of(sandbox, movement) : std::string{}),
                 movement.made_at});
        const Movement itself{
            "txn_" + payout.id.substr(3), "payout",      payout.id, -payout.amount,
            {0, payout.amount.currency},  payout.made_at};
        items.push_back({itself.id, movement_object(itself), itself.made_at});
    }
    return page_of(request, std::move(items));
}

http::Response list_invoices(const http::Request& request, Sandbox& sandbox) {
    const auto wanted = request.query.text("subscription");
    std::vector<Item> items;
    for (const auto& one : sandbox.subscriptions.all())
        if (wanted.empty() || one.id == wanted)
            for (auto i = one.invoices.rbegin(); i != one.invoices.rend(); ++i)
                items.push_back({i->id, invoice_object(one, *i), i->made_at});
    return page_of(request, std::move(items));
}

http::Response list_invoice_payments(const http::Request& request, Sandbox& sandbox) {
    const auto& query = request.query;
    const auto invoice = query.text("invoice");
    const auto intent = query.text("payment[payment_intent]");
    if (!intent.empty() && query.text("payment[type]") != "payment_intent")
        throw NotPossible{"parameter_missing", "Missing required param: payment[type].",
                          "payment[type]"};
    std::vector<Item> items;
    for (const auto& one : sandbox.subscriptions.all())
        for (const auto& each : one.invoices) {
            const auto sale = sandbox.till.find(each.sale);
            const bool is_wanted = (invoice.empty() || each.id == invoice) &&
                                   (intent.empty() || (sale && sale->intent == intent));
            if (is_wanted && sale && !sale->intent.empty())
                items.push_back({each.payment, invoice_payment_object(each, *sale), each.made_at});
        }
    return page_of(request, std::move(items));
}

}  // namespace sandbox
