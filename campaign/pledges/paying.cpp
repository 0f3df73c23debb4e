#include "campaign/pledges/paying.h"

#include <algorithm>
#include <map>
#include <set>

#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/pledges/covering.h"
#include "campaign/pledges/pledge_tables.h"

namespace pledges {

namespace {

// A promise may be kept whenever it is due, long after the campaign.
giving::Terms terms_of(store::Session& session, const Pledge& pledge, Instant now) {
    giving::Terms terms{pledge.campaign, pledge.amount.currency, pledge.fund,
                        organisation::find_organisation(session).time_zone};
    terms.is_rehearsal = pledge.is_rehearsal;
    const auto found = campaign::find_campaign_by_id(session, pledge.campaign);
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    if (shown) terms.is_late = campaign::is_late(*found, *shown, now);
    return terms;
}

giving::NewGift gift_paying(const Pledge& pledge, const Payment& payment) {
    giving::NewGift asked;
    asked.method = payment.method, asked.origin = payment_origin;
    asked.lines = {{"gift", pledge.fund, payment.amount, true}};
    if (pledge.participant || pledge.team)
        asked.shares = {{pledge.participant, pledge.team, Money{0, pledge.amount.currency}}};
    auto& donor = asked.donor;
    donor.name = pledge.donor.name, donor.email = pledge.donor.email;
    donor.is_anonymous = pledge.donor.is_anonymous;
    donor.hides_from_participant = pledge.donor.hides_from_participant;
    donor.language = pledge.donor.language, donor.browser = payment.browser;
    asked.request_key = payment.request_key, asked.is_meant = true;
    return asked;
}

// A late fact keeps its day.
Instant moment_given(store::Session& session, const Payment& payment, Instant now) {
    if (!payment.given_on) return now;
    const auto zone = organisation::find_organisation(session).time_zone;
    return std::min(now, language::local_moment(*payment.given_on, 12, 0, zone));
}

bool is_awaited(const giving::Gift& gift) {
    return gift.method == "transfer" && gift.state == giving::State::pending && gift.open.minor > 0;
}

}  // namespace

giving::Given pay_pledge(store::Store& store, const Payment& payment, const people::Actor& actor,
                         Instant now) {
    auto& session = store.session();
    const auto pledge = find_pledge(session, payment.pledge);
    if (!pledge) throw Refused{{Reason::not_found}};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_payment_of(tx, pledge->id, payment.request_key, now);
        });
    } catch (const store::Duplicate&) {
        if (find_pledge_of_gift(session, payment.request_key) != pledge->id)
            throw Refused{{Reason::same_key_other_gift}};
    }
    const auto given_at = moment_given(session, payment, now);
    auto asked = gift_paying(*pledge, payment);
    if (payment.given_on) asked.given_at = given_at;
    auto given =
        giving::record_gift(store, asked, terms_of(session, *pledge, given_at), actor, now);
    // A proven address is proven for what it pays, too.
    if (pledge->proven_at && !given.gift.proven_at && !given.gift.donor.email.empty())
        given.gift = giving::prove_promise(store, given.gift.id, actor, now);
    return given;
}

std::optional<giving::Gift> find_announced(store::Session& session, PledgeId id) {
    for (const auto gift : gifts_of(session, id))
        if (const auto found = giving::find_gift(session, gift); found && is_awaited(*found))
            return found;
    return {};
}

std::vector<std::pair<std::string, giving::Gift>> announced_gifts(
    store::Session& session, const std::vector<std::string>& references) {
    std::vector<std::pair<std::string, giving::Gift>> found;
    for (const auto& pledge : pledges_of_references(session, references))
        if (auto gift = find_announced(session, pledge.id))
            found.emplace_back(pledge.reference, *std::move(gift));
    return found;
}

int announce_arrivals(store::Store& store, const std::vector<Arriving>& lines, Instant now) {
    auto& session = store.session();
    std::vector<std::string> references;
    for (const auto& line : lines)
        references.insert(references.end(), line.references.begin(), line.references.end());
    std::map<std::string, Pledge> named;
    constexpr std::size_t at_once = 400;
    for (std::size_t i = 0; i < references.size(); i += at_once) {
        const auto end = std::min(i + at_once, references.size());
        const std::vector<std::string> some(references.begin() + static_cast<std::ptrdiff_t>(i),
                                            references.begin() + static_cast<std::ptrdiff_t>(end));
        for (auto& one : pledges_of_references(session, some)) named.emplace(one.reference, one);
    }
    int announced = 0;
    for (const auto& line : lines) {
        std::set<std::string> meant;
        for (const auto& reference : line.references)
            if (named.contains(reference)) meant.insert(reference);
        if (meant.size() != 1) continue;  // Of several, a person says how much is for which.
        const auto& one = named.at(*meant.begin());
        if (line.amount.currency != one.amount.currency || find_announced(session, one.id))
            continue;
        try {
            pay_pledge(store,
                       {.pledge = one.id,
                        .method = "transfer",
                        .amount = line.amount,
                        .request_key = "pledge line:" + std::to_string(line.line),
                        .given_on = line.booked_on},
                       people::program_actor(), now);
            ++announced;
        } catch (const Refused&) {  // An amount that is no gift: a person looks at the line.
        }
    }
    return announced;
}

}  // namespace pledges
