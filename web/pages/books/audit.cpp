#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit_search.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr int entries_max = 100;
constexpr std::size_t words_max = 80;

struct Asked {
    ledger::AuditSearch search;
    std::string campaign = {}, from = {}, until = {};
};

Asked read_asked(const http::Request& request, App& app, const std::string& zone) {
    const auto& query = request.query;
    Asked asked{.search = read_audit_search(request)};
    asked.campaign = query.text("only");
    asked.from = query.text("from"), asked.until = query.text("until");
    if (const auto day = read_date(asked.from)) asked.search.from = language::start_of(*day, zone);
    if (const auto day = read_date(asked.until))
        asked.search.until =
            language::start_of(Date{std::chrono::sys_days{*day} + std::chrono::days{1}}, zone);
    if (asked.campaign.empty()) return asked;
    const auto found = campaign::find_campaign(app.store.session(), asked.campaign);
    if (!found) throw Refused{{Reason::not_found}};
    asked.search.campaign = found->id;
    return asked;
}

std::string query_of(const Asked& asked) {
    std::string query = "?only=" + percent_encoded(asked.campaign);
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) query += "&" + std::string{name} + "=" + percent_encoded(value);
    };
    add("who", asked.search.actor);
    add("what", asked.search.action);
    add("about", asked.search.subject);
    if (asked.search.subject_id != 0) add("number", std::to_string(asked.search.subject_id));
    add("from", asked.from);
    add("until", asked.until);
    return query;
}

// In the order of the reader's alphabet, near enough: by the bytes of the words.
void fill_actions(Values& values, store::Session& session, const std::string& chosen,
                  const std::string& lang) {
    std::vector<std::pair<std::string, std::string>> actions;  // Words, then as it is stored.
    for (const auto& action : ledger::audited_actions(session))
        actions.emplace_back(say(action, lang), action);
    std::ranges::sort(actions);
    actions.insert(actions.begin(), {say("every act", lang), ""});
    for (const auto& [words, action] : actions)
        values.add("ACT")
            .set("VALUE", action)
            .set("LABEL", words)
            .show_if(action == chosen, "CHOSEN");
}

// "cash_bag": "cash bag", in the reader's language.
std::string subject_words(std::string subject, const std::string& lang) {
    std::ranges::replace(subject, '_', ' ');
    return say(subject, lang);
}

void fill_filters(Values& values, App& app, const Asked& asked, const std::string& lang) {
    auto& session = app.store.session();
    values.set("WHO", asked.search.actor);
    fill_actions(values, session, asked.search.action, lang);
    values.set("FROM", asked.from).set("UNTIL", asked.until).set("FORM_HREF", "/desk/audit");
    values.set("SUBJECT_NUMBER",
               asked.search.subject_id == 0 ? "" : std::to_string(asked.search.subject_id));
    values.add("ABOUT")
        .set("VALUE", "")
        .set("LABEL", say("everything", lang))
        .show_if(asked.search.subject.empty(), "CHOSEN");
    for (const auto& subject : ledger::audited_subjects(session))
        values.add("ABOUT")
            .set("VALUE", subject)
            .set("LABEL", subject_words(subject, lang))
            .show_if(subject == asked.search.subject, "CHOSEN");
    values.add("ONLY")
        .set("VALUE", "")
        .set("LABEL", say("all campaigns", lang))
        .show_if(asked.campaign.empty(), "CHOSEN");
    for (const auto& one : campaign::all_campaigns(session))
        values.add("ONLY")
            .set("VALUE", one.slug)
            .set("LABEL", one.slug)
            .show_if(one.slug == asked.campaign, "CHOSEN");
}

}  // namespace

ledger::AuditSearch read_audit_search(const http::Request& request) {
    const auto line = [&](const char* field) {
        return read_line(request.query.text(field), words_max).value_or("");
    };
    return {.actor = line("who"),
            .action = line("what"),
            .subject = line("about"),
            .subject_id = number_in(request.query.text("number"))};
}

http::Response show_audit(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto asked = read_asked(request, app, zone);
    const auto found = ledger::search_audit(session, asked.search,
                                            number_in(request.query.text("before")), entries_max);
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    fill_filters(values, app, asked, lang);
    for (const auto& entry : found) {
        auto& row = values.add("ENTRY");
        row.set("WHEN", language::date_text(entry.made_at, zone, lang) + ", " +
                            language::time_text(entry.made_at, zone, lang));
        const auto role = say(entry.actor_role, lang);
        row.set("NAME", entry.actor_name.empty() ? role : entry.actor_name);
        row.set("ROLE", entry.actor_name.empty() ? "" : role);
        row.set("ACTION", say(entry.action, lang));
        row.set("SUBJECT", subject_words(entry.subject_type, lang));
        row.set("CAMPAIGN", entry.campaign).set("DETAIL", entry.detail);
        // A person's words stand as they were written.
        row.set("REASON", entry.actor_name.empty() ? say(entry.reason, lang) : entry.reason);
        const auto href = cause_href(request, entry.subject_type, entry.subject_id);
        if (!href.empty()) row.add("LINK").set("HREF", href);
        row.show_if(href.empty(), "NO_LINK");
    }
    values.show_if(found.empty(), "NONE");
    const auto here = query_of(asked);
    if (found.size() == entries_max)
        values.add("NEXT").set("NEXT_HREF",
                               "/desk/audit" + here + "&before=" + std::to_string(found.back().id));
    fill_formats(values, "/desk/exports/file" + here + "&export=audit", lang);
    return show_desk(request, app, say("Audit trail", lang),
                     language::render_template("web/pages/books/desk_audit.html", values, lang));
}

}  // namespace pages
