// One gift at the desk: where it stands, what it did to the money, who did what.
#include "campaign/campaign.h"
#include "campaign/giving/addressing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/transfer.h"
#include "campaign/mail/outbox.h"
#include "campaign/matching/match.h"
#include "campaign/organisation/organisation.h"
#include "campaign/receipts/receipt.h"
#include "campaign/roster/participant.h"
#include "campaign/roster/team.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/desk_view.h"
#include "web/pages/cards/desk_refunds.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/giving/give.h"
#include "web/pages/mail/desk_mails.h"
#include "web/pages/receipts/desk_receipts.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

constexpr int entries_max = 50;
constexpr std::size_t receipt_reason_max = 200;

giving::Gift find_own_gift(const http::Request& request, App& app) {
    const auto id = number_in(request.param("gift"));
    const auto gift = giving::find_gift(app.store.session(), GiftId{id});
    if (!gift || !request.visitor->may(people::Duty::read_finance, gift->campaign))
        throw Refused{{Reason::not_found}};
    return *gift;
}

void fill_mails(Values& values, const http::Request& request, App& app, const giving::Gift& gift,
                const std::string& zone) {
    constexpr int mails_max = 20;
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto mails = mail::mails_about(session, gift.id.value, mails_max);
    if (!gift.donor.email.empty() && mail::has_bounced(session, gift.donor.email))
        values.add("BOUNCED").set(
            "BOUNCED_LINE",
            language::say_with("Mails to {1} come back; nothing is written there any more.",
                               {gift.donor.email}, in));
    if (mails.empty()) return;
    auto& list = values.add("MAILED");
    for (const auto& one : mails)
        list.add("MAIL")
            .set("KIND", mail_kind_words(std::string{mail::kind_name(one.kind)}, in))
            .set("TO", one.to)
            .set("MAIL_STATE", mail_state_words(std::string{mail::state_name(one.state)}, in))
            .set("WHEN", language::date_text(one.sent_at.value_or(one.made_at), zone, in));
}

void fill_receipts(Values& values, const http::Request& request, App& app,
                   const giving::Gift& gift) {
    auto& session = app.store.session();
    if (!request.visitor->may_everywhere(people::Duty::read_finance)) return;
    bool is_certified = false;
    for (const auto& receipt : receipts::all_receipts_of_gift(session, gift.id)) {
        is_certified = is_certified || receipt.state == receipts::State::valid;
        values.add("RECEIPT")
            .set("RECEIPT_HREF", "/desk/receipts/" + std::to_string(receipt.id.value))
            .set("RECEIPT_TEXT",
                 receipt.number_text() + " · " + receipt_state_words(receipt, request.language));
    }
    if (is_certified || gift.state != giving::State::confirmed ||
        !request.visitor->may_everywhere(people::Duty::do_finance))
        return;
    values.add("WRITE")
        .set("WRITE_ACTION", "/desk/receipts")
        .set("FORM_TOKEN", request.visitor->form_token)
        .set("GIFT_ID", std::to_string(gift.id.value));
}

// "João Ibáñez (8xhcze) €50, team Blue €20"; nobody: empty.
std::string credited_words(store::Session& session, const giving::Gift& gift,
                           const std::string& in) {
    std::string words;
    for (const auto& share : giving::shares_of(session, gift)) {
        const auto one = roster::find_participant_by_id(session, share.participant);
        const auto team = roster::find_team_by_id(session, share.team);
        if (!one && !team) continue;
        words += (words.empty() ? "" : ", ") +
                 (one ? one->name + " (" + one->slug + ")" : team->name) + " " +
                 money_text(share.amount, in);
    }
    return words;
}

// Receipts are the organisation's, so that finance of one campaign alone does not write for them.
bool may_address(const http::Request& request, const giving::Gift& gift) {
    return request.visitor->may_everywhere(people::Duty::do_finance) &&
           gift.state == giving::State::confirmed && !gift.is_rehearsal;
}

// For whom a receipt is to be, as finance may write it down.
void fill_receipt_data(Values& values, const http::Request& request, const giving::Gift& gift) {
    if (!may_address(request, gift)) return;
    auto address = gift.donor.receipt_address;
    const auto mark = address.find('\n');
    auto& form = values.add("ADDRESS");
    form.set("ADDRESS_ACTION", request.path + "/receipt-data")
        .set("FORM_TOKEN", request.visitor->form_token)
        .set("VERSION", gift.version)
        .set("RECEIPT_NAME", gift.donor.receipt_name)
        .set("STREET", address.substr(0, mark))
        .set("PLACE", mark == std::string::npos ? "" : address.substr(mark + 1));
    form.show_if(gift.donor.receipt_name.empty(), "NO_NAME_YET");
}

// The gift's own rows, and those by which a sponsor adds to it.
std::vector<ledger::Transfer> rows_about(store::Session& session, const giving::Gift& gift) {
    auto rows = ledger::transfers_of_cause(session, "gift", gift.id.value);
    const auto match = matching::find_match(session, gift.id);
    if (!match) return rows;
    for (auto& row : ledger::transfers_of_cause(session, "match", match->id.value))
        rows.push_back(std::move(row));
    return rows;
}

// Applause without an amount, and who was told of the gift.
void fill_mentions(Values& values, store::Session& session, const giving::Gift& gift,
                   const std::string& zone, const std::string& in) {
    const auto add = [&](const std::string& label, const std::string& text) {
        values.add("MENTION").set("MENTION_LABEL", label).set("MENTION_TEXT", text);
    };
    const auto& mentions = gift.donor.mentions;
    if (!mentions.remembered.empty())
        add(mentions.occasion == "honour" ? say("In honour of", in) : say("In memory of", in),
            mentions.remembered);
    if (!mentions.company.empty()) add(say("Company", in), mentions.company);
    if (const auto kept = giving::find_card(session, gift.id))
        add(say("A card to", in),
            kept->card.name + " · " +
                (kept->told_at ? language::date_text(*kept->told_at, zone, in)
                               : say("waits until the gift is confirmed and read", in)));
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    const auto& lang = request.language;
    if (saved == "thanked") return say("Others are thanked for it now.", lang);
    if (saved == "addressed") return say("The receipt can be written now.", lang);
    if (saved == "moved") return say("It is moved.", lang);
    if (saved == "reversed") return say("It is booked back.", lang);
    return {};
}

http::Response render_gift(const http::Request& request, App& app, const giving::Gift& gift,
                           const std::string& failed) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto found = campaign::find_campaign_by_id(session, gift.campaign);
    Values values;
    values.set("AMOUNT", money_text(gift.amount, lang));
    values.set("CONFIRMED", money_text(gift.confirmed, lang))
        .set("OPEN", money_text(gift.open, lang));
    values.set("STATE", say(std::string{giving::state_name(gift.state)}, lang));
    values.set("METHOD", method_words(gift.method, lang));
    values.set("GIVEN", language::date_text(gift.given_at, zone, lang));
    values.set("WHO", gift.donor.name.empty() ? say("without a name", lang) : gift.donor.name);
    if (const auto words = credited_words(session, gift, lang); !words.empty())
        values.add("MENTION")
            .set("MENTION_LABEL", say("Thanked for it", lang))
            .set("MENTION_TEXT", words);
    fill_mentions(values, session, gift, zone, lang);
    fill_receipt_data(values, request, gift);
    values.set("REFERENCE", giving::grouped(gift.reference));
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    values.set("CAMPAIGN", shown ? shown->plan.title : found ? found->slug : "");
    values.set("BACK_HREF", "/desk/totals");
    if (request.visitor->may(people::Duty::do_finance, gift.campaign))
        values.add("CORRECT").set("CORRECT_HREF",
                                  "/desk/gifts/" + std::to_string(gift.id.value) + "/correction");
    fill_mails(values, request, app, gift, zone);
    fill_receipts(values, request, app, gift);
    fill_refunds(values, request, app, gift);
    for (const auto& t : rows_about(session, gift))
        values.add("ROW")
            .set("BOOKED", language::date_text(t.booked_on, lang))
            .set("EVENT",
                 (t.cause_type == "match" ? say("A sponsor adds to it", lang) + ": " : "") +
                     say(std::string{ledger::event_words(t.event, t.debit, t.credit)}, lang))
            .set("DEBIT", t.debit)
            .set("CREDIT", t.credit)
            .set("SUM", money_text(t.amount, lang))
            .set("REASON", t.actor_role == "program" ? say(t.reason, lang) : t.reason);
    for (const auto& entry : ledger::audit_of(session, "gift", gift.id.value, entries_max))
        values.add("ENTRY")
            .set("WHEN", language::date_text(entry.made_at, zone, lang) + ", " +
                             language::time_text(entry.made_at, zone, lang))
            .set("ACTOR", entry.actor_name.empty() ? say(entry.actor_role, lang) : entry.actor_name)
            .set("ACTION", say(entry.action, lang))
            .set("DETAIL", entry.detail)
            .set("WHY", entry.actor_name.empty() ? say(entry.reason, lang) : entry.reason);
    return show_desk(
        request, app,
        {.title = say("One gift", lang),
         .body = language::render_template("web/pages/giving/desk_gift.html", values, lang),
         .saved = saved_words(request),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

}  // namespace

http::Response show_desk_gift(const http::Request& request, App& app) {
    return render_gift(request, app, find_own_gift(request, app), {});
}

http::Response address_receipt(const http::Request& request, App& app) {
    const auto gift = find_own_gift(request, app);
    if (!may_address(request, gift)) throw Refused{{Reason::not_allowed}};
    const auto line = [&](const char* field, std::size_t most) {
        return read_line(request.form.text(field), most).value_or("");
    };
    const auto street = line("street", giving::address_max / 2),
               place = line("place", giving::address_max / 2);
    const auto there = "/desk/gifts/" + std::to_string(gift.id.value);
    try {
        giving::address_receipt(
            app.store,
            {gift.id, number_in<int>(request.form.text("version")),
             line("receipt_name", giving::name_max),
             street.empty() || place.empty() ? "" : street + "\n" + place,
             line("reason", receipt_reason_max)},
            people::actor_of(*request.visitor, people::Duty::do_finance, gift.campaign, request.id),
            request.now);
    } catch (const Refused& refused) {
        return render_gift(request, app, gift, refusal_words(refused.refusal, request.language));
    }
    return http::redirect(there + "?saved=addressed");
}

}  // namespace pages
