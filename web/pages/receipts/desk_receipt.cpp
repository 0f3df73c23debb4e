// One receipt at the desk: what it certifies, its papers, and what finance may do with it.

#include "campaign/language/catalogue.h"
#include "campaign/language/formal.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/name.h"
#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/issuing.h"
#include "campaign/receipts/receipt_mail.h"
#include "campaign/receipts/yearly_issuing.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/giving/give.h"
#include "web/pages/receipts/desk_receipts.h"
#include "web/pages/receipts/receipts.h"

namespace pages {

namespace {

using language::formal_date_text;
using language::formal_money_text;
using language::say;
using language::say_with;
using language::Values;
using receipts::Receipt;

constexpr int entries_max = 50;
constexpr std::size_t key_max = 64;

Receipt desk_receipt_here(const http::Request& request, App& app) {
    const auto id = number_in(request.param("receipt"));
    const auto receipt = receipts::find_receipt(app.store.session(), receipts::ReceiptId{id});
    if (!receipt) throw Refused{{Reason::not_found}};
    return *receipt;
}

std::string path_of(const Receipt& receipt) {
    return "/desk/receipts/" + std::to_string(receipt.id.value);
}

std::string reason_words(const Receipt& receipt, const std::string& in) {
    if (receipt.cancel_reason == receipts::fallen_reason)
        return say("What it certified went back, or a part of it.", in);
    return receipt.cancel_reason;
}

void fill_facts(Values& values, const Receipt& receipt, const std::string& in) {
    const auto add = [&](const char* label, const std::string& text) {
        if (!text.empty()) values.add("FACT").set("LABEL", say(label, in)).set("TEXT", text);
    };
    auto address = organisation::on_one_line(receipt.to.address);
    add("Address", address);
    add("Tax fields", organisation::on_one_line(receipt.to.tax_fields));
    add("E-mail", receipt.to.email);
    add("Language", language::native_name(receipt.to.language));
    add("Issued on", formal_date_text(receipt.issued_on, in));
}

void fill_gifts(Values& values, const Receipt& receipt, App& app, const std::string& in) {
    for (const auto& gift : receipts::certified_by(app.store.session(), receipt))
        values.add("GIFT")
            .set("GIFT_HREF", "/desk/gifts/" + std::to_string(gift.gift.value))
            .set("GIVEN", formal_date_text(gift.given_on, in))
            .set("WHAT", gift.campaign_title + " · " + method_words(gift.method, in))
            .set("SUM", formal_money_text(gift.amount, in));
}

void fill_copies(Values& values, const Receipt& receipt, App& app, const std::string& zone,
                 const std::string& in) {
    auto& session = app.store.session();
    for (const auto& copy : receipts::copies_of(session, receipt.id))
        values.add("COPY")
            .set("NAME", copy.copy == 0
                             ? say("Original", in)
                             : say_with("Duplicate {1}", {std::to_string(copy.copy)}, in))
            .set("WHEN", language::date_text(copy.made_at, zone, in))
            .set("BY", copy.made_by ? people::name_of(session, copy.made_by) : say("by itself", in))
            .set("REASON", copy.reason)
            .set("COPY_HREF", path_of(receipt) + "/" + std::to_string(copy.copy) + ".pdf")
            .set("CHECK_HREF", "/r/" + copy.code);
}

void fill_entries(Values& values, const Receipt& receipt, App& app, const std::string& zone,
                  const std::string& in) {
    for (const auto& entry :
         ledger::audit_of(app.store.session(), "receipt", receipt.id.value, entries_max))
        values.add("ENTRY")
            .set("WHEN", language::date_text(entry.made_at, zone, in) + ", " +
                             language::time_text(entry.made_at, zone, in))
            .set("ACTOR", entry.actor_name.empty() ? say(entry.actor_role, in) : entry.actor_name)
            .set("ACTION_TEXT", say(entry.action, in))
            .set("WHY", entry.reason);
}

// Where it is cancelled: is there something that a new one could certify?
bool may_be_written_anew(store::Session& session, const Receipt& receipt) {
    if (receipt.state == receipts::State::valid) return false;
    for (const auto& gift : receipts::certified_by(session, receipt))
        if (!receipts::find_receipt_of_gift(session, gift.gift) &&
            receipts::certifiable_of_gift(session, gift.gift).minor > 0)
            return true;
    return false;
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    const auto& in = request.language;
    if (saved == "issued") return say("The receipt is written.", in);
    if (saved == "again") return say("The duplicate is written.", in);
    return saved == "cancelled" ? say("The receipt is cancelled.", in) : std::string{};
}

http::Response show_one(const http::Request& request, App& app, const Receipt& receipt,
                        const std::string& failed) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    values.set("NUMBER", receipt.number_text()).set("WHO", receipt.to.name);
    values.set("AMOUNT", formal_money_text(receipt.amount, in));
    values.set("STATE", receipt_state_words(receipt, in));
    if (receipt.cancelled_at)
        values.add("VOID").set(
            "VOID_TEXT",
            say_with("Cancelled on {1}: {2}",
                     {formal_date_text(language::date_in(*receipt.cancelled_at, zone), in),
                      reason_words(receipt, in)},
                     in));
    const bool is_valid = receipt.state == receipts::State::valid;
    values.show_if(is_valid && receipts::has_fallen(session, receipt), "FALLEN");
    fill_facts(values, receipt, in);
    fill_gifts(values, receipt, app, in);
    fill_copies(values, receipt, app, zone, in);
    fill_entries(values, receipt, app, zone, in);
    const bool may = request.visitor->may_everywhere(people::Duty::do_finance);
    const auto add_form = [&](const char* section) -> Values& {
        return values.add(section)
            .set("ACTION", path_of(receipt))
            .set("FORM_TOKEN", request.visitor->form_token);
    };
    if (may && is_valid) add_form("MAY").set("FORM_KEY", random_token());
    if (may && may_be_written_anew(session, receipt)) add_form("ANEW");
    return show_desk(
        request, app,
        {.title = say_with("Receipt {1}", {receipt.number_text()}, in),
         .body = language::render_template("web/pages/receipts/desk_receipt.html", values, in),
         .saved = saved_words(request),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

Receipt write_anew(const http::Request& request, App& app, const Receipt& receipt) {
    const auto gifts = receipts::certified_by(app.store.session(), receipt);
    const auto actor = receipts_actor(request);
    if (receipt.sort == receipts::Sort::yearly)
        return receipts::issue_year_receipt(app.store, receipt.year, gifts.back().gift, actor,
                                            request.now);
    return receipts::issue_receipt(app.store, {gifts.front().gift, receipt.to.tax_fields}, actor,
                                   request.now);
}

std::string carry_out(const http::Request& request, App& app, const Receipt& receipt) {
    const auto act = request.form.text("act");
    const auto reason = read_line(request.form.text("reason"), receipts::reason_max).value_or("");
    const auto actor = receipts_actor(request);
    if (act == "again") {
        const auto key = request.form.text("form_key");
        if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
        receipts::reissue_receipt(app.store, {receipt.id, reason, key}, actor, request.now);
        return path_of(receipt) + "?saved=again";
    }
    if (act == "cancel") {
        receipts::cancel_receipt(app.store, receipt.id, reason, actor, request.now);
        return path_of(receipt) + "?saved=cancelled";
    }
    if (act == "anew") return path_of(write_anew(request, app, receipt)) + "?saved=issued";
    throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
}

}  // namespace

http::Response show_desk_receipt(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::read_finance);
    return show_one(request, app, desk_receipt_here(request, app), {});
}

http::Response change_desk_receipt(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::do_finance);
    const auto receipt = desk_receipt_here(request, app);
    try {
        return http::redirect(carry_out(request, app, receipt));
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::form_expired) throw;
        return show_one(request, app, receipt,
                        receipt_refusal_words(refused.refusal, request.language));
    }
}

http::Response send_desk_receipt(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::read_finance);
    const auto receipt = desk_receipt_here(request, app);
    int copy = -1;
    read_number(stem_of(request.param("file"), ".pdf"), copy);
    return send_papers(app, {find_paper(app.store.session(), receipt, copy)},
                       "receipt-" + receipt.number_text() + ".pdf");
}

}  // namespace pages
