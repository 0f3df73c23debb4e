// Uploads are whole and strict, or refused.
#include <boost/test/unit_test.hpp>

#include "campaign/words/refusal.h"
#include "web/http/multipart.h"

using namespace http;

namespace {

const std::string type = "Multipart/Form-Data; boundary=\"----x\"";

std::string text_part(const std::string& name, const std::string& value) {
    return "------x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
           "\r\n";
}

std::string file_part(const std::string& file_name, const std::string& bytes) {
    return "------x\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"" + file_name +
           "\"\r\nContent-Type: image/png\r\n\r\n" + bytes + "\r\n";
}

const std::string closing = "------x--\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(multipart_tests)

BOOST_AUTO_TEST_CASE(fields_and_files_arrive_as_they_were_sent) {
    const std::string png{"\x89PNG\r\n\0--x", 11};
    const auto form = read_multipart(
        text_part("title", "Zoë\r\nM") + file_part("C:\\pic %22a%22.png", png) + closing, type);

    BOOST_TEST(form.fields.text("title") == "Zoë\r\nM");
    BOOST_TEST_REQUIRE(form.uploads.size() == 1u);
    BOOST_TEST(form.uploads[0].field == "logo");
    BOOST_TEST(form.uploads[0].file_name == "pic \"a\".png");
    BOOST_TEST(form.uploads[0].type == "image/png");
    BOOST_TEST((form.uploads[0].bytes == png));
}

BOOST_AUTO_TEST_CASE(a_file_input_left_empty_is_no_upload) {
    BOOST_TEST(read_multipart(file_part("", "") + closing, type).uploads.empty());
    BOOST_TEST(read_multipart("------x--", type).fields.rows().empty());
}

BOOST_AUTO_TEST_CASE(what_is_cut_off_or_odd_is_refused_whole) {
    const auto part = text_part("a", "1");
    const std::string odd[] = {
        part,
        part + "------x",
        part + "------x-",
        part + closing + "epilogue",
        "preamble\r\n" + part + closing,
        "------x\r\nContent-Disposition: form-data\r\n\r\n1\r\n" + closing,
        "------x\r\nX: y\r\n\r\n1\r\n" + closing,
        "------x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" + closing,
        "------x\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n" + closing,
        "------x\r\nContent-Disposition: form-data; name=a\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n1\r\n" +
            closing,
        "------x\r\nX: " + std::string(part_head_bytes_max, 'x') + "\r\n\r\n" + closing,
        text_part("a", "\xff") + closing,
        "",
    };

    for (const auto& body : odd) BOOST_CHECK_THROW(read_multipart(body, type), Refused);
}

BOOST_AUTO_TEST_CASE(the_boundary_is_there_and_short) {
    const auto body = text_part("a", "1") + closing;

    for (const std::string& bad :
         {std::string{"multipart/form-data"}, std::string{"multipart/form-data; boundary="},
          "multipart/form-data; boundary=" + std::string(71, 'x'), std::string{"text/plain"},
          std::string{"multipart/form-data; boundary=\"\""}})
        BOOST_CHECK_THROW(read_multipart(body, bad), Refused);
}

BOOST_AUTO_TEST_CASE(there_are_only_so_many_parts) {
    std::string body;
    for (std::size_t i = 0; i < parts_max; ++i) body += text_part("f" + std::to_string(i), "1");

    BOOST_TEST(read_multipart(body + closing, type).fields.rows().size() == parts_max);
    BOOST_CHECK_THROW(read_multipart(body + text_part("x", "1") + closing, type), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
