// One statement as it was booked, and taking it back.

#include "campaign/bank/importing.h"
#include "campaign/bank/placing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

bank::Import import_here(const http::Request& request, App& app) {
    const auto number = number_in(request.param("import"));
    auto found = bank::find_import(app.store.session(), bank::ImportId{number});
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

http::Response render_import(const http::Request& request, App& app, const bank::Import& import,
                             const std::string& failed) {
    auto& session = app.store.session();
    const auto& in = request.language;
    Values values;
    values.set("FILE", import.file_name);
    values.set("WHAT",
               import.format + (import.statement_id.empty() ? "" : " · " + import.statement_id));
    values.set("SUM", money_text({import.sum, import.currency}, in));
    values.set("NEW", import.lines_new).set("KNOWN", import.lines_known);
    values.set("OTHERS", import.lines_of_others);
    values.set("BY", import.made_by_name)
        .set("WHEN", language::ago_text(import.made_at, request.now, in));
    if (import.opening && import.closing)
        values.add("BALANCES")
            .set("OPENING", money_text({*import.opening, import.currency}, in))
            .set("CLOSING", money_text({*import.closing, import.currency}, in));
    for (const auto& line : bank::lines_of_import(session, import.id, {}, bank::lines_shown_max))
        values.add("LINE_ROW")
            .set("DAY", language::date_text(line.booked_on, in))
            .set("AMOUNT", money_text(line.amount, in))
            .set("WHO", line.other_name)
            .set("TEXT", line.text.empty() ? line.creditor_reference : line.text)
            .set("PLACE",
                 line.open().minor == 0 ? say("has its place", in) : say("needs a decision", in));
    if (import.undone_at)
        values.show("UNDONE");
    else
        values.add("UNDO")
            .set("ACTION", request.path)
            .set("FORM_TOKEN", request.visitor->form_token);
    return show_desk(
        request, app,
        {.title = say("A statement", in),
         .body = language::render_template("web/pages/bank/desk_bank_import.html", values, in),
         .failed = failed,
         .status = failed.empty() ? 200 : 409});
}

}  // namespace

http::Response show_import(const http::Request& request, App& app) {
    insist_on_finance(request);
    return render_import(request, app, import_here(request, app), {});
}

http::Response take_back_import(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto import = import_here(request, app);
    try {
        bank::take_back_placings_of(app.store, import.id, finance_actor(request), request.now);
        bank::undo_import(app.store, import.id, finance_actor(request), request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        return render_import(request, app, import, say(refused.refusal.detail, request.language));
    }
    return http::redirect("/desk/bank?saved=undone");
}

}  // namespace pages
