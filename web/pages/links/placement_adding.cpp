// Places that come onto the list: one by its form, many from a list.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/outside/encoding.h"
#include "campaign/words/text.h"
#include "web/pages/links/placement_form.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

// What was pasted, or the file.
std::string list_text(const http::Request& request) {
    for (const auto& upload : request.uploads)
        if (upload.field == "file" && !upload.bytes.empty()) return outside::to_utf8(upload.bytes);
    return request.form.text("list");
}

// The words of the form's own select stand for themselves in a list.
std::map<std::string, links::Permission> permission_words(const std::string& language) {
    using links::Permission;
    std::map<std::string, Permission> words;
    for (const auto one :
         {Permission::open, Permission::asked, Permission::given, Permission::refused})
        words[permission_title(one, language)] = one;
    return words;
}

links::PlacementLines read_list(const http::Request& request, App& app, const CampaignHere& here,
                                const std::string& text) {
    std::vector<std::string> taken;
    for (const auto& one : links::all_placements(app.store.session(), here.campaign.id))
        taken.push_back(one.name);
    return links::read_placement_list({.text = text,
                                       .campaign = here.campaign.id,
                                       .currency = here.campaign.currency,
                                       .separator = language::decimal_separator(request.language),
                                       .taken = std::move(taken),
                                       .permission_words = permission_words(request.language)});
}

std::vector<std::string> wrong_words(const links::PlacementLines& read, const std::string& lang) {
    std::vector<std::string> sentences;
    for (const auto& one : read.wrong) {
        const auto sentence = say_with(one.sentence, one.values, lang);
        sentences.push_back(
            one.line == 0 ? sentence
                          : say_with("Line {1}: {2}", {std::to_string(one.line), sentence}, lang));
    }
    if (sentences.empty() && read.placements.empty())
        sentences.push_back(say("Please paste at least one place.", lang));
    return sentences;
}

// The list, with what was added in this moment first.
http::Response show_added(const http::Request& request, const CampaignHere& here) {
    return http::redirect(here.path() +
                          "/placements?added=" + percent_encoded(iso_text(request.now)));
}

}  // namespace

http::Response add_placement(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto form = read_placement_form(request, app, here);
    if (form.wrong.empty()) try {
            links::add_placements(app.store, {form.placement}, actor_here(request, here),
                                  request.now);
            return show_added(request, here);
        } catch (const Refused& refused) {
            if (refused.refusal.field.empty()) throw;
            form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        }
    return show_places_page(request, app, here, {.form = form, .status = 422});
}

http::Response add_placement_list(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto text = list_text(request);
    const auto list = read_list(request, app, here, text);
    auto wrong = wrong_words(list, request.language);
    if (wrong.empty()) try {
            links::add_placements(app.store, list.placements, actor_here(request, here),
                                  request.now);
            return show_added(request, here);
        } catch (const Refused& refused) {
            if (refused.refusal.field.empty()) throw;
            wrong.push_back(say(refused.refusal.detail, request.language));
        }
    return show_places_page(request, app, here, {.list = text, .list_wrong = wrong, .status = 422});
}

}  // namespace pages
