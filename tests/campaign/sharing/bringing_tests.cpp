#include "campaign/sharing/bringing.h"

#include "campaign/ledger/tally.h"
#include "tests/campaign/sharing/sharing_fixture.h"

using namespace sharing;

namespace {

struct Bringing : WithWalkers {
    roster::Participant bring(const roster::Participant& host, const std::string& name) {
        const auto guest = join(name);
        note_bringing(*store, guest, code_of(host), now);
        return guest;
    }
    void raise(const roster::Participant& one, std::int64_t cents) {
        store->in_transaction([&](store::Transaction& tx) {
            ledger::add_to_tally(tx, ledger::tally_of(one.id, walk.id),
                                 {.raised = cents, .gifts = 1}, now);
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bringing_tests, Bringing)

BOOST_AUTO_TEST_CASE(who_joins_by_a_link_was_brought_by_its_owner) {
    const auto anna = join("anna");

    const auto ben = bring(anna, "ben");
    note_bringing(*store, ben, code_of(anna), now);

    BOOST_TEST((brought_by(store->session(), ben.id) == anna.id));
    BOOST_TEST(read_following(store->session(), anna.id).first.size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_first_who_brought_somebody_did_and_nobody_brings_themselves) {
    const auto anna = join("anna"), zoe = join("zoe");
    const auto ben = bring(anna, "ben");

    note_bringing(*store, ben, code_of(zoe), now);
    note_bringing(*store, ben, code_of(ben), now);
    note_bringing(*store, zoe, "K7Q2MX", now);
    note_bringing(*store, zoe, "nonsense'--", now);

    BOOST_TEST((brought_by(store->session(), ben.id) == anna.id));
    BOOST_TEST(!brought_by(store->session(), zoe.id).has_value());
}

BOOST_AUTO_TEST_CASE(the_same_mailbox_brings_nobody) {
    const auto anna = join("anna");
    const auto again = roster::join_campaign(*store,
                                             {.campaign = walk.id,
                                              .name = "Anna two",
                                              .email = "anna@example.org",
                                              .request_key = "join-two"},
                                             self, now)
                           .participant;

    note_bringing(*store, again, code_of(anna), now);

    BOOST_TEST(!brought_by(store->session(), again.id).has_value());
}

BOOST_AUTO_TEST_CASE(a_chain_cannot_come_back_to_where_it_began) {
    const auto anna = join("anna");
    const auto ben = bring(anna, "ben");

    note_bringing(*store, anna, code_of(ben), now);

    BOOST_TEST(!brought_by(store->session(), anna.id).has_value());
    const Referral loop{anna.id, ben.id, walk.id, ben.link};
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO referral (participant_id, campaign_id, brought_by, link_id, made_at)"
            " VALUES (?, ?, ?, ?, ?)",
            loop.participant, loop.campaign, loop.brought_by, loop.link, now);
    }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(what_those_raised_whom_one_brought_is_counted_through_the_chain) {
    const auto anna = join("anna");
    const auto ben = bring(anna, "ben"), cem = bring(anna, "cem");
    const auto dora = bring(ben, "dora");
    raise(ben, 1'000), raise(cem, 500), raise(dora, 70), raise(anna, 9'000);

    const auto following = read_following(store->session(), anna.id);

    BOOST_TEST(following.first.size() == 2u);
    BOOST_TEST(following.raised == 1'500);
    BOOST_TEST(following.further == 1);
    BOOST_TEST(following.further_raised == 70);
}

BOOST_AUTO_TEST_CASE(a_chain_is_followed_so_far_and_no_further) {
    auto last = join("p0");
    const auto first = last;
    for (int i = 1; i <= chain_depth_max + 3; ++i) last = bring(last, "p" + std::to_string(i));

    const auto following = read_following(store->session(), first.id);

    BOOST_TEST(following.first.size() == 1u);
    BOOST_TEST(following.further == chain_depth_max - 1);
}

BOOST_AUTO_TEST_SUITE_END()
