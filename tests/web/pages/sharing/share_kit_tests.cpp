// Share buttons and what they answer; pictures, oEmbed, structured data and the private page.
#include "web/pages/sharing/share_kit.h"

#include <boost/test/unit_test.hpp>

#include "campaign/outside/json.h"
#include "campaign/roster/enrolling.h"
#include "campaign/words/text.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/pages/sharing/share_picture.h"

namespace {

const std::string hostile = "</script><script>alert(1)</script>\"'&;,\\";

struct Sharing : Site {
    Sharing() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        joined = roster::join_campaign(*store,
                                       {.campaign = walk.id,
                                        .name = "Anna",
                                        .email = "anna@example.org",
                                        .story = "UNREAD-STORY",
                                        .request_key = "join-1"},
                                       {{}, "participant"}, now);
        page = "/c/walk/p/" + joined.participant.slug;
        own = "/me/" + joined.token;
    }

    void publish(const std::string& name, const std::string& story) {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE participant SET shown_name = ?, shown_story = ? WHERE id = ?", name,
                   story, joined.participant.id);
        });
    }
    std::int64_t links_stored() {
        return store->session().one("SELECT COUNT(*) AS n FROM link")->number("n");
    }
    http::Request as(http::Request request, const std::string& agent) {
        request.headers["user-agent"] = agent;
        return request;
    }
    http::Response post(const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(request);
    }
    outside::JsonNode json_of(const std::string& path) {
        return outside::read_json(ask(path).body).value();
    }
    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
    // The data of the page's one JSON-LD block, as a browser would cut it out.
    outside::JsonNode json_ld_of(const std::string& path) {
        const auto body = ask(path).body;
        const std::string begin = "<script type=\"application/ld+json\">";
        const auto from = body.find(begin) + begin.size();
        return outside::read_json(body.substr(from, body.find("</script>", from) - from)).value();
    }

    campaign::Campaign walk;
    roster::Joined joined;
    std::string page, own;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(share_kit_tests, Sharing)

BOOST_AUTO_TEST_CASE(looking_at_a_page_writes_nothing_and_shows_every_button) {
    const auto before = links_stored();
    for (const auto& path : {std::string{"/c/walk"}, page, own}) {
        const auto body = ask(path).body;
        for (const auto* channel : {"sheet", "facebook", "x", "linkedin", "whatsapp", "telegram",
                                    "bluesky", "mastodon", "pinterest", "email", "sms", "copy",
                                    "qr", "instagram", "tiktok", "snapchat", "threads"})
            BOOST_TEST(has(body, path + "/share/" + channel + "\""), path << " " << channel);
        BOOST_TEST(!has(body, "https://www.facebook.com"));
    }
    BOOST_TEST(links_stored() == before);
}

BOOST_AUTO_TEST_CASE(a_pressed_button_leads_to_the_network_with_its_own_code) {
    const auto answer = ask(page + "/share/facebook");

    BOOST_TEST(answer.status == 302);
    const auto link = links::find_link_by_share(
        store->session(),
        links::share_key_of({.campaign = walk.id, .participant = joined.participant.id},
                            "facebook"));
    BOOST_REQUIRE(link.has_value());
    BOOST_TEST(header_of(answer, "Location") ==
               "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwlk.example%2F" +
                   link->code);
    BOOST_TEST(header_of(answer, "Referrer-Policy") == "no-referrer");
    BOOST_TEST(header_of(ask("/" + link->code), "Location") == page + "?from=" + link->code);
}

BOOST_AUTO_TEST_CASE(crawlers_previews_and_heads_make_no_link) {
    const auto before = links_stored();
    const auto crawler = ask(as(request_of("/c/walk/share/x"), "facebookexternalhit/1.1"));
    auto head = request_of("/c/walk/share/x");
    head.method = http::Method::head;
    auto prefetch = request_of("/c/walk/share/x");
    prefetch.headers["sec-purpose"] = "prefetch";

    BOOST_TEST(header_of(crawler, "Location") == "/c/walk");
    BOOST_TEST(header_of(ask(head), "Location") == "/c/walk");
    BOOST_TEST(header_of(ask(prefetch), "Location") == "/c/walk");
    BOOST_TEST(links_stored() == before);
}

BOOST_AUTO_TEST_CASE(no_other_channel_and_no_other_page_can_be_asked_for) {
    for (const auto* path :
         {"/c/walk/share/poster", "/c/walk/share/appeal", "/c/walk/share/participant",
          "/c/walk/share/pigeon", "/c/nothing/share/x", "/c/walk/p/nobody/share/x",
          "/c/walk/t/nobody/share/x", "/me/guess/share/x", "/g/guess/share/x"})
        BOOST_TEST(ask(path).status == 404, path);
}

BOOST_AUTO_TEST_CASE(words_that_nobody_has_read_are_shared_by_no_button) {
    for (const auto& base : {page, own})
        for (const auto* channel : {"x", "whatsapp", "email", "copy"}) {
            const auto told = ask(base + "/share/" + channel + "?as=json").body;
            BOOST_TEST(!has(told, "UNREAD"));
            BOOST_TEST(!has(told, "Anna"));
            BOOST_TEST(has(told, "Spring Walk"));
        }
}

BOOST_AUTO_TEST_CASE(a_participants_own_words_are_shared_once_they_were_read) {
    publish("Anna", "I walk for my sister.");

    BOOST_TEST(json_of(own + "/share/x?as=json").at("text").text() == "I walk for my sister.");
    BOOST_TEST(json_of(page + "/share/x?as=json").at("text").text() ==
               "Anna: “I walk for my sister.”");
}

BOOST_AUTO_TEST_CASE(own_presses_and_those_of_visitors_are_told_apart) {
    const auto mine = json_of(own + "/share/copy?as=json").at("code").text();
    const auto theirs = json_of(page + "/share/copy?as=json").at("code").text();

    BOOST_TEST(mine != theirs);
    ask("/" + mine), ask("/" + mine), ask("/" + theirs);
    const auto home = ask(own).body;
    BOOST_TEST(has(home, "2 visits"));
    BOOST_TEST(has(home, "Passed on by visitors of your page"));
}

BOOST_AUTO_TEST_CASE(a_page_says_what_to_do_where_a_network_takes_no_link) {
    const auto body = ask(page + "/share/instagram").body;

    BOOST_TEST(has(body, "Save the picture"));
    BOOST_TEST(has(body, page + "/picture/tall.png?code="));
    BOOST_TEST(has(body, "1080 × 1080"));
    BOOST_TEST(has(ask(page + "/share/email").body, page + "/share/email?go=1"));
    BOOST_TEST(
        header_of(ask(page + "/share/email?go=1"), "Location").starts_with("mailto:?subject="));
    BOOST_TEST(header_of(ask(page + "/share/sms?go=1"), "Location").starts_with("sms:?&body="));
}

BOOST_AUTO_TEST_CASE(mastodon_asks_for_the_server_and_never_jumps_to_a_host_from_an_address) {
    BOOST_TEST(has(ask("/c/walk/share/mastodon").body, "name=\"server\""));

    const auto named = ask("/c/walk/share/mastodon?server=mastodon.example");
    BOOST_TEST(named.status == 200);
    BOOST_TEST(has(named.body, "href=\"https://mastodon.example/share?text="));

    const auto wrong = ask("/c/walk/share/mastodon?server=" + percent_encoded("evil/\"><script>"));
    BOOST_TEST(wrong.status == 200);
    BOOST_TEST(has(wrong.body, "server-error"));
    BOOST_TEST(!has(wrong.body, "\"><script>"));
}

BOOST_AUTO_TEST_CASE(a_hostile_name_stays_a_name_wherever_it_is_shared) {
    publish(hostile, hostile);
    for (const auto& path : {page, own, page + "/share/instagram", page + "/share/mastodon",
                             own + "/share/email", page + "/share/qr", page + "/share/copy"}) {
        const auto body = ask(path).body;
        BOOST_TEST(!has(body, "<script>alert"), path);
        BOOST_TEST(!has(body, "</script><script"), path);
    }
    BOOST_TEST(json_ld_of(page).at("name").text().starts_with(hostile));
    BOOST_TEST(
        json_of("/oembed?url=https://wlk.example" + page).at("title").text().starts_with(hostile));
    BOOST_TEST(!has(ask("/oembed?url=https://wlk.example" + page).body, "<script"));
    BOOST_TEST(ask(page + "/picture/tall.png").status == 200);
}

BOOST_AUTO_TEST_CASE(pictures_are_kept_tagged_and_lead_nowhere_else) {
    const auto first = ask(page + "/picture/tall.png");
    BOOST_TEST(first.type == "image/png");
    auto again = request_of(page + "/picture/tall.png");
    again.headers["if-none-match"] = header_of(first, "ETag");
    BOOST_TEST(ask(again).status == 304);

    const auto mine = json_of(page + "/share/instagram?as=json").at("code").text();
    const auto other = json_of("/c/walk/share/instagram?as=json").at("code").text();
    BOOST_TEST(ask(page + "/picture/tall.png?code=" + mine).status == 200);
    BOOST_TEST(ask(page + "/picture/tall.png?code=" + other).status == 404);
    BOOST_TEST(ask(page + "/picture/tall.png?code=AAAAA2").status == 404);
    for (const auto* file : {"/picture/huge.png", "/picture/tall.jpg", "/picture/..png"})
        BOOST_TEST(ask(page + file).status == 404, file);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_back_is_gone_from_the_picture_at_once) {
    publish("Anna", "");
    const auto named = header_of(ask(page + "/picture/wide.png"), "ETag");

    publish("", "");

    BOOST_TEST(header_of(ask(page + "/picture/wide.png"), "ETag") != named);
}

BOOST_AUTO_TEST_CASE(other_sites_are_told_title_picture_and_language) {
    publish("Anna", "");
    const auto body = ask(page).body;

    BOOST_TEST(has(body, "<meta property=\"og:title\" content=\"Anna for Spring Walk\">"));
    BOOST_TEST(has(body, "<meta property=\"og:image\" content=\"https://wlk.example" + page +
                             "/picture/wide.png\">"));
    BOOST_TEST(has(body, "<meta property=\"og:image:width\" content=\"1200\">"));
    BOOST_TEST(has(body, "<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    BOOST_TEST(has(body, "<link rel=\"alternate\" type=\"application/json+oembed\""));
}

BOOST_AUTO_TEST_CASE(oembed_answers_for_our_own_public_pages_alone) {
    const auto whole = json_of("/oembed?format=json&url=" +
                               percent_encoded("https://wlk.example/c/walk?from=K7Q2MX"));
    BOOST_TEST(whole.at("type").text() == "rich");
    BOOST_TEST(whole.at("version").text() == "1.0");
    BOOST_TEST(has(whole.at("html").text(), "src=\"https://wlk.example/embed/c/walk\""));
    const auto small =
        json_of("/oembed?maxwidth=300&maxheight=9999&url=https://wlk.example/c/walk");
    BOOST_TEST(small.at("width").number().value() == 300);
    BOOST_TEST(small.at("height").number().value() <= 460);
    BOOST_TEST(json_of("/oembed?url=https://wlk.example" + page).at("type").text() == "link");

    for (const auto* url : {"", "https://evil.example/c/walk", "https://wlk.example.evil/c/walk",
                            "https://wlk.example/c/nothing", "https://wlk.example/me/guess",
                            "https://wlk.example/c/walk/p/nobody", "https://wlk.example/c"})
        BOOST_TEST(ask("/oembed?url=" + percent_encoded(url)).status == 404, url);
    BOOST_TEST(ask("/oembed?format=xml&url=https://wlk.example/c/walk").status == 501);
}

BOOST_AUTO_TEST_CASE(search_engines_are_told_the_event_and_how_to_give) {
    const auto event = json_ld_of("/c/walk");
    BOOST_TEST(event.at("@type").text() == "Event");
    BOOST_TEST(event.at("name").text() == "Spring Walk");
    BOOST_TEST(event.at("startDate").text() == "2027-06-01");
    BOOST_TEST(event.at("location.name").text() == "Riverside Park");
    BOOST_TEST(json_ld_of(page).at("@type").text() == "WebPage");

    now = *read_instant("2027-06-02T10:00:00Z");
    const auto open = json_ld_of("/c/walk");
    BOOST_TEST(open.at("potentialAction.@type").text() == "DonateAction");
    BOOST_TEST(open.at("potentialAction.target.urlTemplate").text() ==
               "https://wlk.example/c/walk/give");
    BOOST_TEST(open.at("potentialAction.priceSpecification.priceCurrency").text() == "EUR");
}

BOOST_AUTO_TEST_CASE(one_person_is_asked_from_the_private_page_and_may_refuse_by_one_click) {
    now = *read_instant("2027-06-02T10:00:00Z");
    BOOST_TEST(has(ask(own).body, "As soon as somebody has read your name"));
    publish("Anna", "");

    const auto answer = post(own + "/appeals", {{"to", "ben@example.org"}, {"form_key", "k1"}});
    BOOST_TEST(answer.status == 303);
    const auto again =
        post(own + "/appeals", {{"to", "a@example.org,b@example.org"}, {"form_key", "k2"}});
    BOOST_TEST(again.status == 422);
    BOOST_TEST(has(again.body, "id=\"to-error\""));
    BOOST_TEST(has(again.body, "value=\"a@example.org,b@example.org\""));

    const auto mail = store->session().one("SELECT facts FROM mail WHERE kind = 'appeal'");
    const auto facts = outside::read_json(mail->text("facts")).value();
    const auto refuse = facts.at("REFUSE_PATH").text();
    BOOST_TEST(has(ask(refuse).body, "Never write to me again"));
    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM mail_refusal")->number("n") == 0);
    BOOST_TEST(post(refuse, {{"List-Unsubscribe", "One-Click"}}).status == 200);
    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM mail_refusal")->number("n") == 1);
}

BOOST_AUTO_TEST_CASE(who_joins_by_a_participants_link_is_counted_as_brought_by_them) {
    publish("Anna", "");
    const auto code = links::find_link_by_id(store->session(), joined.participant.link)->code;

    now += std::chrono::seconds{1};  // Numbers of one moment are in no order.
    post("/c/walk/participants",
         {{"name", "Ben"}, {"email", "ben@example.org"}, {"form_key", "k"}, {"link", code}});

    BOOST_TEST(has(ask(own).body, "You brought 1 person, who raised €0."));
}

BOOST_AUTO_TEST_SUITE_END()
