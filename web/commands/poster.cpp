#include <stdexcept>

#include "web/commands/commands.h"

namespace commands {

int make_poster(const PosterOptions&) {
    throw std::runtime_error{"This command is not there yet."};
}

}  // namespace commands
