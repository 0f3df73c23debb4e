// Who looks after an open item or a difference.

#include "campaign/finance/owning.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/chart.h"
#include "campaign/people/account.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/closing/desk_months.h"

namespace pages {

using language::say;

std::string age_words(Date since, Date today, const std::string& lang) {
    const auto days = (std::chrono::sys_days{today} - std::chrono::sys_days{since}).count();
    return days <= 0 ? say("today", lang) : language::say_count("{1} day", "{1} days", days, lang);
}

std::string item_words(const finance::OpenItem& item, const std::string& lang) {
    const auto group = ledger::account_class(item.account);
    if (item.cause_type == "other") return say("Rows in unplaced that no bank line explains", lang);
    if (group == "unplaced") return say("A bank line without a place", lang);
    if (group == "payout") return say("A payout that is not on a statement yet", lang);
    if (group == "transit") return say("A deposit that is not on a statement yet", lang);
    if (group == "cash") return say("Cash that is not at the bank yet", lang);
    if (group == "refund_due") return say("A refund that was approved and not carried out", lang);
    if (group == "dispute_held") return say("A dispute that is open", lang);
    return say("A payment that fits nothing", lang);
}

void fill_owner(language::Values& row, const OwnerForm& form, const std::string& key,
                const finance::ItemOwner& owner) {
    const auto& [request, app, back] = form;
    const auto& lang = request.language;
    row.set("OWNER", owner.owner ? owner.name : say("nobody yet", lang));
    row.set("NOTE", owner.note)
        .show_if(!owner.owner, "NOBODY")
        .show_if(bool{owner.owner}, "SOMEBODY");
    row.set("DUE_TEXT", owner.due ? language::say_with(
                                        "until {1}", {language::date_text(*owner.due, lang)}, lang)
                                  : std::string{});
    if (!request.visitor->may_everywhere(people::Duty::do_finance)) return;
    auto& fields = row.add("ASSIGN");
    fields.set("ACTION", "/desk/items").set("FORM_TOKEN", request.visitor->form_token);
    fields.set("KEY", key).set("BACK", back);
    fields.set("TYPED_NOTE", owner.note).set("DUE", owner.due ? iso_text(*owner.due) : "");
    fields.add("COLLEAGUE").set("VALUE", "").set("LABEL", say("nobody", lang));
    for (const auto& colleague : people::all_colleagues(app.store.session()))
        fields.add("COLLEAGUE")
            .set("VALUE", std::to_string(colleague.account.id.value))
            .set("LABEL", colleague.account.name)
            .show_if(colleague.account.id == owner.owner, "CHOSEN");
}

http::Response assign_item(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto& form = request.form;
    finance::ItemOwner owner;
    const auto typed = form.text("owner");
    read_number(typed, owner.owner.value);
    owner.note = read_line(form.text("note"), finance::item_note_max).value_or("");
    owner.due = read_date(form.text("due"));
    const auto actor = people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
    finance::own_item(app.store, form.text("key"), owner, actor, request.now);
    const auto back = form.text("back");
    return http::redirect((back == "sides" ? "/desk/totals/sides" : "/desk/months") +
                          std::string{"?saved=item"});
}

}  // namespace pages
