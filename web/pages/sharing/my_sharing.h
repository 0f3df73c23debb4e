// What sharing did for a participant, on their private page: which of their links brought visits
// and money, whom to thank, whom to ask by mail, whom they brought, and what to try next.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "campaign/giving/thanks.h"
#include "campaign/language/template.h"
#include "campaign/ledger/figures.h"
#include "campaign/links/ranking.h"
#include "campaign/roster/participant.h"
#include "campaign/sharing/referral.h"
#include "web/app.h"
#include "web/live/state.h"

namespace pages {

struct MySharing {
    const http::Request& request;
    App& app;
    const roster::Participant& one;
    const live::State& state;
    std::vector<links::LinkYield> links = {};
    std::vector<giving::ToThank> to_thank = {};  // The oldest of them.
    std::int64_t to_thank_count = 0, thanked_count = 0;
    sharing::Following following = {};
    std::vector<std::string> brought_names = {};  // Published ones alone.
    int appeals_today = 0;
};
MySharing read_my_sharing(const http::Request&, App&, const roster::Participant&,
                          const live::State&);

// An address as it was typed, and what is wrong with it.
struct AppealForm {
    std::string to = {};
    std::map<std::string, std::string> wrong = {};
};

language::Html render_my_sharing(const MySharing&, const AppealForm&);
// One suggestion, in the section NEXT.
void fill_next_step(language::Values&, const MySharing&, const ledger::Figures&);
// "€80 in cash is entered for you. If it is still with you, hand it in by Friday 12 June."
std::string cash_words(const http::Request&, const live::State&, std::int64_t entered);

http::Response ask_by_mail(const http::Request&, App&);     // POST /me/:token/appeals
http::Response thank_somebody(const http::Request&, App&);  // POST /me/:token/thanks

}  // namespace pages
