#include "campaign/introductions/introducing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/landing.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

using namespace introductions;

namespace {

const Date today{std::chrono::year{2027}, std::chrono::month{6}, std::chrono::day{12}};
const Date long_ago{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{2}};

struct Introducing : FreshDatabase {
    Introducing() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

    static Words amara() {
        return {.name = "Dr Amara Osei",
                .role = "Head physician of Ward 3",
                .words = "I know every child by name.\nAnd their parents.",
                .links = {{"The ward", "https://example.org/ward"}},
                .consent_how = "Signed form in folder 3",
                .consent_on = long_ago};
    }
    Introduction write(const Words& words, const std::string& key = "key-1") {
        return write_introduction(*store, {walk.id, words, key}, test_author(), now);
    }
    ProfileId newest(const Introduction& one) {
        return newest_profile(store->session(), one.id)->id;
    }
    void submit(const Introduction& one) {
        submit_introduction(*store, one.id, today, test_author(), now);
    }
    void approve(const Introduction& one) {
        decide_introduction(*store, {.profile = newest(one)}, today, test_approver(), now);
    }
    std::optional<Shown> shown(const Introduction& one, Date on = today) {
        return find_shown(store->session(), walk.id, one.slug, on);
    }

    campaign::Campaign walk;
    Instant now = test_now();
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}
auto beside(const std::string& field) {
    return [field](const Refused& refused) { return refused.refusal.field == field; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(introducing_tests, Introducing)

BOOST_AUTO_TEST_CASE(nothing_is_public_before_a_second_person_said_yes) {
    const auto one = write(amara());
    BOOST_TEST(!shown(one));
    submit(one);
    BOOST_TEST(!shown(one));

    BOOST_CHECK_EXCEPTION(
        decide_introduction(*store, {.profile = newest(one)}, today, test_author(), now), Refused,
        because(Reason::needs_second_person));
    approve(one);

    BOOST_TEST_REQUIRE(shown(one).has_value());
    BOOST_TEST(shown(one)->words.name == "Dr Amara Osei");
    BOOST_TEST(shown(one)->words.links.front().address == "https://example.org/ward");
    BOOST_TEST(one.slug == "dr-amara-osei");
    BOOST_TEST(all_shown(store->session(), walk.id, today).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_database_itself_wants_a_second_person_and_a_consent) {
    const auto one = write(amara());
    submit(one);
    const auto break_rule = [&](const std::string& sql, const std::string& rule) {
        BOOST_CHECK_EXCEPTION(
            store->in_transaction([&](store::Transaction& tx) { tx.run(sql, newest(one)); }),
            store::ConstraintBroken, [&](const auto& broken) { return broken.constraint == rule; });
    };

    break_rule("UPDATE introduction_version SET decided_by = author_id WHERE id = ?",
               "introduction_is_approved_by_another_person");
    break_rule("UPDATE introduction_version SET state = 'approved' WHERE id = ?",
               "introduction_is_approved_by_somebody");
    break_rule("UPDATE introduction_version SET consent_on = NULL WHERE id = ?",
               "introduced_person_has_agreed");
}

BOOST_AUTO_TEST_CASE(a_person_who_has_not_agreed_or_no_longer_does_is_not_shown) {
    auto words = amara();
    words.consent_how.clear();
    const auto one = write(words);
    BOOST_CHECK_EXCEPTION(submit(one), Refused, beside("consent_how"));

    words = amara();
    words.consent_until = today;
    edit_introduction(*store, {one.id, words, 1}, test_author(), now);
    submit(one);
    approve(one);

    BOOST_TEST(shown(one).has_value());
    const Date tomorrow{std::chrono::sys_days{today} + std::chrono::days{1}};
    BOOST_TEST(!shown(one, tomorrow));
    BOOST_TEST(all_shown(store->session(), walk.id, tomorrow).empty());
}

BOOST_AUTO_TEST_CASE(an_edit_waits_while_the_approved_wording_stays) {
    const auto one = write(amara());
    submit(one);
    approve(one);
    auto words = amara();
    words.role = "Head physician, and a walker";

    const auto next = edit_introduction(*store, {one.id, words, 1}, test_author(), now);

    BOOST_TEST(next.number == 2);
    BOOST_TEST(shown(one)->words.role == "Head physician of Ward 3");
    submit(one);
    BOOST_CHECK_EXCEPTION(edit_introduction(*store, {one.id, words, 2}, test_author(), now),
                          Refused, because(Reason::already_decided));
    approve(one);
    BOOST_TEST(shown(one)->words.role == "Head physician, and a walker");
}

BOOST_AUTO_TEST_CASE(sent_back_it_carries_its_reason_and_stays_private) {
    const auto one = write(amara());
    submit(one);
    Decision decision{newest(one), Verdict::send_back};
    BOOST_CHECK_EXCEPTION(decide_introduction(*store, decision, today, test_approver(), now),
                          Refused, beside("reason"));

    decision.reason = "The title is wrong.";
    decide_introduction(*store, decision, today, test_approver(), now);

    BOOST_TEST(newest_profile(store->session(), one.id)->reason == "The title is wrong.");
    BOOST_TEST(!shown(one));
}

BOOST_AUTO_TEST_CASE(one_form_is_one_introduction_and_two_of_a_name_have_two_addresses) {
    const auto one = write(amara()), same = write(amara()), other = write(amara(), "key-2");

    BOOST_TEST((one.id == same.id));
    BOOST_TEST((one.id != other.id));
    BOOST_TEST(other.slug.starts_with("dr-amara-osei-"));
}

BOOST_AUTO_TEST_CASE(its_code_leads_to_the_page_and_once_taken_away_to_the_campaign) {
    const auto one = write(amara());
    const auto code = links::find_link_by_id(store->session(), one.link)->code;
    const auto path = [&] { return links::find_destination(store->session(), code, now)->path; };
    BOOST_TEST(path() == "/c/walk?from=" + code);
    submit(one);
    approve(one);
    BOOST_TEST(path() == "/c/walk/i/dr-amara-osei?from=" + code);

    BOOST_CHECK_EXCEPTION(withdraw_introduction(*store, one.id, "", test_author(), now), Refused,
                          beside("reason"));
    withdraw_introduction(*store, one.id, "She no longer works here.", test_author(), now);

    BOOST_TEST(path() == "/c/walk?from=" + code);
    BOOST_TEST(!shown(one));
}

BOOST_AUTO_TEST_CASE(a_video_is_of_a_host_that_is_known) {
    auto words = amara();
    for (const auto* good : {"https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                             "https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/76979871",
                             "https://videos.example.org/w/9c9de5e8-0a1e-484a-b099-e80766d26c6d"}) {
        words.video = good;
        BOOST_TEST(!words_objection(words).has_value(), good);
    }
    for (const auto* bad :
         {"javascript:alert(1)", "https://example.org/video", "https://vimeo.com/abc",
          "https://www.youtube.com.example.org/watch?v=dQw4w9WgXcQ"}) {
        words.video = bad;
        BOOST_TEST(words_objection(words).has_value(), bad);
    }
}

BOOST_AUTO_TEST_CASE(links_are_words_and_a_safe_address) {
    BOOST_TEST(
        read_references("The ward | https://example.org/a\n\nBlog|https://b.example\n")->size() ==
        2u);
    for (const auto* bad :
         {"no bar", "x | http://example.org", "x | javascript:alert(1)", "x | https://a b.example",
          "| https://example.org", "x | https://user@example.org"})
        BOOST_TEST(!read_references(bad), bad);
}

BOOST_AUTO_TEST_SUITE_END()
