// A file of a bank before it is booked: what it would bring, and for a CSV which column is what.
#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/bank/expecting.h"
#include "campaign/bank/importing.h"
#include "campaign/bank/placing.h"
#include "campaign/bank/statement_file.h"
#include "campaign/bank/wording.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/bank/desk_bank.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::to_say;
using language::Values;

constexpr std::size_t previewed_max = 10, others_shown_max = 180;

constexpr std::array part_labels{
    std::pair{"booked_on", to_say("Day of booking")},
    std::pair{"value_on", to_say("Value date")},
    std::pair{"amount", to_say("Amount with its sign")},
    std::pair{"credit", to_say("Amount in")},
    std::pair{"debit", to_say("Amount out")},
    std::pair{"name", to_say("Name of the other side")},
    std::pair{"iban", to_say("Account of the other side")},
    std::pair{"text", to_say("Words of the transfer")},
    std::pair{"reference", to_say("The bank's reference")},
    std::pair{"end_to_end", to_say("End-to-end reference")},
    std::pair{"currency", to_say("Currency")},
    std::pair{"account", to_say("Our account")},
    std::pair{"balance", to_say("Balance after it")},
    std::pair{"state", to_say("State")},
};

// The draft and how it is to be read, as the address or the form says.
struct Choice {
    std::string token;
    bank::Draft draft;
    BankAccountId account = {};
    std::optional<bank::CsvProfile> profile = {};
    bank::FileKind kind = bank::FileKind::unknown;
};

std::vector<bank::CsvProfile> all_profiles(App& app) {
    auto profiles = bank::saved_profiles(app.store.session());
    const auto& known = bank::known_csv_profiles();
    profiles.insert(profiles.end(), known.begin(), known.end());
    return profiles;
}

Choice choice_of(const http::Request& request, App& app, const http::Fields& said) {
    auto& session = app.store.session();
    const auto token = request.param("file");
    auto draft = bank::find_draft(session, token, request.visitor->account, request.now);
    if (!draft) throw Refused{{Reason::not_found}};
    Choice choice{token, std::move(*draft)};
    choice.kind = bank::kind_of(choice.draft.bytes);
    const auto typed = said.text("account");
    read_number(typed, choice.account.value);
    const auto accounts = organisation::active_bank_accounts(session);
    const bool is_csv = choice.kind == bank::FileKind::csv;
    if (!choice.account && is_csv && accounts.size() == 1) choice.account = accounts.front().id;
    if (!is_csv) return choice;
    const auto profiles = all_profiles(app);
    const auto named = std::ranges::find(profiles, said.text("profile"), &bank::CsvProfile::name);
    if (named != profiles.end())
        choice.profile = *named;
    else
        choice.profile = bank::fitting_profile(choice.draft.bytes, profiles);
    return choice;
}

std::vector<bank::Statement> statements_of(App& app, const Choice& choice) {
    auto& session = app.store.session();
    bank::ReadingRules rules{choice.profile,
                             currency_of(organisation::find_organisation(session).currency)};
    if (const auto account = organisation::find_bank_account(session, choice.account))
        rules.currency = account->currency;
    return bank::read_statements(choice.draft.bytes, rules);
}

std::string fate_text(const bank::PlannedLine& line, const std::string& in) {
    if (line.fate == bank::Fate::known) return bank::sign_text(line.same->sign, in);
    if (line.fate == bank::Fate::of_others) return say("not ours: only a digest is kept", in);
    if (line.is_exact) return say("new, and names its gift", in);
    return say("new", in);
}

void fill_line(Values& row, const bank::StatementLine& line, const std::string& in) {
    row.set("DAY", language::date_text(line.booked_on, in))
        .set("AMOUNT", money_text(line.amount, in))
        .set("WHO", line.other_name)
        .set("TEXT", line.text.empty() ? line.creditor_reference : line.text);
}

void fill_plan(Values& values, const bank::ImportPlan& plan, std::size_t place,
               const std::string& in) {
    const auto& statement = plan.statement;
    values.set("ACCOUNT", plan.account ? plan.account->label : statement.account);
    values.set("STATEMENT", statement.format + (statement.id.empty() ? "" : " · " + statement.id));
    values.set("COUNTS", bank::counts_text(plan, in));
    values.set("BALANCE", bank::balance_text(statement, in));
    for (const auto trouble : plan.troubles)
        values.add("TROUBLE").set("WORDS", bank::trouble_text(plan, trouble, in));
    std::size_t shown = 0, others = 0;
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        if (plan.lines[i].fate == bank::Fate::of_others) {
            if (++others > others_shown_max) continue;
            auto& row = values.add("OTHER");
            fill_line(row, statement.lines[i], in);
            row.set("NAME", "ours-" + std::to_string(place) + "-" +
                                std::to_string(statement.lines[i].number));
        } else if (++shown <= previewed_max) {
            auto& row = values.add("LINE_ROW");
            fill_line(row, statement.lines[i], in);
            row.set("FATE", fate_text(plan.lines[i], in));
        }
    }
    values.show_if(others > 0, "OTHERS");
    if (shown > previewed_max)
        values.add("MORE").set(
            "MORE_LINE", language::say_count("and {1} more", "and {1} more",
                                             static_cast<std::int64_t>(shown - previewed_max), in));
}

void fill_accounts(Values& form, App& app, const Choice& choice) {
    for (const auto& one : organisation::active_bank_accounts(app.store.session()))
        form.add("ACCOUNT_CHOICE")
            .set("VALUE", one.id.value)
            .set("LABEL", one.label + " " + one.iban)
            .show_if(one.id == choice.account, "CHOSEN");
}

void fill_mapping(Values& values, const Choice& choice, const std::string& in) {
    const auto look = bank::look_at_csv(choice.draft.bytes);
    auto& map = values.add("MAPPING");
    map.show_if(!choice.profile, "OPEN");
    map.set("PROFILE_NAME", choice.profile ? choice.profile->name : std::string{});
    map.set("DELIMITER",
            std::string(1, choice.profile ? choice.profile->delimiter : look.delimiter));
    for (const auto& form : bank::all_day_forms())
        map.add("DAYS")
            .set("FORM", form)
            .show_if(choice.profile && choice.profile->days == form, "CHOSEN");
    map.show_if(choice.profile && choice.profile->decimal_mark == '.', "POINT");
    map.set("BOOKED_STATE", choice.profile ? choice.profile->booked_state : std::string{});
    for (const auto& [part, label] : part_labels) {
        auto& row = map.add("PART");
        row.set("ID", part).set("LABEL", say(label, in));
        for (const auto& heading : look.headings) {
            if (heading.empty()) continue;
            const auto column = choice.profile
                                    ? choice.profile->columns.find(part)
                                    : std::map<std::string, std::string>::const_iterator{};
            row.add("HEADING")
                .set("VALUE", heading)
                .show_if(choice.profile && column != choice.profile->columns.end() &&
                             column->second == heading,
                         "CHOSEN");
        }
    }
    for (const auto& fields : look.rows) {
        auto& sample = map.add("SAMPLE");
        for (const auto& field : fields) sample.add("CELL").set("TEXT", field);
    }
    for (const auto& heading : look.headings) map.add("HEAD").set("TEXT", heading);
}

http::Response render_file(const http::Request& request, App& app, const Choice& choice,
                           std::string failed) {
    const auto& in = request.language;
    Values values;
    values.set("FILE", choice.draft.name).set("ACTION", request.path);
    values.set("FORM_TOKEN", request.visitor->form_token);
    bool may_book = false;
    try {
        if (choice.kind != bank::FileKind::csv || choice.profile) {
            const auto plans = bank::plan_imports(app.store.session(), statements_of(app, choice),
                                                  {choice.account});
            for (std::size_t i = 0; i < plans.size(); ++i) {
                fill_plan(values.add("PLAN"), plans[i], i, in);
                may_book |= plans[i].may_be_booked();
            }
            for (const auto& plan : plans) may_book &= !plan.has(bank::Trouble::does_not_add_up);
        }
    } catch (const Refused& refused) {
        if (failed.empty()) {
            failed = say(refused.refusal.detail, in);
            const auto& field = refused.refusal.field;
            if (field.starts_with("file:"))
                failed += " " + language::say_with("It is in row {1}.", {field.substr(5)}, in);
        }
    }
    if (may_book) values.show("BOOK");
    values.set("ACCOUNT_VALUE", choice.account.value);
    values.set("PROFILE_VALUE", choice.profile ? choice.profile->name : std::string{});
    if (choice.kind == bank::FileKind::csv) {
        auto& ways = values.add("CSV");
        fill_accounts(ways, app, choice);
        for (const auto& one : all_profiles(app))
            ways.add("PROFILE")
                .set("NAME", one.name)
                .show_if(choice.profile && choice.profile->name == one.name, "CHOSEN");
        fill_mapping(ways, choice, in);
    }
    return show_desk(
        request, app,
        {.title = say("A file of the bank", in),
         .body = language::render_template("web/pages/bank/desk_bank_file.html", values, in),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

bank::CsvProfile profile_typed(const http::Request& request) {
    const auto& form = request.form;
    bank::CsvProfile profile;
    profile.name = read_line(form.text("name"), bank::profile_name_max).value_or("");
    const auto delimiter = form.text("delimiter");
    if (!delimiter.empty()) profile.delimiter = delimiter == "tab" ? '\t' : delimiter[0];
    profile.days = form.text("days");
    profile.decimal_mark = form.text("decimal_mark") == "." ? '.' : ',';
    profile.booked_state = read_line(form.text("booked_state"), bank::heading_max).value_or("");
    for (const auto& part : bank::all_csv_parts())
        if (const auto heading = read_line(form.text("column-" + part), bank::heading_max);
            heading && !heading->empty())
            profile.columns[part] = *heading;
    return profile;
}

// "ours-0-17": the 17th line of the first statement was ticked.
bank::ImportRules rules_typed(const http::Request& request, const Choice& choice) {
    bank::ImportRules rules{choice.account};
    for (const auto& [name, value] : request.form.rows()) {
        if (!name.starts_with("ours-")) continue;
        std::size_t place = 0;
        int number = 0;
        const auto* end = name.data() + name.size();
        const auto first = std::from_chars(name.data() + 5, end, place);
        if (first.ec != std::errc{} || first.ptr == end) continue;
        if (std::from_chars(first.ptr + 1, end, number).ec == std::errc{})
            rules.ours.insert({place, number});
    }
    return rules;
}

// What names its gift needs nobody; what does not fit into this request, housekeeping goes on with.
void place_what_is_exact(App& app, const bank::Booked& booked, const people::Actor& actor,
                         Instant now) {
    constexpr int lines_at_once = 2000;
    for (const auto import : booked.imports)
        for (const auto campaign :
             bank::place_exact_lines(app.store, import, lines_at_once, actor, now).campaigns)
            app.feed.changed(campaign);
    bank::place_expected_lines(app.store, lines_at_once, actor, now);
}

std::string address_of(const Choice& choice, const std::string& profile) {
    return "/desk/bank/files/" + choice.token + "?account=" + std::to_string(choice.account.value) +
           "&profile=" + percent_encoded(profile);
}

}  // namespace

http::Response show_bank_file(const http::Request& request, App& app) {
    insist_on_finance(request);
    return render_file(request, app, choice_of(request, app, request.query), {});
}

http::Response act_on_bank_file(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto choice = choice_of(request, app, request.form);
    const auto act = request.form.text("act");
    const auto& in = request.language;
    if (act == "discard") {
        bank::discard_draft(app.store, choice.token);
        return http::redirect("/desk/bank?saved=discarded");
    }
    try {
        if (act == "map") {
            const auto profile = profile_typed(request);
            bank::save_profile(app.store, profile, finance_actor(request), request.now);
            return http::redirect(address_of(choice, profile.name));
        }
        const auto actor = finance_actor(request);
        const auto booked =
            bank::book_statements(app.store, statements_of(app, choice), choice.draft.name,
                                  rules_typed(request, choice), actor, request.now);
        place_what_is_exact(app, booked, actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        return render_file(request, app, choice, say(refused.refusal.detail, in));
    }
    bank::discard_draft(app.store, choice.token);
    return http::redirect("/desk/bank?saved=booked");
}

}  // namespace pages
