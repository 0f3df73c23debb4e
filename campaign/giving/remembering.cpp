#include "campaign/giving/remembering.h"

#include "campaign/campaign.h"
#include "campaign/giving/giving.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/unwanted.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

constexpr std::chrono::days kept{90};

// The donor's name as the donor lets others know it: the name, and the company it is given for.
std::string who_gives(const Donor& donor, const std::string& in) {
    if (donor.is_anonymous) return {};
    if (donor.mentions.company.empty()) return donor.name;
    if (donor.name.empty()) return donor.mentions.company;
    return language::say_with("{1}, {2}", {donor.name, donor.mentions.company}, in);
}

mail::NewMail mail_of(store::Session& session, const Gift& gift, const Card& card,
                      const std::string& refuse_token) {
    const auto& donor = gift.donor;
    const auto& in = donor.language;
    mail::NewMail mail{mail::Kind::remembered, "gift", gift.id.value, card.email, in, {},
                       gift.campaign};
    mail.facts = {
        {"NAME", card.name},
        {"WHO", who_gives(donor, in)},
        {donor.mentions.occasion == "honour" ? "HONOUR" : "MEMORY", donor.mentions.remembered},
        {"MESSAGE", card.words},
        {"REFUSE_PATH", "/no-mail/" + refuse_token}};
    if (card.tells_amount) mail.facts["AMOUNT"] = language::money_text(gift.confirmed, in);
    if (const auto found = campaign::find_campaign_by_id(session, gift.campaign)) {
        const auto shown = campaign::find_shown_version(session, *found);
        mail.facts["CAMPAIGN"] = shown ? shown->plan.title : found->slug;
        mail.facts["PAGE_PATH"] = "/c/" + found->slug;
    }
    return mail;
}

bool send_card(store::Store& store, GiftId id, Instant now) {
    auto& session = store.session();
    const auto gift = find_gift(session, id);
    const auto kept_card = find_card(session, id);
    if (!gift || !kept_card) return false;
    const auto token = random_token();
    const auto digest = mail::mailbox_digest(session, kept_card->card.email);
    const auto is_welcome = !mail::is_unwanted(session, digest);
    const auto mail = mail_of(session, *gift, kept_card->card, token);
    return store.in_transaction([&](store::Transaction& tx) {
        if (!set_card_told(tx, id, sha256_hex(token), digest, now)) return false;
        if (is_welcome) mail::insert_mail(tx, mail, now);
        ledger::append_audit(tx,
                             {people::program_actor(), is_welcome ? "card sent" : "card not wanted",
                              "gift", id.value, gift->campaign},
                             now);
        return is_welcome;
    });
}

}  // namespace

int send_cards(store::Store& store, Instant now) {
    constexpr int at_once_max = 100;
    int sent = 0;
    for (const auto id : cards_to_tell(store.session(), now - words_undo_max, at_once_max))
        if (send_card(store, id, now)) ++sent;
    store.in_transaction([&](store::Transaction& tx) { forget_cards(tx, now - kept); });
    return sent;
}

bool refuse_cards(store::Store& store, const std::string& refuse_token, Instant now) {
    const auto digest = card_to_refuse(store.session(), refuse_token);
    if (!digest) return false;
    store.in_transaction([&](store::Transaction& tx) { mail::insert_unwanted(tx, *digest, now); });
    return true;
}

Gift take_mention_back(store::Store& store, GiftId id, Instant now) {
    const auto gift = find_gift(store.session(), id);
    if (!gift) throw Refused{{Reason::not_found}};
    auto donor = gift->donor;
    donor.mentions.occasion.clear(), donor.mentions.remembered.clear();
    return change_words(store, id, donor, now);
}

}  // namespace giving
