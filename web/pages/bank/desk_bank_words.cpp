#include "web/pages/bank/desk_bank_words.h"

#include "campaign/bank/depositing.h"
#include "campaign/bank/expected.h"
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

std::string ids_of(const std::vector<giving::Gift>& gifts) {
    std::string ids;
    for (const auto& gift : gifts) ids += (ids.empty() ? "" : ",") + std::to_string(gift.id.value);
    return ids;
}

std::string yes_text(const bank::Suggestion& one, const bank::Line& line, const std::string& in) {
    const auto amount = money_text(line.open(), in);
    if (one.by_hand && one.gifts.empty())
        return say_with("Yes, this is the {1} that was marked by hand", {amount}, in);
    if (one.pledge)
        return say_with("Yes, this pays the pledge of {1}", {giver_text(*one.pledge, in)}, in);
    const auto who = donor_text(one.gifts.front(), in);
    if (one.by_hand)
        return say_with("Yes, this is {1}’s {2} that was marked by hand", {who, amount}, in);
    if (one.gifts.size() > 1)
        return say_with("Yes, these are {1} gifts of {2}, {3} together",
                        {std::to_string(one.gifts.size()), who, amount}, in);
    return say_with("Yes, this is {1}’s {2}", {who, amount}, in);
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

namespace {

constexpr int named_score = 60, whole_score = 30, near_score = 10;

// A deposit of cash that the line could be. Whether there was any: then it comes first.
bool fill_deposits(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto& in = request.language;
    bool is_first = true;
    for (const auto& one : bank::deposits_like(app.store.session(), line)) {
        auto& row = values.add("CHOICE");
        row.set("ACTION", "/desk/bank/lines/" + std::to_string(line.id.value));
        row.set("FORM_TOKEN", request.visitor->form_token);
        const auto number = std::to_string(one.deposit.number);
        row.set("YES", one.is_whole ? say_with("Yes, this is deposit {1}", {number}, in)
                                    : say_with("Yes, this is a part of deposit {1}", {number}, in));
        std::vector<std::string> why;
        if (one.is_named) why.push_back(say("its slip stands in the words", in));
        if (one.is_whole) why.push_back(say("same amount", in));
        if (one.days == 0) why.push_back(say("the same day", in));
        if (one.days > 0)
            why.push_back(language::say_count("{1} day later", "{1} days later", one.days, in));
        row.set("WHY", joined(why)).show_if(is_first, "FIRST");
        row.set("SCORE",
                (one.is_named ? named_score : 0) + (one.is_whole ? whole_score : 0) + near_score);
        row.add("ABOUT").set("ABOUT_ACT", "deposit").set("ABOUT_ID", one.deposit.id.value);
        is_first = false;
    }
    return !is_first;
}

// Change that was drawn, with this amount: what a line out could be.
bool fill_float(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    if (line.amount.minor > 0) return false;
    const auto drawn = cash::find_open_float(app.store.session(), line.open());
    if (!drawn) return false;
    const auto& in = request.language;
    auto& row = values.add("CHOICE");
    row.set("ACTION", "/desk/bank/lines/" + std::to_string(line.id.value));
    row.set("FORM_TOKEN", request.visitor->form_token);
    row.set("YES", say_with("Yes, this is the change of {1}", {money_text(drawn->amount, in)}, in));
    row.set("WHY", joined({say("same amount", in), drawn->note})).set("SCORE", whole_score);
    row.show("FIRST");
    row.add("ABOUT").set("ABOUT_ACT", "float").set("ABOUT_ID", drawn->id);
    return true;
}

std::string clue_words(const bank::Expected& one, const std::string& in) {
    std::vector<std::string> parts;
    for (const auto clue : one.clues) switch (clue) {
            case bank::Clue::same_amount:
                parts.push_back(say("same amount", in));
                break;
            case bank::Clue::names_it:
                parts.push_back(say("its reference stands in the words", in));
                break;
            case bank::Clue::same_name:
                parts.push_back(say("same name", in));
                break;
            case bank::Clue::same_account:
                parts.push_back(say("the account that it came from", in));
                break;
            case bank::Clue::soon:
                parts.push_back(say("in time", in));
                break;
        }
    return joined(parts);
}

std::string expected_words(const bank::Expected& one, const bank::Line& line,
                           const std::string& in) {
    const auto amount = money_text(line.open(), in);
    if (one.payout && one.payout->back_at)
        return say_with("Yes, the bank gives the payout of {1} from {2} back",
                        {amount, language::date_text(one.payout->arrives_on, in)}, in);
    if (one.payout)
        return say_with("Yes, this is the payout of {1} from {2}",
                        {amount, language::date_text(one.payout->arrives_on, in)}, in);
    const auto& donor = one.refund->donor;
    return say_with("Yes, this is the refund of {1} to {2}",
                    {amount, donor.empty() ? say("somebody without a name", in) : donor}, in);
}

}  // namespace

void fill_choices(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto& in = request.language;
    const auto choices = bank::suggestions_for(app.store.session(), line);
    const auto expected = bank::expected_for(app.store.session(), line);
    const bool is_cash =
        fill_deposits(values, request, app, line) || fill_float(values, request, app, line);
    values.show_if(choices.empty() && expected.empty() && line.amount.minor > 0 && !is_cash,
                   "NO_CHOICE");
    bool is_first = !is_cash;
    for (const auto& one : expected) {
        auto& row = values.add("CHOICE");
        row.set("ACTION", "/desk/bank/lines/" + std::to_string(line.id.value));
        row.set("FORM_TOKEN", request.visitor->form_token);
        row.set("YES", expected_words(one, line, in)).set("WHY", clue_words(one, in));
        row.set("SCORE", one.score).show_if(is_first, "FIRST");
        row.add("ABOUT")
            .set("ABOUT_ACT", one.payout ? "payout" : "refund")
            .set("ABOUT_ID", one.payout ? one.payout->id.value : one.refund->id.value);
        is_first = false;
    }
    for (const auto& one : choices) {
        auto& row = values.add("CHOICE");
        row.set("ACTION", "/desk/bank/lines/" + std::to_string(line.id.value));
        row.set("FORM_TOKEN", request.visitor->form_token);
        row.set("YES", yes_text(one, line, in)).set("WHY", why_text(one, in));
        row.set("SCORE", one.score).show_if(is_first, "FIRST");
        if (one.by_hand)
            row.add("KNOWN").set("HAND_ID", one.by_hand.value);
        else if (one.pledge)
            row.add("ABOUT").set("ABOUT_ACT", "pledge").set("ABOUT_ID", one.pledge->id.value);
        else
            row.add("GIFTS").set("IDS", ids_of(one.gifts));
        is_first = false;
    }
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
