#include "campaign/bank/suggestion.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>

#include "campaign/bank/mention.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/words/check.h"

namespace bank {

namespace {

constexpr int candidates_max = 40;
constexpr std::size_t whole_digits = 14, reference_size = 16;

// Words of a name in capitals without marks, titles and initials' points, in order of the alphabet.
std::set<std::string> words_in(std::string_view name) {
    static const std::set<std::string> titles{"DR", "PROF", "HERR", "FRAU", "MR", "MRS",
                                              "MS", "UND",  "AND",  "VON",  "ET"};
    std::set<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty() && !titles.contains(word)) words.insert(word);
        word.clear();
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto kept = packed(name.substr(i, 1));
        if (kept.empty())
            finish();
        else
            word += kept;
    }
    finish();
    return words;
}

// ä, ae and a are one letter to banks: "Müller", "Mueller" and "MULLER".
std::string plain_letters(std::string_view name) {
    static const std::vector<std::pair<std::string, std::string>> letters{
        {"Ä", "A"},  {"ä", "A"},  {"Ö", "O"},  {"ö", "O"},  {"Ü", "U"},  {"ü", "U"}, {"ß", "SS"},
        {"é", "E"},  {"è", "E"},  {"É", "E"},  {"á", "A"},  {"à", "A"},  {"ç", "C"}, {"ñ", "N"},
        {"AE", "A"}, {"OE", "O"}, {"UE", "U"}, {"ae", "A"}, {"oe", "O"}, {"ue", "U"}};
    std::string plain{name};
    for (const auto& [from, to] : letters)
        for (auto at = plain.find(from); at != std::string::npos;
             at = plain.find(from, at + to.size()))
            plain.replace(at, from.size(), to);
    return plain;
}

void add(std::map<std::int64_t, giving::Gift>& found, std::vector<giving::Gift> gifts) {
    for (auto& gift : gifts) found.emplace(gift.id.value, std::move(gift));
}

// Fourteen digits in a row, as somebody may have copied them with a slip.
std::set<std::string> written_references(const StatementLine& line) {
    std::set<std::string> written;
    for (const auto& field : {line.creditor_reference, line.text, line.end_to_end}) {
        std::string digits;
        for (const char c : packed(field) + "X") {
            if (c >= '0' && c <= '9') {
                digits += c;
                continue;
            }
            if (digits.size() == whole_digits) written.insert("RF" + digits);
            digits.clear();
        }
    }
    return written;
}

struct Candidates {
    std::map<std::int64_t, giving::Gift> gifts = {};
    std::set<std::int64_t> named = {}, nearly_named = {}, by_account = {};
};

Candidates candidates_for(store::Session& session, const Line& line) {
    Candidates found;
    const auto named = named_gifts(session, {line});
    for (const auto& one : named.at(0)) {
        found.named.insert(one.gift.id.value);
        add(found.gifts, {one.gift});
    }
    std::vector<std::string> slips;
    for (const auto& written : written_references(line))
        for (auto& one : nearly(written)) slips.push_back(std::move(one));
    for (const auto& gift : giving::gifts_of_references(session, slips)) {
        if (gift.open.minor == 0) continue;
        found.nearly_named.insert(gift.id.value);
        add(found.gifts, {gift});
    }
    giving::OpenSearch search{line.open(), {}, {}, candidates_max};
    add(found.gifts, giving::open_promises_like(session, search));
    search.name = line.other_name;
    add(found.gifts, giving::open_promises_like(session, search));
    for (const auto& email : emails_of_account(session, line.other_iban, candidates_max)) {
        search.email = email;
        for (const auto& gift : giving::open_promises_like(session, search)) {
            found.by_account.insert(gift.id.value);
            add(found.gifts, {gift});
        }
    }
    return found;
}

int days_between(const giving::Gift& gift, const Line& line) {
    const auto given = std::chrono::floor<std::chrono::days>(gift.given_at);
    return static_cast<int>((std::chrono::sys_days{line.booked_on} - given).count());
}

void give_reason(Suggestion& one, Why why) {
    one.reasons.push_back(why);
    one.score += score_of(why);
}

void give_name_reason(Suggestion& one, Likeness likeness) {
    if (likeness == Likeness::same) give_reason(one, Why::same_name);
    if (likeness == Likeness::similar) give_reason(one, Why::similar_name);
}

Likeness name_likeness(const giving::Gift& gift, const Line& line) {
    return std::max(compare_names(gift.donor.receipt_name, line.other_name),
                    compare_names(gift.donor.name, line.other_name));
}

Suggestion judge(const giving::Gift& gift, const Line& line, const Candidates& found) {
    Suggestion one{{gift}};
    one.days = days_between(gift, line);
    if (found.named.contains(gift.id.value))
        give_reason(one, Why::names_it);
    else if (found.nearly_named.contains(gift.id.value))
        give_reason(one, Why::nearly_names_it);
    if (gift.open == line.open()) give_reason(one, Why::same_amount);
    give_name_reason(one, name_likeness(gift, line));
    if (found.by_account.contains(gift.id.value)) give_reason(one, Why::known_account);
    if (one.days >= 0 && one.days <= soon_days) give_reason(one, Why::soon);
    return one;
}

// Several open gifts of one person that together are the line.
void add_sums(std::vector<Suggestion>& all, const Line& line) {
    std::map<std::string, Suggestion> by_person;
    for (const auto& one : all) {
        const auto& gift = one.gifts.front();
        const bool is_theirs = std::ranges::any_of(one.reasons, [](Why why) {
            return why == Why::same_name || why == Why::known_account || why == Why::names_it;
        });
        if (!is_theirs || gift.open.minor == 0) continue;
        auto& sum = by_person[gift.donor.email.empty() ? gift.donor.name : gift.donor.email];
        sum.gifts.push_back(gift);
        if (one.score > sum.score || sum.reasons.empty())
            sum.score = one.score, sum.reasons = one.reasons, sum.days = one.days;
    }
    for (auto& [person, sum] : by_person) {
        std::int64_t open = 0;
        for (const auto& gift : sum.gifts) open += gift.open.minor;
        if (sum.gifts.size() < 2 || open != line.open().minor) continue;
        if (std::ranges::find(sum.reasons, Why::same_amount) == sum.reasons.end())
            give_reason(sum, Why::same_amount);
        all.push_back(std::move(sum));
    }
}

struct PledgesAlike {
    std::map<std::int64_t, pledges::Pledge> all = {};
    std::set<std::int64_t> by_account = {};
};

PledgesAlike pledges_alike(store::Session& session, const Line& line) {
    PledgesAlike found;
    const auto keep = [&](const pledges::OpenSearch& search) {
        for (auto& one : pledges::open_pledges_like(session, search)) {
            if (!search.email.empty()) found.by_account.insert(one.id.value);
            found.all.emplace(one.id.value, std::move(one));
        }
    };
    keep({.amount = line.open()});
    if (!line.other_name.empty()) keep({.amount = line.open(), .name = line.other_name});
    for (const auto& email : emails_of_account(session, line.other_iban, candidates_max))
        if (!email.empty()) keep({.amount = line.open(), .email = email});
    return found;
}

void add_pledges(store::Session& session, std::vector<Suggestion>& all, const Line& line) {
    const auto found = pledges_alike(session, line);
    for (const auto& [id, pledge] : found.all) {
        const auto parts = pledges::parts_of(pledge, pledges::instalments_of(session, pledge.id));
        const auto* next = pledges::next_part(parts);
        if (next == nullptr) continue;
        Suggestion one;
        one.pledge = pledge, one.part = *next;
        one.days = static_cast<int>(
            (std::chrono::sys_days{line.booked_on} - std::chrono::sys_days{next->due_on}).count());
        if (next->open == line.open() || pledge.open == line.open())
            give_reason(one, Why::same_amount);
        give_name_reason(one, compare_names(pledge.donor.name, line.other_name));
        if (found.by_account.contains(id)) give_reason(one, Why::known_account);
        if (std::abs(one.days) <= soon_days) give_reason(one, Why::soon);
        all.push_back(std::move(one));
    }
}

// What somebody typed off the statement is what the bank calls this line.
bool is_typed_for(const Line& hand, const Line& line) {
    const auto typed = packed(hand.statement_reference);
    return !typed.empty() &&
           (typed == packed(line.bank_reference) || typed == packed(line.entry_reference));
}

// The amount alone says little: of two strangers' equal transfers only one was marked.
void add_by_hand(store::Session& session, std::vector<Suggestion>& all, const Line& line,
                 const Candidates& found) {
    for (const auto& hand : lines_by_hand_like(session, line)) {
        Suggestion one;
        if (const auto gift = giving::find_gift(session, hand.hand_gift)) one.gifts = {*gift};
        one.by_hand = hand.id;
        if (found.named.contains(hand.hand_gift.value) || is_typed_for(hand, line))
            give_reason(one, Why::names_it);
        give_reason(one, Why::by_hand);
        give_reason(one, Why::same_amount);
        if (!one.gifts.empty()) give_name_reason(one, name_likeness(one.gifts[0], line));
        all.push_back(std::move(one));
    }
}

}  // namespace

int score_of(Why why) {
    switch (why) {
        case Why::names_it:
            return 60;
        case Why::nearly_names_it:
            return 50;
        case Why::same_amount:
            return 30;
        case Why::same_name:
            return 30;
        case Why::similar_name:
            return 15;
        case Why::known_account:
            return 25;
        case Why::soon:
            return 10;
        case Why::by_hand:
            return 10;
    }
    check(false, "a reason has a weight");
    return 0;
}

Likeness compare_names(std::string_view one, std::string_view other) {
    const auto left = words_in(plain_letters(one)), right = words_in(plain_letters(other));
    if (left.empty() || right.empty()) return Likeness::none;
    if (left == right) return Likeness::same;
    int shared = 0;
    for (const auto& word : left)
        if (word.size() > 1 && right.contains(word)) ++shared;
    const auto shorter = static_cast<int>(std::min(left.size(), right.size()));
    if (shared >= 2 && shared == shorter) return Likeness::same;
    return shared >= 1 ? Likeness::similar : Likeness::none;
}

std::vector<std::string> nearly(std::string_view reference) {
    std::vector<std::string> sound;
    if (reference.size() != reference_size) return sound;
    std::string tried{reference};
    const auto note = [&] {
        if (tried != reference && giving::is_creditor_reference(tried)) sound.push_back(tried);
    };
    // A slip in the body keeps the check digits; then they say which body it was. A slip in the
    // check digits keeps the body.
    for (std::size_t at = 2; at < tried.size(); ++at) {
        const char was = tried[at];
        for (char digit = '0'; digit <= '9'; ++digit) {
            tried[at] = digit;
            note();
        }
        tried[at] = was;
        if (at + 1 == tried.size()) break;
        std::swap(tried[at], tried[at + 1]);
        note();
        std::swap(tried[at], tried[at + 1]);
    }
    return sound;
}

std::vector<Suggestion> suggestions_for(store::Session& session, const Line& line) {
    if (line.amount.minor < 0) return {};
    const auto found = candidates_for(session, line);
    std::vector<Suggestion> all;
    for (const auto& [id, gift] : found.gifts)
        if (gift.amount.currency == line.amount.currency) all.push_back(judge(gift, line, found));
    add_sums(all, line);
    add_pledges(session, all, line);
    add_by_hand(session, all, line, found);
    std::erase_if(all, [](const Suggestion& one) { return one.score < shown_score; });
    std::ranges::stable_sort(all, std::ranges::greater{}, &Suggestion::score);
    if (all.size() > suggestions_max) all.resize(suggestions_max);
    return all;
}

}  // namespace bank
