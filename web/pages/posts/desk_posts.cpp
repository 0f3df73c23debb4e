#include "web/pages/posts/desk_posts.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/posts/compose.h"
#include "web/pages/posts/desk_photos.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/review/review_cards.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::say;
using language::Values;
using people::Duty;

constexpr int shown_max = 60;
constexpr std::size_t form_key_max = 64;

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    PostForm form = {};
    std::string failed = {};

    std::string path() const { return here.path() + "/posts"; }
    AccountId account() const { return request.visitor->account; }
    bool may_write() const { return request.visitor->may(Duty::run_campaign, here.campaign.id); }
};

constexpr Beside places[] = {{"words", "WORDS_WRONG", "WORDS_ERROR"}};

void fill_post(Values& row, const View& view, const posts::Post& post, const std::string& who,
               const std::vector<pictures::Photo>& photos) {
    const auto& [request, app, here, form, failed] = view;
    const auto& lang = request.language;
    const bool is_own = post.is_official() && post.author == view.account();
    const ReviewId id{"post", post.id.value, post.version};
    row.set("REVIEW_ID", id.text()).set("VERSION", post.version);
    row.set("POST_ACTION", view.path() + "/" + std::to_string(post.id.value));
    row.set("FORM_TOKEN", request.visitor->form_token).set("WHO", who);
    row.set("STATE", post_state_words(post, lang));
    row.set("AGO",
            language::ago_text(post.published_at.value_or(post.written_at), request.now, lang));
    fill_pieces(row, pieces_of(post.is_public() ? post.shown : post.words));
    row.show_if(post.is_public() && post.author != view.account(), "MAY_HIDE");
    if (!is_own) return;
    auto& own = row.add("OWN");
    own.set("CHANGE_KEY", random_token());
    fill_fewer(own, photos, lang);
    own.set("WORDS", form.post == post.id.value ? form.words : post.words);
    if (form.post == post.id.value) say_beside(own.show("OPENED"), form.wrong, places);
}

void fill_posts(Values& values, const View& view) {
    auto& session = view.app.store.session();
    const auto list = posts::recent_posts(session, view.here.campaign.id, shown_max);
    std::vector<std::int64_t> ids;
    for (const auto& post : list)
        if (post.participant) ids.push_back(post.participant.value);
    const auto authors = roster::find_participants(session, ids);
    std::vector<posts::PostId> post_ids;
    for (const auto& post : list) post_ids.push_back(post.id);
    const auto photos = pictures::photos_of_posts(session, post_ids);
    for (const auto& post : list) {
        const auto author = std::ranges::find(authors, post.participant, &roster::Participant::id);
        const auto is_known = post.participant && author != authors.end();
        auto& row = values.add("POST");
        const auto own = photos_of_post(photos, post.id);
        row.html("PHOTOS_HTML", render_desk_photos(own, view.here.path(), view.request.language));
        fill_post(row, view, post,
                  is_known ? author->name : say("The campaign", view.request.language), own);
    }
    values.show_if(list.empty(), "NONE");
}

void fill_new(Values& values, const View& view) {
    const auto& version = view.here.version;
    if (!view.may_write() || posts::post_objection(view.here.campaign, version, view.request.now))
        return;
    const auto& lang = view.request.language;
    values.add("NEW_POST")
        .html("COMPOSE_HTML",
              render_compose_form(
                  view.request,
                  {.action = view.path(),
                   .photos_action = view.here.path() + "/photos",
                   .done = view.path() + "?saved=written",
                   .label = say("What is there to tell?", lang),
                   .hint =
                       say("At most 500 characters, plain text; #hashtags are recognised, and the "
                           "address of a video at YouTube, Vimeo or PeerTube becomes a button that "
                           "plays it. Somebody else reads it before it is public.",
                           lang)},
                  view.form));
}

void fill_undo(Values& values, const View& view) {
    const auto undo = read_review_id(view.request.query.text("undo"));
    if (!undo) return;
    values.add("UNDO")
        .set("UNDO_ACTION", view.path() + "/" + std::to_string(undo->number))
        .set("UNDO_VERSION", undo->version)
        .set("FORM_TOKEN", view.request.visitor->form_token);
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    if (saved == "written")
        return say("Kept. Somebody else reads it before it is public.", request.language);
    if (saved == "withdrawn") return say("Taken back. Nobody sees it any more.", request.language);
    return saved == "undone" ? say("Shown again.", request.language) : std::string{};
}

http::Response show_view(const View& view) {
    const auto& [request, app, here, form, failed] = view;
    const auto& lang = request.language;
    Values values;
    values.set("QUEUE_HREF", here.path() + "/review");
    const auto waiting = posts::posts_waiting(app.store.session(), here.campaign.id).count;
    if (waiting > 0)
        values.add("WAITING").set("WAITING_LINE",
                                  language::say_count("{1} post waits to be read",
                                                      "{1} posts wait to be read", waiting, lang));
    fill_undo(values, view);
    fill_new(values, view);
    fill_posts(values, view);
    const bool is_wrong = !failed.empty() || !form.wrong.empty();
    return show_desk(
        request, app,
        {.title = say("Posts", lang),
         .body = language::render_template("web/pages/posts/desk_posts.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved_words(request),
         .failed = failed,
         .scripts = {"js/compose.js"},
         .status = is_wrong ? 422 : 200,
         .styles = {"css/compose.css"}});
}

http::Response show_refused(View view, const Refusal& refusal) {
    const auto& lang = view.request.language;
    const auto sentence =
        say(refusal.detail.empty() ? "Somebody was faster, or it is too late for that. Look again."
                                   : refusal.detail,
            lang);
    if (refusal.field == "words" || refusal.field == "photo")
        view.form.wrong["words"] = sentence;
    else
        view.failed = sentence;
    return show_view(view);
}

// The post of the address, if it is this campaign's.
posts::Post post_here(const View& view) {
    std::int64_t number = 0;
    const auto id = view.request.param("post");
    read_number(id, number);
    const auto post = posts::find_post(view.app.store.session(), posts::PostId{number});
    if (!post || post->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *post;
}

int seen_version(const http::Request& request) {
    return number_in<int>(request.form.text("version"));
}

http::Response hide(const View& view, const posts::Post& post) {
    const auto& request = view.request;
    const auto reason = read_line(request.form.text("reason"), posts::reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    const auto seen = seen_version(request);
    const auto actor =
        people::actor_of(*request.visitor, Duty::review_words, post.campaign, request.id);
    posts::review_post(view.app.store, {post.id, seen, posts::State::hidden, *reason}, actor,
                       request.now);
    view.app.feed.changed(post.campaign);
    return http::redirect(view.path() +
                          "?undo=" + ReviewId{"post", post.id.value, seen + 1}.text());
}

http::Response undo(const View& view, const posts::Post& post) {
    const auto& request = view.request;
    posts::undo_verdict(
        view.app.store, post.id, seen_version(request),
        people::actor_of(*request.visitor, Duty::review_words, post.campaign, request.id),
        request.now);
    view.app.feed.changed(post.campaign);
    return http::redirect(view.path() + "?saved=undone");
}

http::Response change_own(const View& view, const posts::Post& post) {
    const auto& request = view.request;
    if (!post.is_official() || !view.may_write()) throw Refused{{Reason::not_allowed}};
    const auto actor = actor_here(request, view.here);
    posts::PostChange change{post.id, {}, request.form.text("words"), seen_version(request)};
    const bool withdraws = request.form.text("act") == "withdraw";
    change.fewer_photos = fewer_photos_of_form(request);
    if (!withdraws)
        change.more_photos = photos_of_form(request, view.app,
                                            {.campaign = post.campaign, .account = view.account()});
    if (withdraws)
        posts::withdraw_post(view.app.store, change, actor, request.now);
    else
        posts::rewrite_post(view.app.store, change, actor, request.now);
    view.app.feed.changed(post.campaign);
    return http::redirect(view.path() + (withdraws ? "?saved=withdrawn" : "?saved=written"));
}

}  // namespace

http::Response show_desk_posts(const http::Request& request, App& app) {
    return show_view({request, app, campaign_here(request, app)});
}

http::Response write_official_post(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    view.form.words = request.form.text("words"), view.form.key = request.form.text("form_key");
    if (view.form.key.empty() || view.form.key.size() > form_key_max)
        throw Refused{{Reason::form_expired}};
    try {
        const Composer composer{.campaign = view.here.campaign.id, .account = view.account()};
        const auto made = posts::write_post(app.store,
                                            {.campaign = view.here.campaign.id,
                                             .words = view.form.words,
                                             .request_key = "post-" + view.form.key,
                                             .photos = photos_of_form(request, app, composer)},
                                            actor_here(request, view.here), request.now);
        if (wants_json(request)) return answer_written(made);
    } catch (const Refused& refused) {
        if (wants_json(request)) return answer_refused(request, refused.refusal);
        return show_refused(std::move(view), refused.refusal);
    }
    return http::redirect(view.path() + "?saved=written");
}

http::Response bring_desk_photo(const http::Request& request, App& app) {
    const View view{request, app, campaign_here(request, app)};
    return bring_photo(request, app,
                       {.campaign = view.here.campaign.id, .account = view.account()});
}

http::Response change_desk_post(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    const auto post = post_here(view);
    const auto act = request.form.text("act");
    try {
        if (act == "hide") return hide(view, post);
        if (act == "undo") return undo(view, post);
        return change_own(view, post);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_allowed) throw;
        if (refused.refusal.field == "words" || refused.refusal.field == "photo")
            view.form = {.words = request.form.text("words"), .post = post.id.value};
        return show_refused(std::move(view), refused.refusal);
    }
}

}  // namespace pages
