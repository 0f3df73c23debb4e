#include <algorithm>
#include <map>

#include "campaign/links/visit.h"
#include "campaign/words/check.h"

namespace links {

namespace {

// Rows per statement: a few fixed numbers, so that prepared statements are used again.
constexpr std::size_t row_counts[] = {64, 16, 4, 1};

struct Count {
    std::int64_t persons = 0, others = 0, pages = 0;
    Instant last_at = {};
};

std::string repeated(std::string_view row, std::size_t count) {
    std::string rows{row};
    for (std::size_t i = 1; i < count; ++i) rows.append(", ").append(row);
    return rows;
}

// Runs `head` + rows + `tail` over all values, as many rows at a time as fit.
struct ManyRows {
    std::string head, row, tail;
    std::size_t columns;

    void run(store::Transaction& tx, const std::vector<store::Value>& values) const {
        auto at = values.begin();
        while (at != values.end()) {
            const auto left = static_cast<std::size_t>(values.end() - at) / columns;
            const auto count = *std::ranges::find_if(row_counts, [&](auto n) { return n <= left; });
            const auto end = at + static_cast<std::ptrdiff_t>(count * columns);
            tx.change(head + repeated(row, count) + tail, {at, end});
            at = end;
        }
    }
};

void add_to_link_tallies(store::Transaction& tx, const std::map<LinkId, Count>& counts) {
    std::vector<store::Value> values;
    for (const auto& [link, count] : counts) {  // In the order of ids, so that nobody deadlocks.
        values.push_back(store::value_of(link));
        values.push_back(store::value_of(count.persons));
        values.push_back(store::value_of(count.others));
        values.push_back(store::value_of(count.pages));
        values.push_back(count.last_at == Instant{} ? store::Value{nullptr}
                                                    : store::value_of(count.last_at));
    }
    ManyRows{"INSERT INTO link_tally (link_id, persons, others, pages, last_at) VALUES ",
             "(?, ?, ?, ?, ?)",
             " ON DUPLICATE KEY UPDATE persons = persons + VALUES(persons),"
             " others = others + VALUES(others), pages = pages + VALUES(pages),"
             " last_at = COALESCE(GREATEST(last_at, VALUES(last_at)), VALUES(last_at), last_at)",
             5}
        .run(tx, values);
}

}  // namespace

void insert_visits(store::Transaction& tx, const std::vector<Visit>& visits,
                   const std::vector<PageView>& views) {
    check(visits.size() <= visits_in_batch_max && views.size() <= visits_in_batch_max,
          "a batch of visits is bounded");
    std::map<LinkId, Count> counts;
    std::vector<store::Value> values;
    values.reserve(visits.size() * 8);
    auto id = visits.empty() ? 0 : new_numbers(visits.front().at, std::int64_t(visits.size()));
    for (const auto& visit : visits) {
        for (auto value : {store::value_of(id++), store::value_of(visit.link),
                           store::value_of(visit.campaign), store::value_of(sort_name(visit.sort)),
                           store::value_of(visit.at), store::value_of(visit.browser),
                           store::value_of(visit.referrer_host), store::value_of(visit.visitor)})
            values.push_back(std::move(value));
        auto& count = counts[visit.link];
        ++(visit.sort == Sort::person ? count.persons : count.others);
        if (visit.sort == Sort::person) count.last_at = std::max(count.last_at, visit.at);
    }
    for (const auto& view : views) counts[view.link].pages += view.count;
    ManyRows{
        "INSERT INTO visit (id, link_id, campaign_id, sort, made_at, browser, referrer_host,"
        " visitor) VALUES ",
        "(?, ?, ?, ?, ?, ?, ?, ?)", "", 8}
        .run(tx, values);
    add_to_link_tallies(tx, counts);
}

std::vector<LinkCount> all_wrong_link_tallies(store::Session& session) {
    const auto rows = session.all(
        "SELECT v.link_id, v.persons, v.others, COALESCE(t.persons, 0) AS tally_persons,"
        "       COALESCE(t.others, 0) AS tally_others"
        "  FROM (SELECT link_id, SUM(sort = 'person') AS persons, SUM(sort <> 'person') AS others"
        "          FROM visit GROUP BY link_id) AS v"
        "  LEFT JOIN link_tally AS t ON t.link_id = v.link_id"
        " WHERE t.link_id IS NULL OR t.persons <> v.persons OR t.others <> v.others LIMIT ?",
        wrong_tallies_max);
    std::vector<LinkCount> wrong;
    for (const auto& row : rows)
        wrong.push_back({.link = row.id<LinkId>("link_id"),
                         .counted_persons = row.number("persons"),
                         .tally_persons = row.number("tally_persons"),
                         .counted_others = row.number("others"),
                         .tally_others = row.number("tally_others")});
    return wrong;
}

VisitCounts count_all_visits(store::Session& session) {
    const auto row = session.one(
        "SELECT COALESCE(SUM(persons), 0) AS persons, COALESCE(SUM(others), 0) AS others"
        "  FROM link_tally");
    return {row->number("persons"), row->number("others")};
}

}  // namespace links
