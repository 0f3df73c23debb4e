#include "campaign/bank/wording.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"

namespace bank {

using language::money_text;
using language::say;
using language::say_count;
using language::say_with;

std::string counts_text(const ImportPlan& plan, const std::string& in) {
    std::string text = say_count("{1} new line", "{1} new lines", plan.count(Fate::fresh), in);
    if (const auto known = plan.count(Fate::known); known > 0)
        text += " · " + say_count("{1} is here already", "{1} are here already", known, in);
    if (const auto others = plan.count(Fate::of_others); others > 0)
        text += " · " + say_count("{1} is not ours", "{1} are not ours", others, in);
    if (plan.statement.pending > 0)
        text += " · " + say_count("{1} is not booked at the bank yet",
                                  "{1} are not booked at the bank yet", plan.statement.pending, in);
    return text;
}

std::string balance_text(const Statement& statement, const std::string& in) {
    const auto sum = money_text(statement.sum(), in);
    if (!statement.opening || !statement.closing)
        return say_with("Lines together {1}. The file tells no opening and closing balance.", {sum},
                        in);
    const auto opening = money_text(statement.opening->amount, in);
    const auto closing = money_text(statement.closing->amount, in);
    if (statement.adds_up() == true)
        return say_with("Opening {1} and lines {2} make closing {3}.", {opening, sum, closing}, in);
    return say_with(
        "Opening {1} and lines {2} make {3}, and the closing balance is {4}.",
        {opening, sum, money_text(statement.opening->amount + statement.sum(), in), closing}, in);
}

std::string trouble_text(const ImportPlan& plan, Trouble trouble, const std::string& in) {
    const auto& statement = plan.statement;
    switch (trouble) {
        case Trouble::unknown_account:
            if (statement.account.empty())
                return say("The file does not say of which account it is. Choose it.", in);
            return say_with("{1} is no account of ours that is in use.", {statement.account}, in);
        case Trouble::other_currency:
            return say_with("This statement is in {1}, our account is not.",
                            {statement.currency.text()}, in);
        case Trouble::does_not_add_up:
            return say("Lines are missing or cut off: this statement is not booked.", in);
        case Trouble::gap_before:
            return say_with(
                "The statement before it ended with {1}: one between them may be missing.",
                {money_text({plan.closing_before.value_or(0), statement.currency}, in)}, in);
        case Trouble::no_lines:
            return say("There is no booked line in it.", in);
    }
    check(false, "a trouble has words");
    return {};
}

std::string sign_text(Sign sign, const std::string& in) {
    switch (sign) {
        case Sign::reference:
            return say("here already, by the bank's reference", in);
        case Sign::facts:
            return say("here already: same day, amount, account and words", in);
        case Sign::alike:
            return say("here already, from a file of another format", in);
        case Sign::by_hand:
            return say("marked by hand before", in);
        case Sign::batch:
            return say("here already, as parts or as one sum", in);
    }
    check(false, "a sign has words");
    return {};
}

}  // namespace bank
