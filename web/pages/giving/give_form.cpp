#include "web/pages/giving/give_form.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/link.h"
#include "campaign/roster/page_address.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/http/reception.h"

namespace pages {

namespace {

using language::say;

constexpr std::int64_t fee_percent = 3;

char separator_of(const http::Request& request, std::string_view typed) {
    const auto usual = language::decimal_separator(request.language);
    // A phone's keypad may offer only the other sign: with no other in sight it can mean no more.
    const auto other = usual == '.' ? ',' : '.';
    return typed.find(usual) == std::string_view::npos &&
                   typed.find(other) != std::string_view::npos
               ? other
               : usual;
}

// A text of one line, or what is wrong with it.
std::string read_short(GiveForm& form, const http::Request& request, const std::string& name) {
    const auto typed = request.form.text(name);
    const auto line = read_line(typed, giving::name_max);
    if (!line) form.wrong[name] = say("Please use at most 80 characters.", request.language);
    return line.value_or(typed);
}

std::string read_address(GiveForm& form, const http::Request& request, const std::string& name) {
    const auto typed = request.form.text(name);
    const auto email = typed.empty() ? std::optional<std::string>{""} : read_mail_address(typed);
    if (!email)
        form.wrong[name] = say("This does not look like an e-mail address.", request.language);
    return email.value_or(typed);
}

std::string read_message(GiveForm& form, const http::Request& request, const std::string& name) {
    constexpr int lines_max = 6;
    const auto typed = request.form.text(name);
    const auto words = read_lines(typed, giving::message_max, lines_max);
    if (!words) form.wrong[name] = say("Please use at most 280 characters.", request.language);
    return words.value_or(typed);
}

// Who is remembered, for which company it is given, and who is to be told.
void read_mentions(GiveForm& form, const http::Request& request) {
    const auto& fields = request.form;
    const auto& lang = request.language;
    form.mentions.occasion = fields.text("occasion") == "honour" ? "honour" : "memory";
    form.mentions.remembered = read_short(form, request, "remembered");
    form.mentions.company = read_short(form, request, "company");
    form.card.name = read_short(form, request, "card_name");
    form.card.email = read_address(form, request, "card_email");
    form.card.words = read_message(form, request, "card_words");
    form.card.tells_amount = fields.has("card_amount");
    if (!form.has_card()) return;
    if (form.card.email.empty())
        form.wrong["card_email"] = say("Please say where the card goes.", lang);
    if (form.mentions.remembered.empty())
        form.wrong["remembered"] = say("Please say of whom the card tells.", lang);
}

// Every month: by card alone, and not without a way to tell the donor how to stop it.
void read_monthly(GiveForm& form, const http::Request& request) {
    form.is_monthly = request.form.has("monthly");
    if (!form.is_monthly) return;
    const auto* way = find_way(form.ways, form.method);
    if (way == nullptr || !way->takes_monthly())
        form.wrong["method"] =
            say("Every month goes by card only. Choose the card, or give once.", request.language);
    if (form.email.empty())
        form.wrong["email"] =
            say("For a gift every month we need your e-mail: each mail shows you how to stop it.",
                request.language);
}

}  // namespace

std::string browser_of(const http::Request& request, const App& app) {
    return request.cookies.text(http::cookie_name("giver", http::scheme_of(app.config)));
}

GiveForm read_give_form(const http::Request& request, App& app, const Giving& giving) {
    GiveForm form;
    form.ways = card_ways(app, giving.terms, request.now);
    const auto& fields = request.form;
    const auto& lang = request.language;
    form.amount = fields.text("amount"), form.link = fields.text("link");
    form.form_key = fields.text("form_key"), form.participant = fields.text("participant");
    form.method = fields.text("method");
    form.covers_fee = fields.has("fee_cover"), form.is_anonymous = fields.has("anonymous");
    form.hides_amount = fields.has("hide_amount"),
    form.hides_from = fields.has("hide_from_participant");
    form.is_meant = fields.has("again");
    form.money = read_money(form.amount, giving.terms.currency, separator_of(request, form.amount));
    if (!form.money) form.wrong["amount"] = say("Please type an amount like 20 or 12.50.", lang);
    form.name = read_short(form, request, "name");
    form.message = read_message(form, request, "message");
    form.email = read_address(form, request, "email");
    read_mentions(form, request);
    if (form.method != "transfer" && find_way(form.ways, form.method) == nullptr)
        form.wrong["method"] = say("Please choose how to pay.", lang);
    read_monthly(form, request);
    constexpr std::size_t key_max = 60;
    if (form.form_key.empty() || form.form_key.size() > key_max) form.form_key = random_token();
    return form;
}

std::optional<roster::Participant> find_credit(App& app, const Giving& giving,
                                               const std::string& slug) {
    if (slug.empty()) return {};
    return roster::find_participant_anywhere(app.store.session(), giving.campaign.id, slug);
}

giving::NewGift gift_from_form(const http::Request& request, App& app, const Giving& giving,
                               const GiveForm& form) {
    giving::NewGift asked;
    asked.method = form.method == "transfer" ? "transfer" : "card";
    asked.request_key = "web:" + form.form_key, asked.is_meant = form.is_meant;
    asked.lines = {{"gift", giving.terms.fund, *form.money, true}};
    const auto fee = (form.money->minor * fee_percent + 99) / 100;
    if (form.covers_fee && fee > 0)
        asked.lines.push_back(
            {"fee_cover", giving.terms.fund, Money{fee, giving.terms.currency}, false});
    if (const auto credit = find_credit(app, giving, form.participant))
        asked.shares = {{credit->id, credit->team, Money{0, giving.terms.currency}}};
    if (request.visitor) asked.author = request.visitor->account;
    auto& donor = asked.donor;
    donor.name = form.name, donor.message = form.message, donor.email = form.email;
    donor.mentions = form.mentions;
    if (form.mentions.remembered.empty()) donor.mentions.occasion.clear();
    if (form.has_card()) asked.card = form.card;
    asked.is_monthly = form.is_monthly;
    donor.is_anonymous = form.is_anonymous, donor.hides_amount = form.hides_amount;
    donor.hides_from_participant = form.hides_from, donor.language = request.language;
    donor.browser = sha256_hex(form.browser).substr(0, 16);
    if (const auto link = links::find_link(app.store.session(), form.link);
        link && link->campaign == giving.campaign.id)
        asked.link = link->id;
    return asked;
}

}  // namespace pages
