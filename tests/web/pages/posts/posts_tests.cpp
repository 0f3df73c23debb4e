#include <boost/test/unit_test.hpp>

#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Posting : Site {
    Posting() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        const auto joined = roster::join_campaign(
            *store,
            {.campaign = walk.id, .name = "Anna", .email = "a@b.org", .request_key = "anna"},
            {{}, "participant"}, test_now());
        anna = joined.participant;
        home = "/me/" + joined.token;
    }
    http::Request form(const std::string& path, const Fields& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    http::Response write(const std::string& words, const std::string& key = "form-1") {
        return ask(form(home + "/posts", {{"words", words}, {"form_key", key}}));
    }
    posts::Post newest() { return posts::recent_posts_by(store->session(), anna.id, 1).at(0); }
    std::string review_id() {
        const auto post = newest();
        return "post-" + std::to_string(post.id.value) + "-" + std::to_string(post.version);
    }
    http::Response judge(const std::string& verdict, const std::string& reason = {}) {
        return ask(sent_by(
            moderator, form("/desk/walk/review",
                            {{"review", review_id()}, {"verdict", verdict}, {"reason", reason}})));
    }
    std::string page(const std::string& path) {
        now += std::chrono::seconds{2};  // Newer than what the feed keeps.
        return ask(path).body;
    }
    std::string desk(const people::SignedIn& who, const std::string& path) {
        return ask(sent_by(who, request_of(path))).body;
    }

    campaign::Campaign walk;
    roster::Participant anna;
    std::string home;
    people::SignedIn moderator = sign_in_colleague(*store, people::Role::moderator);
    people::SignedIn coordinator = sign_in_colleague(*store, people::Role::coordinator);
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(posts_tests, Posting)

BOOST_AUTO_TEST_CASE(a_post_goes_from_the_phone_by_the_desk_to_everybody) {
    BOOST_TEST(write("Six km done. #SpringWalk").status == 303);
    BOOST_TEST(holds(page(home), "Waits to be read."));
    const std::vector<std::string> everywhere{"/c/walk", "/c/walk/screen", "/c/walk/live.json",
                                              "/c/walk/p/" + anna.slug};
    for (const auto& place : everywhere) BOOST_TEST(!holds(page(place), "Six km done."));
    BOOST_TEST(holds(desk(moderator, "/desk/walk/review"), "Six km done."));
    BOOST_TEST(holds(desk(coordinator, "/desk"), "1 post waits to be read"));

    BOOST_TEST(judge("publish").status == 303);

    for (const auto& place : everywhere) BOOST_TEST(holds(page(place), "Six km done."));
    BOOST_TEST(holds(page("/c/walk"),
                     R"(<a class="tag" href="/c/walk/wall?tag=SpringWalk">#SpringWalk</a>)"));
    BOOST_TEST(holds(page("/c/walk/live.json"), R"({"text":"#SpringWalk","is_tag":true})"));
    BOOST_TEST(holds(page(home), "Everyone can see this."));
}

BOOST_AUTO_TEST_CASE(a_form_sent_twice_is_one_post) {
    write("Once."), write("Once.");
    BOOST_TEST(posts::recent_posts_by(store->session(), anna.id, 9).size() == 1);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_beside_the_field_and_the_words_are_kept) {
    const auto answer = write(std::string(501, 'x'));
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "id=\"words-error\""));
    BOOST_TEST(holds(answer.body, std::string(501, 'x')));
    BOOST_TEST(holds(answer.body, "value=\"form-1\""));
    BOOST_TEST(ask(form("/me/guess/posts", {{"words", "x"}, {"form_key", "k"}})).status == 404);
}

BOOST_AUTO_TEST_CASE(markup_stands_as_text_everywhere) {
    write("<script>alert(1)</script> \"&' #a<b>\"");
    judge("publish");
    for (const auto& place :
         {std::string{"/c/walk"}, std::string{"/c/walk/screen"}, home, "/c/walk/p/" + anna.slug}) {
        const auto text = page(place);
        BOOST_TEST(holds(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
        BOOST_TEST(!holds(text, "<script>alert"));
    }
    BOOST_TEST(!holds(page("/c/walk/live.json"), "<script>"));
}

BOOST_AUTO_TEST_CASE(the_reader_is_told_what_to_look_at_twice) {
    write("Ring me on 0171 555 0142 or at anna@example.org, patient 4711082, www.x.io");
    const auto queue = desk(moderator, "/desk/walk/review");
    for (const auto* hint : {"telephone number: 0171 555 0142", "handle: anna@example.org",
                             "record: 4711082", "link: www.x.io"})
        BOOST_TEST(holds(queue, hint));
}

BOOST_AUTO_TEST_CASE(sent_back_with_a_reason_it_is_mended_and_read_again) {
    write("First.");
    BOOST_TEST(judge("send_back").status == 422);
    BOOST_TEST(judge("send_back", "No names of children, please.").status == 303);
    BOOST_TEST(holds(page(home), "Sent back: No names of children, please."));

    const auto post = newest();
    const auto path = home + "/posts/" + std::to_string(post.id.value);
    const Fields better{{"words", "Better."}, {"version", std::to_string(post.version)}};
    BOOST_TEST(ask(form(path, better)).status == 303);
    BOOST_TEST(ask(form(path, better)).status == 303);  // Twice is harmless.
    judge("publish");
    BOOST_TEST(holds(page("/c/walk"), "Better."));
    const auto edit = ask(form(path, {{"words", "Even better."}, {"version", "1"}}));
    BOOST_TEST(edit.status == 422);
    BOOST_TEST(holds(edit.body, "Even better."));
}

BOOST_AUTO_TEST_CASE(undone_hidden_and_withdrawn_posts_are_gone) {
    write("Seen for a moment.");
    const auto done = header_of(judge("publish"), "Location");
    BOOST_TEST(holds(desk(moderator, done), "value=\"undo\""));
    judge("undo");
    BOOST_TEST(!holds(page("/c/walk"), "Seen for a moment."));

    judge("publish");
    const auto post = newest();
    const auto path = "/desk/walk/posts/" + std::to_string(post.id.value);
    const Fields fields{
        {"act", "hide"}, {"version", std::to_string(post.version)}, {"reason", "Not today."}};
    BOOST_TEST(ask(sent_by(moderator, form(path, fields))).status == 303);
    BOOST_TEST(!holds(page("/c/walk/live.json"), "Seen for a moment."));
    BOOST_TEST(holds(page(home), "Hidden again: Not today."));
    BOOST_TEST(ask(sent_by(moderator, form(path, {{"act", "undo"},
                                                  {"version", std::to_string(post.version + 1)}})))
                   .status == 303);
    BOOST_TEST(holds(page("/c/walk"), "Seen for a moment."));

    ask(form(home + "/posts/" + std::to_string(post.id.value), {{"act", "withdraw"}}));
    BOOST_TEST(!holds(page("/c/walk"), "Seen for a moment."));
    BOOST_TEST(!holds(page(home), "Seen for a moment."));
}

BOOST_AUTO_TEST_CASE(an_official_post_takes_two_people) {
    const Fields fields{{"words", "Bags from ten o'clock."}, {"form_key", "k"}};
    BOOST_TEST(ask(sent_by(moderator, form("/desk/walk/posts", fields))).status == 403);
    BOOST_TEST(ask(sent_by(coordinator, form("/desk/walk/posts", fields))).status == 303);
    const auto post = posts::posts_to_review(store->session(), walk.id, 1).at(0);
    const auto id = "post-" + std::to_string(post.id.value) + "-1";
    const auto yes = form("/desk/walk/review", {{"review", id}, {"verdict", "publish"}});

    BOOST_TEST(holds(desk(coordinator, "/desk/walk/review"), "You wrote this yourself"));
    BOOST_TEST(ask(sent_by(coordinator, yes)).status == 422);
    BOOST_TEST(!holds(page("/c/walk"), "Bags from ten"));
    BOOST_TEST(ask(sent_by(moderator, yes)).status == 303);
    BOOST_TEST(holds(page("/c/walk"), "Bags from ten"));
    BOOST_TEST(holds(page("/c/walk"), "class=\"post official\""));
}

BOOST_AUTO_TEST_CASE(nobody_judges_the_posts_of_another_campaign) {
    write("Mine.");
    open_test_campaign(*store, "other");
    const auto elsewhere =
        form("/desk/other/review", {{"review", review_id()}, {"verdict", "publish"}});
    BOOST_TEST(ask(sent_by(moderator, elsewhere)).status == 404);
    const auto path = "/desk/other/posts/" + std::to_string(newest().id.value);
    BOOST_TEST(ask(sent_by(moderator, form(path, {{"act", "hide"}, {"version", "1"}}))).status ==
               404);
}

BOOST_AUTO_TEST_SUITE_END()
