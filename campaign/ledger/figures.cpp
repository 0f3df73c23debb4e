#include "campaign/ledger/figures.h"

#include <algorithm>
#include <array>

#include "campaign/ledger/account_figure.h"
#include "campaign/words/check.h"

namespace ledger {

namespace {

constexpr std::array bank_side{"bank", "unplaced"};
constexpr std::array way_side{"clearing",   "payout",       "cash",       "transit", "float",
                              "refund_due", "dispute_held", "quarantine", "advance"};

bool is_in(const auto& classes, std::string_view account) {
    return std::ranges::any_of(classes,
                               [&](std::string_view one) { return one == account_class(account); });
}

void add_side(Figures& figures, std::string_view account, std::int64_t debited, bool counts) {
    const auto group = account_class(account);
    if (group == "promised") figures.pledged += debited;
    if (group == "declared") figures.entered += debited;
    if (group == "income" || group == "returned") figures.confirmed -= debited;
    if ((group == "income" || group == "returned") && counts) figures.raised -= debited;
    if (is_in(bank_side, account)) figures.banked += debited;
    if (is_in(way_side, account)) figures.on_the_way += debited;
    if (group == "cost") figures.costs += debited;
    if (group == "outside") figures.outside += debited;
}

// "debit in the classes" minus "credit in the classes", times the amount.
std::string sided_sql(const std::string& test, const std::string& amount) {
    const auto of = [&](const std::string& side) {
        auto text = test;
        for (auto at = text.find('@'); at != std::string::npos; at = text.find('@'))
            text.replace(at, 1, "SUBSTRING_INDEX(" + side + ", ':', 1)");
        return "(" + text + ")";
    };
    return "((" + of("debit") + ") - (" + of("credit") + ")) * " + amount;
}

std::string in_list(const auto& classes) {
    std::string list;
    for (const auto* one : classes) list += std::string{list.empty() ? "" : ", "} + "'" + one + "'";
    return "@ IN (" + list + ")";
}

std::string sum_sql() {
    std::string sql;
    for (const auto* figure :
         {"pledged", "entered", "confirmed", "raised", "banked", "on_the_way", "costs", "outside"})
        sql += std::string{sql.empty() ? "" : ", "} + "CAST(COALESCE(SUM(" + figure_sql(figure) +
               "), 0) AS SIGNED) AS " + figure;
    return sql;
}

}  // namespace

const std::string sum_figures_sql = sum_sql();

Figures& Figures::operator+=(const Figures& other) {
    pledged += other.pledged, entered += other.entered, confirmed += other.confirmed;
    raised += other.raised, banked += other.banked, on_the_way += other.on_the_way;
    costs += other.costs, outside += other.outside, gifts += other.gifts;
    return *this;
}

std::string account_of_figure(std::string_view figure) {
    constexpr std::string_view prefix = "account:";
    if (!figure.starts_with(prefix)) return {};
    const auto account = figure.substr(prefix.size());
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '_';
    };
    if (!is_account(account) || !std::ranges::all_of(account, is_plain)) return {};
    return std::string{account};
}

int weight_of(std::string_view figure, std::string_view account) {
    if (const auto one = account_of_figure(figure); !one.empty())
        return one != account ? 0 : one == "unplaced" ? -1 : 1;
    Figures one;
    add_side(one, account, 1, true);
    for (const auto& [name, value] : {std::pair{"pledged", one.pledged},
                                      {"entered", one.entered},
                                      {"confirmed", one.confirmed},
                                      {"raised", one.raised},
                                      {"banked", one.banked},
                                      {"on_the_way", one.on_the_way},
                                      {"costs", one.costs},
                                      {"outside", one.outside}})
        if (figure == name) return static_cast<int>(value);
    return 0;
}

Figures figures_of_row(const NewTransfer& row) {
    Figures figures;
    add_side(figures, row.debit, row.amount.minor, row.purpose.counts);
    add_side(figures, row.credit, -row.amount.minor, row.purpose.counts);
    return figures;
}

Figures figures_of_rows(const std::vector<NewTransfer>& rows) {
    Figures figures;
    for (const auto& row : rows) figures += figures_of_row(row);
    return figures;
}

std::string figure_sql(std::string_view figure) {
    if (figure == "pledged") return sided_sql("@ = 'promised'", "minor");
    if (figure == "entered") return sided_sql("@ = 'declared'", "minor");
    if (figure == "confirmed") return sided_sql("@ IN ('income', 'returned')", "-minor");
    if (figure == "raised") return sided_sql("@ IN ('income', 'returned')", "-minor * counts");
    if (figure == "banked") return sided_sql(in_list(bank_side), "minor");
    if (figure == "on_the_way") return sided_sql(in_list(way_side), "minor");
    if (figure == "costs") return sided_sql("@ = 'cost'", "minor");
    if (const auto account = account_of_figure(figure); !account.empty())
        return "((debit = '" + account + "') - (credit = '" + account + "')) * " +
               (account == "unplaced" ? "-minor" : "minor");
    check(figure == "outside", "a figure has a formula");
    return sided_sql("@ = 'outside'", "minor");
}

Figures figures_from(const store::Row& row) {
    return {row.number("pledged"), row.number("entered"), row.number("confirmed"),
            row.number("raised"),  row.number("banked"),  row.number("on_the_way"),
            row.number("costs"),   row.number("outside")};
}

}  // namespace ledger
