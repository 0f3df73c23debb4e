#include "campaign/giving/thanking.h"

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
#include "campaign/mail/unwanted.h"

namespace giving {

namespace {

mail::NewMail thank_mail(store::Session& session, const roster::Participant& one,
                         const ToThank& what, const Gift& gift, Instant now) {
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto version = campaign::current_version(session, *campaign);
    const auto& lang = gift.donor.language;
    return {mail::Kind::thank_you,
            "thank",
            new_number(now),
            gift.donor.email,
            lang,
            {{"WHO", one.shown_name},
             {"AMOUNT", what.amount ? language::money_text(*what.amount, lang) : ""},
             {"CAMPAIGN", version.plan.title},
             {"PAGE_PATH", "/c/" + campaign->slug + "/p/" + one.slug}},
            one.campaign};
}

}  // namespace

void thank_donor(store::Store& store, const roster::Participant& one, GiftId id, ThankWay way,
                 const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto what = find_to_thank(session, one.id, id);
    if (!what) throw Refused{{Reason::already_decided}};
    if (way == ThankWay::mail && !what->may_write) throw Refused{{Reason::not_allowed}};
    std::optional<mail::NewMail> mail;
    if (way == ThankWay::mail) {
        const auto gift = find_gift(session, id);
        if (!mail::is_unwanted(session, mail::mailbox_digest(session, gift->donor.email)))
            mail = thank_mail(session, one, *what, *gift, now);
    }
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_thank(tx, one.id, id, way, now);
            if (mail) mail::insert_mail(tx, *mail, now);
            ledger::append_audit(tx,
                                 {.actor = actor,
                                  .action = "donor thanked",
                                  .subject_type = "gift",
                                  .subject_id = id.value,
                                  .campaign = one.campaign,
                                  .detail = std::string{thank_way_name(way)}},
                                 now);
        });
    } catch (const store::Duplicate&) {
        throw Refused{{Reason::already_decided}};
    }
}

}  // namespace giving
