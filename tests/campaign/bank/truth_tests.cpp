// Lines with a planted truth: what is booked without a person is right, and nothing else is booked.
// WAYMARK_BANK_LINES asks for more of them and tells how long it took (tests/bench/bank.sh).
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include "campaign/bank/placing.h"
#include "campaign/bank/suggestion.h"
#include "tests/campaign/bank/bank_fixture.h"

namespace {

using Clock = std::chrono::steady_clock;

// What a line was made from, and whether its reference is whole.
enum class Sort { whole, code, end_to_end, slip, no_reference, paid_before, stranger };

struct Planted {
    GiftId gift = {};  // Of nobody: a stranger.
    Sort sort = Sort::whole;
    bool is_exact() const {
        return sort == Sort::whole || sort == Sort::code || sort == Sort::end_to_end;
    }
};

const std::vector<std::string> first_names{"Anna", "Ben",   "Cleo", "Dara", "Emil", "Fee",
                                           "Gül",  "Hanno", "Ida",  "Jörg", "Kim",  "Lou"};
const std::vector<std::string> last_names{"Berg", "Adler", "Dorn",  "Müller", "Krause", "Vogt",
                                          "Lenz", "Sahin", "Novak", "Fuchs",  "Weiß",   "Roth"};

struct Truth : WithBank {
    std::string any_name() {
        return first_names[dice() % first_names.size()] + " " +
               last_names[dice() % last_names.size()] + (dice() % 3 == 0 ? "-Kurz" : "");
    }
    giving::Gift promised(std::size_t number) {
        auto asked = gift_of(500 + 100 * static_cast<std::int64_t>(dice() % 95),
                             "truth-" + std::to_string(number));
        asked.donor.name = any_name();
        asked.donor.email = "donor" + std::to_string(number) + "@example.org";
        asked.is_meant = true;
        return give(asked).gift;
    }
    std::string typed(const std::string& reference) {
        switch (dice() % 5) {
            case 0:
                return reference;
            case 1:
                return giving::grouped(reference);
            case 2:
                return "Spende " + reference.substr(0, 9) + "\n" + reference.substr(9) + " Lauf";
            case 3:
                return "SVWZ+" + reference + "DANKE";
            default:
                return "rf" + reference.substr(2, 4) + "-" + reference.substr(6);
        }
    }
    SampleLine line_of(const giving::Gift& gift, Sort sort, std::size_t number) {
        SampleLine line;
        line.cents = gift.open.minor, line.name = gift.donor.name;
        line.iban = "DE" + std::to_string(10'000'000'000'000'000'000ULL + number);
        line.reference = "T" + std::to_string(number);
        line.text = "Spende";
        auto slipped = gift.reference;
        if (slipped[8] != slipped[9])
            std::swap(slipped[8], slipped[9]);
        else
            slipped[8] = slipped[8] == '9' ? '0' : static_cast<char>(slipped[8] + 1);
        if (sort == Sort::whole || sort == Sort::paid_before) line.text = typed(gift.reference);
        if (sort == Sort::code) line.text = "Lauf " + gift.reference.substr(2);
        if (sort == Sort::end_to_end) line.end_to_end = gift.reference;
        if (sort == Sort::slip) line.text = "Spende " + slipped;
        return line;
    }
    Sort any_sort() {
        const auto roll = dice() % 100;
        return roll < 55   ? Sort::whole
               : roll < 65 ? Sort::code
               : roll < 70 ? Sort::end_to_end
               : roll < 75 ? Sort::slip
               : roll < 87 ? Sort::no_reference
               : roll < 90 ? Sort::paid_before
                           : Sort::stranger;
    }
    void plant(std::size_t lines) {
        file.lines.reserve(lines);
        for (std::size_t i = 0; i < lines; ++i) {
            const auto sort = any_sort();
            if (sort == Sort::stranger) {
                file.lines.push_back({.cents = 100 + static_cast<std::int64_t>(dice() % 90000),
                                      .name = any_name(),
                                      .iban = "DE75512108001245126199",
                                      .text = "Rechnung " + std::to_string(dice()),
                                      .reference = "T" + std::to_string(i)});
                planted.push_back({{}, sort});
                continue;
            }
            const auto gift = promised(i);
            if (sort == Sort::paid_before)
                arrive(gift, gift.open.minor, "page " + std::to_string(i));
            auto line = line_of(gift, sort, i);
            // Long after it was marked by hand: another payment, as far as anybody can tell.
            if (sort == Sort::paid_before) line.day = "2027-06-20";
            file.lines.push_back(line);
            planted.push_back({gift.id, sort});
        }
    }

    std::mt19937 dice{2027};
    SampleFile file;
    std::vector<Planted> planted;
};

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string memory_peak() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM")) return line.substr(7);
    return "unknown";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bank_truth_tests, Truth)

BOOST_AUTO_TEST_CASE(what_is_booked_without_a_person_is_right_and_the_rest_is_left) {
    const auto* wanted = std::getenv("WAYMARK_BANK_LINES");
    const std::size_t lines = wanted ? std::strtoul(wanted, nullptr, 10) : 200;
    plant(lines);
    const auto text = camt_text(file);

    auto begin = Clock::now();
    const auto statements = statements_in(text);
    const auto reading = seconds_since(begin);
    begin = Clock::now();
    const auto booked = bank::book_statements(*store, statements, "truth.xml", {}, finance, now);
    const auto booking = seconds_since(begin);
    begin = Clock::now();
    const auto round = bank::place_exact_lines(*store, booked.imports.at(0),
                                               static_cast<int>(lines), finance, now);
    const auto placing = seconds_since(begin);
    begin = Clock::now();
    BOOST_CHECK_EQUAL(bring(text).fresh, 0);
    const auto again = seconds_since(begin);

    std::size_t exact = 0, right = 0, wrong = 0, first_right = 0, suggested = 0, asked = 0;
    double asking = 0;
    for (const auto& line :
         bank::lines_of_import(store->session(), booked.imports[0], {}, static_cast<int>(lines))) {
        const auto& truth = planted.at(static_cast<std::size_t>(line.number) - 1);
        exact += truth.is_exact() ? 1 : 0;
        if (line.placed > 0) {
            const auto at = bank::placings_of_line(store->session(), line.id).at(0);
            (at.gift == truth.gift && truth.is_exact() ? right : wrong) += 1;
        } else if (truth.gift && asked < 300) {
            begin = Clock::now();
            const auto all = bank::suggestions_for(store->session(), line);
            asking += seconds_since(begin);
            ++asked;
            suggested += all.empty() ? 0 : 1;
            if (!all.empty() && !all[0].gifts.empty() && all[0].gifts[0].id == truth.gift)
                ++first_right;
        }
    }
    BOOST_CHECK_EQUAL(wrong, 0U);
    BOOST_CHECK_EQUAL(right, exact);
    BOOST_CHECK_EQUAL(round.placed, static_cast<int>(exact));
    // Among very many promises of few amounts and names a first suggestion is a guess.
    if (!wanted) BOOST_CHECK_GE(first_right * 10, asked * 8);
    check_ledger();
    if (!wanted) return;
    std::cout << lines << " lines, " << text.size() / 1'000'000 << " MB of CAMT: read in "
              << reading << " s, booked in " << booking
              << " s, the same file again looked through in " << again << " s\n"
              << right << " of " << exact << " exact ones placed in " << placing << " s ("
              << static_cast<double>(right) / placing << "/s), " << wrong << " wrong: precision "
              << static_cast<double>(right) / static_cast<double>(right + wrong) << ", recall "
              << static_cast<double>(right) / static_cast<double>(exact) << '\n'
              << "suggestions for " << asked << " others in "
              << asking * 1000 / static_cast<double>(asked) << " ms each: " << suggested
              << " have one, the first is right for " << first_right << '\n'
              << "memory at its peak " << memory_peak() << '\n';
}

BOOST_AUTO_TEST_SUITE_END()
