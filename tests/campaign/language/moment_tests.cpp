// Moments: dates and clocks of places, also in the nights when the clock jumps.
#include <boost/test/unit_test.hpp>

#include "campaign/language/locale.h"

using namespace language;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

namespace {

Instant at(std::string_view iso) { return read_instant(iso).value(); }
Date on(int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(moment_tests)

BOOST_AUTO_TEST_CASE(a_date_is_written_as_its_reader_writes_it) {
    const auto date = on(2027, 6, 12);

    BOOST_TEST(date_text(date, "en") == "Sat 12 June 2027");
    BOOST_TEST(date_text(date, "de") == "Sa., 12. Juni 2027");
    BOOST_TEST(date_text(date, "fr") == "sam. 12 juin 2027");
    BOOST_TEST(date_text(date, "ar") == "السبت، ١٢ يونيو ٢٠٢٧");
}

BOOST_AUTO_TEST_CASE(a_moment_has_the_date_and_the_time_of_the_campaigns_place) {
    const auto moment = at("2027-06-12T22:30:00Z");

    BOOST_TEST(date_text(moment, "Europe/Berlin", "en") == "Sun 13 June 2027");
    BOOST_TEST(date_text(moment, "America/New_York", "en") == "Sat 12 June 2027");
    BOOST_TEST(time_text(moment, "Europe/Berlin", "en") == "00:30");
    BOOST_TEST(time_text(moment, "Europe/Berlin", "de") == "00:30");
    BOOST_TEST(time_text(moment, "Asia/Kolkata", "fr") == "04:00");
    BOOST_TEST(time_text(moment, "Europe/Berlin", "ar") == "١٢:٣٠ ص");
}

BOOST_AUTO_TEST_CASE(the_spring_night_in_berlin_has_no_half_past_two) {
    const auto night = on(2027, 3, 28);

    BOOST_TEST(iso_text(start_of(night, "Europe/Berlin")) == "2027-03-27T23:00:00Z");
    BOOST_TEST(iso_text(local_moment(night, 2, 30, "Europe/Berlin")) == "2027-03-28T01:30:00Z");
    BOOST_TEST(time_text(local_moment(night, 2, 30, "Europe/Berlin"), "Europe/Berlin", "en") ==
               "03:30");
    BOOST_TEST(iso_text(start_of(on(2027, 3, 29), "Europe/Berlin")) == "2027-03-28T22:00:00Z");
}

BOOST_AUTO_TEST_CASE(the_autumn_night_in_berlin_takes_the_first_half_past_two) {
    const auto night = on(2027, 10, 31);

    BOOST_TEST(iso_text(local_moment(night, 2, 30, "Europe/Berlin")) == "2027-10-31T00:30:00Z");
    BOOST_TEST(datetime_local_text(at("2027-10-31T00:30:00Z"), "Europe/Berlin") ==
               "2027-10-31T02:30");
    BOOST_TEST(datetime_local_text(at("2027-10-31T01:30:00Z"), "Europe/Berlin") ==
               "2027-10-31T02:30");
    BOOST_TEST((start_of(on(2027, 11, 1), "Europe/Berlin") - start_of(night, "Europe/Berlin") ==
                std::chrono::hours{25}));
}

BOOST_AUTO_TEST_CASE(a_day_without_a_midnight_begins_after_the_jump) {
    const auto start = start_of(on(2027, 4, 30), "Africa/Cairo");

    BOOST_TEST(datetime_local_text(start, "Africa/Cairo").substr(0, 10) == "2027-04-30");
    BOOST_TEST((date_in(start, "Africa/Cairo") == on(2027, 4, 30)));
    BOOST_TEST((date_in(start - std::chrono::seconds{1}, "Africa/Cairo") == on(2027, 4, 29)));
    BOOST_TEST((date_in(start_of(on(2018, 11, 4), "America/Sao_Paulo"), "America/Sao_Paulo") ==
                on(2018, 11, 4)));
    BOOST_TEST(datetime_local_text(start_of(on(2018, 11, 4), "America/Sao_Paulo"),
                                   "America/Sao_Paulo") == "2018-11-04T01:00");
}

BOOST_AUTO_TEST_CASE(a_form_gets_back_the_moment_that_it_showed) {
    for (const auto* zone : {"Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "UTC"}) {
        const auto moment = at("2027-06-12T08:05:00Z");

        BOOST_TEST((read_datetime_local(datetime_local_text(moment, zone), zone) == moment));
    }
    BOOST_TEST(datetime_local_text(at("2027-06-12T08:00:00Z"), "Europe/Berlin") ==
               "2027-06-12T10:00");
    BOOST_TEST((read_datetime_local("2027-06-12T10:00:30", "Europe/Berlin") ==
                at("2027-06-12T08:00:30Z")));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_moment_is_not_read) {
    for (const auto* typed : {"", "2027-06-12", "2027-06-31T10:00", "2027-06-12T24:00",
                              "2027-06-12T10:60", "2027-06-12 10:00", "2027-06-12T10:00Z",
                              "2027-06-12T10-00", "2027-06-12T1a:00", "2027-06-12T10:00:61"})
        BOOST_TEST(!read_datetime_local(typed, "Europe/Berlin"), typed);
}

BOOST_AUTO_TEST_CASE(a_zone_is_one_that_the_world_knows) {
    BOOST_TEST(is_time_zone("Europe/Berlin"));
    BOOST_TEST(is_time_zone("UTC"));
    for (const auto* name : {"", "Berlin", "GMT+5", "Etc/Unknown", "Europe/Berlin\n", "../etc"})
        BOOST_TEST(!is_time_zone(name), name);
    BOOST_TEST(!is_time_zone(std::string(10'000, 'x')));
}

BOOST_AUTO_TEST_CASE(how_long_ago_is_said_in_the_largest_whole_unit) {
    const auto now = at("2027-06-12T10:00:00Z");
    const auto ago = [&](int seconds, const char* language) {
        return ago_text(now - std::chrono::seconds{seconds}, now, language);
    };

    BOOST_TEST(ago(20, "en") == "now");
    BOOST_TEST(ago(59, "de") == "jetzt");
    BOOST_TEST(ago(60, "en") == "1 minute ago");
    BOOST_TEST(ago(4 * 60 + 59, "de") == "vor 4 Minuten");
    BOOST_TEST(ago(3 * 3600, "fr") == "il y a 3 heures");
    BOOST_TEST(ago(2 * 86400, "ar") == "قبل يومين");
    BOOST_TEST(ago(40 * 86400, "en") == "1 month ago");
    BOOST_TEST(ago(-300, "en") == "in 5 minutes");
}

BOOST_AUTO_TEST_SUITE_END()
