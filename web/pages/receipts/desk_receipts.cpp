// The desk's list of receipts, and what is written for one gift or a whole year.
#include <algorithm>

#include "campaign/giving/gift.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/formal.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/name.h"
#include "campaign/receipts/country.h"
#include "campaign/receipts/issuing.h"
#include "campaign/receipts/yearly_issuing.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/pages/receipts/desk_receipts.h"
#include "web/pages/receipts/receipts.h"

namespace pages {

namespace {

using language::count_text;
using language::formal_date_text;
using language::formal_money_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using receipts::Receipt;

constexpr auto list_path = "/desk/receipts";
constexpr std::size_t query_max = 100, key_max = 64;
constexpr int listed_max = 50, batches_max = 10, papers_a_file = 300;

void fill_series(Values& values, const std::vector<receipts::SeriesReport>& series,
                 const std::string& in) {
    for (const auto& one : series) {
        auto& row = values.add("SERIES");
        row.set("SERIES_TEXT",
                say_with("{1}: {2}, {3}; the last number is {4}.",
                         {one.series, say_count("{1} receipt", "{1} receipts", one.count, in),
                          say_count("{1} cancelled", "{1} cancelled", one.count - one.valid, in),
                          std::to_string(one.last)},
                         in));
        if (one.count == one.last) continue;
        std::vector<std::string> missing;
        for (const auto number : one.missing) missing.push_back(std::to_string(number));
        row.add("GAPS").set("GAPS_TEXT", say_with("Missing: {1}", {joined(missing)}, in));
    }
}

std::string headline(const std::vector<receipts::SeriesReport>& series, const std::string& in) {
    for (const auto& one : series)
        if (one.count != one.last) return say("Numbers are missing. Tell whoever runs this.", in);
    return series.empty() ? say("Numbered without gaps, from the first one on.", in)
                          : say("Numbered without gaps: no number is missing.", in);
}

// A file holds so many papers as are drawn within a few seconds.
void fill_files(Values& row, const receipts::Batch& batch, const std::string& in) {
    const auto path = std::string{list_path} + "/years/" + std::to_string(batch.id.value) + "/";
    for (int first = 0, part = 1; first < batch.issued; first += papers_a_file, ++part) {
        const auto last = std::min(batch.issued, first + papers_a_file);
        row.add("FILE")
            .set("FILE_HREF", path + std::to_string(part) + ".pdf")
            .set("FILE_TEXT",
                 batch.issued <= papers_a_file
                     ? say("All as one PDF", in)
                     : say_with("{1} to {2} as one PDF",
                                {count_text(first + 1, in), count_text(last, in)}, in));
    }
}

void fill_batches(Values& values, const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto batches = receipts::recent_batches(session, batches_max);
    if (batches.empty()) return;
    auto& section = values.add("BATCHES");
    for (const auto& batch : batches) {
        const auto done = batch.issued + batch.skipped;
        auto& row = section.add("BATCH");
        row.set("TEXT", batch.finished_at
                            ? say_with("{1}: {2}",
                                       {std::to_string(batch.year),
                                        say_count("{1} receipt was written",
                                                  "{1} receipts were written", batch.issued, in)},
                                       in)
                            : say_with("{1}: {2} of {3} donors",
                                       {std::to_string(batch.year), count_text(done, in),
                                        count_text(batch.donors, in)},
                                       in));
        row.set("BY", people::name_of(session, batch.made_by));
        row.set("WHEN", language::date_text(batch.made_at, zone, in));
        if (!batch.finished_at)
            row.add("RUNS")
                .set("DONE", done)
                .set("ALL", batch.donors)
                .set("TEXT", say("Progress", in));
        else
            fill_files(row, batch, in);
    }
}

void fill_acts(Values& values, const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto ours = organisation::find_organisation(session);
    const auto words = receipts::find_receipt_words(session);
    const auto year = static_cast<int>(language::date_in(request.now, ours.time_zone).year());
    values.show_if(ours.country == "GB", "GIFT_AID");
    auto& may = values.add("MAY");
    may.set("ACTION", list_path).set("FORM_TOKEN", request.visitor->form_token);
    may.set("FORM_KEY", random_token()).set("LAST_YEAR", std::to_string(year - 1));
    may.set("RECOGNITION", words.recognition).set("SIGNER", words.signer);
    may.set("WORDS_VERSION", words.version);
    const auto rules = receipts::rules_of_country(ours.country, receipts::Sort::single, "en", "");
    may.show_if(rules.needs_recognition && words.recognition.empty(), "RECOGNITION_MISSING");
}

void fill_list(Values& values, const http::Request& request, App& app,
               const std::vector<receipts::SeriesReport>& series) {
    const auto& in = request.language;
    receipts::Search search{read_line(request.query.text("q"), query_max).value_or(""),
                            static_cast<int>(number_in(request.query.text("of"))),
                            receipts::ReceiptId{number_in(request.query.text("before"))},
                            listed_max};
    values.set("QUERY", search.query);
    for (const auto& one : series)
        values.add("YEAR_CHOICE")
            .set("YEAR", one.series)
            .show_if(one.series == std::to_string(search.year), "CHOSEN");
    const auto found = receipts::recent_receipts(app.store.session(), search);
    values.show_if(found.empty(), "NONE");
    for (const auto& one : found)
        values.add("RECEIPT")
            .set("HREF", list_path + ("/" + std::to_string(one.id.value)))
            .set("NUMBER", one.number_text())
            .set("WHO", one.to.name)
            .set("AMOUNT", formal_money_text(one.amount, in))
            .set("GIVEN", one.sort == receipts::Sort::yearly ? std::to_string(one.year)
                                                             : formal_date_text(one.given_from, in))
            .set("ISSUED", formal_date_text(one.issued_on, in))
            .set("STATE", receipt_state_words(one, in))
            .show_if(one.sort == receipts::Sort::yearly, "YEARLY");
    if (static_cast<int>(found.size()) == listed_max)
        values.add("OLDER").set("OLDER_HREF",
                                std::string{list_path} + "?q=" + percent_encoded(search.query) +
                                    "&of=" + (search.year ? std::to_string(search.year) : "") +
                                    "&before=" + std::to_string(found.back().id.value));
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    if (saved == "year")
        return say("Begun. Receipts are written one by one; look again in a moment.",
                   request.language);
    return saved == "words" ? say("Saved.", request.language) : std::string{};
}

http::Response show_list(const http::Request& request, App& app, const std::string& failed) {
    const auto& in = request.language;
    const auto series = receipts::gaps_in_receipts(app.store.session());
    Values values;
    values.set("HEADLINE", headline(series, in));
    fill_series(values, series, in);
    fill_batches(values, request, app);
    fill_list(values, request, app, series);
    if (request.visitor->may_everywhere(people::Duty::do_finance)) fill_acts(values, request, app);
    return show_desk(
        request, app,
        {.title = say("Receipts", in),
         .body = language::render_template("web/pages/receipts/desk_receipts.html", values, in),
         .saved = saved_words(request),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

GiftId gift_typed(const http::Request& request, App& app) {
    auto typed = read_line(request.form.text("gift"), query_max).value_or("");
    std::erase(typed, ' ');
    auto& session = app.store.session();
    if (const auto number = number_in(typed);
        number != 0 && giving::find_gift(session, GiftId{number}))
        return GiftId{number};
    if (const auto gift = giving::find_gift_by_reference(session, typed)) return gift->id;
    throw Refused{{Reason::not_a_valid_value, "gift", "There is no gift of that reference."}};
}

std::string carry_out(const http::Request& request, App& app) {
    const auto actor = receipts_actor(request);
    const auto act = request.form.text("act");
    if (act == "issue") {
        const auto receipt =
            receipts::issue_receipt(app.store, {gift_typed(request, app)}, actor, request.now);
        return list_path + ("/" + std::to_string(receipt.id.value)) + "?saved=issued";
    }
    if (act == "year") {
        const auto key = request.form.text("form_key");
        if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
        receipts::start_year(app.store, static_cast<int>(number_in(request.form.text("year"))), key,
                             actor, request.now);
        return std::string{list_path} + "?saved=year#years";
    }
    if (act != "words") throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    const auto recognition = read_line(request.form.text("recognition"), receipts::recognition_max);
    const auto signer = read_line(request.form.text("signer"), receipts::signer_max);
    if (!recognition || !signer)
        throw Refused{{Reason::not_a_valid_value, "recognition", "That is too long."}};
    receipts::describe_receipts(
        app.store,
        {*recognition, *signer, static_cast<int>(number_in(request.form.text("version")))}, actor,
        request.now);
    return std::string{list_path} + "?saved=words";
}

}  // namespace

std::string receipt_state_words(const Receipt& receipt, const std::string& in) {
    return receipt.state == receipts::State::valid ? say("valid", in) : say("cancelled", in);
}

void insist_on_receipts(const http::Request& request, people::Duty duty) {
    if (!request.visitor->may_everywhere(duty)) throw Refused{{Reason::not_allowed}};
}

people::Actor receipts_actor(const http::Request& request) {
    return people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
}

std::string receipt_refusal_words(const Refusal& refusal, const std::string& in) {
    if (!refusal.detail.empty()) return say(refusal.detail, in);
    if (refusal.reason == Reason::already_decided)
        return say("Somebody was faster. Look again.", in);
    return say("That cannot be done now.", in);
}

http::Response show_desk_receipts(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::read_finance);
    return show_list(request, app, {});
}

http::Response act_on_receipts(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::do_finance);
    try {
        return http::redirect(carry_out(request, app));
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::form_expired) throw;
        return show_list(request, app, receipt_refusal_words(refused.refusal, request.language));
    }
}

http::Response send_year_receipts(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::read_finance);
    auto& session = app.store.session();
    const auto id = number_in(request.param("batch"));
    const auto batch = receipts::find_batch(session, receipts::BatchId{id});
    if (!batch) throw Refused{{Reason::not_found}};
    const auto part = number_in<int>(stem_of(request.param("file"), ".pdf"));
    if (part < 1 || part > receipts::donors_max / papers_a_file + 1)
        throw Refused{{Reason::not_found}};
    std::vector<Paper> papers;
    for (const auto& receipt :
         receipts::receipts_of_batch(session, id, {(part - 1) * papers_a_file, papers_a_file}))
        if (receipt.state == receipts::State::valid)
            papers.push_back(find_paper(session, receipt, 0));
    if (papers.empty()) throw Refused{{Reason::not_found}};
    return send_papers(
        app, papers,
        "receipts-" + std::to_string(batch->year) + "-" + std::to_string(part) + ".pdf");
}

}  // namespace pages
