// A participant thanks: by our mail where the donor allows it, else in their own way; once.
#include "campaign/giving/thanking.h"

#include "campaign/campaign.h"
#include "campaign/giving/giving.h"
#include "campaign/mail/outbox.h"
#include "tests/campaign/sharing/sharing_fixture.h"

using namespace giving;

namespace {

struct Thanking : WithWalkers {
    Thanking() {
        now = *read_instant("2027-06-02T10:00:00Z");
        anna = known("anna");
        terms.campaign = walk.id, terms.currency = walk.currency;
        terms.fund = campaign::first_fund(store->session(), walk.id).id;
    }
    Gift give(const Donor& donor, const std::string& key) {
        NewGift gift;
        gift.request_key = key, gift.donor = donor;
        gift.lines = {{"gift", terms.fund, {2'000, terms.currency}, true}};
        gift.shares = {{anna.id, {}, {0, terms.currency}}};
        const auto promised = record_gift(*store, gift, terms, people::donor_actor(""), now).gift;
        return mark_arrived(
            *store,
            {promised.id, {2'000, terms.currency}, *read_date("2027-05-21"), key, BankAccountId{1}},
            test_finance(), now);
    }
    Donor willing() const {
        return {.name = "Ben", .email = "ben@example.org", .consent_wording = "You may write."};
    }
    std::vector<mail::Mail> thanks() {
        auto all = mail::recent_mails(store->session(), {});
        std::erase_if(all, [](const auto& one) { return one.kind != mail::Kind::thank_you; });
        return all;
    }
    void thank(const Gift& gift, ThankWay way) {
        thank_donor(*store, anna, gift.id, way, self, now);
    }

    roster::Participant anna;
    Terms terms;
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(thanking_tests, Thanking)

BOOST_AUTO_TEST_CASE(a_donor_who_allows_it_is_thanked_by_mail_once) {
    const auto gift = give(willing(), "g-1");
    BOOST_REQUIRE(gifts_to_thank(store->session(), anna.id, 5).size() == 1u);
    BOOST_TEST(gifts_to_thank(store->session(), anna.id, 5).front().may_write);

    thank(gift, ThankWay::mail);

    BOOST_CHECK_EXCEPTION(thank(gift, ThankWay::mail), Refused, because(Reason::already_decided));
    BOOST_REQUIRE(thanks().size() == 1u);
    BOOST_TEST(thanks().front().to == "ben@example.org");
    BOOST_TEST(thanks().front().facts.at("WHO") == "anna");
    BOOST_TEST(count_to_thank(store->session(), anna.id) == 0);
    BOOST_TEST(count_thanked(store->session(), anna.id) == 1);
}

BOOST_AUTO_TEST_CASE(who_did_not_say_that_we_may_write_is_not_written_to) {
    auto donor = willing();
    donor.consent_wording.clear();
    const auto gift = give(donor, "g-1");

    BOOST_CHECK_EXCEPTION(thank(gift, ThankWay::mail), Refused, because(Reason::not_allowed));
    thank(gift, ThankWay::self);

    BOOST_TEST(thanks().empty());
    BOOST_TEST(count_thanked(store->session(), anna.id) == 1);
}

BOOST_AUTO_TEST_CASE(who_hides_from_the_participant_is_nobody_to_thank) {
    auto donor = willing();
    donor.hides_from_participant = true;
    const auto gift = give(donor, "g-1");

    BOOST_TEST(gifts_to_thank(store->session(), anna.id, 5).empty());
    BOOST_CHECK_EXCEPTION(thank(gift, ThankWay::mail), Refused, because(Reason::already_decided));
    BOOST_CHECK_EXCEPTION(thank(gift, ThankWay::self), Refused, because(Reason::already_decided));
    BOOST_TEST(thanks().empty());
}

BOOST_AUTO_TEST_CASE(names_that_nobody_has_read_and_hidden_amounts_are_not_told) {
    auto donor = willing();
    donor.hides_amount = true;
    give(donor, "g-1");

    const auto one = gifts_to_thank(store->session(), anna.id, 5).front();

    BOOST_TEST(one.name == "");
    BOOST_TEST(!one.amount.has_value());
}

BOOST_AUTO_TEST_CASE(nobody_thanks_for_a_gift_that_was_for_somebody_else) {
    const auto gift = give(willing(), "g-1");
    const auto zoe = known("zoe");

    BOOST_CHECK_EXCEPTION(thank_donor(*store, zoe, gift.id, ThankWay::mail, self, now), Refused,
                          because(Reason::already_decided));
    BOOST_TEST(thanks().empty());
}

BOOST_AUTO_TEST_SUITE_END()
