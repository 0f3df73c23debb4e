#include "campaign/organisation/look.h"
#include "campaign/words/check.h"

namespace organisation {

Look find_look(store::Session& session) {
    const auto row = session.one(
        "SELECT main_colour, accent_colour, logo, version FROM organisation WHERE id = 1");
    check(row.has_value(), "there is one organisation");
    return {row->text("main_colour"), row->text("accent_colour"), row->text("logo"),
            static_cast<int>(row->number("version"))};
}

bool update_look(store::Transaction& tx, const Look& look) {
    return tx.run(
               "UPDATE organisation SET main_colour = ?, accent_colour = ?, logo = ?,"
               " version = version + 1 WHERE id = 1 AND version = ?",
               look.main_colour, look.accent_colour,
               look.logo.empty() ? std::optional<std::string>{} : std::optional{look.logo},
               look.version) == 1;
}

}  // namespace organisation
