#include "campaign/pictures/keeping.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "campaign/organisation/picture.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/words/refusal.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

std::string sentence_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refused& refused) {
        BOOST_TEST((refused.refusal.reason == Reason::not_a_valid_value));
        BOOST_TEST(refused.refusal.field == "photo");
        return refused.refusal.detail;
    }
    BOOST_FAIL("it was not refused");
    return {};
}

struct Album : FreshDatabase {
    Album() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    pictures::NewPhoto brought(std::string bytes, std::string key = "photo-1") {
        return {.campaign = walk.id,
                .account = AccountId{1},
                .bytes = std::move(bytes),
                .alt = "Hills in the evening",
                .request_key = std::move(key)};
    }
    pictures::Photo keep(const pictures::NewPhoto& photo) {
        return pictures::keep_photo(*store, darkroom, photo, now);
    }
    std::string kept_bytes(const pictures::PhotoSize& size) {
        return organisation::find_picture(store->session(), size.digest).value().bytes;
    }
    bool is_public(const pictures::Photo& photo) {
        return pictures::photos_behind(store->session(), photo.sizes[0].digest, now)
            .at(0)
            .is_public;
    }

    campaign::Campaign walk;
    pictures::Darkroom darkroom;
    Instant now = test_now();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(keeping_tests, Album)

BOOST_AUTO_TEST_CASE(a_photo_is_turned_and_kept_in_small_sizes) {
    const auto photo = keep(brought(album_file("phone.jpg")));  // 800 x 533, lying on its side.

    BOOST_REQUIRE(photo.sizes.size() == 2u);
    BOOST_TEST(photo.sizes[0].width == 213);
    BOOST_TEST(photo.sizes[0].height == 320);
    BOOST_TEST(photo.sizes[1].width == 533);
    BOOST_TEST(photo.sizes[1].height == 800);
    BOOST_TEST(&photo.at_least(400) == &photo.sizes[1]);
    const auto again = pictures::find_photo(store->session(), photo.id).value();
    BOOST_TEST(again.alt == "Hills in the evening");
    BOOST_TEST(again.sizes[1].digest == photo.sizes[1].digest);
}

BOOST_AUTO_TEST_CASE(a_photo_as_newer_phones_make_them_is_kept_as_a_jpeg) {
    const auto photo = keep(brought(album_file("phone.heic")));  // 320 x 480.

    BOOST_REQUIRE(photo.sizes.size() == 2u);
    BOOST_TEST(photo.sizes[1].width == 320);
    BOOST_TEST(photo.sizes[1].height == 480);
    BOOST_TEST(kept_bytes(photo.sizes[1]).starts_with("\xff\xd8\xff"));
    BOOST_TEST(!sentence_of([&] {
                    keep(brought(album_file("phone.heic").substr(0, 900), "photo-cut"));
                }).empty());
}

BOOST_AUTO_TEST_CASE(nobody_learns_from_a_photo_where_it_was_taken) {
    const auto exif_count = [](const std::string& bytes) {
        const std::string path =
            std::string{std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "/tmp"} + "/photo-" +
            std::to_string(bytes.size()) + ".jpg";
        std::ofstream{path, std::ios::binary} << bytes;
        const auto found =
            std::system(("exiv2 -pa " + path + " 2>/dev/null | grep -q Exif").c_str());
        std::remove(path.c_str());
        return found == 0;
    };
    const auto original = album_file("phone.jpg");

    const auto photo = keep(brought(original));

    BOOST_TEST(exif_count(original));  // The judge sees what is there,
    for (const auto& size : photo.sizes) BOOST_TEST(!exif_count(kept_bytes(size)));
    BOOST_TEST(kept_bytes(photo.sizes[1]).find("Anna") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_picture_that_would_fill_the_memory_is_refused_by_its_header) {
    const auto bomb = album_file("bomb.png");  // 48 kB, 20,000 x 20,000.
    BOOST_TEST(bomb.size() < 50'000u);

    const auto said = sentence_of([&] { keep(brought(bomb)); });

    BOOST_TEST(said == "This picture is too large: up to 12 MB and 50 million pixels.");
    BOOST_TEST(sentence_of([&] {
                   keep(brought(std::string(pictures::upload_bytes_max + 1, 'x')));
               }) == said);
}

BOOST_AUTO_TEST_CASE(only_pictures_are_taken_whatever_their_name) {
    const std::string kinds = "Pictures can be JPEG, PNG, WebP or HEIC files.";
    for (const std::string bytes :
         {"", "GIF89a\1\0\1\0", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "%PDF-1.7",
          "\xff\xd8"})
        BOOST_TEST(sentence_of([&] { keep(brought(bytes)); }) == kinds);
}

BOOST_AUTO_TEST_CASE(what_did_not_arrive_whole_is_refused_and_the_darkroom_goes_on) {
    const auto whole = album_file("phone.jpg");
    for (const auto length : {std::size_t{400}, whole.size() / 2, whole.size() - 300})
        BOOST_TEST(!sentence_of([&] { keep(brought(whole.substr(0, length))); }).empty());

    auto spoilt = whole;
    for (std::size_t at = 700; at < spoilt.size(); at += 97) spoilt[at] = '\xff';
    try {
        keep(brought(spoilt, "photo-spoilt"));
    } catch (const Refused&) {
    }
    BOOST_TEST(keep(brought(whole, "photo-after")).sizes.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_flood_of_pictures_is_refused_but_for_those_that_have_a_place) {
    const auto bytes = album_file("phone.jpg");
    std::atomic<int> developed = 0, refused = 0;
    std::vector<std::jthread> flood;
    for (int i = 0; i < 12; ++i)
        flood.emplace_back([&] {
            try {
                darkroom.develop(bytes);
                ++developed;
            } catch (const Refused& why) {
                if (why.refusal.reason == Reason::too_many_attempts) ++refused;
            }
        });
    flood.clear();
    const int done = developed, away = refused;
    BOOST_TEST(done + away == 12);
    BOOST_TEST(done >= pictures::Darkroom::at_once_max + pictures::Darkroom::waiting_max);
}

BOOST_AUTO_TEST_CASE(one_form_is_one_photo_however_often_it_is_sent) {
    const auto asked = brought(album_file("phone.jpg"));

    const auto first = keep(asked), again = keep(asked);

    BOOST_TEST((first.id == again.id));
    auto others = asked;
    others.account = AccountId{2};
    BOOST_CHECK_THROW(keep(others), Refused);
}

BOOST_AUTO_TEST_CASE(a_photo_is_public_from_its_showing_until_its_withdrawing) {
    const auto photo = keep(brought(album_file("phone.jpg")));
    const auto twin = keep(brought(album_file("phone.jpg"), "photo-2"));
    BOOST_TEST(!is_public(photo));

    store->in_transaction([&](auto& tx) { pictures::show_photo(tx, photo.id, now); });
    BOOST_TEST(is_public(photo));

    store->in_transaction([&](auto& tx) { pictures::mark_photo_withdrawn(tx, twin.id, now); });
    const auto behind = pictures::photos_behind(store->session(), photo.sizes[0].digest, now);
    BOOST_TEST(behind.size() == 2u);
    for (const auto& one : behind) BOOST_TEST((one.is_gone && !one.is_public));
    BOOST_CHECK_THROW(
        store->in_transaction([&](auto& tx) { pictures::show_photo(tx, photo.id, now); }), Refused);
    BOOST_TEST(!is_public(photo));
}

BOOST_AUTO_TEST_SUITE_END()
