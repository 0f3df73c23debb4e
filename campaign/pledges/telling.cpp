#include "campaign/pledges/telling.h"

#include <chrono>

#include "campaign/campaign.h"
#include "campaign/giving/payment.h"
#include "campaign/giving/telling.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/roster/participant.h"

namespace pledges {

namespace {

using language::date_text;
using language::money_text;

void read_walker(store::Session& session, ToTell& to_tell, const Pledge& pledge) {
    const auto one = roster::find_participant_by_id(session, pledge.participant);
    if (!one || one->email.empty()) return;
    to_tell.walker_name = one->name, to_tell.walker_email = one->email;
    to_tell.walker_language = one->language;
    to_tell.walker_path = to_tell.campaign_path + "/p/" + one->slug;
}

mail::NewMail to_donor(mail::Kind kind, const ToTell& to_tell, const Pledge& pledge,
                       const std::string& cause) {
    mail::NewMail mail{
        kind, cause,          pledge.id.value, pledge.donor.email, pledge.donor.language,
        {},   pledge.campaign};
    mail.facts = {{"NAME", giving::greeting_name(pledge.donor.name)},
                  {"CAMPAIGN", to_tell.title},
                  {"CAMPAIGN_PATH", to_tell.campaign_path},
                  {"PLEDGE_PATH", to_tell.pledge_path}};
    if (pledge.is_rehearsal) mail.facts["REHEARSAL"] = "yes";
    return mail;
}

void add_slip(mail::NewMail& mail, const ToTell& to_tell, const Pledge& pledge, Money amount) {
    auto& facts = mail.facts;
    facts["AMOUNT"] = money_text(amount, mail.language);
    facts["HOLDER"] = to_tell.holder, facts["BIC"] = to_tell.bic;
    facts["IBAN"] = giving::grouped_iban(to_tell.iban);
    facts["REFERENCE"] = giving::grouped(pledge.reference);
    const giving::Payee payee{to_tell.holder, to_tell.iban, to_tell.bic};
    if (!giving::epc_payload(payee, amount, pledge.reference).empty()) facts["SCANNABLE"] = "yes";
}

std::string last_day_of(const Part& part, const std::string& in) {
    return date_text(
        Date{std::chrono::sys_days{part.due_on} + std::chrono::days{giving::promise_days}}, in);
}

}  // namespace

ToTell read_to_tell(store::Session& session, const Pledge& pledge, const std::string& zone) {
    ToTell to_tell;
    const auto found = campaign::find_campaign_by_id(session, pledge.campaign);
    if (!found) return to_tell;
    const auto shown = campaign::find_shown_version(session, *found);
    to_tell.title = shown ? shown->plan.title : found->slug;
    to_tell.campaign_path = "/c/" + found->slug;
    to_tell.zone = zone;
    to_tell.pledge_path = "/pledge/" + token_for(session, pledge.request_key);
    if (!pledge.donor.email.empty()) to_tell.proof = proof_of(session, pledge);
    const auto planned = shown ? shown->plan.bank_account : BankAccountId{};
    if (const auto account = organisation::find_account_in_use(session, planned))
        to_tell.holder = account->holder, to_tell.iban = account->iban, to_tell.bic = account->bic;
    if (pledge.participant && !pledge.is_rehearsal) read_walker(session, to_tell, pledge);
    return to_tell;
}

std::string sum_text(const Pledge& pledge, int parts, const std::string& in) {
    if (pledge.kind == Kind::unit)
        return language::say_with(language::to_say("{1} a lap, at most {2}"),
                                  {money_text(pledge.unit, in), money_text(pledge.cap, in)}, in);
    if (parts < 2) return money_text(pledge.amount, in);
    return language::say_with(language::to_say("{1} in {2} parts"),
                              {money_text(pledge.amount, in), language::count_text(parts, in)}, in);
}

std::vector<mail::NewMail> mails_when_made(const ToTell& to_tell, const Pledge& pledge,
                                           const std::vector<Instalment>& parts) {
    std::vector<mail::NewMail> mails;
    const auto count = static_cast<int>(parts.size());
    if (!pledge.donor.email.empty()) {
        auto mail = to_donor(mail::Kind::pledged, to_tell, pledge, "pledge");
        mail.facts["AMOUNT"] = sum_text(pledge, count, mail.language);
        if (!parts.empty()) mail.facts["FIRST"] = date_text(parts.front().due_on, mail.language);
        if (count > 1) {
            mail.facts["PART"] = money_text(parts.front().amount, mail.language);
            mail.facts["LAST"] = date_text(parts.back().due_on, mail.language);
        }
        if (pledge.kind == Kind::unit) mail.facts["LAPS"] = "yes";
        mail.facts["PROOF_PATH"] = to_tell.pledge_path + "/proof/" + to_tell.proof;
        mails.push_back(std::move(mail));
    }
    if (!to_tell.walker_email.empty()) {
        mail::NewMail mail{
            mail::Kind::has_promised, "pledge", pledge.id.value, to_tell.walker_email,
            to_tell.walker_language,  {},       pledge.campaign};
        mail.facts = {{"NAME", giving::greeting_name(to_tell.walker_name)},
                      {"WHO", ""},  // Nobody has read it yet.
                      {"AMOUNT", sum_text(pledge, count, mail.language)},
                      {"CAMPAIGN", to_tell.title},
                      {"PAGE_PATH", to_tell.walker_path}};
        mails.push_back(std::move(mail));
    }
    return mails;
}

mail::NewMail mail_when_due(const ToTell& to_tell, const Pledge& pledge, const Part& part,
                            const std::string& cause, Date today) {
    auto mail = to_donor(mail::Kind::instalment_due, to_tell, pledge, cause);
    add_slip(mail, to_tell, pledge, part.open);
    mail.facts["DUE"] = date_text(part.due_on, mail.language);
    if (part.due_on < today) mail.facts["LATE"] = "yes";
    mail.facts["UNTIL"] = last_day_of(part, mail.language);
    return mail;
}

mail::NewMail mail_of_bill(const ToTell& to_tell, const Pledge& pledge, const Part& part) {
    auto mail = to_donor(mail::Kind::instalment_due, to_tell, pledge,
                         "bill/" + std::to_string(pledge.bills));
    add_slip(mail, to_tell, pledge, part.open);
    const auto& in = mail.language;
    mail.facts["DUE"] = date_text(part.due_on, in), mail.facts["UNTIL"] = last_day_of(part, in);
    mail.facts["BILL"] = language::say_count("{1} lap", "{1} laps", pledge.laps.value_or(0), in);
    mail.facts["UNIT"] = money_text(pledge.unit, in);
    mail.facts["CAP"] = money_text(pledge.cap, in);
    mail.facts["WHOLE"] = money_text(pledge.amount, in);
    if (pledge.paid.minor > 0) mail.facts["PAID"] = money_text(pledge.paid, in);
    if (pledge.bills > 1) mail.facts["CORRECTED"] = "yes";
    if (part.open.minor == 0) mail.facts["NOTHING"] = "yes";
    return mail;
}

}  // namespace pledges
