#include <algorithm>
#include <map>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/pledges/billing.h"
#include "campaign/roster/names_apart.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/pledges/desk_pledges.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_count;
using language::Values;
using people::Duty;

// A form has at most 200 fields, so that many people stand on one page of the list.
constexpr int people_max = 20'000, people_on_a_page = 100, batches_max = 30;
constexpr std::size_t key_max = 40, reason_max = 200;

struct LapDesk {
    const http::Request& request;
    App& app;
    CampaignHere here;

    bool may(Duty duty) const { return request.visitor->may(duty, here.campaign.id); }
    // Who may say that a count is right, and have the bills sent.
    std::optional<Duty> deciding() const {
        if (may(Duty::do_finance)) return Duty::do_finance;
        if (may(Duty::run_campaign)) return Duty::run_campaign;
        return {};
    }
    people::Actor actor(Duty duty) const {
        return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
    }
    const std::string& lang() const { return request.language; }
    std::string path() const { return here.path() + "/laps"; }
    DeskPage page(std::string title, language::Html body) const {
        DeskPage page{.title = std::move(title), .body = std::move(body)};
        page.campaign = here.campaign.id, page.campaign_slug = here.campaign.slug;
        page.campaign_title = here.version.plan.title;
        return page;
    }
};

std::int64_t number_from(const std::string& text) {
    std::int64_t number = -1;
    read_number(text, number);
    return number;
}

std::string state_words(const pledges::LapBatch& batch, const std::string& lang) {
    switch (batch.state) {
        case pledges::LapState::entered:
            return say("waits for a second person", lang);
        case pledges::LapState::confirmed:
            return say("confirmed", lang);
        case pledges::LapState::rejected:
            return say("rejected", lang);
    }
    return {};
}

std::string field_of(ParticipantId id) { return "laps-" + std::to_string(id.value); }

void fill_people(Values& values, const LapDesk& desk, bool is_kept) {
    auto& session = desk.app.store.session();
    const auto people = roster::participants_to_choose(session, desk.here.campaign.id, people_max);
    const auto names = roster::names_apart(people);
    const auto counted = pledges::confirmed_laps(session, desk.here.campaign.id);
    values.show_if(people.empty(), "NOBODY");
    if (people.empty()) return;
    auto& form = values.add("TYPE");
    form.set("ACTION", desk.path()).set("FORM_TOKEN", desk.request.visitor->form_token);
    form.set("FORM_KEY", random_token());
    form.set("NOTE", is_kept ? desk.request.form.text("note") : std::string{});
    const auto pages = (static_cast<int>(people.size()) + people_on_a_page - 1) / people_on_a_page;
    const auto asked = static_cast<int>(number_from(desk.request.query.text("page")));
    const int page = std::clamp(asked, 1, pages);
    const auto begin = static_cast<std::size_t>((page - 1) * people_on_a_page);
    for (auto i = begin; i < people.size() && i < begin + people_on_a_page; ++i) {
        const auto known = counted.find(people[i].id.value);
        const auto field = field_of(people[i].id);
        form.add("PERSON")
            .set("FIELD", field)
            .set("PERSON_NAME", names[i])
            .set("VALUE", is_kept ? desk.request.form.text(field) : std::string{})
            .set("COUNTED", known == counted.end()
                                ? std::string{}
                                : say_count("{1} lap", "{1} laps", known->second, desk.lang()));
    }
    if (pages == 1) return;
    auto& ways = form.add("PAGES");
    for (int number = 1; number <= pages; ++number) {
        const auto first = static_cast<std::size_t>((number - 1) * people_on_a_page);
        const auto last = std::min(first + people_on_a_page, people.size()) - 1;
        ways.add("PAGE")
            .set("HREF", desk.path() + "?page=" + std::to_string(number))
            .set("LABEL", people[first].name + " – " + people[last].name)
            .show_if(number == page, "CURRENT");
    }
}

void fill_batches(Values& values, const LapDesk& desk) {
    auto& session = desk.app.store.session();
    const auto batches = pledges::recent_lap_batches(session, desk.here.campaign.id, batches_max);
    if (batches.empty()) return;
    auto& list = values.add("LISTS");
    for (const auto& batch : batches)
        list.add("BATCH")
            .set("HREF", desk.path() + "/" + std::to_string(batch.id.value))
            .set("WHEN", language::date_text(batch.entered_at, desk.here.version.plan.time_zone,
                                             desk.lang()) +
                             ", " +
                             language::time_text(batch.entered_at, desk.here.version.plan.time_zone,
                                                 desk.lang()))
            .set("BY", people::name_of(session, batch.entered_by))
            .set("NOTE", batch.note)
            .set("STATE", state_words(batch, desk.lang()));
}

http::Response render_laps(const LapDesk& desk, const std::string& failed) {
    Values values;
    fill_batches(values, desk);
    fill_people(values, desk, !failed.empty());
    auto page = desk.page(
        say("Laps", desk.lang()),
        language::render_template("web/pages/pledges/desk_laps.html", values, desk.lang()));
    page.failed = failed, page.status = failed.empty() ? 200 : 422;
    return show_desk(desk.request, desk.app, std::move(page));
}

pledges::NewLapBatch batch_typed(const LapDesk& desk) {
    const auto& form = desk.request.form;
    pledges::NewLapBatch asked;
    asked.campaign = desk.here.campaign.id;
    const auto note = read_line(form.text("note"), pledges::lap_note_max);
    if (!note)
        throw Refused{{Reason::not_a_valid_value, "note", "Please use at most 200 characters."}};
    asked.note = *note;
    const auto key = form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    asked.request_key = "laps:" + key;
    constexpr std::string_view prefix = "laps-";
    for (const auto& [name, value] : form.rows()) {
        const auto typed = read_line(value, 8).value_or("?");
        if (!name.starts_with(prefix) || typed.empty()) continue;
        asked.entries.push_back(
            {ParticipantId{number_from(name.substr(prefix.size()))}, number_from(typed)});
    }
    return asked;
}

pledges::LapBatch batch_here(const LapDesk& desk) {
    const auto batch = pledges::find_lap_batch(
        desk.app.store.session(), pledges::LapBatchId{number_from(desk.request.param("batch"))});
    if (!batch || batch->campaign != desk.here.campaign.id) throw Refused{{Reason::not_found}};
    return *batch;
}

std::string name_of(const std::map<std::int64_t, std::string>& names, ParticipantId id) {
    const auto found = names.find(id.value);
    return found == names.end() ? "?" : found->second;
}

void fill_entries(Values& values, const LapDesk& desk, const pledges::LapBatch& batch) {
    auto& session = desk.app.store.session();
    const auto& lang = desk.lang();
    std::vector<std::int64_t> ids;
    for (const auto& entry : batch.entries) ids.push_back(entry.participant.value);
    std::map<std::int64_t, std::string> names;
    for (const auto& one : roster::find_participants(session, ids)) names[one.id.value] = one.name;
    const auto counted = pledges::confirmed_laps(session, batch.campaign);
    for (const auto& entry : batch.entries) {
        const auto before = counted.find(entry.participant.value);
        values.add("ENTRY")
            .set("PERSON_NAME", name_of(names, entry.participant))
            .set("LAPS", language::count_text(entry.laps, lang))
            .set("BEFORE", before == counted.end() ? std::string{"–"}
                                                   : language::count_text(before->second, lang));
    }
    if (batch.state != pledges::LapState::entered || !desk.deciding()) return;
    const auto bills = pledges::bills_of(session, batch);
    auto& preview = values.add("PREVIEW");
    Money total{0, desk.here.campaign.currency};
    for (const auto& bill : bills) {
        total = total + bill.amount;
        const auto& donor = bill.pledge.donor;
        auto& row = preview.add("BILL");
        row.set("DONOR", donor.name.empty() ? say("without a name", lang) : donor.name);
        row.set("FOR_NAME", name_of(names, bill.pledge.participant));
        row.set("SUM", say_count("{1} lap", "{1} laps", bill.laps, lang) + " × " +
                           money_text(bill.pledge.unit, lang));
        row.set("AMOUNT", money_text(bill.amount, lang));
        row.show_if(bill.is_capped, "CAPPED").show_if(donor.email.empty(), "NO_MAIL");
        if (bill.pledge.billed_at)
            row.add("AGAIN").set("WAS", money_text(bill.pledge.amount, lang));
    }
    preview.set("TOTAL",
                say_count("{1} bill", "{1} bills", static_cast<std::int64_t>(bills.size()), lang) +
                    " · " + money_text(total, lang));
    preview.show_if(bills.empty(), "NO_BILLS");
}

void fill_decision(Values& values, const LapDesk& desk, const pledges::LapBatch& batch) {
    if (batch.state != pledges::LapState::entered) return;
    if (batch.entered_by == desk.request.visitor->account) values.show("OWN");
    if (!desk.deciding()) return;
    auto& decide = values.add("DECIDE");
    decide.set("ACTION", desk.path() + "/" + std::to_string(batch.id.value));
    decide.set("FORM_TOKEN", desk.request.visitor->form_token);
    decide.show_if(batch.entered_by != desk.request.visitor->account, "MAY_CONFIRM");
}

http::Response render_batch(const LapDesk& desk, const pledges::LapBatch& batch,
                            const std::string& failed) {
    const auto& lang = desk.lang();
    auto& session = desk.app.store.session();
    Values values;
    values.set("BACK_HREF", desk.path()).set("STATE", state_words(batch, lang));
    values.set("BY", people::name_of(session, batch.entered_by));
    values.set("WHEN",
               language::date_text(batch.entered_at, desk.here.version.plan.time_zone, lang));
    values.set("NOTE", batch.note);
    if (batch.decided_by)
        values.add("DECIDED")
            .set("DECIDED_BY", people::name_of(session, batch.decided_by))
            .set("WHY", batch.reason);
    fill_entries(values, desk, batch);
    fill_decision(values, desk, batch);
    auto page =
        desk.page(say("Laps", lang),
                  language::render_template("web/pages/pledges/desk_lap_batch.html", values, lang));
    page.failed = failed, page.status = failed.empty() ? 200 : 422;
    const auto saved = desk.request.query.text("saved");
    if (saved == "entered")
        page.saved = say("Kept. Now a second person compares it with the paper.", lang);
    else if (!saved.empty())
        page.saved =
            say_count("Confirmed. {1} pledge was billed.", "Confirmed. {1} pledges were billed.",
                      std::max<std::int64_t>(number_from(saved), 0), lang);
    return show_desk(desk.request, desk.app, std::move(page));
}

std::string refusal_words(const Refusal& refusal, const std::string& lang) {
    if (!refusal.detail.empty()) return say(refusal.detail, lang);
    return refusal.reason == Reason::needs_second_person
               ? say("A second person decides this.", lang)
               : say("Somebody was faster. Look again.", lang);
}

}  // namespace

http::Response show_laps(const http::Request& request, App& app) {
    return render_laps({request, app, campaign_here(request, app)}, {});
}

http::Response type_laps(const http::Request& request, App& app) {
    const LapDesk desk{request, app, campaign_here(request, app)};
    try {
        const auto id = pledges::enter_laps(app.store, batch_typed(desk),
                                            desk.actor(Duty::enter_cash), request.now);
        return http::redirect(desk.path() + "/" + std::to_string(id.value) + "?saved=entered");
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        return render_laps(desk, say(refused.refusal.detail, request.language));
    }
}

http::Response show_lap_batch(const http::Request& request, App& app) {
    const LapDesk desk{request, app, campaign_here(request, app)};
    return render_batch(desk, batch_here(desk), {});
}

http::Response decide_laps(const http::Request& request, App& app) {
    const LapDesk desk{request, app, campaign_here(request, app)};
    const auto batch = batch_here(desk);
    const auto duty = desk.deciding();
    if (!duty) throw Refused{{Reason::not_allowed}};
    const auto path = desk.path() + "/" + std::to_string(batch.id.value);
    try {
        if (request.form.text("act") == "reject") {
            const auto reason = read_line(request.form.text("reason"), reason_max).value_or("");
            pledges::reject_laps(app.store, batch.id, reason, desk.actor(*duty), request.now);
            return http::redirect(path);
        }
        if (request.form.text("act") != "confirm")
            throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
        const auto bills =
            pledges::confirm_laps(app.store, batch.id, desk.actor(*duty), request.now);
        app.feed.changed(desk.here.campaign.id);
        return http::redirect(path + "?saved=" + std::to_string(bills));
    } catch (const Refused& refused) {
        return render_batch(desk, batch_here(desk),
                            refusal_words(refused.refusal, request.language));
    }
}

}  // namespace pages
