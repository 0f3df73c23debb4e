#include "campaign/contest/standings.h"

#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
#include <limits>
#include <unordered_map>

namespace contest {

namespace {

// The most first, then who was there first.
using Key = std::pair<std::int64_t, std::int64_t>;  // (-score, id)
using Tree = __gnu_pbds::tree<Key, __gnu_pbds::null_type, std::less<Key>, __gnu_pbds::rb_tree_tag,
                              __gnu_pbds::tree_order_statistics_node_update>;

Key key_of(std::int64_t id, std::int64_t score) { return {-score, id}; }

std::int64_t place_in(const Tree& tree, std::int64_t score) {
    constexpr auto before_all = std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(tree.order_of_key(key_of(before_all, score))) + 1;
}

}  // namespace

struct Standings::Trees {
    std::unordered_map<std::int64_t, Scores> scores;
    std::array<Tree, all_measures.size()> by_measure;

    const Tree& by(Measure measure) const { return by_measure[static_cast<std::size_t>(measure)]; }
};

Standings::Standings() : trees_{std::make_unique<Trees>()} {}
Standings::~Standings() = default;
Standings::Standings(Standings&&) noexcept = default;

void Standings::put(std::int64_t id, const Scores& scores) {
    auto& known = trees_->scores[id];
    for (const auto measure : all_measures) {
        auto& tree = trees_->by_measure[static_cast<std::size_t>(measure)];
        const auto before = known.by(measure), after = scores.by(measure);
        if (before == after) continue;
        if (before > 0) tree.erase(key_of(id, before));
        if (after > 0) tree.insert(key_of(id, after));
    }
    known = scores;
}

std::size_t Standings::size(Measure measure) const { return trees_->by(measure).size(); }

std::vector<Placed> Standings::rows(Measure measure, std::size_t from, std::size_t limit) const {
    const auto& tree = trees_->by(measure);
    std::vector<Placed> rows;
    for (auto at = from < tree.size() ? tree.find_by_order(from) : tree.end();
         at != tree.end() && rows.size() < limit; ++at) {
        const auto score = -at->first;
        const bool is_tie = !rows.empty() && rows.back().scores.by(measure) == score;
        rows.push_back({.id = at->second,
                        .place = is_tie ? rows.back().place : place_in(tree, score),
                        .scores = scores_of(at->second)});
    }
    return rows;
}

std::optional<Placed> Standings::find(Measure measure, std::int64_t id) const {
    const auto scores = scores_of(id);
    if (scores.by(measure) <= 0) return {};
    return Placed{id, place_in(trees_->by(measure), scores.by(measure)), scores};
}

Scores Standings::scores_of(std::int64_t id) const {
    const auto found = trees_->scores.find(id);
    return found == trees_->scores.end() ? Scores{} : found->second;
}

}  // namespace contest
