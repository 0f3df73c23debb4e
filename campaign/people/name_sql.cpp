#include "campaign/people/name.h"

namespace people {

std::string name_of(store::Session& session, AccountId id) {
    if (!id) return {};
    const auto row = session.one("SELECT name FROM account WHERE id = ?", id);
    return row ? row->text("name") : std::string{};
}

}  // namespace people
