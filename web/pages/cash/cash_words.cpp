#include "web/pages/cash/cash_words.h"

#include "campaign/language/catalogue.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace pages {

using language::say;
using language::say_with;

http::Response show_cash_page(const DeskView& view, std::string title, language::Html body,
                              std::string saved, std::vector<std::string> scripts) {
    auto page = view.page(std::move(title), std::move(body), std::move(saved));
    page.scripts = std::move(scripts), page.styles = {"css/cash.css"};
    return show_desk(view.request, view.app, std::move(page));
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

cash::Bag bag_here(const DeskView& view) {
    const auto bag =
        cash::find_bag(view.app.store.session(), cash::BagId{number_in(view.request.param("bag"))});
    if (!bag || bag->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *bag;
}

cash::Envelope envelope_here(const DeskView& view) {
    const auto one = cash::find_envelope(
        view.app.store.session(), cash::EnvelopeId{number_in(view.request.param("envelope"))});
    if (!one || one->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *one;
}

}  // namespace pages
