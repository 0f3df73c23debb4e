#include "campaign/people/name.h"

namespace people {

std::string name_of(store::Session& session, AccountId id) {
    if (!id) return {};
    const auto row = session.one("SELECT name FROM account WHERE id = ?", id);
    return row ? row->text("name") : std::string{};
}

std::string language_of(store::Session& session, AccountId id) {
    const auto row = session.one("SELECT language FROM account WHERE id = ?", id);
    return row ? row->text("language") : std::string{"en"};
}

}  // namespace people
