#include "web/sandbox/pay_page.h"

#include <algorithm>

#include "campaign/language/locale.h"
#include "campaign/language/template.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"

namespace sandbox {

namespace {

using State = Sale::State;

// "auto" and what we have no words for become English.
std::string language_of(const Sale& sale) {
    const auto known = language::all_languages();
    const auto wanted = sale.language.substr(0, 2);
    return std::ranges::find(known, wanted) == known.end() ? "en" : wanted;
}

std::string origin_of(const std::string& url) {
    const auto scheme = url.find("://");
    return scheme == url.npos ? std::string{} : url.substr(0, url.find('/', scheme + 3));
}

std::string money_text(Money money) { return decimal_text(money) + " " + money.currency.text(); }

void fill_state(language::Values& values, const Sale& sale) {
    const bool is_open = sale.state == State::open || sale.state == State::approved;
    const bool is_done =
        sale.state == State::paid || sale.state == State::processing || sale.state == State::failed;
    values.show_if(is_open, "OPEN").show_if(sale.state == State::expired, "EXPIRED");
    values.show_if(is_done, "DONE").show_if(!sale.trouble.empty() && is_open, "DECLINED");
    values.show_if(!sale.cancel_url.empty(), "BACK");
    values.show_if(!sale.is_monthly, "ONCE").show_if(sale.is_monthly, "MONTHLY");
}

// A form that ends in a redirect to the seller: the browser wants its origin named (form-action).
void allow_seller(http::Response& response, const Sale& sale) {
    set_header(response, "Content-Security-Policy",
               "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
               "frame-ancestors 'none'; form-action 'self' " +
                   origin_of(sale.success_url) + " " + origin_of(sale.cancel_url));
}

http::Response pay_page(const Sale& sale) {
    language::Values values;
    const auto tag = language_of(sale);
    values.set("LANG", tag)
        .set("DIR", language::is_right_to_left(tag) ? "rtl" : "ltr")
        .set("TOTAL", money_text(sale.asked))
        .set("PROVIDER", sale.vendor == Vendor::stripe ? "Stripe" : "PayPal");
    for (const auto& line : sale.lines)
        values.add("LINE")
            .set("NAME", line.name)
            .set("AMOUNT", money_text({line.amount.minor * line.quantity, line.amount.currency}));
    fill_state(values, sale);
    auto response = http::page(render_template("web/sandbox/pay.html", values, tag).text);
    allow_seller(response, sale);
    return response;
}

Sale find_payable(const http::Request& request, const Sandbox& sandbox) {
    if (auto sale = sandbox.till.find(request.param("id"))) return *sale;
    throw NotPossible{"resource_missing", "There is no such payment."};
}

http::Response back_to_seller(const Sale& sale) {
    constexpr std::string_view place = "{CHECKOUT_SESSION_ID}";
    auto url = sale.success_url;
    if (sale.vendor == Vendor::paypal)
        url +=
            (url.find('?') == url.npos ? "?token=" : "&token=") + sale.id + "&PayerID=SANDBOXPAYER";
    if (const auto at = url.find(place); at != url.npos) url.replace(at, place.size(), sale.id);
    return http::redirect(url);
}

}  // namespace

http::Response show_pay_page(const http::Request& request, Sandbox& sandbox) {
    return pay_page(find_payable(request, sandbox));
}

http::Response take_choice(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_payable(request, sandbox);
    const auto choice = request.form.text("choice");
    if (choice == "cancel") return http::redirect(sale.cancel_url);
    const auto act = find_act(choice);
    const bool is_payers =
        act == Act::pay || act == Act::decline || act == Act::pay_later || act == Act::fail_later;
    if (!is_payers) return pay_page(sale);
    Deed deed{.act = *act, .settle_ms = sandbox.switches.at("settle_ms")};
    if (const auto extra = sandbox.switches.at("extra"))
        deed.amount = Money{sale.asked.minor + extra, sale.asked.currency};
    try {
        if (sale.vendor == Vendor::paypal) {  // The seller takes the money, not we.
            deed.on_capture = deed.act, deed.act = Act::approve;
            return back_to_seller(sandbox.act(sale.id, deed, request.now));
        }
        const auto changed = sandbox.act(sale.id, deed, request.now);
        return act == Act::decline ? pay_page(changed) : back_to_seller(changed);
    } catch (const NotPossible&) {  // Chosen twice, or too late: what is true now.
        return pay_page(find_payable(request, sandbox));
    }
}

http::Response show_pay_style(const http::Request&, Sandbox&) {
    const auto bytes = find_resource("web/sandbox/assets/pay.css");
    check(bytes.has_value(), "the style of the page travels with the program");
    return http::file(std::string{*bytes}, "text/css; charset=utf-8");
}

}  // namespace sandbox
