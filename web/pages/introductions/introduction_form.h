// The form of an introduction at the desk: what is typed, the portrait that came with it, and the
// form once more with what is wrong beside its fields.
#pragma once

#include <string>

#include "campaign/introductions/introduction.h"
#include "campaign/language/locale.h"
#include "web/html/beside.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

struct WordsForm {
    introductions::Words words;
    std::string links, consent_on, consent_until, key;
    Wrong wrong = {};
};

struct IntroductionDesk {
    const http::Request& request;
    App& app;
    CampaignHere here;

    store::Session& session() const { return app.store.session(); }
    const std::string& language() const { return request.language; }
    std::string path() const { return here.path() + "/introductions"; }
    people::Actor actor() const { return actor_here(request, here); }
    Date today() const { return language::date_in(request.now, here.version.plan.time_zone); }
};

WordsForm form_of_words(const introductions::Words&);
// Keeps the picture at once, so that it is not lost where something else is wrong.
WordsForm read_words_form(const IntroductionDesk&);
// `seen`: the number of the wording it starts from.
language::Html render_words_form(const IntroductionDesk&, const WordsForm&,
                                 const std::string& action, int seen);

// A section KEPT (PHOTO, HREF, SRC, WIDTH, HEIGHT, ALT): the portrait of the wording.
void fill_kept(language::Values&, const IntroductionDesk&, const introductions::Words&);

}  // namespace pages
