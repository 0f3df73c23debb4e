#include "web/pages/pledges/pledge_words.h"

#include <chrono>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/pages/giving/give_form.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using pledges::Kind;
using pledges::State;

constexpr int days_to_pay = 14;
constexpr std::size_t key_max = 40, note_max = 200;

constexpr Beside places[] = {
    {"amount", "AMOUNT_WRONG", "AMOUNT_ERROR"}, {"parts", "PARTS_WRONG", "PARTS_ERROR"},
    {"first_on", "FIRST_WRONG", "FIRST_ERROR"}, {"unit", "UNIT_WRONG", "UNIT_ERROR"},
    {"cap", "CAP_WRONG", "CAP_ERROR"},          {"name", "NAME_WRONG", "NAME_ERROR"},
    {"email", "EMAIL_WRONG", "EMAIL_ERROR"},
};

// A sign for the decimals, whichever the keypad offers.
std::optional<Money> money_typed(const std::string& typed, Currency currency) {
    return read_money(typed, currency, typed.find(',') == std::string::npos ? '.' : ',');
}

void read_money_of(const std::string& typed, const char* field, Money& into, PledgeForm& form,
                   const std::string& lang) {
    const auto read = money_typed(typed, into.currency);
    if (!read) form.wrong[field] = say("Please type an amount like 20 or 12.50.", lang);
    into = read.value_or(into);
}

void read_who(PledgeForm& form, pledges::NewPledge& asked, const std::string& lang) {
    const auto name = read_line(form.name, giving::name_max);
    if (!name) form.wrong["name"] = say("Please use at most 80 characters.", lang);
    asked.donor.name = name.value_or("");
    if (!form.email.empty()) {
        const auto email = read_mail_address(form.email);
        if (!email) form.wrong["email"] = say("This does not look like an e-mail address.", lang);
        asked.donor.email = email.value_or("");
    }
    asked.donor.is_anonymous = form.is_anonymous;
    asked.donor.hides_from_participant = form.hides_from;
}

}  // namespace

std::string pledge_state_words(State state, const std::string& lang) {
    switch (state) {
        case State::made:
            return say("pledged, address not proven", lang);
        case State::proven:
            return say("pledged", lang);
        case State::due:
            return say("due", lang);
        case State::part_paid:
            return say("partly paid", lang);
        case State::paid:
            return say("paid", lang);
        case State::lapsed:
            return say("lapsed", lang);
        case State::withdrawn:
            return say("taken back", lang);
    }
    check(false, "a state of a pledge has words");
    return {};
}

std::string part_words(const pledges::Pledge& pledge, const pledges::Part& part, Date today,
                       const std::string& lang) {
    const auto owed = part.amount - part.let_go;
    if (part.let_go.minor > 0 && part.open.minor == 0)
        return part.paid.minor > 0
                   ? say_with("{1} paid, the rest lapsed", {money_text(part.paid, lang)}, lang)
                   : say("lapsed", lang);
    if (part.paid == owed) return say("paid", lang);
    if (part.covered == owed) return say("on its way", lang);
    if (pledge.withdrawn_at) return say("taken back", lang);
    if (part.covered.minor > 0)
        return say_with("{1} of {2} is here",
                        {money_text(part.covered, lang), money_text(owed, lang)}, lang);
    if (part.due_on < today) return say("it was due", lang);
    return part.due_on == today ? say("due today", lang) : say("to come", lang);
}

void fill_parts(Values& values, const pledges::Pledge& pledge,
                const std::vector<pledges::Part>& parts, Date today, const std::string& lang) {
    const auto* next = pledges::next_part(parts);
    for (const auto& part : parts) {
        auto& row = values.add("PART");
        row.set("DUE", language::date_text(part.due_on, lang));
        row.set("AMOUNT", money_text(part.amount, lang));
        row.set("STATE", part_words(pledge, part, today, lang));
        row.show_if(part.amount.minor > 0 && part.paid == part.amount, "DONE");
        row.show_if(next == &part, "NOW");
    }
}

PledgeForm new_pledge_form(const http::Request& request, const Giving& giving, Kind kind) {
    PledgeForm form;
    form.kind = kind, form.key = random_token(), form.parts = "12";
    const auto today = language::date_in(request.now, giving.terms.zone);
    const std::chrono::sys_days later{std::chrono::sys_days{today} +
                                      std::chrono::days{days_to_pay}};
    const auto next = std::chrono::year_month{today.year(), today.month()} + std::chrono::months{1};
    form.first_on =
        iso_text(kind == Kind::instalments ? Date{next / std::chrono::day{1}} : Date{later});
    return form;
}

PledgeForm read_pledge_form(const http::Request& request) {
    const auto& fields = request.form;
    PledgeForm form;
    const auto kind = pledges::find_kind(fields.text("kind"));
    if (!kind) throw Refused{{Reason::not_a_valid_value, "kind"}};
    form.kind = *kind, form.participant = fields.text("participant");
    form.key = fields.text("form_key");
    if (form.key.empty() || form.key.size() > key_max) throw Refused{{Reason::form_expired}};
    form.amount = fields.text("amount"), form.parts = fields.text("parts");
    form.first_on = fields.text("first_on"), form.unit = fields.text("unit");
    form.cap = fields.text("cap"), form.name = fields.text("name");
    form.email = fields.text("email"), form.note = fields.text("note");
    form.is_anonymous = fields.has("anonymous"), form.hides_from = fields.has("hide");
    return form;
}

pledges::NewPledge pledge_typed(const http::Request& request, App& app, const Giving& giving,
                                PledgeForm& form) {
    const auto& lang = request.language;
    const Money nothing{0, giving.terms.currency};
    pledges::NewPledge asked;
    asked.kind = form.kind, asked.amount = asked.unit = asked.cap = nothing;
    if (form.kind == Kind::unit) {
        read_money_of(form.unit, "unit", asked.unit, form, lang);
        read_money_of(form.cap, "cap", asked.cap, form, lang);
    } else {
        read_money_of(form.amount, "amount", asked.amount, form, lang);
        asked.first_on = read_date(form.first_on).value_or(Date{});
    }
    if (form.kind == Kind::instalments) {
        asked.parts = 0;
        read_number(form.parts, asked.parts);
        if (asked.parts < 2)
            form.wrong["parts"] = say("Please choose between 2 and 60 parts.", lang);
    }
    if (const auto credit = find_credit(app, giving, form.participant))
        asked.participant = credit->id, asked.team = credit->team;
    asked.donor.language = lang;
    asked.note = read_line(form.note, note_max).value_or("");
    read_who(form, asked, lang);
    return asked;
}

void say_refused(PledgeForm& form, const Refusal& refusal, const Giving& giving,
                 const std::string& lang) {
    const auto& currency = giving.terms.currency;
    if (refusal.reason == Reason::same_key_other_gift) {
        form.key = random_token();
        form.wrong["amount"] =
            say("This form was sent before with something else in it. Press the "
                "button once more to make this a new pledge.",
                lang);
    } else if (refusal.reason == Reason::amount_out_of_range) {
        form.wrong[refusal.field] =
            say_with("Please choose between {1} for each part and {2} in all.",
                     {money_text({giving::smallest_gift(currency), currency}, lang),
                      money_text({giving::minor_per_gift_max, currency}, lang)},
                     lang);
    } else if (!refusal.field.empty() && !refusal.detail.empty()) {
        form.wrong[refusal.field] = say(refusal.detail, lang);
    } else {
        throw Refused{refusal};
    }
}

void fill_pledge_fields(Values& values, const Giving& giving, const PledgeForm& form,
                        const std::string& lang) {
    values.set("KIND", pledges::kind_name(form.kind)).set("FORM_KEY", form.key);
    values.set("CURRENCY", giving.terms.currency.text());
    values.set("NAME", form.name).set("EMAIL", form.email);
    values.show_if(form.is_anonymous, "ANONYMOUS_CHOSEN");
    const bool is_unit = form.kind == Kind::unit;
    auto& fields = values.add(is_unit ? "PER_LAP" : "AMOUNTS");
    if (is_unit) {
        fields.set("UNIT", form.unit).set("CAP", form.cap);
    } else {
        fields.set("AMOUNT", form.amount).set("FIRST_ON", form.first_on);
        fields.set("AMOUNT_LABEL", form.kind == Kind::instalments ? say("The whole amount", lang)
                                                                  : say("Amount", lang));
        fields.set("FIRST_LABEL", form.kind == Kind::instalments ? say("The first part on", lang)
                                                                 : say("To be given on", lang));
        if (form.kind == Kind::instalments) fields.add("IN_PARTS").set("PARTS", form.parts);
    }
    say_beside(values, form.wrong, places);
    sum_up_wrong(values, form.wrong);
}

}  // namespace pages
