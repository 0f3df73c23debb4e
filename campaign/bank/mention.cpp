#include "campaign/bank/mention.h"

#include <algorithm>
#include <map>

#include "campaign/giving/gift_lists.h"
#include "campaign/pledges/paying.h"
#include "campaign/words/check.h"

namespace bank {

namespace {

constexpr std::size_t body_digits = 12, mentions_max = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void add(std::vector<Mention>& mentions, Mention one) {
    const auto same = std::ranges::find(mentions, one.reference, &Mention::reference);
    if (same == mentions.end() && mentions.size() < mentions_max)
        mentions.push_back(std::move(one));
}

// Whatever follows may run into the reference, so every length that its check digits allow counts.
void add_whole(std::vector<Mention>& mentions, std::string_view text, Where where) {
    constexpr std::size_t shortest = 5, longest = 25;
    for (auto at = text.find("RF"); at != std::string_view::npos; at = text.find("RF", at + 1))
        for (auto size = std::min(longest, text.size() - at); size >= shortest; --size)
            if (giving::is_creditor_reference(text.substr(at, size)))
                add(mentions, {std::string{text.substr(at, size)}, where});
}

void add_digits(std::vector<Mention>& mentions, std::string_view text, Where where) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        const auto run = text.substr(at, end - at);
        for (std::size_t i = 0; i + body_digits + 2 <= run.size(); ++i) {
            const auto whole = "RF" + std::string{run.substr(i, body_digits + 2)};
            if (giving::is_creditor_reference(whole)) add(mentions, {whole, where});
        }
        if (run.size() == body_digits) add(mentions, {giving::creditor_reference(run), where});
        at = end;
    }
}

// Digits that stand together once spaces and dashes between them are gone; words keep apart.
std::string digit_groups(std::string_view text) {
    std::string groups;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool joins = c == ' ' || c == '-' || c == '.' || c == '/' || c == '\n';
        const bool between_digits =
            joins && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (!between_digits) groups += c;
    }
    return groups;
}

}  // namespace

std::string_view where_name(Where where) {
    switch (where) {
        case Where::reference:
            return "reference";
        case Where::code:
            return "code";
        case Where::end_to_end:
            return "end_to_end";
    }
    check(false, "a place has a name");
    return {};
}

std::vector<Mention> mentions_in(const StatementLine& line) {
    std::vector<Mention> mentions;
    add_whole(mentions, packed(line.creditor_reference), Where::reference);
    add_whole(mentions, packed(line.text), Where::reference);
    add_whole(mentions, packed(line.end_to_end), Where::end_to_end);
    add_digits(mentions, digit_groups(line.creditor_reference), Where::code);
    add_digits(mentions, digit_groups(line.text), Where::code);
    add_digits(mentions, digit_groups(line.end_to_end), Where::end_to_end);
    return mentions;
}

std::vector<std::vector<NamedGift>> named_gifts(store::Session& session,
                                                const std::vector<StatementLine>& lines) {
    constexpr std::size_t at_once = 400;
    std::vector<std::vector<NamedGift>> named(lines.size());
    std::map<std::string, std::vector<std::pair<std::size_t, Where>>> wanted;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const auto& mention : mentions_in(lines[i]))
            wanted[mention.reference].push_back({i, mention.where});
    std::vector<std::string> references;
    const auto look_up = [&] {
        for (const auto& gift : giving::gifts_of_references(session, references))
            for (const auto& [i, where] : wanted[gift.reference]) named[i].push_back({gift, where});
        for (const auto& [reference, gift] : pledges::announced_gifts(session, references))
            for (const auto& [i, where] : wanted[reference]) named[i].push_back({gift, where});
        references.clear();
    };
    for (const auto& [reference, places] : wanted) {
        references.push_back(reference);
        if (references.size() == at_once) look_up();
    }
    look_up();
    return named;
}

bool is_exact(const StatementLine& line, const std::vector<NamedGift>& named) {
    if (named.empty() || line.amount.minor <= 0 || line.is_return) return false;
    std::int64_t open = 0;
    for (const auto& [gift, where] : named) {
        if (gift.amount.currency != line.amount.currency) return false;
        if (gift.open.minor == 0 && gift.confirmed.minor > 0) return false;  // Paid before.
        if (gift.state == giving::State::rejected) return false;
        open += gift.open.minor;
    }
    return named.size() == 1 || open == line.amount.minor;
}

}  // namespace bank
