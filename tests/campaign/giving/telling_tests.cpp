// Which mails a gift causes: to whom, and what they may say.
#include "campaign/giving/telling.h"

#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/campaign/giving/giving_fixture.h"
#include "tests/support/campaigns.h"

using mail::Kind;

namespace {

struct Telling : FreshDatabase {
    Telling() {
        add_test_colleagues(*store);
        campaign = open_test_campaign(*store, "walk");
        terms.campaign = campaign.id, terms.currency = campaign.currency;
        terms.fund = campaign::first_fund(store->session(), campaign.id).id;
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO participant (id, campaign_id, slug, name, email, story, shown_name,"
                " shown_story, words_written_at, token_digest, made_at, language, request_key)"
                " VALUES (401, ?, 'k7q2', 'Ingrid', 'ingrid@example.org', '', 'Ingrid', '', ?,"
                " ?, ?, 'de', 'join-1')",
                campaign.id, now, std::string(64, 'a'), now);
            ledger::open_tally(tx, ledger::tally_of(walker, campaign.id));
        });
    }

    giving::NewGift asked(const std::string& key) const {
        giving::NewGift gift;
        gift.request_key = key;
        gift.lines = {{"gift", terms.fund, {2'000, terms.currency}, true}};
        gift.shares = {{walker, {}, {0, terms.currency}}};
        gift.donor.name = "Anna", gift.donor.email = "anna@example.org";
        gift.donor.message = "Go!";
        return gift;
    }
    giving::Gift give(const giving::NewGift& gift) {
        return giving::record_gift(*store, gift, terms, people::donor_actor(""), now).gift;
    }
    giving::Gift arrive(const giving::Gift& gift, std::int64_t cents, const std::string& line) {
        return giving::mark_arrived(
            *store,
            {gift.id, {cents, terms.currency}, *read_date("2027-05-21"), line, BankAccountId{1}},
            test_finance(), now);
    }
    std::vector<mail::Mail> mails(const giving::Gift& gift) {
        return mail::mails_about(store->session(), gift.id.value, 50);
    }
    std::vector<mail::Mail> mails(const giving::Gift& gift, Kind kind) {
        auto found = mails(gift);
        std::erase_if(found, [&](const auto& one) { return one.kind != kind; });
        return found;
    }

    campaign::Campaign campaign;
    ParticipantId walker{401};
    giving::Terms terms;
    Instant now = *read_instant("2027-06-02T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(telling_tests, Telling)

BOOST_AUTO_TEST_CASE(a_promise_is_told_to_its_donor_and_to_whom_it_is_for) {
    const auto gift = give(asked("g1"));

    const auto promise = mails(gift, Kind::promise);
    BOOST_REQUIRE(promise.size() == 1u);
    BOOST_TEST(promise[0].to == "anna@example.org");
    BOOST_TEST(promise[0].facts.at("REFERENCE") == giving::grouped(gift.reference));
    BOOST_TEST(promise[0].facts.at("IBAN") == "DE89 3704 0044 0532 0130 00");
    BOOST_TEST(promise[0].facts.at("CAMPAIGN") == "Spring Walk");
    const auto told = mails(gift, Kind::has_promised);
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0].to == "ingrid@example.org");
    BOOST_TEST(told[0].language == "de");
    BOOST_TEST(told[0].facts.at("WHO").empty());  // Nobody has read the name yet.
}

BOOST_AUTO_TEST_CASE(the_same_form_sent_twice_is_told_once) {
    give(asked("g1"));
    const auto gift = give(asked("g1"));

    BOOST_TEST(mails(gift).size() == 2u);
}

BOOST_AUTO_TEST_CASE(without_an_address_nothing_is_written) {
    auto quiet = asked("g1");
    quiet.donor.email.clear(), quiet.shares.clear();

    BOOST_TEST(mails(give(quiet)).empty());
}

BOOST_AUTO_TEST_CASE(an_arrival_is_told_with_the_name_that_was_read) {
    const auto gift = give(asked("g1"));
    giving::review_words(*store, gift.id, "published", "", test_approver(), now);

    arrive(gift, 2'000, "line 1");

    const auto arrival = mails(gift, Kind::arrival);
    BOOST_REQUIRE(arrival.size() == 1u);
    BOOST_TEST(arrival[0].facts.at("FOR") == "Ingrid");
    const auto told = mails(gift, Kind::has_given);
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0].facts.at("WHO") == "Anna");
    BOOST_TEST(told[0].facts.at("MESSAGE") == "Go!");
    BOOST_TEST(!told[0].facts.at("AMOUNT").empty());
}

BOOST_AUTO_TEST_CASE(what_comes_in_parts_is_told_in_parts) {
    const auto gift = give(asked("g1"));

    const auto first = arrive(gift, 500, "line 1");
    now += std::chrono::days{1};
    arrive(first, 1'500, "line 2");

    const auto arrival = mails(gift, Kind::arrival);
    BOOST_REQUIRE(arrival.size() == 2u);
    BOOST_TEST(arrival[0].facts.at("AMOUNT") == "€5");
    BOOST_TEST(arrival[0].facts.at("REST") == "€15");
    BOOST_TEST(arrival[1].facts.at("AMOUNT") == "€15");
    BOOST_TEST(!arrival[1].facts.contains("REST"));
    BOOST_TEST(mails(gift, Kind::has_given).size() == 2u);
}

BOOST_AUTO_TEST_CASE(who_hides_from_the_participant_is_hidden_in_mails_too) {
    auto shy = asked("g1");
    shy.donor.hides_from_participant = true, shy.donor.hides_amount = true;
    const auto gift = give(shy);
    giving::review_words(*store, gift.id, "published", "", test_approver(), now);
    arrive(gift, 2'000, "line 1");

    for (const auto& one : mails(gift)) {
        if (one.to != "ingrid@example.org") continue;
        BOOST_TEST(one.facts.at("WHO").empty());
        BOOST_TEST(one.facts.at("AMOUNT").empty());
        for (const auto& [name, value] : one.facts) {
            BOOST_TEST(value.find("Anna") == std::string::npos);
            BOOST_TEST(value.find("20") == std::string::npos);
            BOOST_TEST(value.find("Go!") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(words_that_were_hidden_are_not_told) {
    const auto gift = give(asked("g1"));
    giving::review_words(*store, gift.id, "hidden", "names somebody", test_approver(), now);

    arrive(gift, 2'000, "line 1");

    BOOST_TEST(mails(gift, Kind::has_given).at(0).facts.at("WHO").empty());
    BOOST_TEST(mails(gift, Kind::has_given).at(0).facts.at("MESSAGE").empty());
}

BOOST_AUTO_TEST_CASE(a_rehearsal_says_so_and_tells_no_participant) {
    terms.is_rehearsal = true;

    const auto all = mails(give(asked("g1")));

    BOOST_REQUIRE(all.size() == 1u);
    BOOST_TEST(all[0].facts.at("REHEARSAL") == "yes");
}

BOOST_AUTO_TEST_CASE(a_name_that_could_be_a_link_greets_nobody) {
    int count = 0;
    for (const auto* name : {"Win at evil.example", "http://evil", "call 0900 1234", "a@b.example",
                             "Buy now at the very best shop of the whole wide world"}) {
        auto spam = asked("g" + std::to_string(++count));
        spam.donor.name = name, spam.is_meant = true;

        BOOST_TEST(mails(give(spam), Kind::promise).at(0).facts.at("NAME").empty(), name);
    }
    auto honest = asked("honest");
    honest.donor.name = "Dr. Jürgen O'Neill-Weiß", honest.is_meant = true;
    BOOST_TEST(mails(give(honest), Kind::promise).at(0).facts.at("NAME") == honest.donor.name);
}

BOOST_AUTO_TEST_CASE(another_address_gets_the_way_to_pay_as_well_and_must_be_proven) {
    const auto gift = give(asked("g1"));
    giving::prove_promise(*store, gift.id, people::donor_actor(""), now);
    auto donor = gift.donor;
    donor.email = "anna@home.example";

    const auto after = giving::keep_receipt_data(*store, gift.id, donor, now);

    BOOST_TEST(!after.proven_at.has_value());
    BOOST_TEST(mails(gift, Kind::promise).size() == 2u);
    BOOST_TEST(giving::proof_of(store->session(), after) !=
               giving::proof_of(store->session(), gift));
}

BOOST_AUTO_TEST_CASE(a_donor_is_reminded_after_ten_days_and_again_only_when_proven) {
    const auto open = give(asked("g1"));
    auto meant = asked("g2");
    meant.is_meant = true, meant.donor.email = "ben@example.org";
    const auto proven = give(meant);
    giving::prove_promise(*store, proven.id, people::donor_actor(""), now);
    auto untold = asked("g3");
    untold.is_meant = true, untold.donor.email = "victim@example.org";
    give(untold);  // Its mail never leaves: nobody is reminded of what they were not told.
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE mail SET state = 'sent', sent_at = ? WHERE recipient <> ?", now,
               "victim@example.org");
    });

    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{9}) == 0);
    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{10}) == 2);
    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{10}) == 0);
    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{31}) == 1);
    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{32}) == 0);

    BOOST_TEST(mails(open, Kind::reminder).size() == 1u);
    BOOST_TEST(mails(proven, Kind::reminder).size() == 2u);
}

BOOST_AUTO_TEST_CASE(nobody_is_reminded_of_what_has_ended_or_arrived) {
    const auto ended = give(asked("g1"));
    auto meant = asked("g2");
    meant.is_meant = true;
    const auto paid = give(meant);
    giving::end_promise(*store, ended.id, giving::State::withdrawn, "", people::donor_actor(""),
                        now);
    arrive(paid, 2'000, "line 1");

    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{11}) == 0);
}

BOOST_AUTO_TEST_CASE(a_plan_that_was_taken_back_is_told_of_again) {
    const auto draft = draft_test_campaign(*store, "next-walk");
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO account_role (id, account_id, role, campaign_id, given_at)"
            " VALUES (1, 2, 'coordinator', 0, ?)",
            now);
    });
    const auto version = campaign::submit_plan(*store, draft.id, test_author(), now);
    campaign::withdraw_plan(*store, draft.id, test_author(), now);
    campaign::submit_plan(*store, draft.id, test_author(), now + std::chrono::minutes{5});

    BOOST_TEST(mail::mails_about(store->session(), version.id.value, 10).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_plan_is_told_to_whom_may_decide_it_and_its_author_hears_the_answer) {
    const auto draft = draft_test_campaign(*store, "next-walk");
    store->in_transaction([&](store::Transaction& tx) {
        for (const auto& [account, role] :
             {std::pair{1, "coordinator"}, std::pair{2, "coordinator"}, std::pair{3, "finance"}})
            tx.run(
                "INSERT INTO account_role (id, account_id, role, campaign_id, given_at)"
                " VALUES (?, ?, ?, 0, ?)",
                account, account, role, now);
    });

    const auto version = campaign::submit_plan(*store, draft.id, test_author(), now);
    campaign::decide_plan(*store, {version.id, campaign::Verdict::send_back, "No meeting point."},
                          test_approver(), now);

    const auto told = mail::mails_about(store->session(), version.id.value, 10);
    BOOST_REQUIRE(told.size() == 2u);
    const auto& submitted = told[0].kind == Kind::submitted ? told[0] : told[1];
    const auto& decided = told[0].kind == Kind::submitted ? told[1] : told[0];
    BOOST_TEST(submitted.to == "colleague-2@example.org");
    BOOST_TEST((decided.kind == Kind::decided));
    BOOST_TEST(decided.to == "colleague-1@example.org");
    BOOST_TEST(decided.facts.at("REASON") == "No meeting point.");
}

BOOST_AUTO_TEST_SUITE_END()
