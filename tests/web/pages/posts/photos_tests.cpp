#include <boost/test/unit_test.hpp>

#include "campaign/pictures/consent.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

struct Photographing : Site {
    Photographing() {
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
    http::Request with_photo(http::Request request) {
        request.uploads.push_back({"photo", "phone.jpg", "image/jpeg", album_file("phone.jpg")});
        return request;
    }
    void write(const std::string& words, const Fields& more = {}) {
        Fields fields{{"words", words}, {"form_key", "form-1"}, {"alt", "Hills & sky"}};
        fields.insert(fields.end(), more.begin(), more.end());
        BOOST_TEST(ask(with_photo(form(home + "/posts", fields))).status == 303);
    }
    posts::Post newest() { return posts::recent_posts_by(store->session(), anna.id, 1).at(0); }
    pictures::Photo photo() {
        return pictures::photos_of_posts(store->session(), {newest().id}).at(0);
    }
    std::string address() { return pictures::photo_path(photo().sizes.back()); }
    http::Response judge() {
        const auto post = newest();
        return ask(sent_by(moderator, form("/desk/walk/review",
                                           {{"review", "post-" + std::to_string(post.id.value) +
                                                           "-" + std::to_string(post.version)},
                                            {"verdict", "publish"}})));
    }
    std::string page(const std::string& path) {
        now += std::chrono::seconds{2};  // Newer than what the feed keeps.
        return ask(path).body;
    }

    campaign::Campaign walk;
    roster::Participant anna;
    std::string home;
    people::SignedIn moderator = sign_in_colleague(*store, people::Role::moderator);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(photos_tests, Photographing)

BOOST_AUTO_TEST_CASE(a_photo_is_seen_by_its_author_and_reviewers_and_then_by_everybody) {
    write("At the well.");
    BOOST_TEST(ask(address()).status == 404);
    BOOST_TEST(ask(home + address()).status == 200);
    BOOST_TEST(ask(sent_by(moderator, request_of(address()))).status == 200);
    BOOST_TEST(!holds(page("/c/walk"), "/photos/"));
    BOOST_TEST(!holds(page("/c/walk/live.json"), "/photos/"));
    BOOST_TEST(holds(page(home), home + address()));

    judge();

    const auto answer = ask(address());
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.type == "image/jpeg");
    BOOST_TEST(header_of(answer, "Cache-Control") == "no-cache");
    auto again = request_of(address());
    again.headers["if-none-match"] = header_of(answer, "ETag");
    BOOST_TEST(ask(again).status == 304);
    for (const auto& place : {std::string{"/c/walk"}, "/c/walk/p/" + anna.slug})
        BOOST_TEST(holds(page(place), "alt=\"Hills &amp; sky\""));
    BOOST_TEST(holds(page("/c/walk/live.json"), address()));
}

BOOST_AUTO_TEST_CASE(revoking_by_the_private_link_takes_the_photo_off_page_state_and_address) {
    write("At the well.", {{"people", "1"}});
    const auto where = address();
    BOOST_TEST(judge().status != 303);  // Nobody has agreed yet.
    const auto recorded = ask(sent_by(
        moderator, form("/desk/walk/consents", {{"person", "Kofi"},
                                                {"scope", "campaign"},
                                                {"given_how", "Signed form"},
                                                {"photos", std::to_string(photo().id.value)},
                                                {"form_key", "c-1"}})));
    BOOST_REQUIRE(recorded.status == 303);
    const auto location = header_of(recorded, "Location");
    const auto link = "/consent/" + location.substr(location.find("link=") + 5);
    BOOST_TEST(judge().status == 303);
    BOOST_TEST(holds(page("/c/walk"), where));
    BOOST_TEST(holds(page(link), "Take my consent back"));
    for (const auto& place : {"/c/walk", "/c/walk/live.json"})
        BOOST_TEST(!holds(page(place), "Kofi"));

    BOOST_TEST(ask(form(link, {})).status == 303);

    BOOST_TEST(ask(where).status == 410);
    BOOST_TEST(ask(home + where).status == 404);
    for (const auto& place :
         {std::string{"/c/walk"}, std::string{"/c/walk/live.json"}, "/c/walk/p/" + anna.slug})
        BOOST_TEST(!holds(page(place), "/photos/"));
    BOOST_TEST(holds(page(link), "This consent is over."));
}

BOOST_AUTO_TEST_CASE(a_script_brings_photos_one_by_one_and_is_answered_the_same_again) {
    auto photo_form = with_photo(form(home + "/photos", {{"form_key", "f-1"}, {"alt", "Hills"}}));
    const auto first = ask(photo_form), second = ask(photo_form);
    BOOST_TEST(first.status == 201);
    BOOST_TEST(first.body == second.body);
    const auto id = first.body.substr(10, first.body.size() - 12);  // {"photo":"17"}
    auto post = form(home + "/posts", {{"words", ""}, {"photos", id}, {"form_key", "p-1"}});
    post.headers["accept"] = "application/json";

    const auto sent = ask(post), sent_again = ask(post);

    BOOST_TEST(sent.status == 201);
    BOOST_TEST(sent.body == sent_again.body);
    BOOST_TEST(posts::recent_posts_by(store->session(), anna.id, 9).size() == 1u);
    auto empty = form(home + "/posts", {{"words", " "}, {"form_key", "p-2"}});
    empty.headers["accept"] = "application/json";
    const auto refused = ask(empty);
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(holds(refused.body, "Write a line or two first, or add a photo."));
}

BOOST_AUTO_TEST_CASE(what_is_no_picture_is_said_beside_the_form_and_words_are_kept) {
    auto request = form(home + "/posts", {{"words", "Keep me"}, {"form_key", "p-1"}});
    request.uploads.push_back({"photo", "me.jpg", "image/jpeg", "<svg onload=alert(1)>"});
    const auto answer = ask(request);
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "Pictures can be JPEG, PNG, WebP or HEIC files."));
    BOOST_TEST(holds(answer.body, "Keep me"));
}

BOOST_AUTO_TEST_CASE(a_video_is_loaded_by_a_click_from_a_page_that_allows_it_alone) {
    write("See https://youtu.be/dQw4w9WgXcQ");
    const auto frame = "/c/walk/posts/" + std::to_string(newest().id.value) + "/video";
    BOOST_TEST(ask(frame).status == 404);
    judge();

    const auto shown = page("/c/walk");
    BOOST_TEST(holds(shown, "data-video=\"" + frame + "\""));
    BOOST_TEST(!holds(shown, "<iframe"));
    BOOST_TEST(!holds(shown, "nocookie"));
    const auto answer = ask(frame);
    BOOST_TEST(holds(answer.body, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"));
    const auto policy = header_of(answer, "Content-Security-Policy");
    BOOST_TEST(policy.ends_with("frame-src https://www.youtube-nocookie.com"));
    BOOST_TEST(holds(policy, "frame-ancestors 'self'"));
}

BOOST_AUTO_TEST_CASE(what_a_hold_hides_is_neither_played_nor_cheered) {
    write("See https://youtu.be/dQw4w9WgXcQ");
    judge();
    const auto post = "/c/walk/posts/" + std::to_string(newest().id.value);
    BOOST_TEST(ask(post + "/video").status == 200);

    ask(sent_by(moderator,
                form("/desk/walk/hold", {{"reason", "Wrong."}, {"hides_posts", "yes"}})));

    BOOST_TEST(ask(post + "/video").status == 404);
    BOOST_TEST(ask(form(post + "/cheers", {})).status == 404);
}

BOOST_AUTO_TEST_CASE(a_passer_by_cheers_once_and_it_is_seen) {
    write("Up the hill.");
    const auto path = "/c/walk/posts/" + std::to_string(newest().id.value) + "/cheers";
    BOOST_TEST(ask(form(path, {})).status == 404);
    judge();
    now += std::chrono::seconds{2};
    auto cheer = form(path, {{"browser", "0123456789abcdef0123456789abcdef"}});
    cheer.headers["accept"] = "application/json";

    BOOST_TEST(ask(cheer).body == R"({"cheers_text":"1 cheer"})");
    BOOST_TEST(ask(cheer).body == R"({"cheers_text":"1 cheer"})");
    BOOST_TEST(ask(form(path, {})).status == 303);  // Without scripts: by address and hour.
    ask(form(path, {}));

    BOOST_TEST(holds(page("/c/walk"), "2 cheers"));
}

BOOST_AUTO_TEST_CASE(a_portrait_is_brought_read_in_the_queue_and_stands_on_the_page) {
    auto request =
        form(home + "/portrait", {{"form_key", "k"}, {"shows", "me"}, {"alt", "I, & hills"}});
    request.uploads.push_back({"portrait", "phone.jpg", "image/jpeg", album_file("phone.jpg")});
    BOOST_TEST(ask(request).status == 303);
    BOOST_TEST(ask(request).status == 303);  // Pressed twice.
    const auto place = "/c/walk/p/" + anna.slug;
    BOOST_TEST(!holds(page(place), "class=\"portrait\""));
    BOOST_TEST(holds(page(home), "Waits to be looked at."));
    const auto brought = pictures::recent_photos(store->session(), walk.id, 9);
    BOOST_REQUIRE(brought.size() == 1u);
    const auto queue = ask(sent_by(moderator, request_of("/desk/walk/review"))).body;
    BOOST_TEST(holds(queue, pictures::photo_path(brought[0].at_least(400))));

    BOOST_TEST(
        ask(sent_by(moderator,
                    form("/desk/walk/review",
                         {{"review", "portrait-" + std::to_string(brought[0].id.value) + "-1"},
                          {"verdict", "publish"}})))
            .status == 303);

    BOOST_TEST(holds(page(place), "alt=\"I, &amp; hills\""));
    BOOST_TEST(ask(pictures::photo_path(brought[0].at_least(400))).status == 200);
    BOOST_TEST(ask(form(home + "/portrait", {{"act", "remove"}})).status == 303);
    BOOST_TEST(!holds(page(place), "class=\"portrait\""));
    BOOST_TEST(ask(pictures::photo_path(brought[0].at_least(400))).status == 410);
}

BOOST_AUTO_TEST_CASE(a_portrait_without_a_picture_or_an_answer_says_what_is_missing) {
    const auto nothing = ask(form(home + "/portrait", {{"form_key", "k"}, {"shows", "me"}}));
    BOOST_TEST(nothing.status == 422);
    BOOST_TEST(holds(nothing.body, "Choose a picture first."));
    auto request = form(home + "/portrait", {{"form_key", "k"}});
    request.uploads.push_back({"portrait", "phone.jpg", "image/jpeg", album_file("phone.jpg")});
    BOOST_TEST(holds(ask(request).body, "Tell us who can be recognised in it."));
    request.form.add("shows", "me");
    request.uploads[0].bytes = "no picture";
    BOOST_TEST(ask(request).status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
