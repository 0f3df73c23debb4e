#include "web/pages/introductions/introductions.h"

#include <boost/test/unit_test.hpp>

#include "campaign/holding.h"
#include "campaign/pictures/consenting.h"
#include "campaign/pictures/keeping.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

struct Desk : Site {
    Desk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk"), other = open_test_campaign(*store, "other");
        author = sign_in_colleague(*store, people::Role::coordinator, walk.id);
        approver = sign_in_colleague(*store, people::Role::coordinator, walk.id);
    }
    http::Response as(const people::SignedIn& who, const std::string& path) {
        return ask(sent_by(who, request_of(path)));
    }
    http::Response post(const people::SignedIn& who, const std::string& path, const Typed& fields,
                        bool with_photo = false) {
        auto request = request_of(path);
        request.method = http::Method::post;
        if (with_photo)
            request.uploads.push_back(
                {"photo", "phone.jpg", "image/jpeg", album_file("phone.jpg")});
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, request));
    }
    std::string write(Typed more = {}, bool with_photo = false) {
        Typed fields{{"form_key", "f1"},
                     {"name", "Amara <b>Osei</b>"},
                     {"role", "Head physician"},
                     {"words", "I know every child by name."},
                     {"links", "The ward | https://example.org/ward"},
                     {"consent_how", "Signed form"},
                     {"consent_on", "2027-01-02"}};
        fields.insert(fields.end(), more.begin(), more.end());
        const auto answer = post(author, "/desk/walk/introductions", fields, with_photo);
        BOOST_REQUIRE_MESSAGE(answer.status == 303, answer.body);
        const auto place = header_of(answer, "Location");
        return place.substr(0, place.find('?'));
    }
    void publish(const std::string& place) {
        BOOST_REQUIRE(post(author, place, {{"act", "submit"}}).status == 303);
        const auto page = as(approver, place).body;
        const auto at = page.find("name=\"profile\" value=\"") + 22;
        const auto profile = page.substr(at, page.find('"', at) - at);
        const auto answer = post(approver, place, {{"act", "approve"}, {"profile", profile}});
        BOOST_REQUIRE_MESSAGE(answer.status == 303, answer.body);
    }

    campaign::Campaign walk, other;
    people::SignedIn author, approver;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(introductions_tests, Desk)

BOOST_AUTO_TEST_CASE(written_handed_in_approved_and_on_the_campaigns_page) {
    const auto place = write();
    BOOST_TEST(!holds(ask("/c/walk").body, "The people behind it"));
    BOOST_TEST(!holds(as(author, place).body, "Approve"));

    publish(place);

    BOOST_TEST(holds(ask("/c/walk").body, "The people behind it"));
    BOOST_TEST(holds(ask("/c/walk").body, "Amara &lt;b&gt;Osei"));
    const auto page = ask("/c/walk/i/amara-b-osei-b").body;
    BOOST_TEST(holds(page, "I know every child by name."));
    BOOST_TEST(holds(page, "href=\"https://example.org/ward\""));
    BOOST_TEST(holds(page, "href=\"/c/walk?from="));
    BOOST_TEST(as(author, place + "/card.pdf").body.starts_with("%PDF"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_beside_its_field_and_kept) {
    const auto answer = post(author, "/desk/walk/introductions",
                             {{"form_key", "f1"}, {"name", "Amara"}, {"links", "nonsense"}});

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "id=\"role-error\""));
    BOOST_TEST(holds(answer.body, "value=\"Amara\""));
}

BOOST_AUTO_TEST_CASE(taken_away_it_is_gone_from_everywhere) {
    const auto place = write();
    publish(place);

    BOOST_TEST(post(author, place, {{"act", "withdraw"}}).status == 422);
    BOOST_TEST(post(author, place, {{"act", "withdraw"}, {"reason", "She has left."}}).status ==
               303);

    BOOST_TEST(ask("/c/walk/i/amara-b-osei-b").status == 404);
    BOOST_TEST(!holds(ask("/c/walk").body, "Osei"));
    BOOST_TEST(as(author, place + "/card.pdf").status == 404);
}

BOOST_AUTO_TEST_CASE(nobody_of_another_campaign_gets_at_it) {
    const auto place = write();
    const auto number = place.substr(place.rfind('/'));
    const auto stranger = sign_in_colleague(*store, people::Role::coordinator, other.id);

    BOOST_TEST(as(stranger, place).status == 404);
    BOOST_TEST(as(stranger, "/desk/other/introductions" + number).status == 404);
    BOOST_TEST(post(stranger, "/desk/other/introductions" + number,
                    {{"act", "withdraw"}, {"reason", "Mine."}})
                   .status == 404);
}

BOOST_AUTO_TEST_CASE(the_portrait_is_public_with_the_page_and_gone_with_the_consent) {
    const auto place = write({}, true);
    const auto photo = pictures::recent_photos(store->session(), walk.id, 1).at(0);
    const auto address = pictures::photo_path(photo.at_least(400));
    BOOST_TEST(holds(as(approver, place).body, address));
    BOOST_TEST(ask(address).status == 404);

    publish(place);

    BOOST_TEST(holds(ask("/c/walk/i/amara-b-osei-b").body, address));
    BOOST_TEST(holds(ask("/c/walk").body, address));
    BOOST_TEST(ask(address).status == 200);
    const auto consent = pictures::consents_of_photo(store->session(), photo.id).at(0);
    BOOST_TEST(consent.given_how == "Signed form");
    pictures::revoke_consent(*store, consent.id, test_approver(), now);
    BOOST_TEST(!holds(ask("/c/walk/i/amara-b-osei-b").body, address));
    BOOST_TEST(ask(address).status == 410);
}

BOOST_AUTO_TEST_CASE(a_picture_of_a_participant_is_no_portrait_of_somebody_else) {
    const auto joined = roster::join_campaign(
        *store, {.campaign = walk.id, .name = "Anna", .email = "a@b.org", .request_key = "anna"},
        {{}, "participant"}, now);
    const auto theirs = pictures::keep_photo(*store, darkroom,
                                             {.campaign = walk.id,
                                              .participant = joined.participant.id,
                                              .bytes = album_file("phone.jpg"),
                                              .request_key = "hers"},
                                             now);
    const auto answer = post(author, "/desk/walk/introductions",
                             {{"form_key", "f1"},
                              {"name", "Amara"},
                              {"role", "Physician"},
                              {"words", "Words."},
                              {"kept_photo", std::to_string(theirs.id.value)}});
    BOOST_TEST(answer.status != 303);
}

BOOST_AUTO_TEST_CASE(a_video_is_loaded_by_a_click_alone) {
    const auto place = write({{"video", "https://youtu.be/dQw4w9WgXcQ"}});
    publish(place);

    const auto page = ask("/c/walk/i/amara-b-osei-b").body;
    BOOST_TEST(holds(page, "data-video=\"/c/walk/i/amara-b-osei-b/video\""));
    BOOST_TEST(!holds(page, "<iframe"));
    const auto player = ask("/c/walk/i/amara-b-osei-b/video");
    BOOST_TEST(holds(player.body, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"));
    BOOST_TEST(holds(header_of(player, "Content-Security-Policy"), "frame-ancestors 'self'"));
}

BOOST_AUTO_TEST_CASE(a_revoked_consent_does_not_come_back_with_another_wording) {
    const auto place = write({}, true);
    publish(place);
    const auto photo = pictures::recent_photos(store->session(), walk.id, 1).at(0);
    const auto consent = pictures::consents_of_photo(store->session(), photo.id).at(0);
    pictures::revoke_consent(*store, consent.id, test_approver(), now);

    Typed again{{"act", "keep"},
                {"form_key", "f2"},
                {"seen", "1"},
                {"name", "Amara Osei"},
                {"role", "Physician"},
                {"words", "I know every child."},
                {"consent_how", "Signed form"}};
    again.push_back({"consent_on", "2027-01-02"});
    BOOST_REQUIRE(post(author, place, again, true).status == 303);
    BOOST_REQUIRE(post(author, place, {{"act", "submit"}}).status == 303);
    const auto page = as(approver, place).body;
    const auto at = page.find("name=\"profile\" value=\"") + 22;
    const auto profile = page.substr(at, page.find('"', at) - at);
    const auto answer = post(approver, place, {{"act", "approve"}, {"profile", profile}});

    BOOST_TEST(answer.status == 422);
    for (const auto& one : pictures::recent_photos(store->session(), walk.id, 9))
        BOOST_TEST(!one.shown_at.has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_introduced_in_a_hold_and_what_was_taken_away_is_written_anew) {
    const auto place = write();
    BOOST_REQUIRE(post(author, place, {{"act", "submit"}}).status == 303);
    const auto page = as(approver, place).body;
    const auto at = page.find("name=\"profile\" value=\"") + 22;
    const auto profile = page.substr(at, page.find('"', at) - at);
    campaign::hold_everything(*store, {walk.id, "Something is wrong"}, test_approver(), now);
    BOOST_TEST(post(approver, place, {{"act", "approve"}, {"profile", profile}}).status != 303);
    BOOST_TEST(ask("/c/walk/i/amara-b-osei-b").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
