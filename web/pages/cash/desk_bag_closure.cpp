#include "web/pages/cash/desk_bag_closure.h"

#include "campaign/cash/closing.h"
#include "campaign/language/catalogue.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int rows_shown = 12;

void add_fact(Values& values, std::string label, std::string text) {
    values.add("FACT").set("LABEL", label).set("TEXT", text);
}

void fill_facts(Values& values, const DeskView& view, const cash::Closure& closure) {
    const auto& lang = view.language();
    const auto& found = closure.found;
    add_fact(values, say("Notes and coins", lang), view.money(found.money));
    if (found.cheques > 0) add_fact(values, say("Cheques", lang), view.money(found.cheques));
    if (found.float_inside > 0)
        add_fact(values, say("Of it change", lang), view.money(found.float_inside));
    if (found.vouchers > 0)
        add_fact(values, say("Paid out by voucher", lang), view.money(found.vouchers));
    if (!found.abroad.empty()) add_fact(values, say("Foreign money", lang), found.abroad);
    if (closure.bag.is_recount) {
        add_fact(values, say("Counted before", lang), view.money(closure.bag.content));
        return;
    }
    add_fact(values, say("Given", lang), view.money(found.gifts()));
    add_fact(values, say("Named on sheets", lang), view.money(closure.named));
}

std::string line_of(const DeskView& view, const cash::Closure& closure) {
    const auto& lang = view.language();
    const auto surplus = closure.bag.is_recount ? closure.difference() : closure.surplus();
    if (surplus == 0) return {};
    if (closure.bag.is_recount)
        return surplus < 0
                   ? say_with("{1} less than before: that is booked as a loss. The gifts stand.",
                              {view.money(-surplus)}, lang)
                   : say_with("{1} more than before: that is booked as cash over.",
                              {view.money(surplus)}, lang);
    if (surplus > 0)
        return say_with(
            "{1} are named on no sheet. They are booked as cash over, or somebody "
            "names them first.",
            {view.money(surplus)}, lang);
    return say_with(
        "The sheets name {1} more than was counted. Set the named gifts to what "
        "was found: nothing is spread by itself.",
        {view.money(-surplus)}, lang);
}

struct Link {
    std::string words, href;
};

// Where to mend what stands in the way, and the rows of which less or more was found.
std::vector<Link> links_of(const DeskView& view, const cash::Closure& closure) {
    const auto& lang = view.language();
    std::vector<Link> links;
    for (std::size_t i = 0; i < closure.rows.size(); ++i) {
        const auto& envelope = closure.envelopes[i];
        const auto title = say_with("Envelope {1}", {std::to_string(envelope.number)}, lang);
        const auto path = view.path("envelopes/" + std::to_string(envelope.id.value));
        const auto told = cash::told_sum_of(closure.rows[i]);
        if (!cash::makes_control(envelope, closure.rows[i]))
            links.push_back({title + ": " +
                                 say_with("The rows make {1}, the control total is {2}.",
                                          {view.money(told), view.money(*envelope.control)}, lang),
                             path + "#sheet"});
        for (const auto& row : closure.rows[i]) {
            const auto& name = row.gift.donor.name;
            if (row.minor() != row.gift.amount.minor)
                links.push_back(
                    {title + ", " + (name.empty() ? say("without a name", lang) : name) + ": " +
                         say_with("{1} told, {2} found",
                                  {view.money(row.gift.amount.minor), view.money(row.minor())},
                                  lang),
                     path + "#row-" + std::to_string(row.gift.id.value)});
        }
        if (closure.surplus() != 0)
            links.push_back(
                {say_with("The sheet of envelope {1}", {std::to_string(envelope.number)}, lang),
                 path + "#sheet"});
    }
    return links;
}

bool sheets_hold(const cash::Closure& closure) {
    for (std::size_t i = 0; i < closure.rows.size(); ++i)
        if (!cash::makes_control(closure.envelopes[i], closure.rows[i])) return false;
    return closure.bag.is_recount || closure.surplus() >= 0;
}

}  // namespace

void fill_bag_closure(Values& values, const DeskView& view, const cash::Bag& bag,
                      const std::string& action) {
    auto& session = view.app.store.session();
    const auto closure = cash::find_closure(session, bag.id);
    if (!closure) return;
    const auto& lang = view.language();
    auto& close = values.add("CLOSE");
    const auto inside = view.money(closure->found.inside());
    close.set("ACTION", action).set("FORM_TOKEN", view.form_token());
    close.set("BUTTON", say_with("Close bag {1}: {2}", {std::to_string(bag.number), inside}, lang));
    fill_facts(close, view, *closure);
    if (const auto line = line_of(view, *closure); !line.empty())
        close.add("LINE").set("TEXT", line);
    int shown = 0;
    for (const auto& [words, href] : links_of(view, *closure))
        if (++shown <= rows_shown) close.add("ROW").set("HREF", href).set("WORDS", words);
    const bool is_finance = view.may(Duty::do_finance);
    const auto objection = cash::closing_objection(session, bag, view.request.visitor->account);
    close.show_if(!is_finance, "FINANCE_ALONE");
    if (is_finance && objection) close.add("OTHERS").set("TEXT", say(objection->detail, lang));
    if (!is_finance || objection || !sheets_hold(*closure)) return;
    close.add("MAY_CLOSE").show_if(closure->wants_reason(), "REASON");
}

}  // namespace pages
