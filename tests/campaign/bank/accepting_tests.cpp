// Money that nobody promised becomes a new gift; the whole ledger is verified after each act.
#include "campaign/bank/accepting.h"

#include <thread>

#include "campaign/bank/arriving.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/mail/outbox.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

struct WithStranger : WithBank {
    bank::Line line_of(const SampleLine& line) {
        SampleFile file;
        file.lines = {line};
        bring(camt_text(file));
        return bank::open_lines(store->session(), 100).back();
    }
    bank::NewLineGift asked() const {
        bank::NewLineGift one{campaign, {}};
        one.donor.name = "Zwilling Anna", one.donor.email = "anna@example.org";
        one.reason = "her transfer says 'for the walk'";
        return one;
    }
    giving::Gift accept(const bank::Line& line, const bank::NewLineGift& one) {
        now += std::chrono::seconds{1};
        return bank::accept_line(*store, line.id, one, finance, now);
    }
    void take_back_of(const bank::Line& line) {
        now += std::chrono::seconds{1};
        bank::take_back_placing(*store, bank::placings_of_line(store->session(), line.id).at(0).id,
                                finance, now);
    }
    void end_the_campaign() {  // Its last day was long before the money came.
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO campaign_version (id, campaign_id, number, state, title, story,"
                " starts_on, ends_on, time_zone, sponsors, milestones, author_id, made_at)"
                " VALUES (900, ?, 1, 'approved', 'Walk', '', '2026-05-01', '2026-05-31',"
                " 'Europe/Berlin', '[]', '[]', 1, ?)",
                campaign, now);
            tx.run("UPDATE campaign SET shown_version = 900, state = 'closed' WHERE id = ?",
                   campaign);
        });
    }
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bank_accepting_tests, WithStranger)

BOOST_AUTO_TEST_CASE(money_without_a_promise_becomes_a_gift_of_its_own_day) {
    enrol_walkers();
    const auto line = line_of({.cents = 1000, .day = "2027-05-18", .name = "Zwilling Anna"});
    auto one = asked();
    one.participant = walkers[0];

    const auto gift = accept(line, one);

    BOOST_CHECK(gift.state == giving::State::confirmed);
    BOOST_TEST(gift.confirmed.minor == 1000);
    BOOST_TEST(gift.open.minor == 0);
    BOOST_TEST(iso_text(language::date_in(gift.given_at, terms.zone)) == "2027-05-18");
    BOOST_TEST(gift.entered_by.value == 0);  // The program's; the person placed it.
    BOOST_TEST(gift.decided_by.value == finance.account.value);
    BOOST_TEST(figures().confirmed == 1000);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures_of_walker(0).raised == 1000);
    BOOST_TEST(balance_of("unplaced") == 0);
    check_ledger();
    // Nobody is asked to transfer what is here: only the thanks are sent.
    for (const auto& mail : mail::mails_about(store->session(), gift.id.value, 100))
        BOOST_CHECK(mail.kind != mail::Kind::promise && mail.kind != mail::Kind::has_promised);
    BOOST_TEST(mail::mails_about(store->session(), gift.id.value, 100).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_same_sent_twice_or_at_once_is_one_gift) {
    const auto line = line_of({.cents = 1000, .name = "Zwilling Anna"});
    const auto first = accept(line, asked());
    BOOST_TEST(accept(line, asked()).id.value == first.id.value);
    const auto other = line_of({.cents = 700, .name = "Zwilling Anna", .reference = "A2"});

    std::vector<std::thread> two;
    for (int i = 0; i < 2; ++i)
        two.emplace_back([&] { bank::accept_line(*store, other.id, asked(), finance, now); });
    for (auto& one : two) one.join();

    BOOST_TEST(count("gift") == 2);
    BOOST_TEST(figures().confirmed == 1700);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(taken_back_nothing_is_promised_and_nobody_is_asked_for_money) {
    enrol_walkers();
    const auto line = line_of({.cents = 1000, .name = "Zwilling Anna"});
    auto one = asked();
    one.participant = walkers[0];
    const auto gift = accept(line, one);

    take_back_of(line);

    BOOST_CHECK(stored(gift).state == giving::State::withdrawn);
    BOOST_TEST(stored(gift).open.minor == 0);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures_of_walker(0).pledged == 0);
    BOOST_TEST(figures_of_walker(0).raised == 0);
    BOOST_TEST(giving::open_promises(store->session(), {}).empty());
    BOOST_TEST(giving::remind_donors(*store, now + std::chrono::days{14}) == 0);
    check_ledger();

    const auto again = accept(line, one);  // After all.
    BOOST_CHECK(again.id != gift.id);
    BOOST_TEST(figures().confirmed == 1000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(after_the_end_it_is_late_money_of_its_campaign) {
    end_the_campaign();
    const auto line = line_of({.cents = 1000, .name = "Zwilling Anna"});

    const auto gift = accept(line, asked());

    BOOST_TEST(gift.is_late);
    BOOST_TEST(figures().confirmed == 1000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_is_no_new_gift_is_refused) {
    const auto out = line_of({.cents = -1000, .name = "The bank"});
    const auto in = line_of({.cents = 50, .name = "A child", .reference = "A2"});
    auto silent = asked(), elsewhere = asked();
    silent.reason.clear(), elsewhere.campaign = CampaignId{999};

    BOOST_CHECK_EXCEPTION(accept(out, asked()), Refused, because(Reason::not_allowed));
    BOOST_CHECK_EXCEPTION(accept(in, silent), Refused, because(Reason::not_a_valid_value));
    BOOST_CHECK_EXCEPTION(accept(in, elsewhere), Refused, because(Reason::not_found));
    BOOST_TEST(count("gift") == 0);
    BOOST_TEST(accept(in, asked()).confirmed.minor == 50);

    const auto other = line_of({.cents = 500, .name = "Not ours", .reference = "A3"});
    bank::place_elsewhere(*store, other.id, bank::Kind::outside, {}, finance, now);
    BOOST_CHECK_EXCEPTION(accept(other, asked()), Refused, because(Reason::already_decided));
    check_ledger();
}

// The line was placed elsewhere between the form and the press: no promise stays behind.
BOOST_AUTO_TEST_CASE(what_was_recorded_without_its_money_is_used_or_withdrawn) {
    const auto line = line_of({.cents = 1000, .name = "Zwilling Anna"});
    auto left = gift_of(1000, "bank line:" + std::to_string(line.id.value) + ":0");
    left.origin = "bank", left.donor.name = "Somebody else", left.is_meant = true;
    const auto orphan = give(left).gift;

    const auto gift = accept(line, asked());

    BOOST_CHECK(stored(orphan).state == giving::State::withdrawn);
    BOOST_CHECK(gift.id != orphan.id);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 1000);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
