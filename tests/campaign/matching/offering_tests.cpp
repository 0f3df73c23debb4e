// A pool is proposed by one person and agreed to by another; two never run at once.
#include "campaign/matching/offering.h"

#include <future>

#include "campaign/holding.h"
#include "tests/campaign/matching/matching_fixture.h"

namespace {

// Why it is refused; nothing if it is not.
template <typename Act>
std::optional<Refusal> refusal_of(Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        return refused.refusal;
    }
    return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(offering_tests, WithPools)

BOOST_AUTO_TEST_CASE(nobody_agrees_to_what_they_wrote) {
    const auto pool = offer(pool_of());
    const matching::Seen seen{pool.id, pool.version};

    const auto own = refusal_of([&] { matching::agree_to_pool(*store, seen, author, now); });

    BOOST_REQUIRE(own);
    BOOST_TEST((own->reason == Reason::needs_second_person));
    matching::agree_to_pool(*store, seen, approver, now);
    BOOST_TEST(reread(pool).is_open(now));
    BOOST_TEST((refusal_of([&] { matching::agree_to_pool(*store, seen, approver, now); })->reason ==
                Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(what_nobody_agreed_to_or_was_sent_back_draws_nothing) {
    const auto waiting = offer(pool_of());
    const auto gift = arrived(1'000);
    match();
    BOOST_TEST(drawn_by(gift) == -1);
    BOOST_TEST(!matching::find_shown_pool(store->session(), campaign, now));

    matching::send_pool_back(*store, {waiting.id, waiting.version}, "The name is wrong.", approver,
                             now);

    BOOST_TEST(reread(waiting).reason == "The name is wrong.");
    BOOST_TEST(refusal_of([&] {
                   matching::agree_to_pool(*store, {waiting.id, waiting.version}, approver, now);
               }).has_value());
}

BOOST_AUTO_TEST_CASE(two_pools_never_run_at_the_same_time_even_if_agreed_at_once) {
    const auto one = offer(pool_of(1'000)), two = offer(pool_of(2'000));
    const auto agree = [&](const matching::Pool& pool) {
        return !refusal_of([&] {
            matching::agree_to_pool(*store, {pool.id, pool.version}, approver, now);
        });
    };
    auto first = std::async(std::launch::async, agree, one);
    auto second = std::async(std::launch::async, agree, two);
    BOOST_TEST(static_cast<int>(first.get()) + static_cast<int>(second.get()) == 1);

    const auto running = reread(one).started_at ? one : two;
    now += std::chrono::hours{1};
    matching::end_pool(*store, {running.id, reread(running).version}, author, now);
    auto next = pool_of(3'000);
    next.from = now;
    BOOST_TEST(agree(offer(next)));
}

BOOST_AUTO_TEST_CASE(a_pool_that_reaches_back_begins_where_the_last_one_ended) {
    const auto first = run(pool_of(500));
    const auto early = arrived(1'000);
    now += std::chrono::hours{1};
    matching::end_pool(*store, {first.id, first.version}, author, now);
    const auto ended = now;
    now += std::chrono::minutes{1};
    const auto between = arrived(300);
    now += std::chrono::minutes{1};
    auto asked = pool_of(5'000);
    asked.from = ended - std::chrono::hours{2};
    const auto second = run(asked);
    match();

    BOOST_TEST((second.from == ended));
    BOOST_TEST(drawn_by(early) == 500);  // Of the first alone, though that had no more.
    BOOST_TEST(drawn_by(between) == 300);
    BOOST_TEST(reread(second).earned == 300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(ended_before_its_time_it_keeps_what_was_drawn_and_draws_no_more) {
    const auto pool = run(pool_of());
    const auto before = arrived(1'000);
    now += std::chrono::hours{1};
    matching::end_pool(*store, {pool.id, pool.version}, author, now);
    const auto after = arrived(1'000);
    match();

    BOOST_TEST(drawn_by(before) == 1'000);
    BOOST_TEST(drawn_by(after) == -1);
    BOOST_TEST((reread(pool).until == now));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(while_everything_is_held_no_pool_begins) {
    campaign::hold_everything(*store, {.campaign = campaign, .reason = "a storm"}, approver, now);
    const auto pool = offer(pool_of());

    BOOST_TEST(refusal_of([&] {
                   matching::agree_to_pool(*store, {pool.id, pool.version}, approver, now);
               }).has_value());
    BOOST_TEST(!reread(pool).started_at);
}

BOOST_AUTO_TEST_CASE(a_form_that_is_sent_twice_is_one_pool) {
    const auto asked = pool_of();
    const auto first = matching::offer_pool(*store, asked, author, now);
    const auto again = matching::offer_pool(*store, asked, author, now);

    BOOST_TEST((first.id == again.id));
    BOOST_TEST(matching::recent_pools(store->session(), campaign, 9).size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_named_by_its_field) {
    const auto field_of = [&](auto change) {
        auto asked = pool_of();
        change(asked);
        const auto refusal = matching::objection(asked, now);
        return refusal ? refusal->field : std::string{};
    };
    BOOST_TEST(field_of([](auto&) {}) == "");
    BOOST_TEST(field_of([](auto& pool) { pool.sponsor.clear(); }) == "sponsor");
    BOOST_TEST(field_of([](auto& pool) { pool.ratio = {0, 1}; }) == "ratio");
    BOOST_TEST(field_of([](auto& pool) { pool.ratio = {1, 11}; }) == "ratio");
    BOOST_TEST(field_of([](auto& pool) { pool.cap = euro(0); }) == "cap");
    BOOST_TEST(field_of([](auto& pool) { pool.gift_cap = euro(5'001); }) == "gift_cap");
    BOOST_TEST(field_of([](auto& pool) { pool.until = pool.from; }) == "until");
    BOOST_TEST(field_of([&](auto& pool) { pool.until = now; }) == "until");
}

BOOST_AUTO_TEST_SUITE_END()
