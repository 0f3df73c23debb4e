#include "campaign/finance/exports.h"

#include "campaign/finance/bookkeeping.h"
#include "campaign/finance/ledger_tables.h"
#include "campaign/language/locale.h"
#include "campaign/words/refusal.h"

namespace finance {

namespace {

constexpr int page_rows = 2000;

ledger::Span span_of(const ledger::Cut& cut) {
    return {cut.currency, cut.from, cut.until, cut.campaign};
}

Table audit_table(store::Session& session, const ExportWish& wish) {
    auto search = wish.audit;
    search.campaign = wish.cut.campaign;
    if (wish.cut.from) search.from = language::start_of(*wish.cut.from, wish.zone);
    if (wish.cut.until)
        search.until = language::start_of(
            Date{std::chrono::sys_days{*wish.cut.until} + std::chrono::days{1}}, wish.zone);
    Table table{"audit",
                {{"entry", Sort::thing, 22},
                 {"made_at", Sort::moment, 20},
                 {"who", Sort::text, 24},
                 {"role"},
                 {"on_behalf_of"},
                 {"what", Sort::text, 28},
                 {"subject", Sort::text, 16},
                 {"subject_id", Sort::thing, 22},
                 {"campaign", Sort::text, 20},
                 {"reason", Sort::text, 40},
                 {"detail", Sort::text, 40}},
                {}};
    table.next = [&session, search, last = std::int64_t{0}](std::vector<TableRow>& page) mutable {
        const auto found = ledger::search_audit(session, search, last, page_rows);
        for (const auto& e : found) {
            page.push_back({thing(e.id), e.made_at, e.actor_name, e.actor_role, e.on_behalf_of,
                            e.action, e.subject_type, thing(e.subject_id), e.campaign, e.reason,
                            e.detail});
            last = e.id;
        }
        return found.size() == page_rows;
    };
    return table;
}

Table checked_journal(store::Session& session, const JournalCut& cut) {
    std::string missing;
    for (const auto& account : unnumbered_accounts(session, cut))
        missing += (missing.empty() ? "" : ", ") + account;
    if (!missing.empty()) throw Refused{{Reason::not_a_valid_value, "accounts", missing}};
    return journal_table(session, cut);
}

}  // namespace

const std::vector<std::string_view>& all_exports() {
    static const std::vector<std::string_view> all{"ledger", "gifts",   "totals", "trial-balance",
                                                   "bridge", "journal", "audit"};
    return all;
}

std::optional<Table> find_export(store::Session& session, const ExportWish& wish) {
    const auto& what = wish.what;
    if (what == "ledger") return ledger_table(session, wish.cut, wish.figure);
    if (what == "gifts") return gift_table(session, wish.cut.campaign);
    if (what == "totals") return totals_table(session, wish.cut);
    if (what == "trial-balance") return trial_balance_table(session, span_of(wish.cut));
    if (what == "bridge") return bridge_table(session, span_of(wish.cut));
    if (what == "journal") return checked_journal(session, {span_of(wish.cut)});
    if (what == "audit") return audit_table(session, wish);
    return {};
}

}  // namespace finance
