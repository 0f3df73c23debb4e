// Pledge pages: the form on the phone, the donor's own page, and the desk's lists.
#include "web/pages/pledges/pledge.h"

#include <boost/test/unit_test.hpp>

#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/pledges/pledging.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using people::Role;
using Form = std::vector<std::pair<std::string, std::string>>;

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

struct WithPledgePages : Site {
    WithPledgePages() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        now = *read_instant("2027-06-10T10:00:00Z");
        roster::NewParticipant wish;
        wish.campaign = walk.id, wish.name = "Ann", wish.email = "ann@example.org";
        wish.request_key = "ann";
        ann = roster::join_campaign(*store, wish, {{}, "participant"}, now).participant;
    }
    http::Response post(const std::string& path, const Form& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(std::move(request));
    }
    http::Response pledge(Form fields) {
        fields.push_back({"form_key", "key-" + std::to_string(++keys)});
        return post("/c/walk/pledges", fields);
    }
    // The path of a pledge in three parts of €20.
    std::string in_parts() {
        return header_of(pledge({{"kind", "instalments"},
                                 {"amount", "60"},
                                 {"parts", "3"},
                                 {"first_on", "2027-07-01"},
                                 {"email", "don@example.org"},
                                 {"name", "Don"}}),
                         "Location");
    }
    http::Response desk(const people::SignedIn& who, const std::string& path,
                        const Form& fields = {}) {
        store->in_transaction([&](store::Transaction& tx) {  // They have worked all the while.
            tx.run("UPDATE session SET seen_at = ?, expires_at = ?", now,
                   now + std::chrono::days{1});
        });
        auto request = request_of(path);
        if (!fields.empty()) request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, std::move(request)));
    }
    pledges::Pledge only_pledge() {
        return pledges::recent_pledges(store->session(), {walk.id}).at(0);
    }
    std::string desk_path() {
        return "/desk/walk/pledges/" + std::to_string(only_pledge().id.value);
    }
    ledger::Figures figures() { return ledger::figures_of(store->session(), walk.id); }
    void check_ledger() {
        for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
            BOOST_ERROR(difference);
    }

    campaign::Campaign walk;
    roster::Participant ann;
    int keys = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pledge_pages_tests, WithPledgePages)

BOOST_AUTO_TEST_CASE(the_form_asks_for_what_its_kind_needs) {
    const auto flat = ask("/c/walk/pledge"), parts = ask("/c/walk/pledge?kind=instalments");
    const auto lap = ask("/c/walk/pledge?kind=unit&for=" + ann.slug);

    BOOST_TEST(flat.status == 200);
    BOOST_TEST(holds(flat.body, "id=\"first_on\""));
    BOOST_TEST(!holds(flat.body, "id=\"parts\""));
    BOOST_TEST(!holds(flat.body, "kind=unit"));  // For nobody who walks.
    BOOST_TEST(holds(parts.body, "id=\"parts\""));
    BOOST_TEST(holds(lap.body, "id=\"cap\""));
    BOOST_TEST(!holds(lap.body, "id=\"amount\""));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost) {
    const auto page = pledge({{"kind", "flat"}, {"amount", "twenty"}, {"name", "Don <b>"}});
    BOOST_TEST(page.status == 422);
    BOOST_TEST(holds(page.body, "id=\"amount-error\""));
    BOOST_TEST(holds(page.body, "Don &lt;b&gt;"));

    const auto no_mail = pledge({{"kind", "flat"}, {"amount", "20"}, {"first_on", "2027-07-01"}});
    BOOST_TEST(no_mail.status == 422);
    BOOST_TEST(holds(no_mail.body, "id=\"email-error\""));
    const auto no_cap = pledge({{"kind", "unit"},
                                {"participant", ann.slug},
                                {"unit", "1"},
                                {"cap", "0.50"},
                                {"email", "don@example.org"}});
    BOOST_TEST(holds(no_cap.body, "id=\"cap-error\""));
    BOOST_TEST(figures().pledged == 0);
}

BOOST_AUTO_TEST_CASE(the_donors_page_shows_the_parts_and_how_to_pay_the_next) {
    const auto path = in_parts();
    BOOST_TEST(path.starts_with("/pledge/"));
    BOOST_TEST(figures().pledged == 6'000);

    const auto page = ask(path);

    BOOST_TEST(page.status == 200);
    BOOST_TEST(holds(page.body, "€60 in 3 parts"));
    BOOST_TEST(holds(page.body, "RF"));
    BOOST_TEST(holds(page.body, path + "/code.svg"));
    BOOST_TEST(holds(page.body, "1 September"));
    BOOST_TEST(header_of(page, "X-Robots-Tag") == "noindex");
    BOOST_TEST(ask(path + "/code.svg").status == 200);
    BOOST_TEST(ask("/pledge/0123456789abcdef").status == 404);
}

BOOST_AUTO_TEST_CASE(only_the_mailed_link_proves_the_address_and_only_its_button) {
    const auto path = in_parts();
    const auto proof = path + "/proof/" + pledges::proof_of(store->session(), only_pledge());
    BOOST_TEST(ask(path + "/proof/wrong").status == 404);

    BOOST_TEST(ask(proof).status == 200);
    BOOST_TEST(!only_pledge().proven_at.has_value());
    BOOST_TEST(post(proof, {{"form_token", ""}}).status == 303);

    BOOST_TEST(only_pledge().proven_at.has_value());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_donor_takes_it_back_and_nothing_is_open) {
    const auto path = in_parts();

    BOOST_TEST(post(path, {{"change", "withdraw"}}).status == 303);

    BOOST_TEST(figures().pledged == 0);
    const auto page = ask(path);
    BOOST_TEST(holds(page.body, "taken back"));
    BOOST_TEST(!holds(page.body, "code.svg"));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_promise_per_lap_waits_for_the_laps_and_shows_on_the_page_it_is_for) {
    const auto path = header_of(pledge({{"kind", "unit"},
                                        {"participant", ann.slug},
                                        {"unit", "1"},
                                        {"cap", "30"},
                                        {"email", "don@example.org"}}),
                                "Location");

    BOOST_TEST(holds(ask(path).body, "€1 a lap, at most €30"));
    BOOST_TEST(figures().pledged == 0);
    const auto page = ask("/c/walk/p/" + ann.slug);
    BOOST_TEST(holds(page.body, "1 promise per lap, €1 a lap together"));
    BOOST_TEST(holds(page.body, "/c/walk/pledge?for=" + ann.slug));
}

BOOST_AUTO_TEST_CASE(finance_sees_the_list_and_marks_a_transfer_as_arrived) {
    in_parts();
    const auto finance = sign_in_colleague(*store, Role::finance);
    BOOST_TEST(holds(desk(finance, "/desk/walk/pledges").body, "Don"));

    const auto answer = desk(finance, desk_path(),
                             {{"act", "arrival"},
                              {"amount", "20"},
                              {"bank_date", "2027-06-09"},
                              {"statement", "line 1"}});

    BOOST_TEST(answer.status == 303);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(only_pledge().paid.minor == 2'000);
    const auto again = desk(finance, desk_path(),
                            {{"act", "arrival"},
                             {"amount", "20"},
                             {"bank_date", "2027-06-09"},
                             {"statement", "line 1"}});
    BOOST_TEST(again.status == 422);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_TEST(desk(finance, desk_path()).status == 200);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_volunteer_finds_a_pledge_by_its_reference_and_takes_cash_for_it) {
    in_parts();
    const auto volunteer = sign_in_colleague(*store, Role::volunteer, walk.id);
    BOOST_TEST(!holds(desk(volunteer, "/desk/walk/pledges").body, "Don"));
    BOOST_TEST(
        holds(desk(volunteer, "/desk/walk/pledges?q=" + only_pledge().reference).body, "Don"));
    BOOST_TEST(!holds(desk(volunteer, desk_path()).body, "don@example.org"));

    BOOST_TEST(desk(volunteer, desk_path(),
                    {{"act", "cash"}, {"method", "cash"}, {"amount", "20"}, {"form_key", "k"}})
                   .status == 303);

    BOOST_TEST(figures().entered == 2'000);
    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(desk(volunteer, desk_path(), {{"act", "prove"}}).status == 403);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_pledge_from_paper_is_typed_in_and_proven_by_finance) {
    const auto volunteer = sign_in_colleague(*store, Role::volunteer, walk.id);
    const auto typed = desk(volunteer, "/desk/walk/pledges",
                            {{"kind", "flat"},
                             {"amount", "20"},
                             {"first_on", "2027-07-01"},
                             {"name", "Gran"},
                             {"note", "blue folder"},
                             {"form_key", "paper"}});
    BOOST_TEST(typed.status == 303);
    BOOST_TEST(only_pledge().origin == "desk");

    const auto finance = sign_in_colleague(*store, Role::finance);
    BOOST_TEST(holds(desk(finance, "/desk").body, "1 pledge from paper waits for a look"));
    BOOST_TEST(holds(desk(finance, desk_path()).body, "blue folder"));
    BOOST_TEST(desk(finance, desk_path(), {{"act", "prove"}}).status == 303);

    BOOST_TEST(only_pledge().proven_at.has_value());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(laps_typed_by_one_and_confirmed_by_another_become_a_bill) {
    const auto path = header_of(pledge({{"kind", "unit"},
                                        {"participant", ann.slug},
                                        {"unit", "1"},
                                        {"cap", "30"},
                                        {"email", "don@example.org"}}),
                                "Location");
    const auto volunteer = sign_in_colleague(*store, Role::volunteer, walk.id);
    const auto finance = sign_in_colleague(*store, Role::finance);
    BOOST_TEST(holds(desk(volunteer, "/desk/walk/laps").body, "Ann"));
    const auto field = "laps-" + std::to_string(ann.id.value);
    BOOST_TEST(desk(volunteer, "/desk/walk/laps", {{"form_key", "a"}, {field, "many"}}).status ==
               422);
    const auto typed =
        desk(volunteer, "/desk/walk/laps", {{"form_key", "a"}, {field, "12"}, {"note", "noon"}});
    const auto where = header_of(typed, "Location");
    const auto batch = where.substr(0, where.find('?'));
    BOOST_TEST(desk(volunteer, batch, {{"act", "confirm"}}).status == 403);
    BOOST_TEST(holds(desk(finance, "/desk").body, batch));
    const auto preview = desk(finance, batch).body;
    BOOST_TEST(holds(preview, "12 laps × €1"));
    BOOST_TEST(holds(preview, "€12"));

    BOOST_TEST(desk(finance, batch, {{"act", "confirm"}}).status == 303);

    BOOST_TEST(figures().pledged == 1'200);
    BOOST_TEST(holds(ask(path).body, "12 laps at €1 each: €12."));
    BOOST_TEST(holds(ask(path).body, "17 June"));  // In seven days.
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
