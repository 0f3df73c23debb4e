// Pictures of one's own in the studio: on the sheet, in jobs, and nobody else's.
#include <boost/test/unit_test.hpp>

#include "campaign/printing/picturing.h"
#include "campaign/printing/printing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/large_picture.h"
#include "tests/support/paper.h"
#include "tests/support/site.h"
#include "web/pages/printing/studio.h"

using people::Role;

namespace {

constexpr const char* desk = "/desk/walk/studio";

struct Studio : Site {
    Studio() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        other = open_test_campaign(*store, "other");
        neighbour = sign_in_colleague(*store, Role::coordinator, other.id);
        own = sign_in_colleague(*store, Role::coordinator, walk.id);
    }
    http::Response get(const people::SignedIn& by, const std::string& path) {
        return ask(sent_by(by, request_of(path)));
    }
    http::Response post(const people::SignedIn& by, const std::string& path,
                        const std::string& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        request.form = http::read_urlencoded(fields);
        return ask(sent_by(by, request));
    }
    http::Response bring(const people::SignedIn& by, const std::string& bytes,
                         const std::string& fields = "permission=1&name=Hills") {
        auto request = request_of(std::string{desk} + "/pictures");
        request.method = http::Method::post;
        request.form = http::read_urlencoded(fields + "&form_key=key" + std::to_string(++forms));
        request.uploads.push_back({"photo", "hills.png", "image/png", bytes});
        return ask(sent_by(by, request));
    }
    printing::PrintPicture newest() {
        return printing::print_pictures(store->session(), walk.id).at(0);
    }
    std::string value() { return pages::picture_value(newest().id); }
    std::string address() {
        return std::string{desk} + "/pictures/" + std::to_string(newest().id.value);
    }
    printing::PrintJob work() {
        const auto job = printing::claim_job(*store, now);
        BOOST_REQUIRE(job.has_value());
        const auto version = campaign::current_version(store->session(), walk);
        pages::work_print_job({*store, config, walk, version, now}, *job,
                              [] { return test_now(); });
        return printing::find_print_job(store->session(), job->id).value();
    }
    static bool shows(const http::Response& answer, const std::string& text) {
        return answer.body.find(text) != std::string::npos;
    }

    campaign::Campaign walk, other;
    people::SignedIn own, neighbour;
    int forms = 0;
};

// The widest picture in a PDF; 0: none.
int widest_in(const std::string& pdf) {
    return std::atoi(support::ask_about(pdf,
                                        "pdfimages -list % | awk 'NR>2 && $4>w {w=$4} "
                                        "END {print w+0}'")
                         .c_str());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(studio_pictures_tests, Studio)

BOOST_AUTO_TEST_CASE(a_picture_that_is_brought_stands_on_the_sheet_sharp_enough_for_a3) {
    const auto answer = bring(own, large_picture(),
                              "permission=1&name=Hills&wish=layout%3Dposter-a3%26theme%3Dmeadow");

    BOOST_TEST(answer.status == 303);
    BOOST_TEST(header_of(answer, "Location") ==
               std::string{desk} + "?layout=poster-a3&theme=meadow&photo=" + value());
    const auto page = get(own, header_of(answer, "Location"));
    BOOST_TEST(shows(page, "<option value=\"" + value() + "\" selected>Hills</option>"));
    BOOST_TEST(shows(page, "2828 × 4000 pixels"));
    BOOST_TEST(!shows(page, "too coarse"));
    const auto pdf =
        get(own, std::string{desk} + "/sheet.pdf?layout=poster-a3&photo=" + value()).body;
    BOOST_TEST(pdf.starts_with("%PDF"));
    BOOST_TEST(widest_in(pdf) == 2828);
    const auto preview = std::string{desk} + "/preview.png?layout=poster-a3";
    BOOST_TEST(get(own, preview + "&photo=" + value()).body != get(own, preview).body);
}

BOOST_AUTO_TEST_CASE(a_print_job_prints_it_as_large_as_its_sheet_needs_it) {
    bring(own, large_picture());
    roster::join_campaign(
        *store, {.campaign = walk.id, .name = "Anna", .email = "a@b.org", .request_key = "anna"},
        {{}, "participant"}, now);

    post(own, std::string{desk} + "/jobs",
         "form_key=job&for=people&layout=poster-a4&photo=" + value());
    const auto job = work();

    BOOST_TEST((job.state == printing::JobState::done));
    const auto file = get(own, std::string{desk} + "/jobs/" + std::to_string(job.id.value));
    BOOST_TEST(file.type == "application/pdf");
    BOOST_TEST(widest_in(file.body) == 1697);  // 2,400 high.
}

BOOST_AUTO_TEST_CASE(a_job_whose_picture_was_deleted_ends_and_the_studio_draws_its_own) {
    bring(own, album_file("phone.jpg"));
    const auto was = value();
    roster::join_campaign(
        *store, {.campaign = walk.id, .name = "Anna", .email = "a@b.org", .request_key = "anna"},
        {{}, "participant"}, now);
    post(own, std::string{desk} + "/jobs", "form_key=job&for=people&layout=bib-a5&photo=" + was);

    BOOST_TEST(post(own, address() + "/removal", "").status == 303);

    BOOST_CHECK_EXCEPTION(work(), Refused, [](const Refused& refused) {
        return refused.refusal.reason == Reason::not_found;
    });
    const auto page = get(own, std::string{desk} + "?photo=" + was);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(!shows(page, "preview.png?layout=poster-a4&amp;photo="));
    BOOST_TEST(get(own, std::string{desk} + "/preview.png?photo=" + was).status == 200);
}

BOOST_AUTO_TEST_CASE(only_who_runs_the_campaign_sees_fetches_brings_or_deletes) {
    BOOST_TEST(bring(own, album_file("phone.jpg")).status == 303);
    const auto there = address();
    BOOST_TEST(get(own, there + ".jpg").type == "image/jpeg");
    BOOST_TEST(header_of(get(own, there + ".jpg"), "Cache-Control") == "private, no-store");
    BOOST_TEST(get(own, there + ".jpg?small=1").body.size() < get(own, there + ".jpg").body.size());

    const auto moderator = sign_in_colleague(*store, Role::moderator, walk.id);
    const auto elsewhere = "/desk/other/studio/pictures/" + std::to_string(newest().id.value);
    for (const auto& [who, status] : {std::pair{neighbour, 404}, std::pair{moderator, 403}}) {
        BOOST_TEST(get(who, there + ".jpg").status == status);
        BOOST_TEST(bring(who, album_file("phone.jpg")).status == status);
        BOOST_TEST(post(who, there + "/removal", "").status == status);
    }
    BOOST_TEST(get(neighbour, elsewhere + ".jpg").status == 404);
    BOOST_TEST(post(neighbour, elsewhere + "/removal", "").status == 404);
    BOOST_TEST(ask(there + ".jpg").status == 303);
    const auto theirs = get(neighbour, "/desk/other/studio?photo=" + value());
    BOOST_TEST(!shows(theirs, "value=\"" + value()));
    BOOST_TEST(get(neighbour, "/desk/other/studio/preview.png?photo=" + value()).body ==
               get(neighbour, "/desk/other/studio/preview.png").body);
    BOOST_TEST(printing::print_pictures(store->session(), walk.id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_is_said_on_the_page_and_the_wish_stands) {
    for (const auto& [bytes, fields, sentence] :
         {std::tuple{album_file("bomb.png"), "permission=1", "too large"},
          std::tuple{std::string{"GIF89a"}, "permission=1", "JPEG, PNG, WebP or HEIC"},
          std::tuple{album_file("phone.jpg"), "name=Hills", "Say that you may print"}}) {
        const auto page =
            bring(own, bytes, std::string{fields} + "&wish=layout%3Dbib-a5%26title%3DWard");

        BOOST_TEST(page.status == 422);
        BOOST_TEST(shows(page, sentence));
        BOOST_TEST(shows(page, "value=\"Ward\""));
    }
    BOOST_TEST(printing::print_pictures(store->session(), walk.id).empty());
}

BOOST_AUTO_TEST_CASE(a_wish_with_a_picture_of_ones_own_is_the_same_in_an_address_and_in_a_job) {
    const std::string query = "layout=bib-a5&photo=own-17";

    const auto wish = pages::read_studio_wish(http::read_urlencoded(query), "en");

    BOOST_TEST(pages::studio_query(wish) == query);
    BOOST_TEST(!wish.photo);
}

BOOST_AUTO_TEST_SUITE_END()
