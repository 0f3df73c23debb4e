#include "campaign/pictures/sweeping.h"

#include "campaign/pictures/consent_tables.h"
#include "campaign/pictures/photo_tables.h"

namespace pictures {

int sweep_unused_photos(store::Store& store, Instant now) {
    int swept = 0;
    const auto unused = unused_photos(store.session(), now - unused_kept, swept_at_once_max);
    for (const auto& photo : find_photos(store.session(), unused))
        swept += store.in_transaction([&](store::Transaction& tx) {
            // From here on nothing takes it any more; and what was faster keeps it.
            if (!mark_unused_withdrawn(tx, photo.id, now)) return 0;
            erase_photo(tx, photo.id);
            std::vector<std::string> digests;
            for (const auto& size : photo.sizes) digests.push_back(size.digest);
            erase_withdrawn_bytes(tx, digests);
            return 1;
        });
    return swept;
}

}  // namespace pictures
