// Where every bag is, what of the cash is still open, and whether every number has its row.
#include "web/pages/cash/desk_bags.h"

#include "campaign/cash/bagging.h"
#include "campaign/cash/deposit.h"
#include "campaign/cash/depositing.h"
#include "campaign/cash/open_items.h"
#include "campaign/cash/pinning.h"
#include "campaign/cash/series.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"
#include "web/live/feed.h"
#include "web/pages/cash/cash_words.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr std::size_t key_max = 40, note_max = 200, pin_typed_max = 12;

std::string item_words(const cash::OpenItem& item, const std::string& lang) {
    const auto number = std::to_string(item.number);
    switch (item.kind) {
        case cash::ItemKind::envelope:
            return say_with("Envelope {1} is in no bag", {number}, lang);
        case cash::ItemKind::bag:
            return say_with("Bag {1} is not counted", {number}, lang);
        case cash::ItemKind::counted_bag:
            return say_with("Bag {1} is not at the bank", {number}, lang);
        case cash::ItemKind::desk_box:
            return say("Counted at the desk, not at the bank", lang);
        case cash::ItemKind::deposit:
            return say_with("Deposit {1} is on no statement yet", {number}, lang);
        case cash::ItemKind::deposit_difference:
            return say_with("A difference of deposit {1} waits for a second person", {number},
                            lang);
        case cash::ItemKind::float_out:
            return say("Change is out", lang);
        case cash::ItemKind::float_line:
            return say("Change was drawn, and is on no statement yet", lang);
    }
    check(false, "an open item has words");
    return {};
}

std::string series_words(const std::string& name, const std::string& lang) {
    if (name == "envelope") return say("Envelopes", lang);
    if (name == "sheet") return say("Sheets", lang);
    if (name == "bag") return say("Bags of the organisation", lang);
    return say("Deposits of the organisation", lang);
}

std::string gap_words(const cash::Series& series, const std::string& lang) {
    if (series.last == 0) return say("None yet", lang);
    if (series.gaps.empty())
        return say_with("1 to {1}, none is missing", {std::to_string(series.last)}, lang);
    std::string list;
    for (const auto& [from, until] : series.gaps)
        list += (list.empty() ? "" : ", ") + std::to_string(from) +
                (from == until ? "" : "–" + std::to_string(until));
    return say_with("1 to {1}, missing: {2}", {std::to_string(series.last), list}, lang);
}

void fill_bags(Values& values, const DeskView& view) {
    const auto& lang = view.language();
    const auto bags = cash::bags_of(view.app.store.session(), view.here.campaign.id);
    values.show_if(bags.empty(), "NONE");
    for (const auto& bag : bags) {
        auto& row = values.add("BAG");
        row.set("TITLE", say_with("Bag {1}", {std::to_string(bag.number)}, lang));
        row.set("HREF", view.path("bags/" + std::to_string(bag.id.value)));
        row.set("HOLDER",
                bag.state == cash::BagState::deposited ? say("The bank", lang) : bag.holder_name);
        row.set("SINCE", view.ago(bag.held_since)).set("SEAL", bag.seal);
        row.set("STATE_TEXT", bag_state_words(bag, lang));
        row.set("ENVELOPES",
                language::say_count("{1} envelope", "{1} envelopes", bag.envelopes, lang));
        row.set("AMOUNT", bag.closed_at ? view.money(bag.content) : std::string{});
    }
}

void fill_waiting(Values& values, const DeskView& view) {
    auto& session = view.app.store.session();
    for (const auto& one :
         cash::handovers_waiting_for(session, view.here.campaign.id, view.request.visitor->account))
        values.add("COMES")
            .set("HREF", view.path("bags/" + std::to_string(one.bag.value)))
            .set("TEXT",
                 say_with("{1} hands bag {2} over to you",
                          {one.from_name, std::to_string(one.bag_number)}, view.language()));
}

void fill_items(Values& values, const DeskView& view) {
    const auto& lang = view.language();
    const auto items =
        cash::open_cash_items(view.app.store.session(), view.here.campaign.id, view.request.now);
    values.show_if(items.empty(), "ALL_DONE");
    for (const auto& item : items) {
        auto& row = values.add("ITEM");
        row.set("TEXT", item_words(item, lang));
        const bool is_known = item.kind != cash::ItemKind::bag &&
                              (item.kind != cash::ItemKind::envelope || item.amount.minor != 0);
        row.set("AMOUNT", is_known ? view.money(item.amount.minor) : std::string{});
        row.set("AGE", item.since ? view.ago(*item.since) : std::string{});
        row.set("OWNER", item.owner).show_if(item.is_late, "LATE");
    }
}

void fill_floats(Values& values, const DeskView& view) {
    constexpr int floats_shown_max = 10;
    auto& session = view.app.store.session();
    auto& own = values.add("FLOATS");
    const auto out = cash::float_out(session, view.here.campaign.id);
    own.set("OUT", say_with("{1} of change are out.", {view.money(out)}, view.language()));
    own.set("ACTION", view.path("bags")).set("FORM_TOKEN", view.form_token());
    own.set("FORM_KEY", random_token()).set("CURRENCY", view.here.campaign.currency.text());
    for (const auto& one : cash::floats_of(session, view.here.campaign.id, floats_shown_max))
        own.add("DRAWN")
            .set("AMOUNT", view.money(one.amount.minor))
            .set("NOTE", one.note)
            .set("BY", one.made_by_name)
            .set("WHEN", view.ago(one.made_at));
}

std::string saved_words(const DeskView& view) {
    const auto saved = view.request.query.text("saved");
    if (saved == "pin")
        return say("Your PIN is set. With it you count at the screen of somebody else.",
                   view.language());
    return saved.empty() ? std::string{} : say("Saved.", view.language());
}

http::Response show_all(const DeskView& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    Values values;
    values.set("ACTION", view.path("bags")).set("FORM_TOKEN", view.form_token());
    values.set("FORM_KEY", random_token());
    values.set("ENVELOPES_HREF", view.path("envelopes"));
    fill_waiting(values, view);
    fill_bags(values, view);
    fill_items(values, view);
    if (view.may(Duty::do_finance)) {
        fill_floats(values, view);
        values.add("DEPOSITS").set("DEPOSITS_HREF", view.path("deposits"));
    }
    for (const auto& series : cash::gaps_of_series(session, view.here.campaign.id))
        values.add("SERIES")
            .set("NAME", series_words(series.name, lang))
            .set("TEXT", gap_words(series, lang))
            .show_if(!series.gaps.empty(), "MISSING");
    values.set("PIN_LINE", cash::has_pin(session, view.request.visitor->account)
                               ? say("You have a PIN. A new one replaces it.", lang)
                               : say("You have no PIN yet.", lang));
    return show_cash_page(view, say("Where every bag is", lang),
                          language::render_template("web/pages/cash/desk_bags.html", values, lang),
                          saved_words(view));
}

std::string act(const DeskView& view) {
    const auto what = view.request.form.text("act");
    const auto now = view.request.now;
    if (what == "pin") {
        cash::set_pin(view.app.store, view.request.visitor->account,
                      view.text("pin", pin_typed_max), now);
        return view.path("bags?saved=pin");
    }
    const auto key = view.text("form_key", key_max);
    if (key.empty()) throw Refused{{Reason::form_expired}};
    if (what == "float") {
        if (!view.may(Duty::do_finance)) throw Refused{{Reason::not_allowed}};
        const auto minor = view.amount(view.request.form.text("amount"), "float").value_or(0);
        cash::draw_float(
            view.app.store,
            {view.here.campaign.id, minor, view.text("note", note_max), "float:" + key},
            view.actor(Duty::do_finance), now);
        view.app.feed.changed(view.here.campaign.id);
        return view.path("bags?saved=float");
    }
    const auto bag =
        cash::begin_bag(view.app.store, view.here.campaign.id, "bag:" + key, view.actor(), now);
    return view.path("bags/" + std::to_string(bag.id.value));
}

}  // namespace

http::Response show_bags(const http::Request& request, App& app) {
    return show_all(desk_view(request, app));
}

http::Response act_on_bags(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act(view); }, show_all);
}

}  // namespace pages
