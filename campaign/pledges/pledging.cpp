#include "campaign/pledges/pledging.h"

#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/organisation/organisation.h"
#include "campaign/pledges/covering.h"
#include "campaign/pledges/pledge_tables.h"
#include "campaign/pledges/telling.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace pledges {

namespace {

constexpr std::size_t reference_digits = 12;

std::string new_reference() {
    std::string body;
    for (const unsigned char byte : random_bytes(reference_digits))
        body += static_cast<char>('0' + byte % 10);
    return giving::creditor_reference(body);
}

ledger::Booking booking_at(store::Session& session, const people::Actor& actor, Instant now,
                           const std::string& reason) {
    const auto zone = organisation::find_organisation(session).time_zone;
    return {actor, now, language::date_in(now, zone), reason};
}

void note(store::Transaction& tx, const Pledge& pledge, const char* action,
          const ledger::Booking& booking, const std::string& detail) {
    ledger::append_audit(
        tx,
        {booking.actor, action, "pledge", pledge.id.value, pledge.campaign, booking.reason, detail},
        booking.now);
}

Pledge new_pledge(const NewPledge& asked, const giving::Terms& terms, const people::Actor& actor,
                  Instant now) {
    Pledge one;
    one.id = new_id<PledgeId>(now), one.campaign = terms.campaign, one.fund = terms.fund;
    one.participant = asked.participant, one.team = asked.team;
    one.kind = asked.kind, one.origin = asked.origin, one.note = asked.note;
    const Money nothing{0, terms.currency};
    const bool is_unit = asked.kind == Kind::unit;
    one.amount = is_unit ? nothing : asked.amount;
    one.unit = is_unit ? asked.unit : nothing, one.cap = is_unit ? asked.cap : nothing;
    one.covered = one.paid = one.let_go = one.open = nothing;
    one.donor = asked.donor, one.is_rehearsal = terms.is_rehearsal;
    one.request_key = asked.request_key, one.request_hash = hash_of(asked, terms.campaign);
    one.entered_by = actor.account, one.made_at = now;
    return one;
}

Made earlier_pledge(store::Session& session, const Pledge& fresh, const std::string& token) {
    const auto earlier = find_pledge_by_key(session, fresh.request_key);
    check(earlier.has_value(), "a key that is taken has a pledge");
    if (earlier->request_hash != fresh.request_hash) throw Refused{{Reason::same_key_other_gift}};
    return {*earlier, token, true};
}

// Inside a unit: the pledge as it is now, if it has not moved since it was read.
Pledge lock_unmoved(store::Transaction& tx, const Pledge& read) {
    const auto locked = lock_pledge(tx, read.id);
    if (!locked || locked->steps != read.steps || locked->withdrawn_at)
        throw Refused{{Reason::already_decided}};
    return *locked;
}

Pledge pledge_or_refusal(store::Session& session, PledgeId id) {
    const auto found = find_pledge(session, id);
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

}  // namespace

Made make_pledge(store::Store& store, const NewPledge& asked, const giving::Terms& terms,
                 const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto today = language::date_in(now, terms.zone);
    if (const auto refusal = objection(asked, terms, today)) throw Refused{*refusal};
    auto one = new_pledge(asked, terms, actor, now);
    const auto parts = asked.kind == Kind::unit
                           ? std::vector<Instalment>{}
                           : schedule_of(asked.amount, asked.first_on, asked.parts);
    const auto token = token_for(session, asked.request_key);
    const auto to_tell = read_to_tell(session, one, terms.zone);
    const ledger::Booking booking{actor, now, today};
    const auto detail = sum_text(one, static_cast<int>(parts.size()), "en");
    for (;;) {
        one.reference = new_reference();
        try {
            store.in_transaction([&](store::Transaction& tx) {
                insert_pledge(tx, one, token);
                for (const auto& part : parts) insert_instalment(tx, one.id, part, now);
                write_sums(tx, one, one, booking);
                mail::insert_mails(tx, mails_when_made(to_tell, one, parts), now);
                note(tx, one, "pledge made", booking, detail);
            });
            return {*find_pledge(session, one.id), token};
        } catch (const store::Duplicate& duplicate) {
            if (duplicate.constraint == "one_pledge_per_reference") continue;
            return earlier_pledge(session, one, token);
        } catch (const store::OutcomeUnknown&) {
            if (find_pledge_by_key(session, one.request_key))
                return earlier_pledge(session, one, token);
            throw;
        }
    }
}

Pledge prove_pledge(store::Store& store, PledgeId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto read = pledge_or_refusal(session, id);
    if (read.proven_at) return read;
    if (actor.account && actor.account == read.entered_by)
        throw Refused{{Reason::needs_second_person}};
    const auto booking = booking_at(session, actor, now, "");
    store.in_transaction([&](store::Transaction& tx) {
        const auto before = lock_pledge(tx, id);
        if (!before || before->proven_at) return;
        auto after = *before;
        after.proven_at = now;
        write_sums(tx, *before, after, booking);
        note(tx, after, "pledge proven", booking, "");
    });
    return pledge_or_refusal(session, id);
}

Pledge withdraw_pledge(store::Store& store, PledgeId id, const std::string& reason,
                       const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto read = pledge_or_refusal(session, id);
    const bool waits_for_laps = read.kind == Kind::unit && !read.billed_at;
    if (read.withdrawn_at || (read.open.minor == 0 && !waits_for_laps))
        throw Refused{{Reason::already_decided}};
    const auto booking = booking_at(session, actor, now, reason);
    store.in_transaction([&](store::Transaction& tx) {
        const auto before = lock_unmoved(tx, read);
        auto after = before;
        after.withdrawn_at = now;
        write_sums(tx, before, after, booking);
        note(tx, after, "pledge withdrawn", booking, "open " + decimal_text(before.open));
    });
    return pledge_or_refusal(session, id);
}

namespace {

// Lets go of what is open of the parts whose time is over; false if nothing was, or it moved.
bool lapse_parts_of(store::Store& store, const Pledge& read, Date last, Instant now) {
    auto& session = store.session();
    std::vector<Instalment> over;
    Money gone{0, read.amount.currency};
    for (const auto& part : parts_of(read, instalments_of(session, read.id))) {
        if (part.open.minor == 0 || part.due_on > last) continue;
        auto one = static_cast<Instalment>(part);
        one.let_go = one.let_go + part.open, gone = gone + part.open;
        over.push_back(one);
    }
    if (over.empty()) return false;
    const auto booking =
        booking_at(session, people::program_actor(), now, "60 days have passed since it was due");
    try {
        store.in_transaction([&](store::Transaction& tx) {
            const auto before = lock_unmoved(tx, read);
            auto after = before;
            after.let_go = after.let_go + gone;
            for (const auto& one : over) update_instalment(tx, read.id, one);
            write_sums(tx, before, after, booking);
            note(tx, after, "pledge lapsed", booking, decimal_text(gone));
        });
    } catch (const Refused&) {  // A gift or its donor was faster: seen again next time.
        return false;
    }
    return true;
}

// Every pledge with a part due in a span of days, a page at a time.
template <typename Act>
int for_each_due(store::Store& store, Date from, Date until, Act act) {
    constexpr int at_once_max = 200;
    int done = 0;
    PledgeId after;
    for (;;) {
        const auto found = pledges_due_between(store.session(), from, until, after, at_once_max);
        for (const auto& one : found) done += act(one) ? 1 : 0;
        if (static_cast<int>(found.size()) < at_once_max) return done;
        after = found.back().id;
    }
}

Date days_after(Date day, int days) { return std::chrono::sys_days{day} + std::chrono::days{days}; }

Date today_of(store::Session& session, Instant now) {
    return language::date_in(now, organisation::find_organisation(session).time_zone);
}

struct Window {
    const char* name;
    int days;  // Of the day that is due, from today.
    bool is_for_proven_only;
};

bool may_be_reminded(store::Session& session, const Pledge& pledge, const Window& window,
                     const std::string& cause, Instant now) {
    if (pledge.donor.email.empty() || pledge.is_rehearsal) return false;
    if (!pledge.proven_at && window.is_for_proven_only) return false;
    const auto told_at = pledge.billed_at.value_or(pledge.made_at);
    if (window.days > 0 && now - told_at < std::chrono::days{before_days}) return false;
    constexpr int mails_max = 300;
    bool was_told = pledge.proven_at.has_value();
    for (const auto& mail : mail::mails_about(session, pledge.id.value, mails_max)) {
        if (mail.kind == mail::Kind::instalment_due && mail.cause_type == cause) return false;
        was_told |= mail.kind == mail::Kind::pledged && mail.state == mail::State::sent;
    }
    return was_told;
}

bool remind_of(store::Store& store, const Pledge& read, const Window& window, Instant now) {
    auto& session = store.session();
    const auto today = today_of(session, now);
    const auto parts = parts_of(read, instalments_of(session, read.id));
    const auto latest = days_after(today, window.days);
    const auto earliest = days_after(latest, 1 - window_days);
    for (const auto& part : parts) {
        if (part.open.minor == 0 || part.due_on < earliest || part.due_on > latest) continue;
        const auto cause = std::string{window.name} + "/" + std::to_string(part.number);
        if (!may_be_reminded(session, read, window, cause, now)) continue;
        const auto zone = organisation::find_organisation(session).time_zone;
        const auto mail =
            mail_when_due(read_to_tell(session, read, zone), read, part, cause, today);
        return store.in_transaction([&](store::Transaction& tx) {
            const auto locked = lock_pledge(tx, read.id);
            const bool is_same = locked && locked->steps == read.steps;
            if (is_same) mail::insert_mail(tx, mail, now);
            return is_same;
        });
    }
    return false;
}

}  // namespace

int lapse_parts(store::Store& store, Instant now) {
    const auto last = days_after(today_of(store.session(), now), -(giving::promise_days + 1));
    const Date first{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}};
    return for_each_due(store, first, last,
                        [&](const Pledge& one) { return lapse_parts_of(store, one, last, now); });
}

int remind_of_parts(store::Store& store, Instant now) {
    const auto today = today_of(store.session(), now);
    int reminded = 0;
    for (const auto& window :
         {Window{"before", before_days, false}, Window{"after", -after_days, true},
          Window{"again", -again_days, true}}) {
        const auto until = days_after(today, window.days);
        reminded +=
            for_each_due(store, days_after(until, 1 - window_days), until,
                         [&](const Pledge& one) { return remind_of(store, one, window, now); });
    }
    return reminded;
}

}  // namespace pledges
