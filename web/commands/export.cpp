#include <unistd.h>

#include <fstream>
#include <iostream>
#include <stdexcept>

#include "campaign/campaign.h"
#include "campaign/finance/exports.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/refusal.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

std::optional<Date> read_day(const std::string& typed, const char* option) {
    if (typed.empty()) return {};
    const auto day = read_date(typed);
    if (!day)
        throw std::runtime_error{std::string{option} + " takes a day like 2027-06-12, not " +
                                 typed + "."};
    return day;
}

finance::ExportWish wish_of(store::Session& session, const ExportOptions& options) {
    finance::ExportWish wish{.what = options.what, .cut = {}};
    const auto organisation = organisation::find_organisation(session);
    wish.zone = organisation.time_zone, wish.cut.currency = currency_of(organisation.currency);
    if (!options.currency.empty()) {
        const auto currency = find_currency(options.currency);
        if (!currency) throw std::runtime_error{"There is no currency " + options.currency + "."};
        wish.cut.currency = *currency;
    }
    if (!options.campaign.empty()) {
        const auto found = campaign::find_campaign(session, options.campaign);
        if (!found) throw std::runtime_error{"There is no campaign " + options.campaign + "."};
        wish.cut.campaign = found->id, wish.cut.currency = found->currency;
    }
    wish.cut.from = read_day(options.from, "--from");
    wish.cut.until = read_day(options.until, "--until");
    return wish;
}

finance::Table table_for(store::Session& session, const ExportOptions& options) {
    try {
        auto table = finance::find_export(session, wish_of(session, options));
        if (!table) throw std::runtime_error{"There is no export " + options.what + "."};
        return std::move(*table);
    } catch (const Refused& refused) {
        throw std::runtime_error{"These accounts have no number of the bookkeeping yet: " +
                                 refused.refusal.detail + ". Give them one at /desk/accounts."};
    }
}

}  // namespace

int export_rows(const ExportOptions& options) {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    const auto format = finance::find_format(options.format);
    if (!format) throw std::runtime_error{"There is no format " + options.format + "."};
    auto table = table_for(store.session(), options);
    std::ofstream file{options.out, std::ios::binary};
    if (!file) throw std::runtime_error{"The file " + options.out + " cannot be written."};
    const auto is_terminal = isatty(STDERR_FILENO) == 1;
    const auto of = is_terminal && table.count ? " of " + std::to_string(table.count()) : "";
    std::int64_t count = 0;
    const auto pieces = finance::pieces_of({std::move(table)}, *format, [&](std::int64_t rows) {
        count = rows;
        if (is_terminal) std::cerr << "\r" << rows << of << " rows" << std::flush;
    });
    std::string piece;
    for (bool more = true; more;) {
        more = pieces(piece);
        file << piece;
    }
    file.flush();
    if (is_terminal) std::cerr << "\r\033[K";
    if (!file)
        throw std::runtime_error{"The file " + options.out + " could not be written to its end."};
    std::cout << count << " rows in " << options.out << '\n';
    return 0;
}

}  // namespace commands
