#include "campaign/giving/gift_row.h"
#include "campaign/giving/gift_search.h"

namespace giving {

namespace {

constexpr std::size_t telling_digits = 4;

std::string like_text(std::string_view text) {
    std::string like;
    for (const auto c : text) {
        if (c == '%' || c == '_' || c == '\\') like += '\\';
        like += c;
    }
    return like + "%";
}

std::string without_spaces(std::string_view text) {
    std::string packed;
    for (const auto c : text)
        if (c != ' ' && c != '-') packed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return packed;
}

// "RF18 5390", "5390": could be a part of a reference.
bool is_part_of_reference(std::string_view packed) {
    if (packed.starts_with("RF")) packed.remove_prefix(2);
    return packed.size() >= telling_digits &&
           packed.find_first_not_of("0123456789") == std::string_view::npos;
}

// One way to look, with an index where there is one.
struct Condition {
    std::string sql;
    std::vector<store::Value> values;
};

Condition condition_of(const GiftSearch& search) {
    const auto packed = without_spaces(search.query);
    if (is_creditor_reference(packed)) return {"reference = ?", {store::value_of(packed)}};
    if (search.query.find('@') != std::string::npos)
        return {"email LIKE ?", {store::value_of(like_text(search.query))}};
    const auto part = "%" + like_text(search.query);
    Condition any{"(donor_name LIKE ? OR receipt_name LIKE ?",
                  {store::value_of(part), store::value_of(part)}};
    if (is_part_of_reference(packed)) {
        any.sql += " OR reference LIKE ?";
        any.values.push_back(store::value_of("%" + like_text(packed)));
    }
    const auto mark = search.query.find(',') == std::string::npos ? '.' : ',';
    if (const auto amount = read_money(search.query, search.currency, mark)) {
        any.sql += " OR (currency = ? AND ? IN (minor, confirmed_minor))";
        any.values.push_back(store::value_of(search.currency.text()));
        any.values.push_back(store::value_of(amount->minor));
    }
    any.sql += ")";
    return any;
}

}  // namespace

std::vector<Gift> gifts_like(store::Session& session, const GiftSearch& search) {
    if (search.query.empty()) return {};
    auto [sql, values] = condition_of(search);
    values.push_back(store::value_of(search.limit));
    const std::string states = search.only_confirmed
                                   ? " AND state = 'confirmed'"
                                   : " AND state NOT IN ('intent', 'failed', 'expired')";
    std::vector<Gift> gifts;
    for (const auto& row : session.query(select_gift + "WHERE " + sql + states +
                                             " AND is_rehearsal = 0 ORDER BY id DESC LIMIT ?",
                                         values))
        gifts.push_back(gift_from(row));
    return gifts;
}

}  // namespace giving
