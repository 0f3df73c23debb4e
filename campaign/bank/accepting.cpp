#include "campaign/bank/accepting.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/origin.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"

namespace bank {

namespace {

constexpr int tries_max = 20;  // So often one line may be accepted and taken back.

std::string key_of(LineId line, int which) {
    return "bank line:" + std::to_string(line.value) + ":" + std::to_string(which);
}

// The gift that this line was accepted as, and still is.
std::optional<giving::Gift> find_accepted(store::Session& session, LineId line) {
    for (const auto& placing : placings_of_line(session, line)) {
        if (placing.is_undone || placing.kind != Kind::gift) continue;
        auto gift = giving::find_gift(session, placing.gift);
        if (gift && gift->origin == giving::line_origin) return gift;
    }
    return {};
}

giving::Terms terms_of(store::Session& session, const Line& line, const NewLineGift& asked,
                       Instant given_at) {
    const auto found = campaign::find_campaign_by_id(session, asked.campaign);
    if (!found) throw Refused{{Reason::not_found}};
    if (found->state == campaign::State::draft || found->currency != line.amount.currency)
        throw Refused{{Reason::not_allowed, "campaign",
                       "That campaign is not public yet or is in another currency."}};
    giving::Terms terms{found->id, found->currency, asked.fund,
                        organisation::find_organisation(session).time_zone};
    const auto funds = campaign::all_funds(session, found->id);
    if (!terms.fund)
        terms.fund = campaign::first_fund(session, found->id).id;
    else if (std::ranges::find(funds, terms.fund, &campaign::Fund::id) == funds.end())
        throw Refused{{Reason::not_found}};
    if (const auto shown = campaign::find_shown_version(session, *found))
        terms.is_late = given_at >= campaign::closes_at(shown->plan);
    return terms;
}

giving::NewGift gift_of(store::Session& session, const Line& line, const NewLineGift& asked,
                        const giving::Terms& terms) {
    giving::NewGift gift;
    gift.method = "transfer", gift.origin = giving::line_origin, gift.is_meant = true;
    gift.lines = {{"gift", terms.fund, line.open(), true}};
    gift.donor = asked.donor, gift.note = asked.reason;
    if (!asked.participant) return gift;
    const auto credit = roster::find_participant_by_id(session, asked.participant);
    if (!credit || credit->campaign != asked.campaign) throw Refused{{Reason::not_found}};
    gift.shares = {{credit->id, credit->team, Money{0, terms.currency}}};
    return gift;
}

// It never got its money: nobody is to be asked for it.
void withdraw(store::Store& store, GiftId gift, Instant now) {
    try {
        giving::end_promise(store, gift, giving::State::withdrawn, "the line was placed elsewhere",
                            people::program_actor(), now);
    } catch (const Refused&) {  // It has its money, or was withdrawn already.
    }
}

// What was recorded under this key before is used again as long as it is the same gift and was not
// withdrawn: it waits for its money, or has it since a moment ago, when somebody sent the same. A
// key whose gift is another, or was withdrawn, is passed over.
giving::Gift record_once(store::Store& store, const Line& line, giving::NewGift asked,
                         const giving::Terms& terms, Instant now) {
    auto& session = store.session();
    for (int which = 0; which < tries_max; ++which) {
        asked.request_key = key_of(line.id, which);
        const auto earlier = giving::find_gift_by_key(session, asked.request_key);
        const bool has_money = earlier && earlier->state == giving::State::confirmed;
        if (has_money && find_line(session, line.id)->open().minor == 0) return *earlier;
        if (earlier && earlier->state != giving::State::pending) continue;
        const bool is_other =
            earlier && (earlier->request_hash != giving::hash_of(asked, terms.campaign) ||
                        giving::lines_of(session, *earlier).front().fund != terms.fund);
        if (!is_other)
            return giving::record_gift(store, asked, terms, people::program_actor(), now).gift;
        withdraw(store, earlier->id, now);
    }
    throw Refused{{Reason::already_decided}};
}

}  // namespace

giving::Gift accept_line(store::Store& store, LineId id, const NewLineGift& asked,
                         const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = find_line(session, id);
    if (!line) throw Refused{{Reason::not_found}};
    if (line->amount.minor < 0) throw Refused{{Reason::not_allowed}};
    if (line->is_undone || line->open().minor == 0) {
        if (const auto there = find_accepted(session, id)) return *there;
        throw Refused{{Reason::already_decided}};
    }
    if (asked.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why it is a gift."}};
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto given_at = std::min(now, language::local_moment(line->booked_on, 12, 0, zone));
    const auto terms = terms_of(session, *line, asked, given_at);
    auto gift = gift_of(session, *line, asked, terms);
    gift.given_at = given_at, gift.author = actor.account;
    const auto recorded = record_once(store, *line, gift, terms, now);
    try {
        place_as_gifts(store, id, {{recorded.id, line->open()}}, {"person", asked.reason}, actor,
                       now);
    } catch (const Refused&) {
        const auto there = find_accepted(session, id);
        if (!there || there->id != recorded.id) withdraw(store, recorded.id, now);
        if (there) return *there;
        throw;
    }
    return *giving::find_gift(session, recorded.id);
}

}  // namespace bank
