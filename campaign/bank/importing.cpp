#include "campaign/bank/importing.h"

#include <algorithm>
#include <chrono>

#include "campaign/bank/sequence.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace bank {

namespace {

constexpr std::chrono::days looked_around{12};  // Notifications come days before statements.
constexpr std::size_t lines_at_once = 500;

struct Days {
    Date from, until;
};

Days days_of(const Statement& statement) {
    Days days{statement.lines.front().booked_on, statement.lines.front().booked_on};
    for (const auto& line : statement.lines) {
        days.from = std::min(days.from, line.booked_on);
        days.until = std::max(days.until, line.booked_on);
    }
    return days;
}

std::optional<organisation::BankAccount> account_for(
    const std::vector<organisation::BankAccount>& accounts, const Statement& statement,
    BankAccountId chosen) {
    for (const auto& one : accounts) {
        const auto number = packed(one.iban);
        const bool is_told = !statement.account.empty();
        // Some banks give the number within the IBAN alone, or their own code before it.
        const bool fits =
            is_told && (number == statement.account ||
                        (statement.account.size() >= 8 && number.ends_with(statement.account)));
        if (is_told ? fits && (!chosen || chosen == one.id) : chosen == one.id) return one;
    }
    return {};
}

// The lines that earlier statements of the same file would bring.
void add_planned(std::vector<KnownLine>& known, const std::vector<ImportPlan>& before,
                 BankAccountId account) {
    for (const auto& plan : before) {
        if (!plan.account || plan.account->id != account) continue;
        for (std::size_t i = 0; i < plan.lines.size(); ++i)
            if (plan.lines[i].fate == Fate::fresh)
                known.push_back({0, plan.statement.lines[i], plan.statement.family(), "", ""});
    }
}

void mark_strangers(ImportPlan& plan, std::size_t place, const ImportRules& rules) {
    if (plan.account->sharing != organisation::Sharing::shared) return;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        auto& line = plan.lines[i];
        if (line.fate != Fate::fresh) continue;
        const bool is_ours =
            line.is_exact || rules.ours.contains({place, plan.statement.lines[i].number});
        if (!is_ours) line.fate = Fate::of_others;
    }
}

Told told_by(const Statement& statement) {
    const auto days = days_of(statement);
    Told told{days.from, days.until, {}, 0, statement.id};
    if (statement.opening) told.opening = statement.opening->amount.minor;
    if (statement.closing) told.closing = statement.closing->amount.minor;
    return told;
}

// What was booked, and what stands before it in the same file.
std::vector<Told> told_before(store::Session& session, BankAccountId account,
                              const std::vector<ImportPlan>& before) {
    auto told = told_of(session, account);
    for (const auto& plan : before)
        if (plan.account && plan.account->id == account && plan.statement.closing &&
            !plan.statement.lines.empty())
            told.push_back(told_by(plan.statement));
    return told;
}

void note_troubles(store::Session& session, ImportPlan& plan,
                   const std::vector<ImportPlan>& before) {
    const auto& statement = plan.statement;
    if (!plan.account) plan.troubles.push_back(Trouble::unknown_account);
    if (plan.account && plan.account->currency != statement.currency)
        plan.troubles.push_back(Trouble::other_currency);
    if (statement.lines.empty()) plan.troubles.push_back(Trouble::no_lines);
    if (statement.adds_up() == false) plan.troubles.push_back(Trouble::does_not_add_up);
    if (!plan.account || !statement.opening || statement.lines.empty()) return;
    plan.closing_before =
        closing_missed(told_by(statement), told_before(session, plan.account->id, before));
    if (plan.closing_before) plan.troubles.push_back(Trouble::gap_before);
}

// A statement at its place in the file.
struct Placed {
    const Statement& statement;
    std::size_t place;
};

ImportPlan plan_one(store::Session& session, const Placed& placed, const ImportRules& rules,
                    const std::vector<ImportPlan>& before) {
    const auto& statement = placed.statement;
    ImportPlan plan{statement};
    plan.account =
        account_for(organisation::active_bank_accounts(session), statement, rules.account);
    plan.lines.resize(statement.lines.size());
    if (plan.account && !statement.lines.empty()) {
        plan.version = book_version(session, plan.account->id);
        const auto days = days_of(statement);
        auto known = known_lines(
            session, {plan.account->id, Date{std::chrono::sys_days{days.from} - looked_around},
                      Date{std::chrono::sys_days{days.until} + looked_around}});
        add_planned(known, before, plan.account->id);
        const auto pairs = pair_lines(statement, known);
        const auto named = named_gifts(session, statement.lines);
        for (std::size_t i = 0; i < plan.lines.size(); ++i) {
            plan.lines[i].same = pairs[i];
            plan.lines[i].fate = pairs[i] ? Fate::known : Fate::fresh;
            plan.lines[i].is_exact = is_exact(statement.lines[i], named[i]);
        }
        mark_strangers(plan, placed.place, rules);
    }
    note_troubles(session, plan, before);
    return plan;
}

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return {actor, now, language::date_in(now, zone->text("time_zone")), std::move(reason)};
}

// What one booking writes, made before its unit of work.
struct Writing {
    Import import;
    std::vector<NewLine> fresh = {};
    std::vector<Seen> seen = {};
    std::vector<std::string> strangers = {};
    std::vector<std::pair<LineId, StatementLine>> found = {};  // By hand before.
};

Import import_of(const ImportPlan& plan, const std::string& file_name, const people::Actor& actor,
                 Instant now) {
    const auto& statement = plan.statement;
    const auto days = days_of(statement);
    Import one;
    one.id = new_id<ImportId>(now), one.account = plan.account->id;
    one.file_name = kept_text(file_name, 120), one.format = statement.format;
    one.statement_id = statement.id, one.currency = statement.currency;
    one.from = days.from, one.until = days.until, one.sum = statement.sum().minor;
    if (statement.opening) one.opening = statement.opening->amount.minor;
    if (statement.closing) one.closing = statement.closing->amount.minor;
    one.lines_new = plan.count(Fate::fresh), one.lines_known = plan.count(Fate::known);
    one.lines_of_others = plan.count(Fate::of_others);
    one.made_by = actor.account, one.made_at = now;
    return one;
}

Writing writing_of(const ImportPlan& plan, Import import, Instant now) {
    Writing writing{std::move(import)};
    const auto& lines = plan.statement.lines;
    const auto twins = twins_in(lines);
    auto next = new_numbers(now, static_cast<std::int64_t>(lines.size()) + 1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& planned = plan.lines[i];
        const int place = static_cast<int>(i) + 1;
        if (planned.fate == Fate::of_others) {
            writing.strangers.push_back(fingerprint_of(plan.account->id, lines[i], twins[i]));
        } else if (planned.fate == Fate::known) {
            const LineId line{planned.same->line};
            writing.seen.push_back({place, line, std::string{sign_name(planned.same->sign)}});
            if (planned.same->sign == Sign::by_hand) writing.found.push_back({line, lines[i]});
        } else {
            const LineId id{next++};
            // Unique for ever; who pairs lines is pair_lines(), under the account's page.
            const auto unique = sha256_hex(fingerprint_of(plan.account->id, lines[i], twins[i]) +
                                           std::to_string(id.value));
            writing.fresh.push_back({id, lines[i], unique});
            writing.seen.push_back({place, id, "new"});
        }
    }
    return writing;
}

void write_lines(store::Transaction& tx, const Writing& writing, const std::string& family,
                 const ledger::Booking& booking) {
    const auto& fresh = writing.fresh;
    for (std::size_t from = 0; from < fresh.size(); from += lines_at_once) {
        const auto until = std::min(fresh.size(), from + lines_at_once);
        const std::vector<NewLine> some(fresh.begin() + static_cast<std::ptrdiff_t>(from),
                                        fresh.begin() + static_cast<std::ptrdiff_t>(until));
        std::vector<ledger::NewTransfer> rows;
        for (const auto& one : some) rows.push_back(row_when_imported(writing.import.account, one));
        insert_lines(tx, writing.import.account, writing.import.id, family, some,
                     booking.actor.account, booking.now);
        ledger::append_transfers(tx, rows, booking);
    }
    for (const auto& [id, line] : writing.found) complete_line(tx, id, family, line);
    insert_seen(tx, writing.import.id, writing.seen);
    insert_strangers(tx, writing.import.account, writing.import.id, writing.strangers);
}

// False where another file of the account was booked between the plan and now.
bool book_plan(store::Store& store, const ImportPlan& plan, const std::string& file_name,
               const people::Actor& actor, Instant now, Booked& booked) {
    const auto writing = writing_of(plan, import_of(plan, file_name, actor, now), now);
    const auto booking = booking_of(store.session(), actor, now, writing.import.file_name);
    const auto is_done = store.in_transaction([&](store::Transaction& tx) {
        if (!turn_page(tx, plan.account->id, plan.version)) return false;
        insert_import(tx, writing.import);
        write_lines(tx, writing, plan.statement.family(), booking);
        ledger::append_audit(tx,
                             {actor,
                              "statement imported",
                              "bank_import",
                              writing.import.id.value,
                              {},
                              writing.import.file_name,
                              std::to_string(writing.fresh.size()) + " new, " +
                                  std::to_string(plan.count(Fate::known)) + " known"},
                             now);
        return true;
    });
    if (!is_done) return false;
    booked.imports.push_back(writing.import.id);
    booked.fresh += plan.count(Fate::fresh), booked.known += plan.count(Fate::known);
    booked.of_others += plan.count(Fate::of_others);
    return true;
}

[[noreturn]] void refuse(const char* why) {
    throw Refused{{Reason::not_a_valid_value, "file", why}};
}

void refuse_troubles(const std::vector<ImportPlan>& plans) {
    if (plans.empty()) refuse("There is no statement in this file.");
    bool any = false;
    for (const auto& plan : plans) {
        if (plan.has(Trouble::does_not_add_up))
            refuse("The lines of a statement in this file do not add up to its closing balance.");
        if (plan.has(Trouble::other_currency))
            refuse("A statement in this file has another currency than our account.");
        any |= plan.may_be_booked();
    }
    if (!any) refuse("No statement in this file is of an account of ours that is in use.");
}

}  // namespace

int ImportPlan::count(Fate fate) const {
    return static_cast<int>(std::ranges::count(lines, fate, &PlannedLine::fate));
}

bool ImportPlan::has(Trouble trouble) const {
    return std::ranges::find(troubles, trouble) != troubles.end();
}

bool ImportPlan::may_be_booked() const {
    return std::ranges::all_of(troubles, [](Trouble one) { return one == Trouble::gap_before; });
}

std::vector<ImportPlan> plan_imports(store::Session& session,
                                     const std::vector<Statement>& statements,
                                     const ImportRules& rules) {
    std::vector<ImportPlan> plans;
    for (const auto& statement : statements)
        plans.push_back(plan_one(session, {statement, plans.size()}, rules, plans));
    return plans;
}

Booked book_statements(store::Store& store, const std::vector<Statement>& statements,
                       const std::string& file_name, const ImportRules& rules,
                       const people::Actor& actor, Instant now) {
    constexpr int tries_max = 5;
    refuse_troubles(plan_imports(store.session(), statements, rules));
    Booked booked;
    for (std::size_t place = 0; place < statements.size(); ++place) {
        bool is_done = false;
        for (int tries = 0; tries < tries_max && !is_done; ++tries) {
            const auto plan = plan_one(store.session(), {statements[place], place}, rules, {});
            is_done =
                !plan.may_be_booked() || book_plan(store, plan, file_name, actor, now, booked);
        }
        if (!is_done) throw Refused{{Reason::already_decided}};
    }
    return booked;
}

void undo_import(store::Store& store, ImportId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto import = find_import(session, id);
    if (!import) throw Refused{{Reason::not_found}};
    if (import->undone_at) throw Refused{{Reason::already_decided}};
    std::vector<Line> lines;
    std::vector<ledger::NewTransfer> rows;
    for (LineId last;;) {
        constexpr int page = 2000;
        const auto some = lines_of_import(session, id, last, page);
        for (const auto& line : some) {
            if (line.placed > 0)
                throw Refused{{Reason::already_decided, "import",
                               "A line of this statement has found its place. Take that back "
                               "first."}};
            for (const auto& row : ledger::transfers_of_cause(session, "bank_line", line.id.value))
                if (row.event == ledger::Event::bank_line) rows.push_back(ledger::reversal_of(row));
        }
        lines.insert(lines.end(), some.begin(), some.end());
        if (some.size() < page) break;
        last = some.back().id;
    }
    const auto booking = booking_of(session, actor, now, "undone: " + import->file_name);
    const auto version = book_version(session, import->account);
    store.in_transaction([&](store::Transaction& tx) {
        if (!turn_page(tx, import->account, version) || !end_import(tx, id, actor.account, now))
            throw Refused{{Reason::already_decided}};
        for (const auto& line : lines)
            if (!end_line(tx, line, actor.account, now)) throw Refused{{Reason::already_decided}};
        for (std::size_t from = 0; from < rows.size(); from += lines_at_once)
            ledger::append_transfers(tx,
                                     {rows.begin() + static_cast<std::ptrdiff_t>(from),
                                      rows.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                         rows.size(), from + lines_at_once))},
                                     booking);
        forget_strangers_of(tx, id);
        ledger::append_audit(tx,
                             {actor,
                              "import undone",
                              "bank_import",
                              id.value,
                              {},
                              import->file_name,
                              std::to_string(lines.size()) + " lines"},
                             now);
    });
}

std::string keep_draft(store::Store& store, const Draft& draft, const people::Actor& actor,
                       Instant now) {
    const auto token = random_token();
    store.in_transaction([&](store::Transaction& tx) {
        remove_old_drafts(tx, now);
        insert_draft(tx, token, draft, actor.account, now);
    });
    return token;
}

void discard_draft(store::Store& store, const std::string& token) {
    store.in_transaction([&](store::Transaction& tx) { remove_draft(tx, token); });
}

void save_profile(store::Store& store, const CsvProfile& profile, const people::Actor& actor,
                  Instant now) {
    if (const auto field = objection_to(profile))
        throw Refused{
            {Reason::not_a_valid_value, *field, "A mapping needs a name, a day and an amount."}};
    store.in_transaction(
        [&](store::Transaction& tx) { keep_profile(tx, profile, actor.account, now); });
}

}  // namespace bank
