// The studio: words and looks become a sheet, what is wrong is said and shown, jobs are asked for.
#include "web/pages/printing/studio.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/links/placing.h"
#include "campaign/outside/archive.h"
#include "campaign/printing/printing.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/joining.h"
#include "tests/support/paper.h"
#include "tests/support/site.h"
#include "web/pages/campaigns/desk_campaign.h"

namespace {

using printing::JobState;

struct WithStudio : Site {
    WithStudio() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        other = open_test_campaign(*store, "other");
    }
    http::Request as_coordinator(const std::string& query = "", const std::string& slug = "walk") {
        auto request = request_of("/desk/" + slug + "/studio");
        request.language = "en";
        request.query = http::read_urlencoded(query);
        request.visitor =
            people::Visitor{.account = AccountId{1},
                            .name = "Colleague 1",
                            .email = "colleague-1@example.org",
                            .form_token = "token",
                            .grants = {{.role = people::Role::coordinator, .campaign = {}}}};
        request.params["campaign"] = slug;
        return request;
    }
    http::Request form(const std::string& fields, const std::string& slug = "walk") {
        auto request = as_coordinator("", slug);
        request.method = http::Method::post;
        request.form = http::read_urlencoded(fields);
        return request;
    }
    printing::PrintJob newest() {
        return printing::recent_print_jobs(store->session(), walk.id, 1).at(0);
    }
    pages::Studio studio() {
        version = campaign::current_version(store->session(), walk);
        return {*store, config, walk, version, now};
    }
    // As the process of its own would, but here.
    printing::PrintJob work() {
        const auto job = printing::claim_job(*store, now);
        BOOST_REQUIRE(job.has_value());
        BOOST_TEST(pages::work_print_job(studio(), *job, [] { return test_now(); }));
        return newest();
    }
    void add_walkers(int count) {
        for (int i = 0; i < count; ++i) {
            roster::NewParticipant wish{.campaign = walk.id,
                                        .name = "Walker " + std::to_string(i),
                                        .request_key = "walker-" + std::to_string(i)};
            wish.email = "walker-" + std::to_string(i) + "@example.org";
            roster::join_campaign(*store, wish, {{}, "participant"},
                                  now += std::chrono::seconds{1});
        }
    }
    // As the front sends it, piece by piece.
    static std::string whole(const http::Response& answer) {
        std::string bytes, piece;
        for (bool more = true; more;) more = answer.pieces(piece), bytes += piece;
        return bytes;
    }
    static bool shows(const http::Response& answer, const std::string& text) {
        return answer.body.find(text) != std::string::npos;
    }

    campaign::Campaign walk, other;
    campaign::Version version;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(studio_tests, WithStudio)

BOOST_AUTO_TEST_CASE(a_sheet_is_shown_with_what_is_to_be_said_about_it_and_may_be_taken) {
    const auto page = pages::show_studio(as_coordinator(), app);

    BOOST_TEST(page.status == 200);
    BOOST_TEST(shows(page, "/desk/walk/studio/preview.png?layout=poster-a4"));
    BOOST_TEST(shows(page, "Download the PDF"));
    BOOST_TEST(shows(page, "Make all formats"));
    BOOST_TEST(pages::send_studio_preview(as_coordinator(), app).body.starts_with("\x89PNG"));
    const auto pdf = pages::send_studio_sheet(as_coordinator(), app).body;
    BOOST_TEST(pdf.starts_with("%PDF"));
    BOOST_TEST(support::ask_about(pdf, "qpdf --check %").find("No syntax") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(own_words_and_a_theme_stand_on_the_sheet) {
    const auto pdf = pages::send_studio_sheet(
        as_coordinator("layout=poster-a4&theme=meadow&title=Walk+for+Ward+3&note=Bring+a+friend"),
        app);

    const auto text = support::ask_about(pdf.body, "pdftotext -raw % -");
    BOOST_TEST(text.find("Ward 3") != std::string::npos);
    BOOST_TEST(text.find("Bring a friend") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_press_gets_bleed_and_marks) {
    const auto pdf = pages::send_studio_sheet(as_coordinator("layout=poster-a4&edge=press"), app);

    const auto boxes = support::ask_about(pdf.body, "pdfinfo -box %");
    BOOST_TEST(boxes.find("TrimBox:            34.02") != std::string::npos, boxes);
    BOOST_TEST(boxes.find("BleedBox:           25.51") != std::string::npos, boxes);
}

BOOST_AUTO_TEST_CASE(words_that_cannot_be_printed_are_refused_and_the_rest_is_kept) {
    std::string marks = "e";
    for (int i = 0; i < 4000; ++i) marks += "%CC%81";
    std::string lines;
    for (int i = 0; i < 20'000; ++i) lines += "%0A";
    for (const auto& bad : {marks, std::string(500, 'x'), "a" + lines + "b"}) {
        const auto began = std::chrono::steady_clock::now();
        const auto page = pages::show_studio(as_coordinator("layout=bib-a5&title=" + bad), app);

        BOOST_TEST((page.status == 422 || bad.starts_with("a%0A")));
        if (page.status == 422) BOOST_TEST(shows(page, "Shorten it."));
        BOOST_TEST(shows(page, "layout=bib-a5"));
        BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds{2}));
    }
    BOOST_CHECK_THROW(pages::start_print_job(form("form_key=k&for=formats&title=" + marks), app),
                      Refused);
}

BOOST_AUTO_TEST_CASE(a_picture_bomb_is_no_picture_and_the_sheet_comes_all_the_same) {
    auto order = pages::studio_order(studio(), pages::read_studio_wish({}, "en"), test_author());
    order.look.picture = album_file("bomb.png");
    const auto began = std::chrono::steady_clock::now();

    const auto product = print::render_product(order);

    BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds{2}));
    BOOST_TEST(product->pdf.starts_with("%PDF"));
    BOOST_TEST(!product->warnings.empty());
    BOOST_TEST(product->pdf.size() < 1'000'000u);
}

BOOST_AUTO_TEST_CASE(every_format_is_on_the_contact_sheet) {
    const auto page = pages::show_formats(as_coordinator("theme=meadow"), app);

    for (const auto& layout : print::all_layouts())
        BOOST_TEST(shows(page, "layout=" + layout.name), layout.name);
    BOOST_TEST(shows(page, "theme=meadow"));
}

BOOST_AUTO_TEST_CASE(everybody_who_takes_part_gets_a_bib_with_a_number_and_their_own_code) {
    add_walkers(3);

    const auto answer = pages::start_print_job(form("form_key=k&for=people&layout=bib-a5"), app);
    pages::start_print_job(form("form_key=k&for=people&layout=bib-a5"), app);
    const auto job = work();

    BOOST_TEST(answer.status == 303);
    BOOST_TEST((job.state == JobState::done));
    BOOST_TEST(printing::recent_print_jobs(store->session(), walk.id, 5).size() == 1u);
    auto asked = as_coordinator();
    asked.params["job"] = std::to_string(job.id.value);
    const auto file = pages::send_print_job(asked, app);
    BOOST_TEST(file.type == "application/pdf");
    BOOST_TEST(support::ask_about(file.body, "pdfinfo %").find("Pages:           3") !=
               std::string::npos);
    const auto page = support::read_pgm(
        support::ask_about(file.body, "pdftoppm -gray -r 150 -f 3 -singlefile %"));
    const auto one = roster::participants_to_choose(store->session(), walk.id, 5).at(2);
    const auto link = links::find_link_by_id(store->session(), one.link);
    BOOST_TEST(print::read_symbol(page) == "https://WLK.EXAMPLE/" + link->code);
}

BOOST_AUTO_TEST_CASE(bibs_carry_only_names_that_were_read_and_lists_at_check_in_all_of_them) {
    add_walkers(2);
    const auto people = roster::page_of_participants(store->session(), {.campaign = walk.id});
    const auto read = std::ranges::find(people, "Walker 0", &roster::Participant::name);
    BOOST_REQUIRE(read != people.end());
    roster::review_page(*store, {.participant = read->id, .seen_version = read->version},
                        test_approver(), now);
    const auto text_of = [&](const std::string& key, const std::string& layout) {
        pages::start_print_job(form("form_key=" + key + "&for=people&layout=" + layout), app);
        const auto part = printing::find_printed_part(store->session(), work().id, 0);
        return support::ask_about(part.value().bytes, "pdftotext -raw % -");
    };

    const auto bibs = text_of("bibs", "bib-a5");
    const auto notes = newest().notes;
    const auto list = text_of("list", "checkin-list-a4");

    BOOST_TEST(bibs.find("Walker 0") != std::string::npos);
    BOOST_TEST(bibs.find("Walker 1") == std::string::npos);
    BOOST_TEST(bibs.find("One of us") != std::string::npos);
    BOOST_TEST(notes.find("1 name has not been read") != std::string::npos, notes);
    BOOST_TEST(list.find("Walker 0") != std::string::npos);
    BOOST_TEST(list.find("Walker 1") != std::string::npos);
    const auto sheet = pages::send_studio_sheet(as_coordinator("layout=badge-a6"), app).body;
    BOOST_TEST(support::ask_about(sheet, "pdftotext -raw % -").find("Walker 1") ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_place_has_its_own_file_in_a_zip) {
    links::add_placements(
        *store,
        {{.campaign = walk.id, .name = "Café Mokka"}, {.campaign = walk.id, .name = "School"}},
        test_author(), now);

    pages::start_print_job(form("form_key=k&for=places&layout=poster-a5"), app);
    const auto job = work();
    auto asked = as_coordinator();
    asked.params["job"] = std::to_string(job.id.value);
    const auto file = pages::send_print_job(asked, app);

    BOOST_TEST(file.type == "application/zip");
    const auto files = outside::unpack_zip(whole(file));
    BOOST_REQUIRE((files && files->size() == 2u));
    BOOST_TEST(files->at(0).name.ends_with(".pdf"));
    BOOST_TEST(files->at(0).bytes.starts_with("%PDF"));
    BOOST_TEST(support::ask_about(files->at(1).bytes, "pdftotext -raw % -").find("School") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_zip_is_read_file_by_file_and_breaks_off_where_the_job_is_removed_meanwhile) {
    links::add_placements(
        *store,
        {{.campaign = walk.id, .name = "Café Mokka"}, {.campaign = walk.id, .name = "School"}},
        test_author(), now);
    pages::start_print_job(form("form_key=k&for=places&layout=poster-a5"), app);
    const auto job = work();
    auto asked = as_coordinator();
    asked.params["job"] = std::to_string(job.id.value);
    const auto file = pages::send_print_job(asked, app);
    std::string piece;
    BOOST_TEST(file.pieces(piece));
    BOOST_TEST(piece.size() <= 256u * 1024);

    auto removing = form("");
    removing.params = asked.params;
    pages::remove_print_job(removing, app);

    BOOST_CHECK_THROW(whole(file), store::Unavailable);
    BOOST_CHECK_EXCEPTION(pages::send_print_job(asked, app), Refused, because(Reason::not_found));
}

BOOST_AUTO_TEST_CASE(paper_that_is_ready_is_said_at_the_desk_until_it_is_fetched_or_put_away) {
    add_walkers(1);
    const auto desk = [&] { return pages::show_desk_campaign(as_coordinator(), app); };
    const auto make = [&](const std::string& key) {
        pages::start_print_job(form("form_key=" + key + "&for=people&layout=bib-a5"), app);
        auto asked = form("");
        asked.params["job"] = std::to_string(work().id.value);
        return asked;
    };
    BOOST_TEST(!shows(desk(), "Put away"));
    const auto first = make("first");
    BOOST_TEST(shows(desk(), "Bibs A5, for everybody who takes part</b>: Ready."));
    BOOST_TEST(shows(desk(), "/desk/walk/studio/jobs/" + first.params.at("job") + "\""));

    pages::dismiss_print_job(first, app);
    BOOST_TEST(!shows(desk(), "Put away"));
    const auto second = make("second");
    BOOST_TEST(shows(desk(), "Put away"));
    pages::send_print_job(second, app);
    BOOST_TEST(!shows(desk(), "Put away"));
    BOOST_TEST(shows(pages::show_studio(as_coordinator(), app),
                     "/jobs/" + second.params.at("job") + "/removal"));
}

BOOST_AUTO_TEST_CASE(pages_that_are_opened_at_once_make_one_link_for_the_campaigns_poster) {
    std::vector<std::jthread> openers;
    for (int i = 0; i < 6; ++i)
        openers.emplace_back([&] {
            links::find_or_add_link(*store, {.campaign = walk.id, .channel = "poster"},
                                    test_author(), now);
        });
    openers.clear();

    const auto all = links::all_links_of_campaign(store->session(), walk.id);
    BOOST_REQUIRE(all.size() == 1u);
    links::end_link(*store, all[0], test_author(), now);
    const auto next = links::find_or_add_link(*store, {.campaign = walk.id, .channel = "poster"},
                                              test_author(), now);
    BOOST_TEST((next.id != all[0].id));
}

BOOST_AUTO_TEST_CASE(a_job_and_its_files_are_the_campaigns_own) {
    add_walkers(1);
    pages::start_print_job(form("form_key=k&for=people&layout=bib-a5"), app);
    const auto job = work();
    auto asked = as_coordinator("", "other");
    asked.params["job"] = std::to_string(job.id.value);

    BOOST_CHECK_EXCEPTION(pages::send_print_job(asked, app), Refused, because(Reason::not_found));
    BOOST_CHECK_EXCEPTION(pages::cancel_print_job(asked, app), Refused, because(Reason::not_found));
    auto nobody = request_of("/desk/walk/studio/jobs/" + std::to_string(job.id.value));
    BOOST_TEST(ask(nobody).status != 200);
}

BOOST_AUTO_TEST_CASE(with_nobody_there_a_batch_says_so) {
    BOOST_CHECK_EXCEPTION(pages::start_print_job(form("form_key=k&for=people&layout=bib-a5"), app),
                          Refused, beside("layout"));
    BOOST_TEST(shows(pages::show_studio(as_coordinator(), app), "Nothing yet."));
}

BOOST_AUTO_TEST_CASE(a_job_can_be_cancelled_and_the_page_says_how_far_it_is) {
    add_walkers(1);
    pages::start_print_job(form("form_key=k&for=people&layout=bib-a5"), app);
    BOOST_TEST(shows(pages::show_studio(as_coordinator(), app), "Waits for its turn."));
    auto asked = form("");
    asked.params["job"] = std::to_string(newest().id.value);

    pages::cancel_print_job(asked, app);

    BOOST_TEST((newest().state == JobState::cancelled));
    BOOST_TEST(shows(pages::show_studio(as_coordinator(), app), "Cancelled."));
}

BOOST_AUTO_TEST_CASE(a_wish_is_the_same_in_an_address_and_in_a_job) {
    const std::string query =
        "layout=bib-a5&theme=meadow&target=p-x&title=A%20%26%20B&edge=press&ink=low&photo=7&for="
        "people";

    BOOST_TEST(pages::studio_query(pages::read_studio_wish(http::read_urlencoded(query), "en")) ==
               query);
}

BOOST_AUTO_TEST_SUITE_END()
