#include "web/pages/campaigns/desk_view.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/text.h"

namespace pages {

using language::say;

people::Actor DeskView::actor(people::Duty duty) const {
    return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
}

std::string DeskView::money(std::int64_t minor) const {
    return language::money_text({minor, here.campaign.currency}, request.language);
}

std::string DeskView::plain(std::int64_t minor) const {
    return language::typed_text({minor, here.campaign.currency}, request.language);
}

std::string DeskView::moment(Instant at) const {
    return language::date_text(at, zone(), request.language) + ", " +
           language::time_text(at, zone(), request.language);
}

std::string DeskView::ago(Instant at) const {
    return language::ago_text(at, request.now, request.language);
}

std::string DeskView::text(const char* field, std::size_t most) const {
    const auto line = read_line(request.form.text(field), most);
    if (!line) throw Refused{{Reason::not_a_valid_value, field, "Please write less than that."}};
    return *line;
}

std::optional<std::int64_t> DeskView::amount(const std::string& typed, const char* field) const {
    if (typed.empty()) return {};
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto read = read_money(typed, here.campaign.currency, mark);
    if (!read)
        throw Refused{
            {Reason::not_a_valid_value, field, "Please type an amount like 20 or 12.50."}};
    return read->minor;
}

DeskPage DeskView::page(std::string title, language::Html body, std::string saved) const {
    return {.title = std::move(title),
            .body = std::move(body),
            .campaign = here.campaign.id,
            .campaign_slug = here.campaign.slug,
            .campaign_title = here.version.plan.title,
            .saved = failed.empty() ? std::move(saved) : std::string{},
            .failed = failed,
            .status = failed.empty() ? 200 : 422};
}

DeskView desk_view(const http::Request& request, App& app) {
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

}  // namespace pages
