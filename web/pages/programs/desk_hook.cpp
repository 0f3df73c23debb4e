// One hook: what it was sent, what it answered, and having things sent again.

#include "campaign/campaign.h"
#include "campaign/hooks/subscribing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/pages/programs/desk_api.h"

namespace pages {

namespace {

using hooks::DeliveryState;
using language::say;
using language::say_with;
using language::Values;

constexpr int shown_max = 100;

template <typename AnyId>
AnyId id_from(const std::string& text) {
    return AnyId{number_in(text)};
}

std::string state_words(const hooks::Delivery& delivery, Instant now, const std::string& in) {
    if (delivery.state == DeliveryState::sent) return say("arrived", in);
    if (delivery.state == DeliveryState::dead) return say("given up", in);
    if (delivery.due_at <= now) return say("being sent", in);
    const auto wait = std::chrono::ceil<std::chrono::minutes>(delivery.due_at - now).count();
    return language::say_count("again in {1} minute", "again in {1} minutes", wait, in);
}

void fill_delivery(Values& row, const hooks::Delivery& delivery, const http::Request& request,
                   const std::string& action) {
    const auto& in = request.language;
    row.set("KIND", hooks::kind_name(delivery.kind));
    row.set("WHEN", language::ago_text(delivery.made_at, request.now, in));
    row.set("STATE", state_words(delivery, request.now, in));
    row.set("TRIES", language::count_text(delivery.tries, in));
    row.set("ANSWER", delivery.status > 0 ? std::to_string(delivery.status) + " " + delivery.trouble
                                          : delivery.trouble);
    if (delivery.state != DeliveryState::waiting)
        row.add("AGAIN")
            .set("ACTION", action)
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("DELIVERY", delivery.id.value);
}

std::string saved_words(const std::string& code) {
    if (code == "tried") return "A try is on its way. Load the page again in a few seconds.";
    if (code == "again") return "It is sent again.";
    return {};
}

hooks::Hook hook_here(const http::Request& request, App& app) {
    const auto hook =
        hooks::find_hook(app.store.session(), id_from<hooks::HookId>(request.param("hook")));
    if (!hook || hook->ended_at) throw Refused{{Reason::not_found}};
    return *hook;
}

http::Response show_page(const http::Request& request, App& app, const hooks::Hook& hook,
                         const std::string& new_secret, const std::string& failed) {
    const auto& in = request.language;
    const auto action = "/desk/api/hooks/" + std::to_string(hook.id.value);
    Values values;
    values.set("URL", hook.url).set("ACTION", action);
    values.set("FORM_TOKEN", request.visitor->form_token);
    values.set("SINCE", iso_text(request.now - std::chrono::hours{24}).substr(0, 16));
    if (!new_secret.empty()) values.add("CHANGED").set("NEW_SECRET", new_secret);
    if (hook.former_until && *hook.former_until > request.now) values.add("TWO_SECRETS");
    const auto deliveries = hooks::recent_deliveries(app.store.session(), hook.id, shown_max);
    values.show_if(deliveries.empty(), "NOTHING");
    for (const auto& delivery : deliveries)
        fill_delivery(values.add("DELIVERY"), delivery, request, action);
    const auto saved = saved_words(request.query.text("saved"));
    return show_desk(
        request, app,
        DeskPage{.title = say("Hook", in),
                 .body = language::render_template("web/pages/programs/desk_hook.html", values, in),
                 .saved = saved.empty() ? "" : say(saved, in),
                 .failed = failed,
                 .scripts = {"js/copy.js"},
                 .status = failed.empty() ? 200 : 422});
}

// "2027-06-12T08:00", as a browser writes it: UTC, as the page says.
std::optional<Instant> read_since(const std::string& typed) {
    constexpr std::size_t minutes_size = 16, seconds_size = 19;
    if (typed.size() == minutes_size) return read_instant(typed + ":00Z");
    if (typed.size() == seconds_size) return read_instant(typed + "Z");
    return read_instant(typed);
}

}  // namespace

http::Response show_hook(const http::Request& request, App& app) {
    return show_page(request, app, hook_here(request, app), {}, {});
}

http::Response change_hook(const http::Request& request, App& app) {
    const auto hook = hook_here(request, app);
    const auto actor =
        people::actor_of(*request.visitor, people::Duty::organise, hook.campaign, request.id);
    const auto back = "/desk/api/hooks/" + std::to_string(hook.id.value) + "?saved=";
    const auto act = request.form.text("do");
    if (act == "end") {
        hooks::unsubscribe(app.store, hook.id, actor, request.now);
        return http::redirect("/desk/api?saved=hooked");
    }
    if (act == "secret") {
        const auto secret = hooks::change_secret(app.store, hook.id, actor, request.now);
        return show_page(request, app, hook_here(request, app), secret, {});
    }
    if (act == "try") {
        hooks::send_test(app.store, hook.id, actor, request.now);
        return http::redirect(back + "tried");
    }
    if (act == "again") {
        hooks::send_again(app.store, hook.id,
                          id_from<hooks::DeliveryId>(request.form.text("delivery")), actor,
                          request.now);
        return http::redirect(back + "again");
    }
    if (act != "since") throw Refused{{Reason::not_a_valid_value, "do"}};
    const auto since = read_since(request.form.text("since"));
    if (!since)
        return show_page(request, app, hook, {},
                         say("Please choose a day and a time.", request.language));
    hooks::send_again_since(
        app.store,
        {hook.id, *since, request.form.has("all") ? hooks::Again::all : hooks::Again::dead_ones},
        actor, request.now);
    return http::redirect(back + "again");
}

}  // namespace pages
