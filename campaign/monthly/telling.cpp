#include "campaign/monthly/telling.h"

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"

namespace monthly {

namespace {

bool is_over(SeriesState state) {
    return state == SeriesState::stopping || state == SeriesState::ended;
}

mail::NewMail mail_to_donor(const ToTell& to_tell, const Series& series,
                            const std::string& cause_type) {
    const auto& donor = to_tell.first.donor;
    mail::NewMail mail{mail::Kind::monthly, cause_type, series.id.value, donor.email,
                       donor.language,      {},         series.campaign};
    // A name goes into a mail only after somebody has read it.
    const auto is_read = to_tell.first.words_state == "published";
    mail.facts = {{"NAME", is_read ? donor.name : ""},
                  {"AMOUNT", language::money_text(series.amount, donor.language)},
                  {"CAMPAIGN", to_tell.title},
                  {"CAMPAIGN_PATH", to_tell.campaign_path},
                  {"GIFT_PATH", to_tell.gift_path}};
    if (series.next_at)
        mail.facts["NEXT"] = language::date_text(*series.next_at, to_tell.zone, donor.language);
    return mail;
}

std::pair<std::string, std::string> why_ended(const Series& series) {
    switch (series.ends_by) {
        case EndedBy::donor:
            return {"BY_YOU", "yes"};
        case EndedBy::desk:
            return {"BY_US", series.reason};
        case EndedBy::campaign:
            return {"BY_CAMPAIGN", "yes"};
        case EndedBy::nobody:
        case EndedBy::provider:
            return {"BY_PROVIDER", "yes"};
    }
    return {};
}

}  // namespace

ToTell read_to_tell(store::Session& session, const Series& series) {
    const auto first = giving::find_gift(session, series.first);
    check(first.has_value(), "a series begins with a gift");
    ToTell to_tell{*first};
    // As the donor last said it, should the address of the first gift have been wrong.
    if (const auto newest = newest_gift_of(session, series))
        if (const auto like = giving::find_gift(session, *newest))
            to_tell.first.donor = like->donor, to_tell.first.words_state = like->words_state;
    const auto found = campaign::find_campaign_by_id(session, series.campaign);
    check(found.has_value(), "a series has a campaign");
    const auto shown = campaign::find_shown_version(session, *found);
    to_tell.title = shown ? shown->plan.title : found->slug;
    to_tell.campaign_path = "/c/" + found->slug;
    to_tell.gift_path = "/g/" + giving::token_for(session, first->request_key);
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    to_tell.zone = zone ? zone->text("time_zone") : "UTC";
    return to_tell;
}

std::vector<mail::NewMail> mails_of_step(const ToTell& to_tell, const Series& before,
                                         const Series& after) {
    std::vector<mail::NewMail> mails;
    if (to_tell.first.donor.email.empty() || before.state == after.state) return mails;
    const auto was_begun = before.state == SeriesState::begun;
    const auto began = was_begun && after.state != SeriesState::ended;
    if (began) {
        mails.push_back(mail_to_donor(to_tell, after, "series"));
        mails.back().facts["BEGAN"] = "yes";
    }
    if (before.state == SeriesState::stopping && !is_over(after.state)) {
        mails.push_back(mail_to_donor(to_tell, after, "series on/" + std::to_string(after.stops)));
        mails.back().facts["AGAIN"] = "yes";
    }
    if (!is_over(before.state) && is_over(after.state) &&
        (!was_begun || !after.subscription.empty())) {
        mails.push_back(mail_to_donor(to_tell, after, "series end/" + std::to_string(after.stops)));
        mails.back().facts["ENDED"] = "yes";
        const auto [name, words] = why_ended(after);
        mails.back().facts[name] = words;
    }
    return mails;
}

mail::NewMail mail_of_failure(const ToTell& to_tell, const Series& series, const Month& month) {
    auto mail = mail_to_donor(to_tell, series, "month");
    mail.cause_id = month.id, mail.facts["FAILED"] = "yes";
    if (month.try_at)
        mail.facts["TRY_AGAIN"] =
            language::date_text(*month.try_at, to_tell.zone, to_tell.first.donor.language);
    return mail;
}

}  // namespace monthly
