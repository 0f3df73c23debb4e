// Backup: a copy of a private database, made by mariadb-backup while the server goes on serving.
//
// A copy is a folder that is whole or not there. It is prepared, so that it only has to be put in
// place. It says in `backup.txt` what the chain of seals ended with when it was begun; so a
// restored copy can be held against the ledger that went on.
#pragma once

#include <filesystem>
#include <string>

#include "campaign/store/private_server.h"

namespace store {

struct BackupNote {
    std::string made_at, version, seal;  // The seal's hash; empty if there was none yet.
};

// Throws CannotStart with a sentence that says what to do: nothing is left behind then.
void make_backup(const Address& of, const std::filesystem::path& var,
                 const std::filesystem::path& copy, const BackupNote&);
// Puts a copy into a folder that has no database yet; the next PrivateServer there serves it.
BackupNote restore_backup(const std::filesystem::path& var, const std::filesystem::path& copy);

}  // namespace store
