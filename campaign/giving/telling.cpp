#include "campaign/giving/telling.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/giving/origin.h"
#include "campaign/giving/payment.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/pledges/covering.h"
#include "campaign/roster/participant.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

using mail::Kind;

std::string token_secret(store::Session& session) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    return secret ? secret->text("value") : std::string{};
}

std::string proof_from(const std::string& secret, const Gift& gift) {
    constexpr std::size_t digits = 32;
    return hmac_sha256_hex(secret, "proof " + gift.request_key + "\n" + gift.donor.email)
        .substr(0, digits);
}

void read_walkers(store::Session& session, ToTell& to_tell, const std::vector<Share>& shares,
                  const std::string& campaign_path) {
    std::vector<std::int64_t> ids;
    for (const auto& share : shares)
        if (share.participant) ids.push_back(share.participant.value);
    if (ids.empty()) return;
    const auto found = roster::find_participants(session, ids);
    if (found.size() == 1) to_tell.credit = found.front().shown_name;
    for (const auto& one : found)
        if (!one.email.empty())
            to_tell.walkers.push_back(
                {one.id, one.name, one.email, one.language, campaign_path + "/p/" + one.slug});
}

ToTell read_for(store::Session& session, CampaignId id, const std::string& email,
                const std::vector<Share>& shares) {
    ToTell to_tell;
    if (email.empty() && shares.empty()) return to_tell;
    const auto found = campaign::find_campaign_by_id(session, id);
    if (!found) return to_tell;
    to_tell.campaign_path = "/c/" + found->slug;
    read_walkers(session, to_tell, shares, to_tell.campaign_path);
    if (email.empty() && to_tell.walkers.empty()) return to_tell;
    const auto shown = campaign::find_shown_version(session, *found);
    const auto newest =
        shown ? std::vector<campaign::Version>{} : campaign::recent_versions(session, id, 1);
    const auto* version = shown ? &*shown : newest.empty() ? nullptr : &newest.front();
    to_tell.title = version != nullptr ? version->plan.title : found->slug;
    if (email.empty()) return to_tell;
    to_tell.secret = token_secret(session);
    if (version == nullptr) return to_tell;
    if (const auto account = organisation::find_account_in_use(session, version->plan.bank_account))
        to_tell.holder = account->holder, to_tell.iban = account->iban, to_tell.bic = account->bic;
    return to_tell;
}

std::string zone_of(store::Session& session) {
    const auto row = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return row ? row->text("time_zone") : std::string{"UTC"};
}

mail::NewMail to_donor(Kind kind, const ToTell& to_tell, const Gift& gift, Money amount) {
    const auto& donor = gift.donor;
    mail::NewMail mail{kind, "gift", gift.id.value, donor.email, donor.language, {}, gift.campaign};
    mail.facts = {{"NAME", greeting_name(donor.name)},
                  {"AMOUNT", language::money_text(amount, donor.language)},
                  {"CAMPAIGN", to_tell.title},
                  {"CAMPAIGN_PATH", to_tell.campaign_path},
                  {"GIFT_PATH", to_tell.gift_path}};
    if (gift.is_rehearsal) mail.facts["REHEARSAL"] = "yes";
    return mail;
}

void add_slip(mail::NewMail& mail, const ToTell& to_tell, const Gift& gift) {
    const Payee payee{to_tell.holder, to_tell.iban, to_tell.bic};
    const auto until = gift.given_at + std::chrono::days{promise_days};
    auto& facts = mail.facts;
    facts["HOLDER"] = payee.holder, facts["BIC"] = payee.bic;
    facts["IBAN"] = grouped_iban(payee.iban), facts["REFERENCE"] = grouped(gift.reference);
    facts["UNTIL"] = language::date_text(until, to_tell.zone, mail.language);
    if (!epc_payload(payee, gift.open, gift.reference).empty()) facts["SCANNABLE"] = "yes";
}

mail::NewMail promise_of(const ToTell& to_tell, const Gift& gift) {
    auto mail = to_donor(Kind::promise, to_tell, gift, gift.open);
    add_slip(mail, to_tell, gift);
    mail.facts["PROOF_PATH"] = to_tell.gift_path + "/proof/" + proof_from(to_tell.secret, gift);
    return mail;
}

// Amount and words as the donor lets this participant know them.
mail::NewMail to_walker(Kind kind, const ToTell::Walker& walker, const ToTell& to_tell,
                        const Gift& gift, Money part) {
    const auto& donor = gift.donor;
    const auto is_read = gift.words_state == "published" && !donor.hides_from_participant;
    mail::NewMail mail{kind, "gift",       gift.id.value, walker.email, walker.language,
                       {},   gift.campaign};
    mail.facts = {{"NAME", greeting_name(walker.name)},
                  {"WHO", is_read ? donor.name : ""},
                  {"AMOUNT", donor.hides_amount ? "" : language::money_text(part, walker.language)},
                  {"CAMPAIGN", to_tell.title},
                  {"PAGE_PATH", walker.path}};
    if (kind == Kind::has_given) mail.facts["MESSAGE"] = is_read ? donor.message : "";
    return mail;
}

// What is settled in several parts is told part by part.
std::string cause_of(const Gift& before) {
    return before.confirmed.minor == 0 ? "gift" : "gift/" + std::to_string(before.version);
}

}  // namespace

// A name goes into a mail only where it can be nothing but a name: an address that nobody has
// proven may be a stranger's, and mail programs make links of what looks like one.
std::string greeting_name(const std::string& name) {
    constexpr std::size_t greeting_max = 40;
    const auto is_link_sign = [](char c) {
        return c == '/' || c == ':' || c == '@' || c == '<' || c == '>' || (c >= '0' && c <= '9');
    };
    const auto dot = name.find('.');
    const bool has_domain = dot != name.npos && dot + 1 < name.size() && name[dot + 1] != ' ';
    return name.size() > greeting_max || has_domain || std::ranges::any_of(name, is_link_sign)
               ? std::string{}
               : name;
}

ToTell read_to_tell(store::Session& session, const NewGift& asked, const Terms& terms,
                    const std::string& token) {
    if (asked.method != "transfer") return {};  // Told when it is settled.
    auto to_tell = read_for(session, terms.campaign, asked.donor.email,
                            terms.is_rehearsal ? std::vector<Share>{} : asked.shares);
    to_tell.gift_path = "/g/" + token, to_tell.zone = terms.zone;
    return to_tell;
}

ToTell read_to_tell(store::Session& session, const Gift& gift, const std::vector<Share>& shares) {
    auto to_tell = read_for(session, gift.campaign, gift.donor.email,
                            gift.is_rehearsal ? std::vector<Share>{} : shares);
    if (to_tell.title.empty()) return to_tell;
    to_tell.gift_path = "/g/" + token_for(session, gift.request_key);
    to_tell.zone = zone_of(session);
    return to_tell;
}

std::vector<mail::NewMail> mails_when_recorded(const ToTell& to_tell, const Gift& gift) {
    std::vector<mail::NewMail> mails;
    if (gift.state != State::pending || gift.method != "transfer") return mails;
    if (gift.origin == pledges::payment_origin) return mails;  // Told with the pledge.
    if (gift.origin == line_origin) return mails;              // It is here: told as it is placed.
    if (!gift.donor.email.empty()) mails.push_back(promise_of(to_tell, gift));
    for (const auto& walker : to_tell.walkers)
        mails.push_back(to_walker(Kind::has_promised, walker, to_tell, gift, gift.open));
    return mails;
}

std::vector<mail::NewMail> mails_when_settled(const ToTell& to_tell, const Gift& before,
                                              const Outcome& outcome) {
    std::vector<mail::NewMail> mails;
    const auto come = outcome.confirmed - before.confirmed;
    if (outcome.state != State::confirmed || come.minor <= 0) return mails;
    if (!before.donor.email.empty()) {
        const auto kind = before.method == "transfer" ? Kind::arrival : Kind::thanks;
        auto mail = to_donor(kind, to_tell, before, come);
        mail.cause_type = cause_of(before), mail.facts["FOR"] = to_tell.credit;
        if (outcome.open.minor > 0)
            mail.facts["REST"] = language::money_text(outcome.open, mail.language);
        mails.push_back(std::move(mail));
    }
    for (const auto& walker : to_tell.walkers) {
        const auto share = std::ranges::find(outcome.shares, walker.id, &Share::participant);
        const auto part =
            share == outcome.shares.end() || before.confirmed.minor > 0 ? come : share->amount;
        auto mail = to_walker(Kind::has_given, walker, to_tell, before, part);
        mail.cause_type = cause_of(before);
        mails.push_back(std::move(mail));
    }
    return mails;
}

void tell_recorded(store::Transaction& tx, const ToTell& to_tell, const Gift& gift, Instant now) {
    mail::insert_mails(tx, mails_when_recorded(to_tell, gift), now);
}

void tell_settled(store::Transaction& tx, const ToTell& to_tell, const Gift& before,
                  const Outcome& outcome, Instant now) {
    mail::insert_mails(tx, mails_when_settled(to_tell, before, outcome), now);
}

void tell_refund(store::Transaction& tx, const ToTell& to_tell, const Gift& gift,
                 const Refund& refund, Instant now) {
    if (gift.donor.email.empty() || gift.is_rehearsal) return;
    auto mail = to_donor(Kind::refunded, to_tell, gift, refund.amount);
    mail.cause_type = "refund", mail.cause_id = refund.id.value;
    if (refund.is_by_card) mail.facts["BY_CARD"] = "yes";
    if (gift.confirmed > refund.amount)
        mail.facts["REST"] = language::money_text(gift.confirmed - refund.amount, mail.language);
    mail::insert_mails(tx, {mail}, now);
}

void tell_payment_failed(store::Transaction& tx, const ToTell& to_tell, const Gift& gift,
                         std::int64_t payment, Instant now) {
    if (gift.donor.email.empty()) return;
    auto mail = to_donor(Kind::payment_failed, to_tell, gift, gift.amount);
    mail.cause_type = "payment", mail.cause_id = payment;  // Each attempt is told of.
    mail.facts["RETRY_PATH"] = to_tell.campaign_path + "/give";
    mail::insert_mail(tx, mail, now);
}

void tell_again(store::Transaction& tx, const ToTell& to_tell, const Gift& gift, Instant now) {
    if (gift.donor.email.empty() || gift.open.minor == 0 || gift.method != "transfer") return;
    mail::insert_mail(tx, promise_of(to_tell, gift), now);
}

mail::NewMail reminder_of(const ToTell& to_tell, const Gift& gift, const std::string& cause_type) {
    auto mail = to_donor(Kind::reminder, to_tell, gift, gift.open);
    add_slip(mail, to_tell, gift);
    mail.cause_type = cause_type;
    mail.facts["GIVEN"] = language::date_text(gift.given_at, to_tell.zone, mail.language);
    return mail;
}

std::string proof_of(store::Session& session, const Gift& gift) {
    return proof_from(token_secret(session), gift);
}

}  // namespace giving
