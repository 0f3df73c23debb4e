#include "campaign/bank/sameness.h"

#include <chrono>
#include <map>
#include <unordered_map>

#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace bank {

namespace {

constexpr char between = '\x1f';
constexpr int hand_days = 4;  // Between the day that a person typed and the bank's.

std::string amount_key(const StatementLine& line) {
    return std::to_string(line.amount.minor) + line.amount.currency.text() + between;
}

std::string reference_key(const StatementLine& line) {
    return line.bank_reference.empty() ? "" : amount_key(line) + packed(line.bank_reference);
}

std::string day_key(const StatementLine& line) {
    return amount_key(line) + iso_text(line.booked_on);
}

std::string facts_key(const StatementLine& line) {
    return day_key(line) + between + packed(line.other_iban) + between +
           packed(line.creditor_reference) + packed(line.text);
}

bool may_be_equal(const std::string& one, const std::string& other) {
    return one.empty() || other.empty() || one == other;
}

// Of two formats: one of them may leave a part out, or write it within more words.
bool is_alike(const StatementLine& one, const StatementLine& other) {
    if (!may_be_equal(packed(one.other_iban), packed(other.other_iban))) return false;
    const auto names = std::pair{packed(one.other_name), packed(other.other_name)};
    if (!names.first.starts_with(names.second) && !names.second.starts_with(names.first))
        return false;
    const auto words = std::pair{packed(one.creditor_reference + one.text),
                                 packed(other.creditor_reference + other.text)};
    return words.first.find(words.second) != std::string::npos ||
           words.second.find(words.first) != std::string::npos;
}

bool is_near(Date one, Date other) {
    const auto days = std::chrono::sys_days{one} - std::chrono::sys_days{other};
    return std::chrono::abs(days) <= std::chrono::days{hand_days};
}

std::string words_of(const StatementLine& line) {
    return packed(line.creditor_reference) + between + packed(line.text) + between +
           packed(line.end_to_end) + between + packed(line.bank_reference);
}

bool is_marked_by_hand(const StatementLine& line, const KnownLine& known) {
    if (known.family != "hand" || !is_near(line.booked_on, known.line.booked_on)) return false;
    const auto words = words_of(line);
    const auto names = [&](const std::string& reference, std::size_t shortest) {
        const auto text = packed(reference);
        return text.size() >= shortest && words.find(text) != std::string::npos;
    };
    return names(known.gift_reference, 5) || names(known.statement_reference, 6);
}

// Pairs what is left on both sides, in the order of the file.
class Pairs {
public:
    Pairs(const Statement& statement, const std::vector<KnownLine>& known)
        : statement_{statement},
          known_{known},
          found_(statement.lines.size()),
          is_taken_(known.size(), false) {}

    template <typename Key, typename Fits>
    void pair(Sign sign, Key key_of, Fits fits) {
        std::unordered_map<std::string, std::vector<std::size_t>> by_key;
        for (std::size_t k = 0; k < known_.size(); ++k)
            if (auto key = key_of(known_[k].line); !is_taken_[k] && !key.empty())
                by_key[std::move(key)].push_back(k);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (found_[i]) continue;
            const auto group = by_key.find(key_of(statement_.lines[i]));
            if (group == by_key.end()) continue;
            for (const auto k : group->second) {
                if (is_taken_[k] || !fits(statement_.lines[i], known_[k])) continue;
                take(i, k, sign);
                break;
            }
        }
    }
    // One sum that came in parts before, or parts of what came as one sum.
    void pair_batches() {
        std::map<std::string, std::vector<std::size_t>> theirs, ours;
        for (std::size_t k = 0; k < known_.size(); ++k)
            if (!is_taken_[k] && !known_[k].line.entry_reference.empty())
                theirs[packed(known_[k].line.entry_reference)].push_back(k);
        for (std::size_t i = 0; i < found_.size(); ++i)
            if (!found_[i] && !statement_.lines[i].entry_reference.empty())
                ours[packed(statement_.lines[i].entry_reference)].push_back(i);
        for (const auto& [reference, lines] : ours) {
            const auto same = theirs.find(reference);
            if (same == theirs.end()) continue;
            if ((lines.size() == 1) == (same->second.size() == 1)) continue;
            std::int64_t sum = 0, their_sum = 0;
            for (const auto i : lines) sum += statement_.lines[i].amount.minor;
            for (const auto k : same->second) their_sum += known_[k].line.amount.minor;
            if (sum != their_sum) continue;
            for (const auto i : lines) take(i, same->second.front(), Sign::batch);
            for (const auto k : same->second) is_taken_[k] = true;
        }
    }
    std::vector<std::optional<Pairing>> found() { return std::move(found_); }

private:
    void take(std::size_t i, std::size_t k, Sign sign) {
        found_[i] = Pairing{known_[k].id, sign};
        is_taken_[k] = true;
    }

    const Statement& statement_;
    const std::vector<KnownLine>& known_;
    std::vector<std::optional<Pairing>> found_;
    std::vector<bool> is_taken_;
};

}  // namespace

std::string_view sign_name(Sign sign) {
    switch (sign) {
        case Sign::reference:
            return "reference";
        case Sign::facts:
            return "facts";
        case Sign::alike:
            return "alike";
        case Sign::by_hand:
            return "by hand";
        case Sign::batch:
            return "batch";
    }
    check(false, "a sign has a name");
    return {};
}

std::vector<std::optional<Pairing>> pair_lines(const Statement& statement,
                                               const std::vector<KnownLine>& known) {
    Pairs pairs{statement, known};
    const auto family = statement.family();
    // Two references of one kind of file that differ are two movements, however alike they look.
    const auto may_be = [&](const StatementLine& line, const KnownLine& other) {
        if (other.family == "hand") return false;
        return other.family != family || line.bank_reference.empty() ||
               other.line.bank_reference.empty();
    };
    const auto any = [](const StatementLine&, const KnownLine&) { return true; };
    pairs.pair(
        Sign::reference,
        [](const StatementLine& line) {
            const auto key = reference_key(line);
            return key.empty() ? key : key + between + facts_key(line);
        },
        any);
    pairs.pair(Sign::reference, reference_key, any);
    pairs.pair(Sign::facts, facts_key, may_be);
    pairs.pair(Sign::alike, day_key, [&](const StatementLine& line, const KnownLine& other) {
        return other.family != family && other.family != "hand" && is_alike(line, other.line);
    });
    pairs.pair(Sign::by_hand, amount_key, is_marked_by_hand);
    pairs.pair_batches();
    return pairs.found();
}

std::string fingerprint_of(BankAccountId account, const StatementLine& line, int twin) {
    return sha256_hex(std::to_string(account.value) + between + facts_key(line) + between +
                      packed(line.bank_reference) + between + std::to_string(twin));
}

std::vector<int> twins_in(const std::vector<StatementLine>& lines) {
    std::unordered_map<std::string, int> counts;
    std::vector<int> twins;
    twins.reserve(lines.size());
    for (const auto& line : lines)
        twins.push_back(counts[facts_key(line) + between + packed(line.bank_reference)]++);
    return twins;
}

}  // namespace bank
