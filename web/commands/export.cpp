#include <fstream>
#include <iostream>
#include <stdexcept>

#include "campaign/campaign.h"
#include "campaign/finance/ledger_csv.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/organisation/organisation.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

constexpr int page_rows = 2000;

std::int64_t write_gifts(store::Session& session, CampaignId campaign, std::ostream& out) {
    out << finance::gift_csv_header();
    std::int64_t count = 0;
    for (GiftId last;;) {
        const auto page = giving::gifts_after(session, campaign, last, page_rows);
        for (const auto& gift : page) out << finance::gift_csv_line(gift);
        count += static_cast<std::int64_t>(page.size());
        if (page.size() < page_rows) return count;
        last = page.back().id;
    }
}

std::int64_t write_ledger(store::Session& session, const ledger::Cut& cut, std::ostream& out) {
    out << finance::ledger_csv_header();
    std::int64_t count = 0;
    for (TransferId last;;) {
        const auto page = ledger::rows_of_figure(session, cut, "", last, page_rows);
        for (const auto& row : page) out << finance::ledger_csv_line(row);
        count += static_cast<std::int64_t>(page.size());
        if (page.size() < page_rows) return count;
        last = page.back().transfer.id;
    }
}

}  // namespace

int export_rows(const ExportOptions& options) {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    auto& session = store.session();
    ledger::Cut cut;
    cut.currency = currency_of(organisation::find_organisation(session).currency);
    if (!options.campaign.empty()) {
        const auto found = campaign::find_campaign(session, options.campaign);
        if (!found) throw std::runtime_error{"There is no campaign " + options.campaign + "."};
        cut.campaign = found->id, cut.currency = found->currency;
    }
    std::ofstream file{options.out, std::ios::binary};
    if (!file) throw std::runtime_error{"The file " + options.out + " cannot be written."};
    const auto count = options.what == "ledger" ? write_ledger(session, cut, file)
                                                : write_gifts(session, cut.campaign, file);
    file.flush();
    if (!file)
        throw std::runtime_error{"The file " + options.out + " could not be written to its end."};
    std::cout << count << " rows in " << options.out << '\n';
    return 0;
}

}  // namespace commands
