#include "web/pages/bank/desk_bank_words.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "web/html/frame.h"

namespace pages {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

namespace {

std::string reason_words(bank::Why why, const std::string& in) {
    switch (why) {
        case bank::Why::names_it:
            return say("its reference stands in the words", in);
        case bank::Why::nearly_names_it:
            return say("its reference with one slip", in);
        case bank::Why::same_amount:
            return say("same amount", in);
        case bank::Why::same_name:
            return say("same name", in);
        case bank::Why::similar_name:
            return say("similar name", in);
        case bank::Why::known_account:
            return say("this account paid for them before", in);
        case bank::Why::soon:
            return {};
        case bank::Why::by_hand:
            return say("marked by hand before", in);
    }
    check(false, "a reason has words");
    return {};
}

std::string kind_words(const bank::Placing& one, const std::string& in) {
    switch (one.kind) {
        case bank::Kind::gift:
            return one.how == "person" ? say("a gift, as somebody decided", in)
                                       : say("a gift, by its reference", in);
        case bank::Kind::fee:
            return say("a fee of the bank", in);
        case bank::Kind::outside:
            return say("not ours", in);
        case bank::Kind::returned:
            return say("taken back from a gift", in);
        case bank::Kind::reclaim:
            return say("tax reclaimed by Gift Aid", in);
        case bank::Kind::by_hand:
            return say("marked by hand before", in);
        case bank::Kind::deposit:
            return say("a deposit of cash", in);
        case bank::Kind::float_drawn:
            return say("change that was drawn", in);
        case bank::Kind::payout:
            return say("a payout of cards", in);
        case bank::Kind::refund:
            return say("a refund that was agreed to", in);
    }
    check(false, "a placing has words");
    return {};
}

}  // namespace

std::string giver_text(const pledges::Pledge& pledge, const std::string& in) {
    return pledge.donor.name.empty() ? say("somebody without a name", in) : pledge.donor.name;
}

std::string donor_text(const giving::Gift& gift, const std::string& in) {
    if (!gift.donor.name.empty()) return gift.donor.name;
    if (!gift.donor.receipt_name.empty()) return gift.donor.receipt_name;
    return say("somebody without a name", in);
}

std::string why_text(const bank::Suggestion& one, const std::string& in) {
    std::vector<std::string> parts;
    for (const auto why : one.reasons) parts.push_back(reason_words(why, in));
    if (one.pledge)
        parts.push_back(say_with(
            "{1} is due on {2}",
            {money_text(one.part.open, in), language::date_text(one.part.due_on, in)}, in));
    if (!one.by_hand && !one.gifts.empty()) {
        if (one.days == 0) parts.push_back(say("the same day", in));
        if (one.days > 0)
            parts.push_back(language::say_count("{1} day later", "{1} days later", one.days, in));
        const auto& gift = one.gifts.front();
        if (one.gifts.size() == 1)
            parts.push_back(say_with("{1} is open", {money_text(gift.open, in)}, in));
    }
    return joined(parts);
}

void fill_placings(Values& values, const http::Request& request,
                   const std::vector<bank::Placing>& placings) {
    const auto& in = request.language;
    for (const auto& one : placings) {
        auto& row = values.add("PLACED");
        row.set("AMOUNT", money_text(one.amount, in)).set("WHO", one.line_name);
        row.set("WHAT", one.is_undone ? kind_words(one, in) + ", " + say("taken back", in)
                                      : kind_words(one, in));
        row.set("BY", one.made_by_name.empty() ? say("by itself", in) : one.made_by_name);
        if (one.is_undone) continue;
        row.add("UNDO")
            .set("UNDO_ACTION", "/desk/bank/placings/" + std::to_string(one.id.value))
            .set("FORM_TOKEN", request.visitor->form_token);
    }
}

}  // namespace pages
