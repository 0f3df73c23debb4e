#include <array>

#include "campaign/campaign.h"
#include "campaign/finance/batch.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_batches.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using finance::Batch;
using finance::BatchState;
using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t form_key_max = 50;
constexpr std::array methods{"", "transfer", "cash", "cheque", "card_reader", "card"};

std::string state_words(BatchState state, const std::string& lang) {
    switch (state) {
        case BatchState::open:
            return say("open", lang);
        case BatchState::closed:
            return say("closed", lang);
        case BatchState::exported:
            return say("exported", lang);
    }
    return {};
}

people::Actor actor_here(const http::Request& request) {
    return people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
}

Batch batch_here(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto batch = finance::find_batch(app.store.session(),
                                           finance::BatchId{number_in(request.param("batch"))});
    if (!batch) throw Refused{{Reason::not_found}};
    return *batch;
}

void fill_control(Values& values, const Batch& batch, const std::string& lang) {
    values.set("EXPECTED_COUNT", language::count_text(batch.expected_count, lang));
    values.set("COUNT", language::count_text(batch.count, lang));
    values.set("EXPECTED", money_text(batch.expected, lang));
    values.set("TOTAL", money_text(batch.total, lang));
    values.show_if(batch.fits(), "FITS").show_if(!batch.fits(), "DIFFERS");
}

http::Response show_list(const http::Request& request, App& app, const std::string& failed) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    const auto batches = finance::recent_batches(session, finance::batches_shown_max);
    for (const auto& batch : batches) {
        auto& row = values.add("BATCH");
        row.set("HREF", "/desk/batches/" + std::to_string(batch.id.value));
        row.set("NAME", batch.name).set("STATE", state_words(batch.state, lang));
        row.set("BY", batch.made_name);
        row.set("WHEN", language::ago_text(batch.made_at, request.now, lang));
        fill_control(row, batch, lang);
    }
    values.show_if(batches.empty(), "NONE");
    if (request.visitor->may_everywhere(people::Duty::do_finance))
        values.add("NEW")
            .set("ACTION", "/desk/batches")
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("FORM_KEY", random_token())
            .set("CURRENCY", organisation::find_organisation(session).currency)
            .set("TYPED_NAME", request.form.text("name"))
            .set("TYPED_COUNT", request.form.text("count"))
            .set("TYPED_TOTAL", request.form.text("total"));
    return show_desk(
        request, app,
        {.title = say("Batches", lang),
         .body = language::render_template("web/pages/books/desk_batches.html", values, lang),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

void fill_choice(Values& values, App& app, const std::string& lang) {
    for (const auto* method : methods)
        values.add("METHOD")
            .set("VALUE", method)
            .set("LABEL", *method == '\0' ? say("every method", lang) : method_words(method, lang));
    values.add("ONLY").set("VALUE", "").set("LABEL", say("all campaigns", lang));
    for (const auto& one : campaign::all_campaigns(app.store.session()))
        values.add("ONLY").set("VALUE", one.slug).set("LABEL", one.slug);
}

void fill_acts(Values& values, const http::Request& request, App& app, const Batch& batch) {
    if (!request.visitor->may_everywhere(people::Duty::do_finance)) return;
    const auto form = [&](const char* section) -> Values& {
        auto& acts = values.add(section);
        acts.set("ACTION", "/desk/batches/" + std::to_string(batch.id.value));
        acts.set("FORM_TOKEN", request.visitor->form_token).set("VERSION", batch.version);
        return acts;
    };
    if (batch.state == BatchState::closed) form("EXPORT");
    if (batch.state != BatchState::open) return;
    fill_choice(form("FILL"), app, request.language);
    if (batch.count > 0) form("EMPTY");
    const bool is_own = batch.made_by == request.visitor->account;
    if (batch.fits()) form("CLOSE");
    if (!batch.fits() && !is_own) form("CLOSE_ANYWAY");
    if (!batch.fits() && is_own) values.show("OWN");
}

http::Response show_one(const http::Request& request, App& app, const Batch& batch,
                        const std::string& failed) {
    const auto& lang = request.language;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    const auto moment = [&](Instant at) {
        return language::date_text(at, zone, lang) + ", " + language::time_text(at, zone, lang);
    };
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    values.set("NAME", batch.name).set("STATE", state_words(batch.state, lang));
    values.set("BY", batch.made_name).set("WHEN", moment(batch.made_at));
    fill_control(values, batch, lang);
    fill_acts(values, request, app, batch);
    if (batch.closed_at)
        values.add("CLOSED")
            .set("CLOSED_LINE", say_with("Closed by {1}, {2}",
                                         {batch.closed_name, moment(*batch.closed_at)}, lang))
            .set("REASON", batch.reason);
    if (batch.exported_at)
        values.add("EXPORTED")
            .set("EXPORTED_LINE", say_with("Exported by {1}, {2}",
                                           {batch.exported_name, moment(*batch.exported_at)}, lang))
            .set("JOURNAL_HREF",
                 "/desk/batches/" + std::to_string(batch.id.value) + "/journal.csv");
    DeskPage page{
        .title = batch.name,
        .body = language::render_template("web/pages/books/desk_batch.html", values, lang),
        .failed = failed,
        .status = failed.empty() ? 200 : 422};
    if (request.query.has("saved")) page.saved = say("Saved.", lang);
    return show_desk(request, app, std::move(page));
}

finance::BatchSearch read_search(const http::Request& request, App& app, const Batch& batch) {
    const auto& form = request.form;
    finance::BatchSearch search{.currency = batch.expected.currency};
    search.method = form.text("method");
    search.from = read_date(form.text("from")), search.until = read_date(form.text("until"));
    if (form.text("rows") == "all") search.rows = finance::BatchRows::all;
    const auto slug = form.text("only");
    if (slug.empty()) return search;
    const auto one = campaign::find_campaign(app.store.session(), slug);
    if (!one) throw Refused{{Reason::not_found}};
    search.campaign = one->id;
    return search;
}

void act_on(const http::Request& request, App& app, const Batch& batch) {
    const auto actor = actor_here(request);
    const auto act = request.form.text("act");
    if (number_in(request.form.text("version")) != batch.version)
        throw Refused{{Reason::already_decided}};
    const auto reason =
        read_line(request.form.text("reason"), finance::batch_reason_max).value_or("");
    if (act == "fill")
        finance::fill_batch(app.store, batch, read_search(request, app, batch), actor, request.now);
    else if (act == "empty")
        finance::empty_batch(app.store, batch, actor, request.now);
    else if (act == "close")
        finance::close_batch(app.store, batch, reason, actor, request.now);
    else if (act == "export")
        finance::export_batch(app.store, batch, actor, request.now);
    else
        throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
}

std::string refusal_words(const Refusal& refusal, const std::string& lang) {
    if (refusal.field == "accounts")
        return say_with("The journal waits: the bookkeeping's numbers are missing for {1}.",
                        {refusal.detail}, lang);
    return say(refusal.detail.empty() ? "Somebody was faster. Look again." : refusal.detail, lang);
}

}  // namespace

http::Response list_batches(const http::Request& request, App& app) {
    insist_on_all(request);
    return show_list(request, app, {});
}

http::Response add_batch(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto& form = request.form;
    const auto currency =
        currency_of(organisation::find_organisation(app.store.session()).currency);
    const auto typed = form.text("total");
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto total = read_money(typed, currency, mark);
    const auto key = form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    try {
        if (!total)
            throw Refused{
                {Reason::not_a_valid_value, "total", "Please type an amount like 20 or 12.50."}};
        const auto batch = finance::open_batch(
            app.store,
            {.name = read_line(form.text("name"), finance::batch_name_max).value_or(""),
             .expected_count = number_in(form.text("count")),
             .expected = *total,
             .request_key = "batch-" + key},
            actor_here(request), request.now);
        return http::redirect("/desk/batches/" + std::to_string(batch.id.value) + "?saved=yes");
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return show_list(request, app, refusal_words(refused.refusal, request.language));
    }
}

http::Response show_batch(const http::Request& request, App& app) {
    return show_one(request, app, batch_here(request, app), {});
}

http::Response change_batch(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto batch = batch_here(request, app);
    try {
        act_on(request, app, batch);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return show_one(request, app, batch_here(request, app),
                        refusal_words(refused.refusal, request.language));
    }
    return http::redirect("/desk/batches/" + std::to_string(batch.id.value) + "?saved=yes");
}

http::Response send_journal(const http::Request& request, App& app) {
    const auto batch = batch_here(request, app);
    if (batch.state != BatchState::exported) throw Refused{{Reason::not_found}};
    return http::file(finance::journal_of(app.store.session(), batch.id),
                      "text/csv; charset=utf-8; header=present",
                      "journal-" + slug_of(batch.name) + ".csv");
}

}  // namespace pages
