#include "campaign/finance/open_items.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "campaign/bank/line.h"
#include "campaign/cash/open_items.h"
#include "campaign/finance/open_nets.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/chart.h"
#include "campaign/organisation/organisation.h"

namespace finance {

namespace {

std::string key_of(const Net& net) {
    auto key = net.account + "/" + net.cause_type + "/" + std::to_string(net.cause_id);
    if (net.campaign) key += "/" + std::to_string(net.campaign.value);
    return key;
}

OpenItem item_of(const Net& net) {
    return {.key = key_of(net),
            .account = net.account,
            .cause_type = net.cause_type,
            .cause_id = net.cause_id,
            .campaign = net.campaign,
            .campaign_slug = net.campaign_slug,
            .amount = {net.minor, net.currency},
            .since = net.since};
}

// Change drawn later has no line yet either, and is no item of the days before.
std::map<std::string, std::int64_t> drawn_after(store::Session& session, Date last) {
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto end =
        language::start_of(Date{std::chrono::sys_days{last} + std::chrono::days{1}}, zone);
    std::map<std::string, std::int64_t> drawn;
    for (const auto& item : cash::open_cash_items(session, {}, end))
        if (item.kind == cash::ItemKind::float_line && item.since && *item.since >= end)
            drawn[item.amount.currency.text()] += item.amount.minor;
    return drawn;
}

// What waits to be placed, line by line; and per currency what the ledger says beyond them.
std::vector<OpenItem> unplaced_items(store::Session& session, const std::optional<Date>& last) {
    std::vector<OpenItem> items;
    std::map<std::string, std::int64_t> told;
    if (last) told = drawn_after(session, *last);
    for (const auto& line : bank::open_lines(session, items_max)) {
        const auto open = line.open();
        const auto sign = line.amount.minor < 0 ? -1 : 1;
        const Net net{.account = "unplaced",
                      .cause_type = "bank_line",
                      .cause_id = line.id.value,
                      .minor = sign * open.minor,
                      .currency = open.currency,
                      .since = line.booked_on};
        told[open.currency.text()] += net.minor;
        if (!last || net.since <= *last) items.push_back(item_of(net));
    }
    for (auto net : unplaced_balances(session)) {
        net.minor -= told[net.currency.text()];
        net.cause_type = "other", net.account = "unplaced";
        if (net.minor != 0 && (!last || net.since <= *last)) items.push_back(item_of(net));
    }
    return items;
}

// A bag or a deposit is one item, whatever lies in it.
std::vector<Net> as_items(std::vector<Net> nets) {
    if (nets.empty()) return nets;
    const auto group = ledger::account_class(nets.front().account);
    if (group != "cash" && group != "transit") return nets;
    auto whole = nets.front();
    whole.cause_type = "account", whole.cause_id = 0, whole.minor = 0;
    for (const auto& net : nets) whole.minor += net.minor;
    return {whole};
}

}  // namespace

std::vector<Net> nets_left(std::vector<Net> nets) {
    std::int64_t balance = 0, against = 0;
    for (const auto& net : nets) balance += net.minor;
    if (balance == 0) return {};
    const std::int64_t sign = balance > 0 ? 1 : -1;
    for (const auto& net : nets)
        if (net.minor * sign < 0) against -= net.minor * sign;
    std::erase_if(nets, [&](const Net& net) { return net.minor * sign < 0; });
    std::ranges::stable_sort(nets, {}, &Net::since);
    for (auto& net : nets) {
        const auto taken = std::min(net.minor * sign, against);
        net.minor -= taken * sign, against -= taken;
    }
    std::erase_if(nets, [](const Net& net) { return net.minor == 0; });
    return nets;
}

namespace {

std::vector<OpenItem> items_until(store::Session& session, const std::optional<Date>& last) {
    std::map<std::tuple<std::string, std::int64_t, std::string>, std::vector<Net>> groups;
    for (auto& net : open_nets(session))
        groups[{net.account, net.campaign.value, net.currency.text()}].push_back(std::move(net));
    auto items = unplaced_items(session, last);
    for (auto& [group, nets] : groups) {
        auto left = nets_left(std::move(nets));
        if (last) std::erase_if(left, [&](const Net& net) { return net.since > *last; });
        for (const auto& net : as_items(std::move(left))) items.push_back(item_of(net));
    }
    for (auto& item : items) item.owner = owner_of_item(session, item.key);
    std::ranges::stable_sort(items, {}, &OpenItem::since);
    return items;
}

}  // namespace

std::vector<OpenItem> open_items(store::Session& session) { return items_until(session, {}); }

std::vector<OpenItem> open_items_by(store::Session& session, Date last) {
    return items_until(session, last);
}

}  // namespace finance
