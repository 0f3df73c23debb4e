// Letters on paper: they shrink before they are cut, and every script keeps its direction.
#include "print/canvas.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>
#include <utility>

using namespace print;

BOOST_AUTO_TEST_SUITE(canvas_tests)

BOOST_AUTO_TEST_CASE(a_text_shrinks_before_it_is_cut) {
    const TextStyle style{.size_pt = 40, .smallest_pt = 14, .lines_max = 1};

    const FittedText roomy{"Walk for clean water", 300, 30, style};
    const FittedText narrow{"Walk for clean water", 80, 30, style};
    const FittedText hopeless{"Walk for clean water", 20, 30, style};

    BOOST_TEST(roomy.size_pt() == 40);
    BOOST_TEST(narrow.size_pt() < 40);
    BOOST_TEST(narrow.size_pt() >= 14);
    BOOST_TEST(narrow.width_mm() <= 80.2);
    BOOST_TEST(!narrow.shortened());
    BOOST_TEST(hopeless.shortened());
    BOOST_TEST(hopeless.size_pt() == 14);
    BOOST_TEST(hopeless.width_mm() <= 20.2);
}

BOOST_AUTO_TEST_CASE(lines_never_break_a_word_that_could_be_smaller) {
    const TextStyle style{.size_pt = 60, .smallest_pt = 14, .lines_max = 4};

    const FittedText text{"Wohltätigkeitsspaziergang", 100, 100, style};

    BOOST_TEST(text.lines() == 1);
    BOOST_TEST(text.size_pt() < 60);
}

BOOST_AUTO_TEST_CASE(balanced_lines_are_about_equally_long) {
    const TextStyle style{.size_pt = 30, .smallest_pt = 30, .lines_max = 2};
    const char* words = "Scan to give or join the walk today";

    const FittedText natural{words, 130, 60, style};
    const FittedText balanced{words, 130, 60, style, Wrap::balanced};

    BOOST_TEST(natural.lines() == 2);
    BOOST_TEST(balanced.lines() == 2);
    BOOST_TEST(balanced.width_mm() < natural.width_mm());
}

BOOST_AUTO_TEST_CASE(scripts_are_known_by_their_first_letter) {
    BOOST_TEST(reads_from_right("امشوا"));
    BOOST_TEST(reads_from_right("10:00 · שלום"));
    BOOST_TEST(!reads_from_right("Walk امشوا"));
    BOOST_TEST(!reads_from_right("为清洁水源而走"));
    BOOST_TEST(!reads_from_right("12:00"));
    BOOST_TEST(!reads_from_right(""));
}

BOOST_AUTO_TEST_CASE(every_script_we_promise_has_its_font) {
    const std::vector<const char*> texts{
        "Grüße", "Привет", "Γειά", "שלום", "سلام", "नमस्ते", "হ্যালো",  // Europe to Bengal.
        "வணக்கம்", "สวัสดี", "გამარჯობა", "为清洁水源", "こんにちは", "안녕하세요"};
    for (const auto* words : texts)
        BOOST_TEST((FittedText{words, 200, 50, {}}).letters_without_font() == 0, words);
    BOOST_TEST((FittedText{"\xF0\x9F\x98\x80", 200, 50, {}}).letters_without_font() == 1);
}

// Fonts are shared by all threads of the program, which make previews at the same moment; Cairo
// keeps ten files of them open and closes others', so more are used here.
BOOST_AUTO_TEST_CASE(many_threads_draw_letters_at_one_moment) {
    constexpr int threads = 8, rounds = 40;
    const auto draw = [] {
        auto canvas = Canvas::pdf(100, 100, {});
        canvas.fill(box(0, 0, 100, 100), colour_of(0xFFFFFF));
        auto pixels = Canvas::pixels({0, 0, 100, 100}, 3);
        double y = 2;
        for (const auto* words : {"Walk", "سلام", "שלום", "नमस्ते", "হ্যালো", "வணக்கம்", "สวัสดี",
                                  "გამარჯობა", "为清洁水源", "안녕하세요"})
            for (const int weight : {400, 600, 800}) {
                const FittedText text{words, 90, 9, {.size_pt = 7, .weight = weight}};
                canvas.paint_text(text, {5, y});
                pixels.paint_text(text, {5, y});
                y += 3;
            }
        return std::pair{canvas.finish_pdf(), pixels.finish_png()};
    };
    const auto alone = draw();
    std::atomic<int> others{0};
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&] {
            for (int round = 0; round < rounds; ++round)
                if (draw() != alone) ++others;
        });
    for (auto& thread : all) thread.join();
    BOOST_TEST(others == 0);
}

BOOST_AUTO_TEST_SUITE_END()
