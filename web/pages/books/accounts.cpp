#include <algorithm>

#include "campaign/finance/bookkeeping.h"
#include "campaign/language/catalogue.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_books.h"

namespace pages {

namespace {

using language::say;
using language::Values;

// "bank:17" -> its label: nobody knows our numbers by heart.
std::string account_words(const std::string& account,
                          const std::vector<organisation::BankAccount>& banks) {
    for (const auto& bank : banks)
        if (account == "bank:" + std::to_string(bank.id.value)) return bank.label;
    return {};
}

std::string centre_field(const finance::CostCentre& centre) {
    return "centre-" + std::to_string(centre.campaign.value) + "-" +
           std::to_string(centre.fund.value);
}

std::string typed_number(const http::Request& request, const std::string& field) {
    const auto typed = read_line(request.form.text(field), finance::account_number_max);
    if (!typed)
        throw Refused{
            {Reason::not_a_valid_value, field, "A number has at most 20 letters and digits."}};
    return *typed;
}

}  // namespace

http::Response show_accounts(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto banks = organisation::all_bank_accounts(session);
    const auto accounts = finance::account_numbers(session);
    const auto missing =
        std::ranges::count_if(accounts, [](const auto& account) { return account.number.empty(); });
    Values values;
    values.html("WAYS_HTML", money_ways(request)).set("ACTION", "/desk/accounts");
    values.set("FORM_TOKEN", request.visitor->form_token);
    values.set("MISSING_LINE",
               accounts.empty() ? say("Nothing was booked yet.", lang)
               : missing == 0
                   ? say("Every account has its number.", lang)
                   : language::say_count("{1} account has no number yet.",
                                         "{1} accounts have no number yet.", missing, lang));
    for (const auto& account : accounts)
        values.add("ACCOUNT")
            .set("FIELD", "account-" + account.account)
            .set("NAME", account.account)
            .set("WORDS", account_words(account.account, banks))
            .set("NUMBER", account.number)
            .show_if(account.number.empty(), "MISSING");
    for (const auto& centre : finance::cost_centres(session))
        values.add("CENTRE")
            .set("FIELD", centre_field(centre))
            .set("NAME", centre.title)
            .set("FUND", centre.fund_name.empty() ? say("every fund", lang) : centre.fund_name)
            .set("NUMBER", centre.code);
    values.show_if(request.visitor->may_everywhere(people::Duty::do_finance), "MAY_CHANGE");
    DeskPage page{
        .title = say("Account numbers", lang),
        .body = language::render_template("web/pages/books/desk_accounts.html", values, lang)};
    if (request.query.has("saved")) page.saved = say("Saved.", lang);
    return show_desk(request, app, std::move(page));
}

http::Response change_account_numbers(const http::Request& request, App& app) {
    insist_on_finance(request);
    auto& session = app.store.session();
    const auto actor = people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
    auto accounts = finance::account_numbers(session);
    for (auto& account : accounts)
        if (request.form.has("account-" + account.account))
            account.number = typed_number(request, "account-" + account.account);
    auto centres = finance::cost_centres(session);
    for (auto& centre : centres)
        if (request.form.has(centre_field(centre)))
            centre.code = typed_number(request, centre_field(centre));
    finance::number_accounts(app.store, accounts, actor, request.now);
    finance::name_cost_centres(app.store, centres, actor, request.now);
    return http::redirect("/desk/accounts?saved=yes");
}

}  // namespace pages
