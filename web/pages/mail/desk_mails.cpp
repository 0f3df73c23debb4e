#include "web/pages/mail/desk_mails.h"

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/mail/carrying.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::to_say;
using language::Values;

constexpr int listed_max = 50, counted_days = 30;
constexpr auto list_path = "/desk/mails";

constexpr std::array kind_labels{
    std::pair{mail::Kind::thanks, to_say("Thanks")},
    std::pair{mail::Kind::promise, to_say("How to pay a promise")},
    std::pair{mail::Kind::arrival, to_say("It has arrived")},
    std::pair{mail::Kind::reminder, to_say("Reminder")},
    std::pair{mail::Kind::refunded, to_say("A refund is on its way")},
    std::pair{mail::Kind::payment_failed, to_say("A payment failed")},
    std::pair{mail::Kind::has_promised, to_say("Somebody promised, to a participant")},
    std::pair{mail::Kind::has_given, to_say("Somebody gave, to a participant")},
    std::pair{mail::Kind::joined, to_say("Their page stands, to a participant")},
    std::pair{mail::Kind::sign_in, to_say("Signing in")},
    std::pair{mail::Kind::invitation, to_say("Invitation")},
    std::pair{mail::Kind::password, to_say("A new password")},
    std::pair{mail::Kind::way_in_changed, to_say("An account was changed")},
    std::pair{mail::Kind::submitted, to_say("A plan to decide")},
    std::pair{mail::Kind::decided, to_say("A plan was decided")},
    std::pair{mail::Kind::corrected, to_say("Small things mended in a post")},
    std::pair{mail::Kind::conversation, to_say("A private conversation")},
    std::pair{mail::Kind::challenged, to_say("Asked to a race")},
    std::pair{mail::Kind::sealed, to_say("The ledger's seal")},
    std::pair{mail::Kind::appeal, to_say("A participant asks somebody")},
    std::pair{mail::Kind::thank_you, to_say("A participant thanks a donor")},
    std::pair{mail::Kind::monthly, to_say("About a monthly gift")},
    std::pair{mail::Kind::remembered, to_say("A card in memory or in honour of somebody")},
    std::pair{mail::Kind::receipt, to_say("A receipt")},
    std::pair{mail::Kind::receipt_cancelled, to_say("A receipt was cancelled")},
    std::pair{mail::Kind::round, to_say("A round, to a helper")},
};

std::string moment_text(Instant at, const std::string& zone, const std::string& in) {
    return language::date_text(at, zone, in) + ", " + language::time_text(at, zone, in);
}

mail::Mail find_own_mail(const http::Request& request, App& app) {
    const auto id = number_in(request.param("mail"));
    const auto found = mail::find_mail(app.store.session(), mail::MailId{id});
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

// As it was written, or will be: without what is for its recipient alone, but in a demo.
mail::Worded shown_words(const mail::Mail& one, App& app) {
    const auto head = mail::letterhead_of(app.store.session(), app.config.public_url);
    const auto facts = head.is_demo ? one.facts : mail::without_secrets(one);
    return mail::word_mail(one.kind, facts, one.language, head);
}

bool may_be_read(const mail::Mail& one, App& app) {
    return !mail::is_secret(one.kind) ||
           organisation::find_organisation(app.store.session()).is_demo;
}

std::string server_line(App& app, const organisation::Organisation& ours, const std::string& in) {
    const auto server = outside::read_smtp_server(app.config.smtp);
    if (!server)
        return say(
            "No mail server is set (WAYMARK_SMTP): mails are kept here and sent when there "
            "is one.",
            in);
    if (ours.is_demo && !server->is_on_this_machine())
        return say("A demo writes to nobody outside this machine: mails are kept here.", in);
    if (app.config.mail_from.empty() && ours.sender_address.empty())
        return say("Mails are kept here until the organisation has a sender address.", in);
    return say_with("Mails leave through {1}.", {server->host}, in);
}

void fill_filters(Values& values, const std::string& chosen, const mail::MailCounts& counts,
                  const std::string& in) {
    const auto add = [&](const std::string& state, const char* label, std::int64_t count) {
        auto& row = values.add("FILTER");
        row.set("HREF", state.empty() ? list_path : list_path + ("?state=" + state))
            .set("LABEL", say(label, in))
            .show_if(chosen == state, "CURRENT");
        if (count > 0) row.add("COUNTED").set("COUNT", language::count_text(count, in));
    };
    add("", "All", 0);
    add("waiting", "Waiting", counts.waiting);
    add("failed", "Not sent", counts.failed);
    add("bounced", "Bounced", counts.bounced);
}

void fill_row(Values& row, const mail::Mail& one, const std::string& zone, const std::string& in) {
    row.set("HREF", std::string{list_path} + "/" + std::to_string(one.id.value))
        .set("KIND", mail_kind_words(std::string{mail::kind_name(one.kind)}, in))
        .set("TO", one.to)
        .set("WHEN", moment_text(one.made_at, zone, in))
        .set("STATE", mail_state_words(std::string{mail::state_name(one.state)}, in))
        .set("TROUBLE", one.trouble.empty() ? "" : say(one.trouble, in))
        .show_if(one.state == mail::State::failed || one.state == mail::State::bounced, "BAD");
}

void fill_secrecy(Values& values, const mail::Mail& one, const mail::Worded& words, App& app) {
    if (!may_be_read(one, app)) {
        values.show("SECRET");
        return;
    }
    values.add("READABLE")
        .set("TEXT", words.text)
        .set("PREVIEW_SRC", std::string{list_path} + "/" + std::to_string(one.id.value) + "/html");
}

void fill_times(Values& values, const mail::Mail& one, const std::string& zone,
                const std::string& in) {
    values.set("MADE", moment_text(one.made_at, zone, in));
    values.set("TRIES", language::count_text(one.tries, in));
    if (one.sent_at) values.add("SENT").set("SENT_AT", moment_text(*one.sent_at, zone, in));
    if (one.state == mail::State::waiting)
        values.add("NEXT").set("NEXT_AT", moment_text(one.due_at, zone, in));
    if (!one.trouble.empty()) values.add("TROUBLED").set("TROUBLE", say(one.trouble, in));
}

}  // namespace

std::string mail_kind_words(const std::string& kind, const std::string& language) {
    for (const auto& [known, label] : kind_labels)
        if (mail::kind_name(known) == kind) return say(label, language);
    return kind;
}

std::string mail_state_words(const std::string& state, const std::string& language) {
    if (state == "waiting") return say("waiting", language);
    if (state == "sent") return say("sent", language);
    if (state == "bounced") return say("bounced", language);
    return say("not sent", language);
}

http::Response show_mails(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto ours = organisation::find_organisation(session);
    const auto chosen = request.query.text("state");
    mail::MailSearch search{mail::find_state(chosen), {}, listed_max};
    const auto before = request.query.text("before");
    read_number(before, search.before.value);
    const auto mails = mail::recent_mails(session, search);
    const auto counts = mail::count_mails(session, request.now - std::chrono::days{counted_days});
    Values values;
    values.set("LINE", server_line(app, ours, in));
    values.set("SENT_LINE",
               language::say_count("{1} mail was sent in the last 30 days.",
                                   "{1} mails were sent in the last 30 days.", counts.sent, in));
    fill_filters(values, search.state ? chosen : "", counts, in);
    auto& list = mails.empty() ? values : values.add("LIST");
    values.show_if(mails.empty(), "NONE");
    for (const auto& one : mails) fill_row(list.add("ROW"), one, ours.time_zone, in);
    if (static_cast<int>(mails.size()) == listed_max)
        values.add("OLDER").set("OLDER_HREF", std::string{list_path} + "?before=" +
                                                  std::to_string(mails.back().id.value) +
                                                  (search.state ? "&state=" + chosen : ""));
    return show_desk(request, app, say("Mails", in),
                     language::render_template("web/pages/mail/desk_mails.html", values, in));
}

http::Response show_mail(const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto one = find_own_mail(request, app);
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    const auto words = shown_words(one, app);
    Values values;
    values.set("BACK_HREF", list_path).set("SUBJECT", words.subject).set("TO", one.to);
    values.set("KIND", mail_kind_words(std::string{mail::kind_name(one.kind)}, in));
    values.set("STATE", mail_state_words(std::string{mail::state_name(one.state)}, in));
    values.set("LANGUAGE", language::native_name(one.language));
    fill_times(values, one, zone, in);
    fill_secrecy(values, one, words, app);
    const auto is_gone = mail::is_secret(one.kind) && one.state != mail::State::waiting;
    if (!is_gone)
        values.add("AGAIN")
            .set("ACTION", request.path)
            .set("FORM_TOKEN", request.visitor->form_token);
    const auto is_done = request.query.text("saved") == "again";
    return show_desk(
        request, app,
        DeskPage{.title = say("One mail", in),
                 .body = language::render_template("web/pages/mail/desk_mail.html", values, in),
                 .saved = is_done ? say("It is sent again within a minute.", in) : ""});
}

http::Response show_mail_html(const http::Request& request, App& app) {
    const auto one = find_own_mail(request, app);
    if (!may_be_read(one, app)) throw Refused{{Reason::not_found}};
    auto response = http::page(shown_words(one, app).html);
    // Its style stands inside, as mail programs want it; nothing in it runs, loads or leads away.
    http::set_header(response, "Content-Security-Policy",
                     "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; "
                     "form-action 'none'; frame-ancestors 'self'");
    return response;
}

http::Response mail_again(const http::Request& request, App& app) {
    const auto one = find_own_mail(request, app);
    mail::send_again(app.store, one.id, request.now);
    return http::redirect(std::string{list_path} + "/" + std::to_string(one.id.value) +
                          "?saved=again");
}

}  // namespace pages
