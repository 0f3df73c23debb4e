// What a participant posts from the way: writing it, following what becomes of it, taking it back.
#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/posts/posting.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/live/feed.h"
#include "web/pages/me.h"
#include "web/pages/my_team.h"
#include "web/pages/post_words.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr int own_posts_max = 30;
constexpr std::size_t form_key_max = 50;

constexpr Beside places[] = {{"words", "WORDS_WRONG", "WORDS_ERROR"}};

void fill_post(Values& row, const http::Request& request, const posts::Post& post,
               const PostForm& form) {
    const auto& lang = request.language;
    const bool is_typed = form.post == post.id.value;
    row.set("POST_ID", post.id.value).set("VERSION", post.version);
    row.set("POST_ACTION", own_page_path(request) + "/posts/" + std::to_string(post.id.value));
    row.set("STATE", post_state_words(post, lang));
    row.set("AGO", language::ago_text(post.written_at, request.now, lang));
    row.set("WORDS", is_typed ? form.words : post.words);
    fill_pieces(row, pieces_of(post.words));
    if (is_typed) say_beside(row.show("OPENED"), form.wrong, places);
}

PostForm read_post_form(const http::Request& request) {
    PostForm form{.words = request.form.text("words"), .key = request.form.text("form_key")};
    const auto id = request.param("post");
    std::from_chars(id.data(), id.data() + id.size(), form.post);
    return form;
}

http::Response say_what_is_wrong(const http::Request& request, App& app, PostForm form,
                                 const Refusal& refusal) {
    form.wrong["words"] = say(
        refusal.detail.empty() ? "This was read or changed meanwhile. Look again." : refusal.detail,
        request.language);
    return show_me_again(request, app, form);
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
    for (const auto& post : mine) fill_post(section.add("POST"), request, post, form);
    if (!is_open) return;
    if (owes_guidelines(app, one)) return fill_guidelines(section, request, app, one);
    auto& fresh = section.add("NEW_POST");
    fresh.set("NEW_ACTION", own_page_path(request) + "/posts");
    fresh.set("FORM_KEY", form.key.empty() ? random_token() : form.key);
    fresh.set("NEW_WORDS", form.post == 0 ? form.words : std::string{});
    if (form.post == 0) say_beside(fresh, form.wrong, places);
}

http::Response write_my_post(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto form = read_post_form(request);
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    try {
        posts::write_post(app.store,
                          {.campaign = one.campaign,
                           .participant = one.id,
                           .words = form.words,
                           .request_key = "post-" + form.key},
                          {one.account, "participant", request.id}, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field != "words") throw;
        return say_what_is_wrong(request, app, form, refused.refusal);
    }
    return http::redirect(own_page_path(request) + "?posted=1#posts");
}

http::Response change_my_post(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto form = read_post_form(request);
    posts::PostChange change{posts::PostId{form.post}, one.id, form.words};
    const auto version = request.form.text("version");
    std::from_chars(version.data(), version.data() + version.size(), change.seen_version);
    const people::Actor actor{one.account, "participant", request.id};
    try {
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

}  // namespace pages
