// What a participant posts from the way: writing it, following what becomes of it, taking it back.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/live/feed.h"
#include "web/pages/posts/compose.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/roster/me.h"
#include "web/pages/roster/my_team.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr int own_posts_max = 30;
constexpr std::size_t form_key_max = 64;

constexpr Beside places[] = {{"words", "WORDS_WRONG", "WORDS_ERROR"}};

using Photos = std::vector<pictures::Photo>;

void fill_photos(Values& row, const http::Request& request, const Photos& photos) {
    row.html("PHOTOS_HTML",
             photos.empty() ? language::Html{}
                            : render_own_photos(photos, own_page_path(request), request.language));
    fill_fewer(row, photos, request.language);
}

void fill_post(Values& row, const http::Request& request, const posts::Post& post,
               const PostForm& form) {
    const auto& lang = request.language;
    const bool is_typed = form.post == post.id.value;
    row.set("POST_ID", post.id.value).set("VERSION", post.version);
    row.set("POST_ACTION", own_page_path(request) + "/posts/" + std::to_string(post.id.value));
    row.set("STATE", post_state_words(post, lang)).set("CHANGE_KEY", random_token());
    row.set("AGO", language::ago_text(post.written_at, request.now, lang));
    row.set("WORDS", is_typed ? form.words : post.words);
    fill_pieces(row, pieces_of(post.words));
    if (is_typed) say_beside(row.show("OPENED"), form.wrong, places);
}

PostForm read_post_form(const http::Request& request) {
    PostForm form{.words = request.form.text("words"), .key = request.form.text("form_key")};
    const auto id = request.param("post");
    read_number(id, form.post);
    return form;
}

http::Response say_what_is_wrong(const http::Request& request, App& app, PostForm form,
                                 const Refusal& refusal) {
    form.wrong["words"] = say(
        refusal.detail.empty() ? "This was read or changed meanwhile. Look again." : refusal.detail,
        request.language);
    return show_me_again(request, app, form);
}

language::Html compose_here(const http::Request& request, const PostForm& form) {
    const auto path = own_page_path(request);
    return render_compose_form(
        request,
        {.action = path + "/posts",
         .photos_action = path + "/photos",
         .done = path + "?posted=1#posts",
         .label = say("What is happening?", request.language),
         .hint = say("At most 500 characters. The address of a video at YouTube, Vimeo or PeerTube "
                     "becomes a button that plays it. Once somebody has read the post, it stands "
                     "on your page, on the campaign's page and on the big screen.",
                     request.language)},
        form);
}

Composer composer_of(const roster::Participant& one) {
    return {.campaign = one.campaign, .participant = one.id};
}

}  // namespace

void fill_my_posts(Values& values, const http::Request& request, App& app, const PostForm& form) {
    auto& session = app.store.session();
    const auto one = own_participant(request, app);
    const auto mine = posts::recent_posts_by(session, one.id, own_posts_max);
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto version = campaign::current_version(session, *campaign);
    const bool is_open = one.is_public() && !posts::post_objection(*campaign, version, request.now);
    if (mine.empty() && !is_open) return;
    auto& section = values.add("POSTS");
    std::vector<posts::PostId> ids;
    for (const auto& post : mine) ids.push_back(post.id);
    const auto photos = pictures::photos_of_posts(session, ids);
    const auto corrections = posts::corrections_of(session, one.id);
    for (const auto& post : mine) {
        auto& row = section.add("POST");
        fill_post(row, request, post, form);
        fill_photos(row, request, photos_of_post(photos, post.id));
        for (const auto& corrected : corrections)
            if (corrected.post == post.id)
                row.add("CORRECTED").set("WORDS_BEFORE", corrected.words_before);
    }
    if (!is_open) return;
    if (owes_guidelines(app, one)) return fill_guidelines(section, request, app, one);
    section.add("NEW_POST").html("COMPOSE_HTML", compose_here(request, form));
}

http::Response write_my_post(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto form = read_post_form(request);
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    try {
        const auto made =
            posts::write_post(app.store,
                              {.campaign = one.campaign,
                               .participant = one.id,
                               .words = form.words,
                               .request_key = "post-" + form.key,
                               .photos = photos_of_form(request, app, composer_of(one))},
                              {one.account, "participant", request.id}, request.now);
        app.feed.changed(one.campaign);  // A trusted author's words are public at once.
        if (wants_json(request)) return answer_written(made);
    } catch (const Refused& refused) {
        if (wants_json(request)) return answer_refused(request, refused.refusal);
        if (refused.refusal.field != "words" && refused.refusal.field != "photo") throw;
        return say_what_is_wrong(request, app, form, refused.refusal);
    }
    return http::redirect(own_page_path(request) + "?posted=1#posts");
}

http::Response change_my_post(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto form = read_post_form(request);
    posts::PostChange change{posts::PostId{form.post}, one.id, form.words};
    const auto version = request.form.text("version");
    read_number(version, change.seen_version);
    change.fewer_photos = fewer_photos_of_form(request);
    const people::Actor actor{one.account, "participant", request.id};
    try {
        change.more_photos = photos_of_form(request, app, composer_of(one));
        if (request.form.text("act") == "withdraw")
            posts::withdraw_post(app.store, change, actor, request.now);
        else
            posts::rewrite_post(app.store, change, actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return say_what_is_wrong(request, app, form, refused.refusal);
    }
    app.feed.changed(one.campaign);
    const auto* what = request.form.text("act") == "withdraw" ? "withdrawn" : "posted";
    return http::redirect(own_page_path(request) + "?" + what + "=1#posts");
}

http::Response bring_my_photo(const http::Request& request, App& app) {
    return bring_photo(request, app, composer_of(own_participant(request, app)));
}

}  // namespace pages
