#include "web/pages/cash/desk_cash_view.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"

namespace pages {

using language::say;
using language::say_with;

people::Actor CashView::actor(people::Duty duty) const {
    return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
}

std::string CashView::money(std::int64_t minor) const {
    return language::money_text({minor, here.campaign.currency}, request.language);
}

std::string CashView::plain(std::int64_t minor) const {
    return language::typed_text({minor, here.campaign.currency}, request.language);
}

std::string CashView::moment(Instant at) const {
    return language::date_text(at, zone(), request.language) + ", " +
           language::time_text(at, zone(), request.language);
}

std::string CashView::ago(Instant at) const {
    return language::ago_text(at, request.now, request.language);
}

std::string CashView::text(const char* field, std::size_t most) const {
    const auto line = read_line(request.form.text(field), most);
    if (!line) throw Refused{{Reason::not_a_valid_value, field, "Please write less than that."}};
    return *line;
}

std::optional<std::int64_t> CashView::amount(const std::string& typed, const char* field) const {
    if (typed.empty()) return {};
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto read = read_money(typed, here.campaign.currency, mark);
    if (!read)
        throw Refused{
            {Reason::not_a_valid_value, field, "Please type an amount like 20 or 12.50."}};
    return read->minor;
}

CashView cash_view(const http::Request& request, App& app) {
    return {request, app, campaign_here(request, app)};
}

std::string refusal_words(const Refusal& refusal, const std::string& lang) {
    if (!refusal.detail.empty()) return say(refusal.detail, lang);
    switch (refusal.reason) {
        case Reason::already_decided:
            return say("Somebody was faster. Look at it again.", lang);
        case Reason::needs_second_person:
            return say("Another person has to do this.", lang);
        case Reason::amount_out_of_range:
            return say("One of the amounts is not possible.", lang);
        case Reason::too_many_attempts:
            return say("Too many tries. Please wait a moment.", lang);
        default:
            return say("That does not work now.", lang);
    }
}

http::Response show_cash_page(const CashView& view, std::string title, language::Html body,
                              std::string saved, std::vector<std::string> scripts) {
    return show_desk(view.request, view.app,
                     {.title = std::move(title),
                      .body = std::move(body),
                      .campaign = view.here.campaign.id,
                      .campaign_slug = view.here.campaign.slug,
                      .campaign_title = view.here.version.plan.title,
                      .saved = view.failed.empty() ? std::move(saved) : std::string{},
                      .failed = view.failed,
                      .scripts = std::move(scripts),
                      .status = view.failed.empty() ? 200 : 422,
                      .styles = {"css/cash.css"}});
}

std::string bag_state_words(const cash::Bag& bag, const std::string& lang) {
    switch (bag.state) {
        case cash::BagState::open:
            return say("Open: envelopes go in", lang);
        case cash::BagState::sealed:
            return bag.is_recount ? say("Is counted once more", lang)
                                  : say("Sealed, to be counted", lang);
        case cash::BagState::agreed:
            return say("Counted, to be closed", lang);
        case cash::BagState::disputed:
            return say("Two counts differ: a third person decides", lang);
        case cash::BagState::counted:
            return say("Closed, goes to the bank", lang);
        case cash::BagState::deposited:
            return say("At the bank", lang);
    }
    check(false, "a state of a bag has words");
    return {};
}

std::string envelope_state_words(const cash::Envelope& one, const std::string& lang) {
    switch (one.state) {
        case cash::EnvelopeState::printed:
            return say("A label, not used yet", lang);
        case cash::EnvelopeState::handed_in:
            return one.bag ? say_with("In bag {1}, not counted yet",
                                      {std::to_string(one.bag_number)}, lang)
                           : say("Handed in, in no bag yet", lang);
        case cash::EnvelopeState::counted:
            return say_with("Counted in bag {1}", {std::to_string(one.bag_number)}, lang);
        case cash::EnvelopeState::given_back:
            return say("Given back unopened", lang);
    }
    check(false, "a state of an envelope has words");
    return {};
}

cash::Bag bag_here(const CashView& view) {
    const auto bag =
        cash::find_bag(view.app.store.session(), cash::BagId{number_in(view.request.param("bag"))});
    if (!bag || bag->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *bag;
}

cash::Envelope envelope_here(const CashView& view) {
    const auto one = cash::find_envelope(
        view.app.store.session(), cash::EnvelopeId{number_in(view.request.param("envelope"))});
    if (!one || one->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *one;
}

}  // namespace pages
