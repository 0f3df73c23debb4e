#include "campaign/bank/camt.h"

#include <array>

#include "campaign/words/refusal.h"

namespace bank {

namespace {

using outside::XmlNode;

// Where statements stand, and what their format is called.
struct Shape {
    std::string_view message, statement, format;
};
constexpr std::array shapes{Shape{"BkToCstmrStmt", "Stmt", "camt.053"},
                            Shape{"BkToCstmrAcctRpt", "Rpt", "camt.052"},
                            Shape{"BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054"}};

[[noreturn]] void refuse(const char* why) {
    throw Refused{{Reason::not_a_valid_value, "file", why}};
}

// The first of several places that says something; "NOTPROVIDED" says nothing.
template <typename... Paths>
std::string first_text(const XmlNode& node, Paths... paths) {
    for (const std::string_view path : {std::string_view{paths}...}) {
        const auto text = node.text(path);
        if (!text.empty() && text != "NOTPROVIDED" && text != "NONREF") return text;
    }
    return {};
}

std::optional<Date> maybe_date(const XmlNode& node) {
    const auto text = first_text(node, "Dt", "DtTm");
    return text.empty() ? std::nullopt : read_date(text.substr(0, 10));
}

// "12.5", "12.500" and "12" are all 12.50: ISO 20022 allows any number of decimals.
std::optional<Money> read_amount(const XmlNode& amount) {
    const auto currency = find_currency(amount.attribute("Ccy"));
    auto text = amount.text();
    if (!currency || text.empty()) return {};
    if (text.front() == '+') text.erase(0, 1);
    if (const auto point = text.find('.'); point != std::string::npos) {
        if (text.find('.', point + 1) != std::string::npos) return {};
        const auto wanted = point + 1 + static_cast<std::size_t>(currency->decimals);
        while (text.size() > wanted && text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return read_money(text, *currency, '.');
}

Money amount_in(const XmlNode& amount) {
    const auto read = read_amount(amount);
    if (!read) refuse("An amount in this file cannot be read.");
    return *read;
}

// Credit is in, debit is out; a reversal keeps its sign and only means something else.
std::optional<bool> is_out(const XmlNode& node) {
    const auto word = node.text("CdtDbtInd");
    if (word == "DBIT") return true;
    if (word == "CRDT") return false;
    return {};
}

Money signed_amount(Money amount, bool goes_out) { return goes_out ? -amount : amount; }

bool is_booked(const XmlNode& entry) {
    const auto state = first_text(entry, "Sts/Cd", "Sts/Prtry", "Sts");
    return state.empty() || state == "BOOK";
}

std::string joined_texts(const XmlNode& details) {
    std::string text;
    for (const auto& part : details.at("RmtInf").all("Ustrd"))
        text += (text.empty() ? "" : " ") + part.text();
    if (text.empty()) text = first_text(details, "AddtlTxInf");
    return text;
}

std::string creditor_reference_in(const XmlNode& details) {
    for (const auto& structured : details.at("RmtInf").all("Strd"))
        if (const auto found = structured.text("CdtrRefInf/Ref"); !found.empty()) return found;
    return {};
}

// Who is on the other side: the debtor of money in, the creditor of money out.
void fill_other(StatementLine& line, const XmlNode& details) {
    const auto parties = details.at("RltdPties");
    const bool came_in = line.amount.minor > 0;
    const std::string side = came_in ? "Dbtr" : "Cdtr";
    line.other_name = kept_text(first_text(parties, "Ultmt" + side + "/Pty/Nm",
                                           "Ultmt" + side + "/Nm", side + "/Pty/Nm", side + "/Nm"),
                                name_max);
    line.other_iban = kept_text(
        packed(first_text(parties, side + "Acct/Id/IBAN", side + "Acct/Id/Othr/Id")), account_max);
}

void fill_details(StatementLine& line, const XmlNode& details) {
    line.end_to_end = kept_text(first_text(details, "Refs/EndToEndId"), reference_max);
    line.creditor_reference = kept_text(creditor_reference_in(details), reference_max);
    line.text = kept_text(joined_texts(details), text_max);
    line.is_return = line.is_return || details.at("RtrInf").is_there();
    fill_other(line, details);
}

StatementLine line_of_entry(const XmlNode& entry) {
    StatementLine line;
    const auto booked = maybe_date(entry.at("BookgDt"));
    line.value_on = maybe_date(entry.at("ValDt"));
    if (!booked && !line.value_on) refuse("A line in this file has no day.");
    line.booked_on = booked ? *booked : *line.value_on;
    const auto goes_out = is_out(entry);
    if (!goes_out) refuse("A line in this file does not say whether it is in or out.");
    line.amount = signed_amount(amount_in(entry.at("Amt")), *goes_out);
    line.entry_reference = kept_text(first_text(entry, "AcctSvcrRef"), reference_max);
    line.is_return = entry.text("RvslInd") == "true" || entry.text("RvslInd") == "1";
    const auto domain = entry.at("BkTxCd/Domn");
    line.code = kept_text(domain.is_there() ? domain.text("Cd") + "-" + domain.text("Fmly/Cd") +
                                                  "-" + domain.text("Fmly/SubFmlyCd")
                                            : entry.text("BkTxCd/Prtry/Cd"),
                          reference_max);
    line.text = kept_text(first_text(entry, "AddtlNtryInf"), text_max);
    line.bank_reference = line.entry_reference;
    return line;
}

// The parts of a batch; none where their amounts are not told or do not add up to the entry.
std::vector<StatementLine> parts_of(const StatementLine& whole,
                                    const std::vector<XmlNode>& all_details) {
    std::vector<StatementLine> parts;
    Money total{0, whole.amount.currency};
    for (const auto& details : all_details) {
        auto told = details.at("Amt");
        if (!told.is_there()) told = details.at("AmtDtls/TxAmt/Amt");
        const auto amount = read_amount(told);
        if (!amount || amount->currency != whole.amount.currency) return {};
        auto part = whole;
        part.amount = signed_amount(*amount, is_out(details).value_or(whole.amount.minor < 0));
        const auto own = first_text(details, "Refs/AcctSvcrRef");
        if (!own.empty()) part.bank_reference = kept_text(own, reference_max);
        fill_details(part, details);
        total = total + part.amount;
        if (part.amount.minor != 0) parts.push_back(std::move(part));
    }
    return total == whole.amount ? parts : std::vector<StatementLine>{};
}

std::vector<StatementLine> lines_of_entry(const XmlNode& entry) {
    auto whole = line_of_entry(entry);
    if (whole.amount.minor == 0) return {};
    std::vector<XmlNode> details;
    for (const auto& group : entry.all("NtryDtls"))
        for (const auto& one : group.all("TxDtls")) details.push_back(one);
    if (details.size() > 1)
        if (auto parts = parts_of(whole, details); !parts.empty()) return parts;
    if (details.size() == 1) {
        const auto said = whole.text;
        fill_details(whole, details.front());
        if (whole.text.empty()) whole.text = said;
        const auto own = first_text(details.front(), "Refs/AcctSvcrRef");
        if (!own.empty()) whole.bank_reference = kept_text(own, reference_max);
        if (whole.bank_reference.empty())
            whole.bank_reference =
                kept_text(first_text(details.front(), "Refs/TxId"), reference_max);
        return {whole};
    }
    std::string texts = whole.text;
    for (const auto& one : details) texts += " " + joined_texts(one);
    whole.text = kept_text(texts, text_max);
    return {whole};
}

void read_balances(Statement& statement, const XmlNode& node) {
    for (const auto& told : node.all("Bal")) {
        const auto kind = told.text("Tp/CdOrPrtry/Cd");
        const auto on = maybe_date(told.at("Dt"));
        const auto amount = read_amount(told.at("Amt"));
        if (!on || !amount) continue;
        const Balance balance{signed_amount(*amount, is_out(told).value_or(false)), *on};
        if (kind == "OPBD" || (kind == "PRCD" && !statement.opening)) statement.opening = balance;
        if (kind == "CLBD") statement.closing = balance;
    }
}

Currency currency_in(const XmlNode& node, const Statement& statement) {
    if (const auto told = find_currency(node.text("Acct/Ccy"))) return *told;
    if (statement.opening) return statement.opening->amount.currency;
    if (const auto told = find_currency(node.at("Ntry/Amt").attribute("Ccy"))) return *told;
    return {};
}

Statement statement_in(const XmlNode& node, std::string_view format) {
    Statement statement;
    statement.format = format;
    statement.id = kept_text(node.text("Id"), reference_max);
    statement.account = packed(first_text(node, "Acct/Id/IBAN", "Acct/Id/Othr/Id"));
    read_balances(statement, node);
    statement.currency = currency_in(node, statement);
    for (const auto& entry : node.all("Ntry")) {
        if (!is_booked(entry)) {
            ++statement.pending;
            continue;
        }
        for (auto& line : lines_of_entry(entry)) {
            if (line.amount.currency != statement.currency)
                refuse("A line in this file has another currency than its account.");
            line.number = static_cast<int>(statement.lines.size()) + 1;
            statement.lines.push_back(std::move(line));
        }
        if (statement.lines.size() > lines_per_file_max)
            refuse("This file has too many lines. Split it by months.");
    }
    return statement;
}

}  // namespace

bool is_camt(const outside::XmlDocument& document) {
    for (const auto& shape : shapes)
        if (document.root().at(shape.message).is_there()) return true;
    return false;
}

std::vector<Statement> read_camt(const outside::XmlDocument& document) {
    std::vector<Statement> statements;
    for (const auto& shape : shapes)
        for (const auto& node : document.root().at(shape.message).all(shape.statement))
            statements.push_back(statement_in(node, shape.format));
    return statements;
}

}  // namespace bank
