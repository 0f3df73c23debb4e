// A receipt becomes paper: every word in its donor's language.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/formal.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/receipts/country.h"
#include "campaign/words/refusal.h"
#include "web/pages/giving/give.h"
#include "web/pages/links/code.h"
#include "web/pages/receipts/receipts.h"

namespace pages {

namespace {

using language::formal_date_text;
using language::formal_money_text;
using language::say;
using language::say_with;
using receipts::Receipt;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        if (!line.empty()) lines.emplace_back(line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

std::vector<std::string> donor_lines(const Receipt& receipt, const receipts::CountryRules& rules) {
    auto lines = lines_of(receipt.to.address);
    for (const auto& [name, value] : receipts::unpacked_tax_fields(receipt.to.tax_fields)) {
        const auto field = std::ranges::find(rules.fields, name, &receipts::TaxField::name);
        auto label = field == rules.fields.end() ? name : field->label;
        // What stands in brackets is for whoever fills the form in.
        if (const auto bracket = label.find(" ("); bracket != label.npos) label.resize(bracket);
        lines.push_back(label + ": " + value);
    }
    return lines;
}

void add_facts(print::ReceiptSheet& sheet, const Receipt& receipt,
               const std::vector<receipts::Certified>& gifts) {
    const auto& in = receipt.to.language;
    const auto add = [&](const char* label, const std::string& value) {
        sheet.facts.push_back({say(label, in), value});
    };
    add("Receipt number", receipt.number_text());
    const auto from = formal_date_text(receipt.given_from, in);
    add("Given on", receipt.given_from == receipt.given_to
                        ? from
                        : from + " – " + formal_date_text(receipt.given_to, in));
    add("Issued on", formal_date_text(receipt.issued_on, in));
    if (gifts.size() != 1) {
        add("Gifts", language::say_count("{1} gift, listed on the next page",
                                         "{1} gifts, listed on the next page",
                                         static_cast<std::int64_t>(gifts.size()), in));
        return;
    }
    add("How", method_words(gifts.front().method, in));
    add("For", gifts.front().campaign_title);
}

void add_rows(print::ReceiptSheet& sheet, const Receipt& receipt,
              const std::vector<receipts::Certified>& gifts) {
    const auto& in = receipt.to.language;
    if (gifts.size() < 2) return;
    sheet.rows_title = say_with("The gifts on receipt {1}", {receipt.number_text()}, in);
    for (const auto& gift : gifts)
        sheet.rows.push_back({formal_date_text(gift.given_on, in),
                              gift.campaign_title + " · " + method_words(gift.method, in),
                              formal_money_text(gift.amount, in)});
}

std::string amount_label(const Receipt& receipt, const std::vector<receipts::Certified>& gifts) {
    const auto& in = receipt.to.language;
    auto fees = Money{0, receipt.amount.currency};
    for (const auto& gift : gifts) fees = fees + gift.fee;
    if (fees.minor == 0) return say("Amount", in);
    return say_with("Amount, {1} of it for fees that you covered", {formal_money_text(fees, in)},
                    in);
}

std::string across_words(App& app, const Receipt& receipt) {
    const auto& in = receipt.to.language;
    if (receipt.state == receipts::State::cancelled) return say("Cancelled", in);
    const auto ours = organisation::find_organisation(app.store.session());
    return ours.is_demo || !app.config.is_https() ? say("Sample", in) : std::string{};
}

}  // namespace

print::ReceiptSheet sheet_of(App& app, const Paper& paper) {
    auto& session = app.store.session();
    const auto& [receipt, copy] = paper;
    const auto& in = receipt.to.language;
    const auto gifts = receipts::certified_by(session, receipt);
    const auto rules =
        receipts::rules_of_country(receipt.country, receipt.sort, in, receipt.from.legal_name);
    print::ReceiptSheet sheet;
    sheet.language = in, sheet.organisation = receipt.from.legal_name;
    sheet.organisation_lines = lines_of(receipt.from.address);
    if (!receipt.from.register_number.empty())
        sheet.organisation_lines.push_back(
            say_with("Register number {1}", {receipt.from.register_number}, in));
    if (const auto logo = organisation::find_picture(session, receipt.from.logo))
        sheet.logo = logo->bytes;
    sheet.title = rules.title;
    if (copy.copy > 0) sheet.mark = say_with("Duplicate {1}", {std::to_string(copy.copy)}, in);
    sheet.to_label = say("Given by", in), sheet.to_name = receipt.to.name;
    sheet.to_lines = donor_lines(receipt, rules);
    add_facts(sheet, receipt, gifts);
    sheet.amount_label = amount_label(receipt, gifts);
    sheet.amount = formal_money_text(receipt.amount, in);
    if (rules.says_amount_in_words)
        sheet.amount_words =
            say_with("In words: {1}", {language::amount_in_words(receipt.amount, in)}, in);
    if (!receipt.from.recognition.empty()) sheet.statements.push_back(receipt.from.recognition);
    for (const auto& words : rules.statements) sheet.statements.push_back(words);
    if (rules.has_signature)
        sheet.signatures = {say("Place and date", in), say("Signature", in)},
        sheet.signer = receipt.from.signer;
    const auto path = "r/" + copy.code;
    sheet.link = code_address(app.config, path);
    sheet.link_text = short_address(app.config, path);
    sheet.link_heading = say("Is this receipt sound?", in);
    sheet.link_note = say(
        "Scan this code or type the address: you see number, amount and date as we have them, and "
        "whether the receipt is valid. It shows no name.",
        in);
    add_rows(sheet, receipt, gifts);
    sheet.across = across_words(app, receipt);
    return sheet;
}

http::Response send_papers(App& app, const std::vector<Paper>& papers, const std::string& name) {
    print::ReceiptOrder order;
    const auto& first = papers.front();
    order.title = say_with("Receipt {1}", {first.receipt.number_text()}, first.receipt.to.language);
    order.author = first.receipt.from.legal_name, order.created = first.copy.made_at;
    for (const auto& paper : papers) order.sheets.push_back(sheet_of(app, paper));
    const auto made = print::render_receipts(order);
    if (!made.releasable()) {
        std::string why;
        for (const auto& finding : made.inspection.findings)
            if (finding.weight == print::Weight::fault) why += " " + finding.sentence;
        throw Refused{{Reason::not_a_valid_value, "receipt", "This receipt is not let out." + why}};
    }
    auto response = http::file(made.pdf, "application/pdf", name);
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "Referrer-Policy", "no-referrer");
    set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

Paper find_paper(store::Session& session, const Receipt& receipt, int copy) {
    for (const auto& one : receipts::copies_of(session, receipt.id))
        if (one.copy == copy) return {receipt, one};
    throw Refused{{Reason::not_found}};
}

}  // namespace pages
