// The form of a new pool: read, and filled again as it was typed.
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/pages/matching/desk_matching.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr std::array fields{"sponsor", "gives", "per",   "cap",       "gift_cap",
                            "from",    "until", "money", "remainder", "form_key"};
constexpr std::size_t form_key_max = 50;

// Reads one form; remembers what was wrong.
struct Reader {
    PoolForm& form;
    Currency currency;
    const std::string& zone;
    const std::string& language;

    void object(const std::string& field, std::string_view sentence) {
        form.wrong.emplace(field, say(sentence, language));
    }
    Money money(const std::string& field) {
        const auto& typed = form.typed[field];
        const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
        const auto read = read_money(typed, currency, mark);
        if (!read) object(field, "Please type an amount like 5000.");
        return read.value_or(Money{0, currency});
    }
    Instant moment(const std::string& field) {
        const auto read = language::read_datetime_local(form.typed[field], zone);
        if (!read) object(field, "Choose a day and a time.");
        return read.value_or(Instant{});
    }
};

}  // namespace

PoolForm empty_pool_form(const std::string& zone, Instant now) {
    PoolForm form;
    const auto tomorrow = language::start_of(
        std::chrono::sys_days{language::date_in(now, zone)} + std::chrono::days{1}, zone);
    form.typed = {{"gives", "1"},
                  {"per", "1"},
                  {"money", "later"},
                  {"remainder", "back"},
                  {"from", language::datetime_local_text(tomorrow, zone)},
                  {"until", language::datetime_local_text(tomorrow + std::chrono::days{7}, zone)}};
    return form;
}

PoolForm read_pool_form(const http::Request& request, CampaignId campaign, Currency currency,
                        const std::string& zone) {
    PoolForm form;
    for (const auto* field : fields) form.typed[field] = request.form.text(field);
    Reader reader{form, currency, zone, request.language};
    auto& asked = form.asked;
    const auto sponsor = read_line(form.typed["sponsor"], matching::sponsor_max);
    if (!sponsor) reader.object("sponsor", "Please use at most 80 characters.");
    asked.campaign = campaign, asked.sponsor = sponsor.value_or("");
    asked.ratio = {number_in<int>(form.typed["gives"]), number_in<int>(form.typed["per"])};
    asked.cap = reader.money("cap");
    asked.gift_cap = form.typed["gift_cap"].empty() ? Money{0, currency} : reader.money("gift_cap");
    asked.from = reader.moment("from"), asked.until = reader.moment("until");
    asked.is_prepaid = form.typed["money"] == "first";
    asked.remainder =
        matching::find_remainder(form.typed["remainder"]).value_or(matching::Remainder::back);
    const auto& key = form.typed["form_key"];
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    asked.request_key = "pool-" + key;
    if (!form.wrong.empty()) return form;
    if (const auto refusal = matching::objection(asked, request.now))
        reader.object(refusal->field, refusal->detail);
    return form;
}

void fill_pool_form(Values& values, const PoolForm& form) {
    const auto text = [&](const char* field) {
        const auto found = form.typed.find(field);
        return found == form.typed.end() ? std::string{} : found->second;
    };
    values.set("SPONSOR", text("sponsor")).set("GIVES", text("gives")).set("PER", text("per"));
    values.set("CAP", text("cap")).set("GIFT_CAP", text("gift_cap"));
    values.set("FROM", text("from")).set("UNTIL", text("until"));
    values.set("FORM_KEY", text("form_key").empty() ? random_token() : text("form_key"));
    values.show_if(text("money") == "first", "IS_FIRST")
        .show_if(text("money") != "first", "IS_LATER");
    values.show_if(text("remainder") == "kept", "IS_KEPT");
    values.show_if(text("remainder") != "kept", "IS_BACK");
    constexpr std::array places{
        Beside{"sponsor", "SPONSOR_WRONG", "SPONSOR_ERROR"},
        Beside{"ratio", "RATIO_WRONG", "RATIO_ERROR"},
        Beside{"cap", "CAP_WRONG", "CAP_ERROR"},
        Beside{"gift_cap", "GIFT_CAP_WRONG", "GIFT_CAP_ERROR"},
        Beside{"from", "FROM_WRONG", "FROM_ERROR"},
        Beside{"until", "UNTIL_WRONG", "UNTIL_ERROR"},
    };
    say_beside(values, form.wrong, places);
}

}  // namespace pages
