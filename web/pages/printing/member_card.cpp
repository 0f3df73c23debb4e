#include "web/pages/printing/member_card.h"

#include "campaign/language/catalogue.h"
#include "campaign/links/link.h"
#include "campaign/organisation/organisation.h"
#include "print/pocket_card.h"
#include "web/pages/links/code.h"

namespace pages {

namespace {

using language::say;

std::string without_scheme(const std::string& address) {
    const auto at = address.find("://");
    return at == address.npos ? address : address.substr(at + 3);
}

// On the card stands what its owner is called: it is theirs. Under age, initials do.
print::PocketCard card_of(const Handed& handed, const App& app, store::Session& session,
                          const live::State& state, const std::string& lang) {
    const auto& [one, token] = handed;
    print::PocketCard card{.overline = state.shown.plan.title,
                           .name = roster::name_to_show(one),
                           .line = say("Your page stands. Show it around.", lang),
                           .codes = {}};
    if (const auto link = links::find_link_by_id(session, one.link))
        card.codes.push_back({say("For everybody", lang), code_address(app.config, link->code),
                              short_address(app.config, link->code),
                              say("Opens your page: one scan, and they can give.", lang)});
    const auto own = app.config.public_url + "/me/" + token;
    card.codes.push_back(
        {say("For you alone", lang), own, without_scheme(own),
         say("Opens your private page on any phone: your words, your picture, your gifts. "
             "Keep it like a key.",
             lang)});
    return card;
}

}  // namespace

http::Response send_member_cards(const http::Request& request, App& app, const live::State& state,
                                 const std::vector<Handed>& handed) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    print::CardOrder order{.language = lang,
                           .organisation = organisation::find_organisation(session).legal_name,
                           .theme = state.shown.plan.theme,
                           .cards = {},
                           .created = request.now};
    for (const auto& one : handed) order.cards.push_back(card_of(one, app, session, state, lang));
    const auto cards = print::render_cards(order);
    if (!cards.releasable()) {
        std::string why;
        for (const auto& finding : cards.inspection.findings)
            if (finding.weight == print::Weight::fault) why += " " + finding.sentence;
        throw Refused{
            {Reason::not_a_valid_value, "card", say("This card is not let out.", lang) + why}};
    }
    auto response = http::file(cards.pdf, "application/pdf", state.campaign.slug + "-cards.pdf");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace pages
