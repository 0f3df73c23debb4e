#include "campaign/gift_aid/claiming.h"

#include <algorithm>

#include "campaign/gift_aid/gift_aid_tables.h"
#include "campaign/giving/gift.h"
#include "campaign/ledger/audit.h"

namespace gift_aid {

namespace {

void note(store::Transaction& tx, const people::Actor& actor, const giving::Gift& gift,
          const char* action, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "gift",
                          .subject_id = gift.id.value,
                          .campaign = gift.campaign},
                         now);
}

Schedule schedule_over(const std::vector<Line>& lines, const people::Actor& actor, Instant now) {
    Schedule one;
    one.id = new_id<ScheduleId>(now), one.currency = currency_of("GBP");
    one.made_by = actor.account, one.made_at = now;
    for (const auto& line : lines) {
        if (line.sort == LineSort::adjustment) {
            one.adjusted += line.minor;
            continue;
        }
        ++one.claims, one.minor += line.minor;
        if (!one.earliest_on || line.given_on < *one.earliest_on) one.earliest_on = line.given_on;
    }
    return one;
}

}  // namespace

void declare(store::Store& store, const NewDeclaration& asked, const people::Actor& actor,
             Instant now) {
    auto& session = store.session();
    const auto gift = giving::find_gift(session, asked.gift);
    if (!gift) refuse(Reason::not_found);
    if (gift->is_rehearsal || !is_offered(session, gift->amount.currency))
        refuse(Reason::not_allowed);
    if (const auto why = objection(asked)) throw Refused{*why};
    Declaration one;
    static_cast<NewDeclaration&>(one) = asked;
    one.by.postcode = *read_postcode(asked.by.postcode);
    one.id = new_id<DeclarationId>(now), one.email = gift->donor.email, one.made_at = now;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_declaration(tx, one);
            note(tx, actor, *gift, "gift aid declared", now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_open_declaration_per_gift") throw;
    }
}

void end_declaration(store::Store& store, GiftId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto gift = giving::find_gift(session, id);
    const auto one = find_declaration(session, id);
    if (!gift || !one) refuse(Reason::not_found);
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_declaration_row(tx, one->id, actor.account, now)) refuse(Reason::already_decided);
        note(tx, actor, *gift, "gift aid declaration ended", now);
    });
}

Schedule make_schedule(store::Store& store, const std::string& request_key,
                       const people::Actor& actor, Instant now) {
    auto& session = store.session();
    if (const auto earlier = find_schedule_by_key(session, request_key)) return *earlier;
    const auto lines = lines_to_claim(session);
    if (lines.empty())
        refuse(Reason::not_allowed, "", "Nothing waits to be claimed or taken back.");
    const auto one = schedule_over(lines, actor, now);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            take_turn(tx);
            insert_schedule(tx, one, request_key);
            for (const auto& line : lines) {
                if (!move_claim(tx, line, now)) refuse(Reason::already_decided);
                insert_line(tx, one.id, line);
            }
            ledger::append_audit(
                tx,
                {.actor = actor,
                 .action = "gift aid schedule made",
                 .subject_type = "gift_aid_schedule",
                 .subject_id = one.id.value,
                 .detail = std::to_string(one.claims) + " gifts, " +
                           decimal_text({one.minor, one.currency}) + ", taken back " +
                           decimal_text({one.adjusted, one.currency})},
                now);
        });
    } catch (const store::Duplicate&) {
        if (const auto earlier = find_schedule_by_key(session, request_key)) return *earlier;
        refuse(Reason::already_decided);
    }
    return one;
}

}  // namespace gift_aid
