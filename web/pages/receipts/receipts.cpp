#include "web/pages/receipts/receipts.h"

#include <algorithm>
#include <cctype>

#include "campaign/language/catalogue.h"
#include "campaign/language/formal.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/country.h"
#include "campaign/receipts/issuing.h"
#include "campaign/receipts/receipt_mail.h"
#include "campaign/receipts/receipt_tables.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"

namespace pages {

namespace {

using language::formal_date_text;
using language::formal_money_text;
using language::say;
using language::say_with;
using language::Values;
using receipts::Receipt;

constexpr std::string_view ending = ".pdf";

// As somebody may have typed it from paper.
std::string code_typed(std::string typed) {
    std::erase_if(typed, [](char c) { return c == '-' || c == ' '; });
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) {
        const auto upper = static_cast<char>(std::toupper(c));
        return upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    });
    return typed;
}

struct Standing {
    std::string headline, line;
    bool is_valid = false;
};

// Said at once, also before the round has cancelled what has fallen.
Standing standing_of(store::Session& session, const Receipt& receipt, const receipts::Copy& copy,
                     const std::string& in) {
    const auto number = receipt.number_text();
    if (receipt.state == receipts::State::cancelled)
        return {say_with("Receipt {1} is cancelled.", {number}, in),
                say("It is valid no more, whatever the paper says.", in)};
    if (receipts::has_fallen(session, receipt))
        return {say_with("Receipt {1} is not valid any more.", {number}, in),
                say("What it certified went back, or a part of it.", in)};
    if (copy.copy > 0)
        return {say_with("Receipt {1} is valid. This is a duplicate of it.", {number}, in),
                say("Original and duplicate are one receipt: it counts once.", in), true};
    return {say_with("Receipt {1} is valid.", {number}, in),
            say("Compare what stands here with what stands on the paper.", in), true};
}

struct FileName {
    std::string key;
    int copy = 0;
};

// "7kq2….pdf", "7kq2…-1.pdf".
FileName read_file_name(const std::string& file) {
    if (!file.ends_with(ending)) throw Refused{{Reason::not_found}};
    FileName name{file.substr(0, file.size() - ending.size())};
    const auto dash = name.key.find('-');
    if (dash == name.key.npos) return name;
    const auto digits = name.key.substr(dash + 1);
    if (!read_number(digits, name.copy) || name.copy <= 0) throw Refused{{Reason::not_found}};
    name.key.resize(dash);
    return name;
}

Receipt receipt_here(const http::Request& request, App& app) {
    const auto id = number_in(request.param("receipt"));
    const auto receipt = receipts::find_receipt(app.store.session(), receipts::ReceiptId{id});
    if (!receipt) throw Refused{{Reason::not_found}};
    return *receipt;
}

receipts::CountryRules rules_here(App& app, const std::string& in) {
    const auto ours = organisation::find_organisation(app.store.session());
    return receipts::rules_of_country(ours.country, receipts::Sort::single, in, ours.legal_name);
}

void fill_wish(Values& values, const http::Request& request, App& app, const giving::Gift& gift) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto rules = rules_here(app, in);
    const auto wish = receipts::find_wish(session, gift.id);
    const auto kept = wish ? receipts::unpacked_tax_fields(wish->tax_fields)
                           : std::vector<std::pair<std::string, std::string>>{};
    for (const auto& field : rules.fields) {
        const auto value =
            std::ranges::find(kept, field.name, [](const auto& pair) { return pair.first; });
        values.add("TAX_FIELD")
            .set("FIELD_NAME", "tax_" + field.name)
            .set("FIELD_LABEL", field.label)
            .set("FIELD_VALUE", value == kept.end() ? "" : value->second)
            .show_if(field.is_needed, "NEEDED");
    }
    values.show_if(rules.needs_address, "ADDRESS_NEEDED");
    values.show_if(wish.has_value(), "RECEIPT_WAITS");
}

}  // namespace

http::Response show_receipt_check(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto copy = receipts::find_copy(session, code_typed(request.param("code")));
    const auto receipt = copy ? receipts::find_receipt(session, copy->receipt) : std::nullopt;
    if (!receipt) throw Refused{{Reason::not_found}};
    const auto standing = standing_of(session, *receipt, *copy, in);
    Values values;
    values.set("HEADLINE", standing.headline).set("LINE", standing.line);
    values.show_if(standing.is_valid, "VALID").show_if(!standing.is_valid, "VOID");
    values.set("NUMBER", receipt->number_text());
    values.set("AMOUNT", formal_money_text(receipt->amount, in));
    const auto from = formal_date_text(receipt->given_from, in);
    values.set("GIVEN", receipt->given_from == receipt->given_to
                            ? from
                            : from + " – " + formal_date_text(receipt->given_to, in));
    values.set("ISSUED", formal_date_text(receipt->issued_on, in));
    values.set("BY", receipt->from.legal_name);
    if (copy->copy > 0)
        values.add("DUPLICATE")
            .set("DUPLICATE_TEXT", say_with("Duplicate {1}", {std::to_string(copy->copy)}, in));
    if (receipt->cancelled_at) {
        const auto zone = organisation::find_organisation(session).time_zone;
        values.add("CANCELLED")
            .set("CANCELLED_ON",
                 formal_date_text(language::date_in(*receipt->cancelled_at, zone), in));
    }
    auto response =
        show_public(request, app, say("Is this receipt sound?", in),
                    language::render_template("web/pages/receipts/receipt_check.html", values, in));
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Cache-Control", "no-store");
    return response;
}

http::Response send_receipt(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto receipt = receipt_here(request, app);
    const auto name = read_file_name(request.param("file"));
    if (!equal_in_constant_time(name.key, receipts::receipt_key(session, receipt.id)))
        throw Refused{{Reason::not_found}};
    return send_papers(app, {find_paper(session, receipt, name.copy)},
                       "receipt-" + receipt.number_text() + ".pdf");
}

void fill_receipt(Values& values, const http::Request& request, App& app,
                  const giving::Gift& gift) {
    auto& session = app.store.session();
    const auto& in = request.language;
    bool has_one = false;
    for (const auto& receipt : receipts::all_receipts_of_gift(session, gift.id)) {
        // A receipt of a year names other gifts as well: it goes to its address alone.
        if (receipt.sort == receipts::Sort::yearly) {
            if (receipt.state == receipts::State::valid)
                values.add("RECEIPT_TOLD")
                    .set("TOLD", say_with("It stands on your receipt {1} for the whole year.",
                                          {receipt.number_text()}, in));
            has_one = has_one || receipt.state == receipts::State::valid;
            continue;
        }
        if (receipt.state == receipts::State::cancelled) {
            values.add("RECEIPT_TOLD")
                .set("TOLD", say_with("Receipt {1} is cancelled.", {receipt.number_text()}, in));
            continue;
        }
        has_one = true;
        values.add("RECEIPT")
            .set("RECEIPT_TEXT",
                 say_with("Receipt {1} over {2}",
                          {receipt.number_text(), formal_money_text(receipt.amount, in)}, in))
            .set("RECEIPT_HREF",
                 receipts::pdf_path(receipts::receipt_key(session, receipt.id), receipt.id, 0));
    }
    fill_wish(values, request, app, gift);
    values.set("RECEIPT_BUTTON", has_one ? say("Keep this", in) : say("Send me my receipt", in));
}

void ask_for_receipt_of(const http::Request& request, App& app, const giving::Gift& gift) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& field : rules_here(app, request.language).fields) {
        const auto typed =
            read_line(request.form.text("tax_" + field.name), receipts::tax_field_max);
        if (!typed || (field.is_needed && typed->empty()))
            throw Refused{{Reason::not_a_valid_value, "tax_" + field.name}};
        fields.emplace_back(field.name, *typed);
    }
    receipts::ask_for_receipt(app.store, {gift.id, receipts::packed_tax_fields(fields)},
                              people::donor_actor(request.id), request.now);
}

}  // namespace pages
