// How our paper and pages look: chosen by an organiser, shown at once, on all that is printed.
#include "web/pages/printing/desk_look.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/placing.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "web/pages/printing/our_look.h"
#include "web/pages/printing/poster_order.h"
#include "web/pages/printing/studio_order.h"

using people::Role;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr const char *page_path = "/desk/organisation", *look_path = "/desk/organisation/look";

// A PNG of 40 x 20 pixels by its header.
std::string small_logo() {
    using namespace std::string_view_literals;
    return std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x14"sv};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct Office : Site {
    Office() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        link = links::find_or_add_link(*store, {.campaign = walk.id, .channel = "poster"},
                                       test_author(), now);
        version = campaign::current_version(store->session(), walk);
    }
    http::Request form(const Fields& fields) {
        auto request = request_of(look_path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        request.form.add("version", std::to_string(look().version));
        return request;
    }
    http::Response choose(const Fields& fields) { return ask(sent_by(boss, form(fields))); }
    std::string page(const std::string& query = "") {
        return ask(sent_by(boss, request_of(page_path + query))).body;
    }
    organisation::Look look() { return organisation::find_look(store->session()); }
    print::PosterOrder poster() {
        return pages::poster_order(store->session(), config,
                                   {.campaign = walk, .version = version, .link = link}, now);
    }
    print::ProductOrder product(const std::string& query = "") {
        return pages::studio_order({*store, config, walk, version, now},
                                   pages::read_studio_wish(http::read_urlencoded(query), "en"),
                                   test_author());
    }

    campaign::Campaign walk;
    campaign::Version version;
    links::Link link;
    people::SignedIn boss = sign_in_colleague(*store, Role::organiser);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_look_tests, Office)

BOOST_AUTO_TEST_CASE(without_colours_of_our_own_everything_is_the_themes) {
    BOOST_TEST(!poster().colours.has_value());
    BOOST_TEST(!product().look.brand.main.has_value());
    BOOST_TEST(has(page(), "The colours of the theme."));
}

BOOST_AUTO_TEST_CASE(colours_that_are_chosen_stand_on_posters_in_the_studio_and_on_pages) {
    BOOST_TEST(choose({{"main", "00486b"}, {"accent", "#8A1C1C"}}).status == 303);

    BOOST_TEST(look().main_colour == "#00486B");
    BOOST_TEST(print::colour_text(poster().colours.value().sky_middle) == "#00486B");
    BOOST_TEST(print::colour_text(poster().colours.value().action) == "#8A1C1C");
    for (const auto* theme : {"", "theme=meadow"})
        BOOST_TEST(print::colour_text(product(theme).look.brand.main.value()) == "#00486B");
    const auto css = ask("/c/walk/theme.css").body;
    BOOST_TEST(has(css, "--action: #8a1c1c"));
    BOOST_TEST(has(page(), "Every letter can be read in these colours."));
    BOOST_TEST(has(page(), "value=\"#00486B\""));
}

BOOST_AUTO_TEST_CASE(a_colour_that_is_too_pale_says_so_before_and_after_it_is_kept) {
    const std::string sentence = "The main colour #FFE100 is darkened to #";

    BOOST_TEST(has(page("?main=%23FFE100&accent="), sentence));
    BOOST_TEST(look().main_colour.empty());  // Looking keeps nothing.
    choose({{"main", "#FFE100"}, {"accent", ""}});

    BOOST_TEST(has(page(), sentence));
    BOOST_TEST(look().main_colour == "#FFE100");
    const auto theme = poster().colours.value();
    BOOST_TEST(print::contrast(theme.on_sky, theme.sky_middle) >= 4.5);
}

BOOST_AUTO_TEST_CASE(the_studio_does_not_repeat_on_every_sheet_what_was_said_once) {
    choose({{"main", "#FFE100"}, {"accent", "#FFE100"}});

    for (const auto& theme : print::all_theme_names()) {
        std::vector<std::string> changed;
        print::branded(print::theme_of(theme), product("theme=" + theme).look.brand, changed);
        BOOST_TEST(changed.empty(), theme);
    }
}

BOOST_AUTO_TEST_CASE(cleared_everything_is_the_themes_again) {
    auto request = form({{"main", "#00486B"}, {"accent", "#8A1C1C"}});
    request.uploads.push_back({"logo", "logo.png", "image/png", small_logo()});
    BOOST_TEST(ask(sent_by(boss, request)).status == 303);
    BOOST_TEST(product().look.logo == small_logo());
    BOOST_TEST(ask("/logo").status == 200);

    choose({{"main", ""}, {"accent", ""}, {"no_logo", "1"}});

    BOOST_TEST(!poster().colours.has_value());
    BOOST_TEST(product().look.logo.empty());
    BOOST_TEST(ask("/logo").status == 404);
}

BOOST_AUTO_TEST_CASE(what_is_no_colour_is_said_beside_its_field_and_nothing_is_kept) {
    const auto answer = choose({{"main", "#00486B"}, {"accent", "red\"><b>"}});

    BOOST_TEST(answer.status == 400);
    BOOST_TEST(has(answer.body, "id=\"accent-error\""));
    BOOST_TEST(has(answer.body, "red&quot;&gt;&lt;b&gt;"));
    BOOST_TEST(has(answer.body, "value=\"#00486B\""));
    BOOST_TEST(look().main_colour.empty());
}

BOOST_AUTO_TEST_CASE(who_was_overtaken_is_told_and_keeps_what_was_typed) {
    auto late = form({{"main", "#00486B"}, {"accent", ""}});
    choose({{"main", "#8A1C1C"}, {"accent", ""}});

    const auto answer = ask(sent_by(boss, late));

    BOOST_TEST(answer.status == 400);
    BOOST_TEST(has(answer.body, "changed this meanwhile"));
    BOOST_TEST(has(answer.body, "value=\"#00486B\""));
    BOOST_TEST(look().main_colour == "#8A1C1C");
}

BOOST_AUTO_TEST_CASE(the_sample_is_a_picture_in_the_colours_that_are_typed) {
    const auto sample = [&](const std::string& query) {
        return ask(sent_by(boss, request_of("/desk/organisation/look.png" + query)));
    };
    const auto usual = sample("");
    const auto blue = sample("?main=%2300486B&accent=");

    BOOST_TEST(usual.type == "image/png");
    BOOST_TEST(blue.body.starts_with("\x89PNG"));
    BOOST_TEST((blue.body != usual.body));
    BOOST_TEST((sample("?main=nonsense&accent=").body == usual.body));
}

BOOST_AUTO_TEST_CASE(only_organisers_choose_how_we_look) {
    for (const auto role : {Role::finance, Role::coordinator}) {
        const auto who = sign_in_colleague(*store, role);
        BOOST_TEST(ask(sent_by(who, form({{"main", "#00486B"}}))).status == 403);
        BOOST_TEST(ask(sent_by(who, request_of("/desk/organisation/look.png"))).status == 403);
    }
    const auto finance = sign_in_colleague(*store, Role::finance);
    BOOST_TEST(!has(ask(sent_by(finance, request_of(page_path))).body, "id=\"look\""));
    BOOST_TEST(look().main_colour.empty());
}

BOOST_AUTO_TEST_SUITE_END()
