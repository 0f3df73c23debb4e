#include "campaign/links/volunteering.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
#include "campaign/phase.h"
#include "campaign/words/check.h"

namespace links {

namespace {

constexpr std::chrono::minutes seen_again_after{10};
constexpr std::chrono::hours far_east{14};  // Where the day begins first.
constexpr int reminded_at_once_max = 300;

ledger::AuditEntry entry_about(const Volunteer& one, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "helper",
            .subject_id = one.id.value,
            .campaign = one.campaign,
            .detail = one.name};
}

void check_changed(bool is_changed) {
    if (!is_changed) throw Refused{{Reason::already_decided}};
}

template <typename Work>
auto with_names_checked(store::Store& store, Work work) {
    try {
        return store.in_transaction(work);
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_helper_of_a_name") throw;
        throw Refused{{Reason::not_a_valid_value, "name",
                       "There is a helper of this name already. Add a letter, like Anna K."}};
    }
}

struct RoundMail {
    std::string cause_type;
    std::string due = {};  // The day by which something is to come down, if it is about that.
};

// What there is to do for one, in the words of a mail; nothing to do, no mail.
std::optional<mail::NewMail> round_mail(store::Session& session, const Volunteer& one,
                                        const RoundMail& about) {
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    check(campaign.has_value(), "a helper belongs to a campaign");
    const auto places = places_of_volunteer(session, one);
    const auto to_hang = std::ranges::count_if(places, &Placement::is_to_go);
    const auto up = std::ranges::count_if(places, &Placement::is_up);
    if (to_hang + up == 0) return {};
    const auto& lang = one.language;
    mail::Facts facts{{"NAME", one.name},
                      {"CAMPAIGN", campaign::current_version(session, *campaign).plan.title},
                      {"CAMPAIGN_PATH", "/c/" + campaign->slug},
                      {"ROUND_PATH", "/h/" + volunteer_token(session, one)}};
    if (!about.due.empty())
        facts["TAKE_DOWN"] = about.due;
    else if (to_hang > 0)
        facts["TO_HANG"] = language::say_count("{1} place", "{1} places", to_hang, lang);
    return mail::NewMail{mail::Kind::round, about.cause_type, one.id.value, one.email, lang, facts,
                         one.campaign};
}

bool wants_mail(const Volunteer& one) { return !one.email.empty() && !one.ended_at; }

// The first day by which one of them has to take something down, if it is today or past.
std::optional<Date> due_down(store::Session& session, const Volunteer& one, Date today) {
    std::optional<Date> due;
    for (const auto& place : places_of_volunteer(session, one))
        if (is_due_to_come_down(place, today))
            due = std::min(due.value_or(*place.arrangement.take_down_by),
                           *place.arrangement.take_down_by);
    return due;
}

// Those of running campaigns who have something up that comes down by then.
std::vector<Volunteer> volunteers_due(store::Session& session, Date by) {
    std::vector<Volunteer> found;
    for (const auto& row :
         session.all("SELECT DISTINCT helper_id FROM placement"
                     " WHERE state = 'hung' AND ended_at IS NULL AND helper_id IS NOT NULL"
                     "   AND take_down_by <= ? LIMIT ?",
                     by, reminded_at_once_max))
        if (auto one = find_volunteer(session, row.id<VolunteerId>("helper_id")))
            found.push_back(std::move(*one));
    return found;
}

}  // namespace

Volunteer add_volunteer(store::Store& store, const NewVolunteer& asked, const people::Actor& actor,
                        Instant now) {
    if (const auto refusal = volunteer_objection(asked)) throw Refused{*refusal};
    const auto keys = volunteer_keys(store.session(), now);
    return with_names_checked(store, [&](store::Transaction& tx) {
        const Volunteer made{.id = keys.id,
                             .campaign = asked.campaign,
                             .name = asked.name,
                             .email = asked.email,
                             .telephone = asked.telephone,
                             .language = asked.language,
                             .made_at = now,
                             .seen_at = {},
                             .ended_at = {}};
        insert_volunteer(tx, made, keys.token_digest, actor.account);
        ledger::append_audit(tx, entry_about(made, actor, "helper added"), now);
        return made;
    });
}

void edit_volunteer(store::Store& store, const Volunteer& before, const NewVolunteer& asked,
                    const people::Actor& actor, Instant now) {
    if (const auto refusal = volunteer_objection(asked)) throw Refused{*refusal};
    with_names_checked(store, [&](store::Transaction& tx) {
        check_changed(update_volunteer(tx, before, asked));
        ledger::append_audit(tx, entry_about(before, actor, "helper changed"), now);
    });
}

void end_volunteer(store::Store& store, const Volunteer& before, const people::Actor& actor,
                   Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(end_volunteer_row(tx, before, now));
        ledger::append_audit(tx, entry_about(before, actor, "helper's link ended"), now);
    });
}

void renew_volunteer(store::Store& store, const Volunteer& before, const people::Actor& actor,
                     Instant now) {
    const auto digest = volunteer_token_digest(store.session(), before.id, before.turn + 1);
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(renew_volunteer_row(tx, before, digest));
        ledger::append_audit(tx, entry_about(before, actor, "helper given another link"), now);
    });
}

int hand_places(store::Store& store, const Volunteer& one, const Handing& handing,
                const people::Actor& actor, Instant now) {
    if (handing.round < 1 || handing.round > round_max)
        throw Refused{{Reason::not_a_valid_value, "round", "Rounds are numbered from 1 to 99."}};
    return store.in_transaction([&](store::Transaction& tx) {
        int handed = 0;
        for (const auto place : handing.places) handed += hand_place(tx, place, one, handing.round);
        auto entry = entry_about(one, actor, "places handed to helper");
        entry.detail += ", places " + std::to_string(handed);
        ledger::append_audit(tx, entry, now);
        return handed;
    });
}

int send_round(store::Store& store, const Volunteer& one, const people::Actor& actor, Instant now) {
    if (!wants_mail(one)) return 0;
    const auto mail = round_mail(store.session(), one, {"round " + std::to_string(one.sent + 1)});
    if (!mail) return 0;
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(note_round_sent(tx, one));
        mail::insert_mail(tx, *mail, now);
        ledger::append_audit(tx, entry_about(one, actor, "round sent"), now);
    });
    return 1;
}

int send_rounds(store::Store& store, CampaignId campaign, const people::Actor& actor, Instant now) {
    int sent = 0;
    for (const auto& one : all_volunteers(store.session(), campaign))
        sent += send_round(store, one, actor, now);
    return sent;
}

int remind_of_taking_down(store::Store& store, Instant now) {
    auto& session = store.session();
    int sent = 0;
    for (const auto& one : volunteers_due(session, language::date_in(now + far_east, "UTC"))) {
        if (!wants_mail(one)) continue;
        const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
        const auto zone = campaign::current_version(session, *campaign).plan.time_zone;
        const auto due = due_down(session, one, language::date_in(now, zone));
        if (!due) continue;
        const auto told = round_mail(
            session, one, {"down " + iso_text(*due), language::date_text(*due, one.language)});
        if (!told) continue;
        store.in_transaction([&](store::Transaction& tx) { mail::insert_mail(tx, *told, now); });
        ++sent;
    }
    return sent;
}

bool is_round_over(store::Session& session, const Volunteer& one, Instant now) {
    using campaign::Phase;
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    check(campaign.has_value(), "a helper belongs to a campaign");
    const auto phase =
        campaign::phase_of(*campaign, campaign::current_version(session, *campaign), now);
    if (phase != Phase::ended && phase != Phase::closed && phase != Phase::cancelled) return false;
    return std::ranges::none_of(places_of_volunteer(session, one), &Placement::is_up);
}

void note_volunteer_came(store::Store& store, const Volunteer& one, Instant now) {
    if (one.seen_at && now - *one.seen_at < seen_again_after) return;
    store.in_transaction([&](store::Transaction& tx) { note_volunteer_seen(tx, one.id, now); });
}

}  // namespace links
