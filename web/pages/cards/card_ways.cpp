// Links between the desk's pages about cards and refunds, above each of them.
#include <array>

#include "campaign/language/catalogue.h"
#include "web/html/layout.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

using language::say;
using language::to_say;

language::Html card_ways(const http::Request& request) {
    constexpr std::array ways{
        std::pair{"/desk/refunds", to_say("Refunds")},
        std::pair{"/desk/cards/payouts", to_say("Payouts")},
        std::pair{"/desk/cards/disputes", to_say("Disputes")},
        std::pair{"/desk/cards/quarantine", to_say("Quarantine")},
        std::pair{"/desk/cards/monthly", to_say("Monthly")},
        std::pair{"/desk/organisation/cards", to_say("Keys")},
    };
    language::Values values;
    values.set("ABOUT", say("Cards and refunds", request.language));
    for (const auto& [href, label] : ways)
        if (may_open(request, href, {}))
            values.add("WAY")
                .set("HREF", href)
                .set("LABEL", say(label, request.language))
                .show_if(request.path == href, "CURRENT");
    return language::render_template("web/pages/books/money_ways.html", values, request.language);
}

}  // namespace pages
