#include "campaign/contest/scoring.h"

#include <algorithm>
#include <set>

#include "campaign/contest/contest_tables.h"

namespace contest {

namespace {

struct Batch {
    std::map<Subject, Scores> scores = {};
    std::int64_t returned_since = 0;
    std::vector<FirstGift> first = {}, gone = {};
    std::vector<Folded> folded = {};
};

void add(Batch& batch, ParticipantId participant, TeamId team, const Scores& scores) {
    if (participant) batch.scores[{"participant", participant.value}] += scores;
    if (team) batch.scores[{"team", team.value}] += scores;
}

// Donors: who gave for the first time with which gift, as this batch leaves it.
class Donors {
public:
    Donors(store::Session& session, const std::vector<Pending>& pending) {
        std::set<std::string> names;
        for (const auto& one : pending)
            if (!one.change.donor.empty()) names.insert(one.change.donor);
        for (auto& known : first_gifts_of(session, {names.begin(), names.end()}))
            known_.emplace(known.donor, known);
        before_ = known_;
    }

    // +1, -1 or 0 new donors by this change.
    int weigh(const ScoreChange& change) {
        if (change.donor.empty() || change.gifts == 0) return 0;
        const auto known = known_.find(change.donor);
        if (change.gifts > 0) {
            if (known != known_.end()) return 0;
            known_.emplace(change.donor, FirstGift{change.donor, change.gift, change.campaign,
                                                   change.participant, change.team});
            return 1;
        }
        const bool was_first = known != known_.end() && known->second.gift == change.gift &&
                               known->second.participant == change.participant &&
                               known->second.team == change.team;
        if (!was_first) return 0;
        known_.erase(known);
        return -1;
    }

    void write_down(Batch& batch) const {
        const auto is_in = [](const auto& map, const FirstGift& gift) {
            const auto found = map.find(gift.donor);
            return found != map.end() && found->second.gift == gift.gift;
        };
        for (const auto& [name, gift] : before_)
            if (!is_in(known_, gift)) batch.gone.push_back(gift);
        for (const auto& [name, gift] : known_)
            if (!is_in(before_, gift)) batch.first.push_back(gift);
    }

private:
    std::map<std::string, FirstGift> known_, before_;
};

Batch fold(const std::vector<Pending>& pending, const Span& span, Donors donors) {
    Batch batch;
    for (const auto& [id, change, made_at] : pending) {
        const bool is_late = span.is_over(made_at);
        const auto fresh = is_late ? 0 : donors.weigh(change);
        batch.folded.push_back({id, change, fresh, made_at});
        if (is_late)
            batch.returned_since -= std::min<std::int64_t>(0, change.raised);
        else if (span.holds(change.given_at))
            add(batch, change.participant, change.team, {change.raised, change.gifts, fresh});
    }
    donors.write_down(batch);
    return batch;
}

struct Beaten {};  // Another program has taken this step.

bool score_batch(store::Store& store, CampaignId campaign) {
    auto& session = store.session();
    const auto contest = contest_of(session, campaign);
    const auto pending = pending_changes(session, campaign, batch_max);
    if (pending.empty()) return false;
    const auto span = span_of(session, contest);
    const auto batch = fold(pending, span, Donors{session, pending});
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (contest.version == 0) open_contest(tx, campaign);
            if (!take_step(tx, {campaign, contest.step, batch.returned_since, span}))
                throw Beaten{};
            if (remove_changes(tx, pending) != static_cast<int>(pending.size())) throw Beaten{};
            keep_changes(tx, batch.folded);
            add_scores(tx, campaign, contest.step + 1, batch.scores);
            remove_first_gifts(tx, batch.gone);
            insert_first_gifts(tx, batch.first);
        });
    } catch (const Beaten&) {
        return false;
    } catch (const store::Duplicate&) {  // The same donor, in another campaign, a moment ago.
        return false;
    }
    return true;
}

}  // namespace

std::vector<CampaignId> score_changes(store::Store& store) {
    std::vector<CampaignId> moved;
    int batches = 0;
    for (const auto campaign : campaigns_to_score(store.session(), campaigns_scored_max)) {
        bool has_moved = false;
        while (batches < batches_max && score_batch(store, campaign)) has_moved = true, ++batches;
        if (has_moved) moved.push_back(campaign);
    }
    return moved;
}

}  // namespace contest
