#include "campaign/printing/print_picture.h"

#include "campaign/words/check.h"

namespace printing {

namespace {

constexpr int listed_max = 200;  // Rows of sizes.

// One row for each size, read by pictures_from() and nowhere else.
const std::string select_picture =
    "SELECT p.id, campaign_id, title, permitted_by, brought_at, width, height"
    "  FROM print_picture AS p JOIN print_picture_size AS s ON s.picture_id = p.id ";
const std::string newest_first =
    " ORDER BY brought_at DESC, p.id DESC, width, height LIMIT " + std::to_string(listed_max);

std::vector<PrintPicture> pictures_from(const std::vector<store::Row>& rows) {
    std::vector<PrintPicture> found;
    for (const auto& row : rows) {
        const auto id = row.id<PrintPictureId>("id");
        if (found.empty() || found.back().id != id)
            found.push_back({.id = id,
                             .campaign = row.id<CampaignId>("campaign_id"),
                             .title = row.text("title"),
                             .permitted_by = row.id<AccountId>("permitted_by"),
                             .brought_at = row.instant("brought_at"),
                             .sizes = {}});
        found.back().sizes.push_back(
            {static_cast<int>(row.number("width")), static_cast<int>(row.number("height"))});
    }
    return found;
}

std::optional<PrintPicture> first_of(std::vector<PrintPicture> found) {
    if (found.empty()) return {};
    return std::move(found.front());
}

}  // namespace

const PictureSize& PrintPicture::at_least(int longest) const {
    check(!sizes.empty(), "a picture for paper has a size");
    for (const auto& size : sizes)
        if (size.longest() >= longest) return size;
    return sizes.back();
}

std::vector<PrintPicture> print_pictures(store::Session& session, CampaignId campaign) {
    return pictures_from(
        session.all(select_picture + "WHERE campaign_id = ?" + newest_first, campaign));
}

std::optional<PrintPicture> find_print_picture(store::Session& session, PrintPictureId id) {
    return first_of(
        pictures_from(session.all(select_picture + "WHERE p.id = ?" + newest_first, id)));
}

std::optional<PrintPicture> find_print_picture_by_key(store::Session& session,
                                                      const std::string& request_key) {
    return first_of(pictures_from(
        session.all(select_picture + "WHERE request_key = ?" + newest_first, request_key)));
}

std::string bytes_of_print_picture(store::Session& session, PrintPictureId id,
                                   const PictureSize& size) {
    const auto row = session.one(
        "SELECT bytes FROM print_picture_size WHERE picture_id = ? AND width = ? AND height = ?",
        id, size.width, size.height);
    return row ? row->text("bytes") : std::string{};
}

void insert_print_picture(store::Transaction& tx, const PrintPicture& picture,
                          const std::string& request_key) {
    tx.run(
        "INSERT INTO print_picture (id, campaign_id, title, request_key, permitted_by, brought_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        picture.id, picture.campaign, picture.title, request_key, picture.permitted_by,
        picture.brought_at);
}

void insert_print_picture_size(store::Transaction& tx, PrintPictureId picture,
                               const PictureSize& size, const std::string& bytes) {
    tx.run("INSERT INTO print_picture_size (picture_id, width, height, bytes) VALUES (?, ?, ?, ?)",
           picture, size.width, size.height, bytes);
}

bool remove_print_picture(store::Transaction& tx, PrintPictureId id) {
    tx.run("DELETE FROM print_picture_size WHERE picture_id = ?", id);
    return tx.run("DELETE FROM print_picture WHERE id = ?", id) == 1;
}

}  // namespace printing
