#include <stdexcept>

#include "web/commands/commands.h"

namespace commands {

int add_account(const AccountOptions&) {
    throw std::runtime_error{"This command is not there yet."};
}

}  // namespace commands
