// What a line of the bank could be, whatever it is, in one list: the likeliest first.

#include <algorithm>

#include "campaign/bank/depositing.h"
#include "campaign/bank/expected.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "web/html/frame.h"
#include "web/pages/bank/desk_bank_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int float_score = 30;

// One button: what it says and why, and what the form then does with which gifts, line or thing.
struct Choice {
    std::string yes, why;
    int score = 0;
    std::string act, about;
};

std::string ids_of(const std::vector<giving::Gift>& gifts) {
    std::string ids;
    for (const auto& gift : gifts) ids += (ids.empty() ? "" : ",") + std::to_string(gift.id.value);
    return ids;
}

// A promise of another amount says its own, and its day: two of one person are told apart.
std::string gift_text(const giving::Gift& gift, const bank::Line& line, App& app,
                      const std::string& in) {
    const auto who = donor_text(gift, in);
    if (gift.open == line.open())
        return say_with("Yes, this is {1}’s {2}", {who, money_text(line.open(), in)}, in);
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    const auto day = language::date_text(gift.given_at, zone, in);
    if (gift.open.minor > 0)
        return say_with("Yes, this pays {1}’s promise of {2} from {3}",
                        {who, money_text(gift.open, in), day}, in);
    return say_with("Yes, this adds to {1}’s gift of {2} from {3}",
                    {who, money_text(gift.amount, in), day}, in);
}

std::string yes_text(const bank::Suggestion& one, const bank::Line& line, App& app,
                     const std::string& in) {
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
    return gift_text(one.gifts.front(), line, app, in);
}

Choice choice_of(const bank::Suggestion& one, const bank::Line& line, App& app,
                 const std::string& in) {
    Choice choice{yes_text(one, line, app, in), why_text(one, in), one.score, "place", {}};
    if (one.by_hand)
        choice.act = "known", choice.about = std::to_string(one.by_hand.value);
    else if (one.pledge)
        choice.act = "pledge", choice.about = std::to_string(one.pledge->id.value);
    else
        choice.about = ids_of(one.gifts);
    return choice;
}

// A deposit of cash that the line could be.
Choice choice_of(const bank::DepositGuess& one, const std::string& in) {
    const auto number = std::to_string(one.deposit.number);
    std::vector<std::string> why;
    if (one.is_named) why.push_back(say("its slip stands in the words", in));
    if (one.is_whole) why.push_back(say("same amount", in));
    if (one.is_at_counter) why.push_back(say("paid in at the bank’s counter", in));
    if (one.days == 0) why.push_back(say("the same day", in));
    if (one.days > 0)
        why.push_back(language::say_count("{1} day later", "{1} days later", one.days, in));
    return {one.is_whole ? say_with("Yes, this is deposit {1}", {number}, in)
                         : say_with("Yes, this is a part of deposit {1}", {number}, in),
            joined(why), one.score, "deposit", std::to_string(one.deposit.id.value)};
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
    if (!one.more.empty())
        return say_with("Yes, these are {1} refunds to {2}, {3} together",
                        {std::to_string(one.more.size() + 1),
                         donor.empty() ? say("somebody without a name", in) : donor, amount},
                        in);
    return say_with("Yes, this is the refund of {1} to {2}",
                    {amount, donor.empty() ? say("somebody without a name", in) : donor}, in);
}

Choice choice_of(const bank::Expected& one, const bank::Line& line, const std::string& in) {
    Choice choice{expected_words(one, line, in), clue_words(one, in), one.score, {}, {}};
    choice.act = one.payout ? "payout" : "refund";
    choice.about = std::to_string(one.payout ? one.payout->id.value : one.refund->id.value);
    for (const auto& other : one.more) choice.about += "," + std::to_string(other.id.value);
    return choice;
}

std::vector<Choice> choices_for(App& app, const bank::Line& line, const std::string& in) {
    auto& session = app.store.session();
    std::vector<Choice> all;
    for (const auto& one : bank::expected_for(session, line))
        all.push_back(choice_of(one, line, in));
    for (const auto& one : bank::suggestions_for(session, line))
        all.push_back(choice_of(one, line, app, in));
    for (const auto& one : bank::deposits_like(session, line)) all.push_back(choice_of(one, in));
    if (line.amount.minor < 0)  // Change that was drawn, with this amount.
        if (const auto drawn = cash::find_open_float(session, line.open()))
            all.push_back(
                {say_with("Yes, this is the change of {1}", {money_text(drawn->amount, in)}, in),
                 joined({say("same amount", in), drawn->note}), float_score, "float",
                 std::to_string(drawn->id)});
    std::ranges::stable_sort(all, std::ranges::greater{}, &Choice::score);
    return all;
}

}  // namespace

void fill_choices(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto all = choices_for(app, line, request.language);
    values.show_if(all.empty() && line.amount.minor > 0, "NO_CHOICE");
    bool is_first = true;
    for (const auto& one : all) {
        auto& row = values.add("CHOICE");
        row.set("ACTION", "/desk/bank/lines/" + std::to_string(line.id.value));
        row.set("FORM_TOKEN", request.visitor->form_token);
        row.set("YES", one.yes).set("WHY", one.why).set("SCORE", one.score);
        row.show_if(is_first && one.score >= bank::primary_score, "FIRST");
        if (one.act == "place")
            row.add("GIFTS").set("IDS", one.about);
        else if (one.act == "known")
            row.add("KNOWN").set("HAND_ID", one.about);
        else
            row.add("ABOUT").set("ABOUT_ACT", one.act).set("ABOUT_ID", one.about);
        is_first = false;
    }
}

}  // namespace pages
