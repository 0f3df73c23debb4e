#include "campaign/giving/refunding.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "web/pages/giving/gift_view.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

std::string back_line(const giving::Refund& one, const Shown& shown, const std::string& lang) {
    const auto amount = money_text(one.amount, lang);
    if (one.state == giving::RefundState::done && one.done_at)
        return say_with("{1} went back to you on {2}.",
                        {amount, language::date_text(*one.done_at, shown.zone, lang)}, lang);
    return one.is_by_card ? say_with("{1} is on its way back to your card.", {amount}, lang)
                          : say_with("{1} is paid out to you by bank transfer.", {amount}, lang);
}

}  // namespace

void fill_way_back(Values& values, App& app, const Shown& shown, const std::string& lang) {
    auto& session = app.store.session();
    for (const auto& one : giving::refunds_of_gift(session, shown.gift.id)) {
        const bool is_agreed = one.state == giving::RefundState::approved ||
                               one.state == giving::RefundState::done ||
                               one.state == giving::RefundState::failed;
        if (is_agreed) values.add("GOES_BACK").set("BACK_LINE", back_line(one, shown, lang));
    }
    const auto wish = giving::find_wish(session, shown.gift.id);
    if (wish && wish->state == "open")
        values.add("ASKED_BACK")
            .set("ASKED_LINE", say("You asked for it back. We answer soon.", lang));
    if (wish && wish->state == "declined")
        values.add("ASKED_BACK")
            .set("ASKED_LINE",
                 say_with("You asked for it back. Our answer: {1}", {wish->answer}, lang));
    if (!wish && !shown.gift.is_rehearsal && giving::refundable(session, shown.gift).minor > 0)
        values.add("MAY_ASK").set("ACTION", "/g/" + shown.token).set("FORM_TOKEN", "");
}

}  // namespace pages
