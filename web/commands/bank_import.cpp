#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include "campaign/bank/expecting.h"
#include "campaign/bank/importing.h"
#include "campaign/bank/placing.h"
#include "campaign/bank/statement_file.h"
#include "campaign/bank/wording.h"
#include "campaign/organisation/organisation.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

namespace fs = std::filesystem;
constexpr auto english = "en";

std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::error_code unknown;
    const auto size = fs::file_size(path, unknown);
    if (!file || unknown) throw std::runtime_error{"The file " + path + " cannot be read."};
    if (size > bank::file_bytes_max)
        throw std::runtime_error{"The file " + path + " is too large to be a bank's."};
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

BankAccountId account_named(store::Session& session, const std::string& name, bank::FileKind kind) {
    const auto accounts = organisation::active_bank_accounts(session);
    if (name.empty())
        return kind == bank::FileKind::csv && accounts.size() == 1 ? accounts.front().id
                                                                   : BankAccountId{};
    for (const auto& one : accounts)
        if (one.label == name || bank::packed(one.iban) == bank::packed(name)) return one.id;
    throw std::runtime_error{"There is no account " + name + " in use."};
}

std::optional<bank::CsvProfile> profile_for(store::Session& session, const std::string& bytes,
                                            const std::string& name) {
    auto profiles = bank::saved_profiles(session);
    const auto& known = bank::known_csv_profiles();
    profiles.insert(profiles.end(), known.begin(), known.end());
    if (name.empty()) return bank::fitting_profile(bytes, profiles);
    const auto found = std::ranges::find(profiles, name, &bank::CsvProfile::name);
    if (found == profiles.end()) throw std::runtime_error{"There is no mapping " + name + "."};
    return *found;
}

void tell_plan(const bank::ImportPlan& plan) {
    const auto& statement = plan.statement;
    std::cout << (plan.account ? plan.account->label : statement.account) << ", "
              << statement.format << (statement.id.empty() ? "" : " " + statement.id) << ": "
              << bank::counts_text(plan, english) << '\n'
              << "  " << bank::balance_text(statement, english) << '\n';
    for (const auto trouble : plan.troubles)
        std::cout << "  " << bank::trouble_text(plan, trouble, english) << '\n';
}

}  // namespace

int import_bank_file(const BankOptions& options) {
    const auto bytes = bytes_of(options.file);
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    auto& session = store.session();
    const auto kind = bank::kind_of(bytes);
    const bank::ImportRules rules{account_named(session, options.account, kind)};
    bank::ReadingRules reading{{}, currency_of(organisation::find_organisation(session).currency)};
    if (kind == bank::FileKind::csv) reading.profile = profile_for(session, bytes, options.profile);
    const auto statements = bank::read_statements(bytes, reading);
    for (const auto& plan : bank::plan_imports(session, statements, rules)) tell_plan(plan);
    if (options.dry_run) {
        std::cout << "A dry run: nothing was booked.\n";
        return 0;
    }
    const auto name = fs::path{options.file}.filename().string();
    const auto booked =
        bank::book_statements(store, statements, name, rules, people::program_actor(), present());
    std::cout << booked.fresh << " lines booked, " << booked.known << " were here already.\n";
    // Of every import: what a run before this one has booked and could not finish has its place,
    // too.
    constexpr int lines_max = bank::lines_per_file_max;
    const auto actor = people::program_actor();
    auto placed = bank::place_exact_lines(store, {}, lines_max, actor, present()).placed;
    placed += bank::place_expected_lines(store, lines_max, actor, present()).placed;
    std::cout << placed << " found their gift by reference.\n";
    for (const auto import : booked.imports)
        std::cout << "To take it back: waymark bank undo " << import.value << '\n';
    return 0;
}

int undo_bank_import(std::int64_t import) {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    bank::take_back_placings_of(store, bank::ImportId{import}, people::program_actor(), present());
    bank::undo_import(store, bank::ImportId{import}, people::program_actor(), present());
    std::cout << "Taken back.\n";
    return 0;
}

}  // namespace commands
