#include "web/pages/cash/desk_envelopes.h"

#include <algorithm>

#include "campaign/cash/handing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/roster/names_apart.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "print/envelope_label.h"
#include "web/pages/cash/cash_words.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr int choices_max = 500;
constexpr std::size_t label_typed_max = 12, key_max = 40;

void fill_envelope(Values& row, const DeskView& view, const cash::Envelope& one) {
    const auto& lang = view.language();
    row.set("TITLE", say_with("Envelope {1}", {std::to_string(one.number)}, lang));
    row.set("HREF", view.path("envelopes/" + std::to_string(one.id.value)));
    row.set("WHO", one.who().empty() ? say("without a name", lang) : one.who());
    row.set("STATE_TEXT", envelope_state_words(one, lang));
    row.set("BY", one.received_by_name);
    row.set("WHEN", one.received_at ? view.ago(*one.received_at) : std::string{});
    row.set("AMOUNT", one.counted   ? view.money(*one.counted)
                      : one.control ? view.money(*one.control)
                      : one.told    ? view.money(*one.told)
                                    : std::string{});
}

std::string line_of(const DeskView& view, const std::vector<cash::Envelope>& all) {
    const auto waiting =
        std::ranges::count(all, cash::EnvelopeState::handed_in, &cash::Envelope::state);
    return language::say_count("{1} envelope waits to be counted",
                               "{1} envelopes wait to be counted", waiting, view.language());
}

http::Response show_list(const DeskView& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto campaign = view.here.campaign.id;
    const auto all = cash::envelopes_of(session, campaign, cash::envelopes_listed_max);
    Values values;
    values.set("LINE", line_of(view, all)).set("ACTION", view.path("envelopes"));
    values.set("FORM_TOKEN", view.form_token()).set("FORM_KEY", random_token());
    values.set("CURRENCY", view.here.campaign.currency.text());
    values.set("LABEL_TYPED", view.request.query.text("label"));
    const auto people = roster::participants_to_choose(session, campaign, choices_max);
    const auto names = roster::names_apart(people);
    for (std::size_t i = 0; i < people.size(); ++i)
        values.add("PARTICIPANT").set("VALUE", people[i].id.value).set("LABEL", names[i]);
    const auto day = cash::hand_in_day(session, campaign);
    values.set("DAY", day ? iso_text(*day) : std::string{});
    values.set("BAGS_HREF", view.path("bags"));
    values.set("LABELS_HREF", view.path("envelopes/labels.pdf"));
    values.show_if(view.may(people::Duty::run_campaign) || view.may(people::Duty::do_finance),
                   "MAY_SET_DAY");
    values.show_if(all.empty(), "NONE");
    for (const auto& one : all) fill_envelope(values.add("ENVELOPE"), view, one);
    const auto saved = view.request.query.text("saved");
    if (saved == "labels")
        values.add("MADE")
            .set("PDF_HREF",
                 view.path("envelopes/labels.pdf?from=" +
                           std::to_string(number_in(view.request.query.text("from"))) +
                           "&to=" + std::to_string(number_in(view.request.query.text("to")))))
            .set("RANGE",
                 say_with("Labels {1} to {2}",
                          {view.request.query.text("from"), view.request.query.text("to")}, lang));
    return show_cash_page(
        view, say("Envelopes", lang),
        language::render_template("web/pages/cash/desk_envelopes.html", values, lang),
        saved == "day" ? say("Saved.", lang) : std::string{});
}

std::string take_in(const DeskView& view) {
    const auto key = view.text("form_key", key_max);
    if (key.empty()) throw Refused{{Reason::form_expired}};
    const cash::HandIn asked{
        .campaign = view.here.campaign.id,
        .label = view.text("label", label_typed_max),
        .participant = ParticipantId{number_in(view.request.form.text("participant"))},
        .giver = view.text("giver", cash::giver_max),
        .told = view.amount(view.request.form.text("told"), "told"),
        .request_key = "hand-in:" + key};
    if (!asked.participant && asked.giver.empty())
        throw Refused{{Reason::not_a_valid_value, "giver",
                       "Choose a participant, or write down who hands it in."}};
    const auto one = cash::hand_in(view.app.store, asked, view.actor(), view.request.now);
    return view.path("envelopes/" + std::to_string(one.id.value) + "/slip");
}

std::string act(const DeskView& view) {
    const auto what = view.request.form.text("act");
    const auto now = view.request.now;
    if (what == "labels") {
        const auto made =
            cash::print_labels(view.app.store, view.here.campaign.id,
                               number_in<int>(view.request.form.text("count")), view.actor(), now);
        return view.path("envelopes?saved=labels&from=" + std::to_string(made.first) +
                         "&to=" + std::to_string(made.last));
    }
    if (what == "day") {
        const bool may = view.may(people::Duty::run_campaign) || view.may(people::Duty::do_finance);
        if (!may) throw Refused{{Reason::not_allowed}};
        const auto typed = view.request.form.text("day");
        const auto day = read_date(typed);
        if (!typed.empty() && !day)
            throw Refused{{Reason::not_a_valid_value, "day", "Please choose a day."}};
        cash::ask_by(view.app.store, view.here.campaign.id, day, view.actor(), now);
        return view.path("envelopes?saved=day");
    }
    return take_in(view);
}

}  // namespace

http::Response show_envelopes(const http::Request& request, App& app) {
    return show_list(desk_view(request, app));
}

http::Response act_on_envelopes(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act(view); }, show_list);
}

http::Response find_envelope_page(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto one = cash::find_envelope_by_code(session, normalise_code(request.param("code")));
    const auto campaign =
        one ? campaign::find_campaign_by_id(session, one->campaign) : std::nullopt;
    if (!campaign || !request.visitor->may(people::Duty::enter_cash, campaign->id))
        throw Refused{{Reason::not_found}};
    const auto there = "/desk/" + campaign->slug + "/envelopes";
    if (one->state == cash::EnvelopeState::printed)
        return http::redirect(there + "?label=" + one->code);
    return http::redirect(there + "/" + std::to_string(one->id.value));
}

http::Response send_labels(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto from = number_in(request.query.text("from")),
               to = number_in(request.query.text("to"));
    print::LabelOrder order{.language = lang,
                            .title = view.here.version.plan.title,
                            .organisation = organisation::find_organisation(session).legal_name,
                            .labels = {},
                            .created = request.now};
    for (auto number = from; number <= to && number < from + cash::labels_max; ++number)
        if (const auto one = cash::find_envelope_by_number(session, view.here.campaign.id, number))
            order.labels.push_back({say_with("Envelope {1}", {std::to_string(number)}, lang),
                                    one->code,
                                    app.config.public_url + "/desk/envelopes/" + one->code,
                                    say("Name and telephone:", lang)});
    if (order.labels.empty()) throw Refused{{Reason::not_found}};
    const auto sheets = print::render_labels(order);
    if (!sheets.releasable())
        throw Refused{{Reason::not_a_valid_value, "labels", "These labels cannot be read again."}};
    auto response =
        http::file(sheets.pdf, "application/pdf", view.here.campaign.slug + "-envelopes.pdf");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace pages
