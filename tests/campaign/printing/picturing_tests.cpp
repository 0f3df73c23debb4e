// Pictures for paper: kept large, without a stranger's words, bounded, and gone when deleted.
#include "campaign/printing/picturing.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"
#include "tests/support/large_picture.h"

using printing::PrintPicture;

namespace {

struct Album : FreshDatabase {
    Album() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    printing::NewPrintPicture brought(std::string bytes, std::string key = "paper-1") {
        return {.campaign = walk.id,
                .title = "Hills",
                .bytes = std::move(bytes),
                .request_key = std::move(key),
                .permission = printing::Permission::given};
    }
    PrintPicture keep(const printing::NewPrintPicture& asked) {
        return printing::keep_print_picture(*store, darkroom, asked, test_author(), test_now());
    }
    std::string refused_field(const printing::NewPrintPicture& asked) {
        try {
            keep(asked);
        } catch (const Refused& refused) {
            return refused.refusal.field;
        }
        return {};
    }
    std::string bytes_of(const PrintPicture& picture, const printing::PictureSize& size) {
        return printing::bytes_of_print_picture(store->session(), picture.id, size);
    }
    std::vector<PrintPicture> all() { return printing::print_pictures(store->session(), walk.id); }
    std::int64_t count_audit(const std::string& action) {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM audit WHERE action = ?", action)
            ->number("n");
    }

    campaign::Campaign walk;
    pictures::Darkroom darkroom;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(picturing_tests, Album)

BOOST_AUTO_TEST_CASE(a_large_picture_is_kept_as_large_as_paper_can_use_it) {
    const auto picture = keep(brought(large_picture()));  // 3,508 x 4,961.

    BOOST_REQUIRE(picture.sizes.size() == 3u);
    BOOST_TEST(picture.sizes[0].longest() == 480);
    BOOST_TEST(picture.sizes[1].longest() == 2400);
    BOOST_TEST(picture.sizes[2].longest() == 4000);
    BOOST_TEST(&picture.at_least(2400) == &picture.sizes[1]);
    BOOST_TEST(&picture.at_least(9000) == &picture.sizes[2]);
    const auto again = printing::find_print_picture(store->session(), picture.id).value();
    BOOST_TEST(again.title == "Hills");
    BOOST_TEST(again.sizes[2].longest() == 4000);
    for (const auto& size : again.sizes) {
        const auto bytes = bytes_of(again, size);
        BOOST_TEST(bytes.starts_with("\xff\xd8\xff"));
        BOOST_TEST(bytes.size() <= pictures::rendition_bytes_max);
    }
    BOOST_TEST(count_audit("print picture brought") == 1);
}

BOOST_AUTO_TEST_CASE(a_phones_picture_is_turned_and_says_nothing_of_its_place_and_owner) {
    const auto jpeg = keep(brought(album_file("phone.jpg")));  // 800 x 533, lying on its side.
    const auto heic = keep(brought(album_file("phone.heic"), "paper-2"));

    BOOST_TEST(jpeg.sizes.back().width == 533);
    BOOST_TEST(jpeg.sizes.back().height == 800);
    const auto bytes = bytes_of(jpeg, jpeg.sizes.back());
    BOOST_TEST(album_file("phone.jpg").find("Exif") != std::string::npos);
    BOOST_TEST(bytes.find("Exif") == std::string::npos);
    BOOST_TEST(bytes.find("Anna") == std::string::npos);
    BOOST_TEST(bytes_of(heic, heic.sizes.back()).starts_with("\xff\xd8\xff"));
}

BOOST_AUTO_TEST_CASE(bombs_and_what_is_no_picture_are_refused_at_once_and_nothing_is_kept) {
    for (const auto& bad :
         {album_file("bomb.png"), std::string{"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
          std::string{"%PDF-1.7"}, album_file("phone.jpg").substr(0, 9000),
          std::string(pictures::upload_bytes_max + 1, 'x')}) {
        const auto began = std::chrono::steady_clock::now();

        BOOST_TEST(refused_field(brought(bad)) == "photo");

        BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds{2}));
    }
    BOOST_TEST(all().empty());
}

BOOST_AUTO_TEST_CASE(without_a_picture_a_permission_or_a_fitting_name_there_is_none) {
    auto silent = brought(album_file("phone.jpg"));
    silent.permission = printing::Permission::none;
    auto long_name = brought(album_file("phone.jpg"));
    long_name.title = std::string(printing::picture_title_max + 1, 'x');

    BOOST_TEST(refused_field(silent) == "permission");
    BOOST_TEST(refused_field(long_name) == "name");
    BOOST_TEST(refused_field(brought("")) == "photo");
    BOOST_TEST(all().empty());
}

BOOST_AUTO_TEST_CASE(
    a_form_that_is_sent_twice_is_one_picture_and_another_campaigns_key_is_nobodys) {
    const auto asked = brought(album_file("phone.jpg"));

    const auto first = keep(asked), again = keep(asked);

    BOOST_TEST((first.id == again.id));
    BOOST_TEST(all().size() == 1u);
    auto foreign = asked;
    foreign.campaign = open_test_campaign(*store, "other").id;
    BOOST_CHECK_THROW(keep(foreign), Refused);
}

BOOST_AUTO_TEST_CASE(a_campaign_has_so_many_pictures_and_no_more) {
    for (int i = 0; i < printing::pictures_max; ++i)
        store->in_transaction([&](store::Transaction& tx) {
            const PrintPicture one{.id = new_id<printing::PrintPictureId>(test_now()),
                                   .campaign = walk.id,
                                   .title = "One",
                                   .permitted_by = AccountId{1},
                                   .brought_at = test_now(),
                                   .sizes = {}};
            printing::insert_print_picture(tx, one, "key-" + std::to_string(i));
            printing::insert_print_picture_size(tx, one.id, {1, 1}, "x");
        });

    BOOST_TEST(refused_field(brought(album_file("phone.jpg"))) == "photo");
    printing::delete_print_picture(*store, all().front(), test_author(), test_now());
    BOOST_TEST(refused_field(brought(album_file("phone.jpg"))).empty());
}

BOOST_AUTO_TEST_CASE(what_is_deleted_leaves_no_byte_behind) {
    const auto picture = keep(brought(album_file("phone.jpg")));

    printing::delete_print_picture(*store, picture, test_author(), test_now());
    printing::delete_print_picture(*store, picture, test_author(), test_now());

    BOOST_TEST(all().empty());
    BOOST_TEST(bytes_of(picture, picture.sizes.back()).empty());
    BOOST_TEST(count_audit("print picture deleted") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
