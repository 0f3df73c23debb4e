// PrintPicture: a picture that the desk brought for paper, in sizes that paper needs.
//
// Invariants:
//   * Never public: only who may run its campaign sees it. Whoever brought it said that it may be
//     printed and that who can be recognised in it agreed (permitted_by).
//   * Its bytes are ours (see pictures/darkroom.h). Deleted, they are gone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace printing {

using PrintPictureId = Id<struct PrintPictureEntity>;

struct PictureSize {
    int width = 0, height = 0;

    int longest() const { return width > height ? width : height; }
};

struct PrintPicture {
    PrintPictureId id;
    CampaignId campaign;
    std::string title;
    AccountId permitted_by;
    Instant brought_at;
    std::vector<PictureSize> sizes;  // The smallest first; one at least.

    // The smallest whose longer side has at least these pixels, or the largest there is.
    const PictureSize& at_least(int longest) const;
};

constexpr int pictures_max = 20;  // Of a campaign; each of at most three sizes of 6 MB.
constexpr std::size_t picture_title_max = 80;

// Storage: print_picture_sql.cpp. Newest first.
std::vector<PrintPicture> print_pictures(store::Session&, CampaignId);
std::optional<PrintPicture> find_print_picture(store::Session&, PrintPictureId);
std::optional<PrintPicture> find_print_picture_by_key(store::Session&,
                                                      const std::string& request_key);
// A JPEG; empty if it was deleted.
std::string bytes_of_print_picture(store::Session&, PrintPictureId, const PictureSize&);

void insert_print_picture(store::Transaction&, const PrintPicture&, const std::string& request_key);
void insert_print_picture_size(store::Transaction&, PrintPictureId, const PictureSize&,
                               const std::string& bytes);
bool remove_print_picture(store::Transaction&, PrintPictureId);  // With its bytes.

}  // namespace printing
