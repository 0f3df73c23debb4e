#include "web/pages/bank/desk_bank.h"

#include "campaign/bank/importing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

constexpr int imports_shown = 20, cards_max = 25, placings_shown = 15, found_days = 30;

std::string account_label(const std::vector<organisation::BankAccount>& accounts,
                          BankAccountId id) {
    for (const auto& one : accounts)
        if (one.id == id) return one.label;
    return {};
}

void fill_imports(Values& values, const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto accounts = organisation::all_bank_accounts(session);
    const auto imports = bank::recent_imports(session, imports_shown);
    if (imports.empty()) return;
    auto& list = values.add("IMPORTS");
    for (const auto& one : imports)
        list.add("IMPORT")
            .set("HREF", "/desk/bank/imports/" + std::to_string(one.id.value))
            .set("FILE", one.file_name)
            .set("ACCOUNT", account_label(accounts, one.account))
            .set("PERIOD", one.from && one.until ? language::date_text(*one.from, in) + " – " +
                                                       language::date_text(*one.until, in)
                                                 : std::string{})
            .set("NEW", one.lines_new)
            .set("KNOWN", one.lines_known)
            .set("BY", one.made_by_name)
            .set("WHEN", language::ago_text(one.made_at, request.now, in))
            .show_if(one.undone_at.has_value(), "UNDONE");
}

void fill_card(Values& card, const http::Request& request, App& app, const bank::Line& line,
               const std::string& account) {
    const auto& in = request.language;
    const auto href = "/desk/bank/lines/" + std::to_string(line.id.value);
    card.set("LINE_ID", line.id.value).set("LINE_HREF", href).set("ACTION", href);
    card.set("AMOUNT", money_text(line.amount, in)).set("ACCOUNT", account);
    card.set("WHO", line.other_name.empty() ? say("without a name", in) : line.other_name);
    card.set("DAY", language::date_text(line.booked_on, in));
    card.set("TEXT", line.text.empty() ? line.creditor_reference : line.text);
    card.set("FORM_TOKEN", request.visitor->form_token);
    card.show_if(line.amount.minor < 0, "OUT");
    fill_choices(card, request, app, line);
}

void fill_lines(Values& values, const http::Request& request, App& app, std::int64_t open) {
    auto& session = app.store.session();
    const auto accounts = organisation::all_bank_accounts(session);
    const auto lines = bank::open_lines(session, cards_max);
    for (const auto& line : lines)
        fill_card(values.add("LINE_CARD"), request, app, line,
                  account_label(accounts, line.account));
    values.show_if(lines.empty(), "CALM").show_if(!lines.empty(), "KEYS");
    const auto more = open - static_cast<std::int64_t>(lines.size());
    if (more > 0)
        values.add("MORE").set("MORE_LINE", language::say_count("and {1} more", "and {1} more",
                                                                more, request.language));
}

void fill_just_placed(Values& values, const http::Request& request, App& app) {
    const auto number = number_in(request.query.text("placed"));
    const auto placing = bank::find_placing(app.store.session(), bank::PlacingId{number});
    if (!placing || placing->is_undone) return;
    const auto& in = request.language;
    values.add("JUST")
        .set("PLACED_TEXT",
             language::say_with("{1} has its place.", {money_text(placing->amount, in)}, in))
        .set("UNDO_ACTION", "/desk/bank/placings/" + std::to_string(number))
        .set("FORM_TOKEN", request.visitor->form_token);
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    const auto& in = request.language;
    if (saved == "booked") return say("Booked.", in);
    if (saved == "open") return say("Taken back: the line needs a decision again.", in);
    if (saved == "undone") return say("Taken back: nothing of it counts any more.", in);
    if (saved == "discarded") return say("The file is gone. Nothing was booked.", in);
    return {};
}

}  // namespace

void insist_on_finance(const http::Request& request) {
    if (!request.visitor->may_everywhere(people::Duty::do_finance))
        throw Refused{{Reason::not_allowed}};
}

people::Actor finance_actor(const http::Request& request) {
    return people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
}

http::Response show_bank(const http::Request& request, App& app) {
    insist_on_finance(request);
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto open = bank::count_open_lines(session);
    Values values;
    values.set("HEADLINE", open == 0
                               ? say("Every line has its place.", in)
                               : language::say_count("{1} bank line needs a decision",
                                                     "{1} bank lines need a decision", open, in));
    values.set("FOUND_LINE",
               language::say_count("{1} found its gift by reference in the last 30 days.",
                                   "{1} found their gift by reference in the last 30 days.",
                                   bank::count_placed_by_reference(
                                       session, request.now - std::chrono::days{found_days}),
                                   in));
    values.set("UPLOAD_ACTION", "/desk/bank/files").set("FORM_TOKEN", request.visitor->form_token);
    values.show_if(organisation::active_bank_accounts(session).empty(), "NO_ACCOUNT");
    fill_just_placed(values, request, app);
    fill_lines(values, request, app, open);
    const auto placings = bank::recent_placings_of_bank(session, placings_shown);
    if (!placings.empty()) fill_placings(values.add("ANY_PLACED"), request, placings);
    fill_imports(values, request, app);
    return show_desk(
        request, app,
        {.title = say("Bank", in),
         .body = language::render_template("web/pages/bank/desk_bank.html", values, in),
         .saved = saved_words(request),
         .scripts = {"js/bank.js"}});
}

http::Response bring_bank_file(const http::Request& request, App& app) {
    insist_on_finance(request);
    for (const auto& upload : request.uploads) {
        if (upload.field != "file" || upload.bytes.empty()) continue;
        const auto token =
            bank::keep_draft(app.store, {bank::kept_text(upload.file_name, 120), upload.bytes},
                             finance_actor(request), request.now);
        return http::redirect("/desk/bank/files/" + token);
    }
    throw Refused{{Reason::not_a_valid_value, "file", "Please choose a file of your bank."}};
}

}  // namespace pages
