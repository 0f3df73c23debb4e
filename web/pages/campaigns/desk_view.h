// DeskView: what pages of one campaign's desk have in common: who asks, which campaign, how money
// and moments are said, how a form is read.
//
// An act is done and the page it belongs to is shown again; a refusal is said there, in words.
#pragma once

#include <optional>
#include <string>

#include "campaign/language/template.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

struct DeskView {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    std::string failed = {};

    const std::string& language() const { return request.language; }
    const std::string& form_token() const { return request.visitor->form_token; }
    const std::string& zone() const { return here.version.plan.time_zone; }
    std::string path(const std::string& rest) const { return here.path() + "/" + rest; }
    bool may(people::Duty duty) const { return request.visitor->may(duty, here.campaign.id); }
    people::Actor actor(people::Duty = people::Duty::enter_cash) const;
    std::string money(std::int64_t minor) const;
    std::string plain(std::int64_t minor) const;  // "12.50", for a form.
    std::string moment(Instant) const;            // Of the campaign's zone.
    std::string ago(Instant) const;
    std::string text(const char* field, std::size_t most) const;  // One line of the form.
    // An amount of the form in the reader's way; empty stays empty. Refuses what is none.
    std::optional<std::int64_t> amount(const std::string& typed, const char* field) const;
    // The page with what was saved or refused; styles and scripts are the caller's.
    DeskPage page(std::string title, language::Html body, std::string saved = {}) const;
};

DeskView desk_view(const http::Request&, App&);
std::string refusal_words(const Refusal&, const std::string& language);

// Does it and goes on; a refusal is shown by `show`.
template <typename Act, typename Show>
http::Response act_or_show(DeskView view, Act act, Show show) {
    try {
        return http::redirect(act());
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        view.failed = refusal_words(refused.refusal, view.language());
        return show(view);
    }
}

}  // namespace pages
