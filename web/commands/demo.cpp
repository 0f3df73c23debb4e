#include <stdexcept>

#include "web/commands/commands.h"

namespace commands {

int fill_demo() { throw std::runtime_error{"This command is not there yet."}; }

}  // namespace commands
