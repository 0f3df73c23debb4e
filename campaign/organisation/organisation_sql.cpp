#include "campaign/organisation/organisation.h"
#include "campaign/words/check.h"

namespace organisation {

Organisation find_organisation(store::Session& session) {
    const auto row = session.one(
        "SELECT legal_name, register_number, address, telephone, sender_address, imprint, privacy,"
        "       country, time_zone, currency, logo, is_demo, version"
        "  FROM organisation WHERE id = 1");
    check(row.has_value(), "there is one organisation");
    return {row->text("legal_name"),
            row->text("register_number"),
            row->text("address"),
            row->text("telephone"),
            row->text("sender_address"),
            row->text("imprint"),
            row->text("privacy"),
            row->text("country"),
            row->text("time_zone"),
            row->text("currency"),
            row->text("logo"),
            row->flag("is_demo"),
            static_cast<int>(row->number("version"))};
}

bool update_organisation(store::Transaction& tx, const Organisation& kept) {
    return tx.run(
               "UPDATE organisation SET legal_name = ?, register_number = ?, address = ?,"
               " telephone = ?, sender_address = ?, imprint = ?, privacy = ?, country = ?,"
               " time_zone = ?, currency = ?, logo = ?, is_demo = ?, version = version + 1"
               " WHERE id = 1 AND version = ?",
               kept.legal_name, kept.register_number, kept.address, kept.telephone,
               kept.sender_address, kept.imprint, kept.privacy, kept.country, kept.time_zone,
               kept.currency,
               kept.logo.empty() ? std::optional<std::string>{} : std::optional{kept.logo},
               kept.is_demo, kept.version) == 1;
}

}  // namespace organisation
