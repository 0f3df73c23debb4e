// One envelope: its slip, and the sheet that is typed from it.
#include "campaign/cash/handing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/token.h"
#include "web/live/feed.h"
#include "web/pages/cash/cash_words.h"
#include "web/pages/cash/desk_envelopes.h"
#include "web/pages/giving/desk_money.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr int new_rows = 12;
constexpr std::size_t key_max = 40;

std::string kind_of_row(const std::string& kind, const std::string& lang) {
    if (kind == "sale") return say("Sale", lang);
    if (kind == "registration") return say("Registration", lang);
    return say("Gift", lang);
}

// What the rows as told make, and what was found where that differs.
std::string control_words(const DeskView& view, const cash::Envelope& one,
                          const std::vector<cash::SheetRow>& sheet) {
    const auto& lang = view.language();
    const auto sum = cash::told_sum_of(sheet), found = cash::sum_of(sheet);
    auto rows = say_with("The rows make {1}.", {view.money(sum)}, lang);
    if (found != sum) rows += " " + say_with("Of them {1} were found.", {view.money(found)}, lang);
    if (!one.control) return rows;
    if (cash::makes_control(one, sheet))
        return rows + " " + say("That is the control total.", lang);
    const auto missing = *one.control - sum;
    return rows + " " +
           (missing > 0
                ? say_with("{1} are missing to the control total.", {view.money(missing)}, lang)
                : say_with("{1} are more than the control total.", {view.money(-missing)}, lang));
}

void fill_sheet(Values& values, const DeskView& view, const cash::Envelope& one,
                const std::vector<cash::SheetRow>& rows) {
    const auto& lang = view.language();
    const bool is_open = one.state == cash::EnvelopeState::handed_in;
    for (const auto& row : rows) {
        auto& line = values.add("ROW");
        const auto id = std::to_string(row.gift.id.value);
        line.set("WHO",
                 row.gift.donor.name.empty() ? say("without a name", lang) : row.gift.donor.name);
        line.set("ROW_ID", id).set("KIND", kind_of_row(row.kind, lang));
        line.set("TOLD", view.money(row.gift.amount.minor));
        if (is_open)
            line.add("SET_FOUND")
                .set("GIFT_ID", id)
                .set("FOUND", view.plain(row.minor()))
                .set("TOLD_PLAIN", view.plain(row.gift.amount.minor))
                .show_if(row.gift.origin == "walker", "MAY_STAY");
        else
            line.add("WAS_FOUND").set("COUNTED", view.money(row.gift.confirmed.minor));
    }
    values.set("SUM_LINE", control_words(view, one, rows));
    if (!is_open) return;
    auto& typing = values.add("TYPING");
    typing.set("FORM_KEY", random_token());
    typing.set("CONTROL", one.control ? view.plain(*one.control) : std::string{});
    typing.set("CURRENCY", view.here.campaign.currency.text());
    for (int i = 1; i <= new_rows; ++i) typing.add("NEW").set("I", i);
}

http::Response show_one(const DeskView& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto one = envelope_here(view);
    const auto rows = cash::rows_in(session, one.id);
    Values values;
    values.set("TITLE", say_with("Envelope {1}", {std::to_string(one.number)}, lang));
    values.set("WHO", one.who()).set("STATE_TEXT", envelope_state_words(one, lang));
    values.set("CODE", one.code).set("ALL_HREF", view.path("envelopes"));
    values.set("BY", one.received_by_name);
    values.set("WHEN", one.received_at ? view.moment(*one.received_at) : std::string{});
    values.set("TOLD", one.told ? view.money(*one.told) : say("Nothing was said", lang));
    values.set("ACTION", view.request.path).set("FORM_TOKEN", view.form_token());
    values.set("SLIP_HREF", view.path("envelopes/" + std::to_string(one.id.value) + "/slip"));
    if (one.bag)
        values.add("IN_BAG")
            .set("BAG_HREF", view.path("bags/" + std::to_string(one.bag.value)))
            .set("BAG", say_with("Bag {1}", {std::to_string(one.bag_number)}, lang));
    values.set("SHEET", one.sheet_number == 0
                            ? say("Its sheet", lang)
                            : say_with("Sheet {1}", {std::to_string(one.sheet_number)}, lang));
    fill_sheet(values, view, one, rows);
    values.show_if(one.state == cash::EnvelopeState::handed_in && !one.bag, "MAY_GIVE_BACK");
    if (!one.answer.empty()) values.add("ANSWERED").set("ANSWER", one.answer);
    const auto saved = view.request.query.text("saved");
    return show_cash_page(
        view, say_with("Envelope {1}", {std::to_string(one.number)}, lang),
        language::render_template("web/pages/cash/desk_envelope.html", values, lang),
        saved.empty() ? std::string{} : say("Saved.", lang), {"js/sheet.js"});
}

cash::Sheet sheet_typed(const DeskView& view, const cash::Envelope& one) {
    const auto& form = view.request.form;
    cash::Sheet sheet{.envelope = one.id, .control = view.amount(form.text("control"), "control")};
    sheet.form_key = view.text("form_key", key_max);
    if (sheet.form_key.empty()) throw Refused{{Reason::form_expired}};
    for (const auto& row : cash::rows_in(view.app.store.session(), one.id)) {
        const auto field = "found_" + std::to_string(row.gift.id.value);
        if (form.has("left_" + std::to_string(row.gift.id.value)))
            sheet.left.push_back(row.gift.id);
        else if (form.has(field))
            sheet.found.emplace_back(row.gift.id, view.amount(form.text(field), "rows"));
    }
    for (int i = 1; i <= new_rows; ++i) {
        const auto at = std::to_string(i);
        const auto amount = view.amount(form.text("amount_" + at), "rows");
        const auto name = view.text(("name_" + at).c_str(), giving::name_max);
        if (!amount && name.empty()) continue;
        if (!amount)
            throw Refused{{Reason::not_a_valid_value, "rows", "A row with a name has an amount."}};
        cash::NewRow row{name, {*amount, view.here.campaign.currency}};
        const auto kind = form.text("kind_" + at);
        if (kind == "sale" || kind == "registration") row.kind = kind;
        if (form.text("method_" + at) == "cheque") row.method = "cheque";
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

std::string act(const DeskView& view) {
    const auto one = envelope_here(view);
    const auto now = view.request.now;
    if (view.request.form.text("act") == "give_back") {
        cash::give_back(view.app.store, one.id, view.actor(), now);
        view.app.feed.changed(view.here.campaign.id);
        return view.request.path + "?saved=back";
    }
    const auto giving = giving_to(view.request, view.app, view.here.campaign);
    cash::keep_sheet(view.app.store, sheet_typed(view, one), terms_at_desk(giving, now),
                     view.actor(), now);
    view.app.feed.changed(view.here.campaign.id);
    return view.request.path + "?saved=sheet";
}

}  // namespace

http::Response show_envelope(const http::Request& request, App& app) {
    return show_one(desk_view(request, app));
}

http::Response act_on_envelope(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act(view); }, show_one);
}

http::Response show_slip(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    const auto& lang = request.language;
    const auto one = envelope_here(view);
    const auto id = std::to_string(one.id.value);
    Values values;
    values.set("TITLE", say_with("Envelope {1}", {std::to_string(one.number)}, lang));
    values.set("CODE", one.code).set("WHO", one.who()).set("BY", one.received_by_name);
    values.set("CAMPAIGN", view.here.version.plan.title);
    values.set("WHEN", one.received_at ? view.moment(*one.received_at) : std::string{});
    values.show_if(one.state == cash::EnvelopeState::handed_in, "NOT_COUNTED");
    values.set("SHEET_HREF", view.path("envelopes/" + id));
    values.set("ALL_HREF", view.path("envelopes"));
    return show_cash_page(view, say("Slip", lang),
                          language::render_template("web/pages/cash/desk_slip.html", values, lang),
                          {}, {"js/sheet.js"});
}

}  // namespace pages
