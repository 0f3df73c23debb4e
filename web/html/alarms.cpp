#include "web/html/alarms.h"

#include "campaign/announcements/announcement.h"
#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

struct Named {
    campaign::Campaign campaign;
    std::string title;
};

std::optional<Named> name_campaign(store::Session& session, CampaignId id) {
    const auto found = campaign::find_campaign_by_id(session, id);
    if (!found) return {};
    return Named{*found, campaign::current_version(session, *found).plan.title};
}

void fill_hold(Values& row, const campaign::Hold& hold, const http::Request& request, App& app,
               const Named& named) {
    const auto& lang = request.language;
    row.set("HELD_TEXT",
            say_with("{1}: everything is held. Nothing new becomes public.", {named.title}, lang));
    row.set("HELD_WHY", say_with("{1}, {2}: {3}",
                                 {people::name_of(app.store.session(), hold.held_by),
                                  language::ago_text(hold.held_at, request.now, lang), hold.reason},
                                 lang));
    row.show_if(hold.hides_posts, "POSTS_HIDDEN");
    if (request.visitor->may(Duty::organise, hold.campaign))
        row.add("RELEASE")
            .set("RELEASE_ACTION", "/desk/" + named.campaign.slug + "/hold/end")
            .set("FORM_TOKEN", request.visitor->form_token);
}

}  // namespace

void fill_alarms(Values& values, const http::Request& request, App& app) {
    auto& session = app.store.session();
    for (const auto& hold : campaign::all_holds(session)) {
        if (!request.visitor->may(Duty::see_desk, hold.campaign)) continue;
        if (const auto named = name_campaign(session, hold.campaign))
            fill_hold(values.add("HELD"), hold, request, app, *named);
    }
    for (const auto& one : announcements::announcements_without_second_look(session)) {
        if (!request.visitor->may(Duty::review_words, one.campaign)) continue;
        if (const auto named = name_campaign(session, one.campaign))
            values.add("LOOK")
                .set("LOOK_HREF", "/desk/" + named->campaign.slug + "/announcements")
                .set("LOOK_TEXT",
                     say_with("{1}: {2} announced something alone. Somebody else must look at it.",
                              {named->title, people::name_of(session, one.author)},
                              request.language));
    }
}

}  // namespace pages
