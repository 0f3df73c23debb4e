#include <iostream>
#include <stdexcept>

#include "campaign/people/inviting.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

int add_account(const AccountOptions& asked) {
    const auto role = people::find_role(asked.role);
    if (!role || *role == people::Role::participant)
        throw std::invalid_argument{
            "--role must be organiser, coordinator, moderator, finance, "
            "auditor or volunteer."};
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(2);
    const auto token = people::invite_colleague(store, {asked.email, asked.name, *role},
                                                people::program_actor(), present());
    if (token)
        std::cout << "Give this one-time address to " << asked.name << ":\n"
                  << config.public_url << "/desk/invitation/" << *token << '\n';
    else
        std::cout << "They have an account and now this role as well.\n";
    return 0;
}

}  // namespace commands
