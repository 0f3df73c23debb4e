#include "campaign/printing/picturing.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/text.h"

namespace printing {

namespace {

Refusal wrong(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

// What stands under another campaign's key is not ours to answer with.
std::optional<PrintPicture> kept_before(store::Session& session, const NewPrintPicture& asked) {
    auto earlier = find_print_picture_by_key(session, asked.request_key);
    if (earlier && earlier->campaign != asked.campaign) throw Refused{{Reason::form_expired}};
    return earlier;
}

ledger::AuditEntry entry_of(const people::Actor& actor, std::string action,
                            const PrintPicture& picture) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "print_picture",
            .subject_id = picture.id.value,
            .campaign = picture.campaign,
            .detail = picture.title};
}

}  // namespace

std::optional<Refusal> objection(const NewPrintPicture& asked, int pictures_there) {
    if (asked.bytes.empty()) return wrong("photo", "Choose a picture first.");
    if (asked.permission != Permission::given)
        return wrong("permission", "Say that you may print this picture, or take another one.");
    if (!read_line(asked.title, picture_title_max))
        return wrong("name", "This is too long, or has signs that cannot be kept.");
    if (pictures_there >= pictures_max)
        return wrong("photo", "There are 20 pictures already. Delete one first.");
    return {};
}

PrintPicture keep_print_picture(store::Store& store, pictures::Darkroom& darkroom,
                                const NewPrintPicture& asked, const people::Actor& actor,
                                Instant now) {
    auto& session = store.session();
    if (const auto earlier = kept_before(session, asked)) return *earlier;
    const auto there = static_cast<int>(print_pictures(session, asked.campaign).size());
    if (const auto refusal = objection(asked, there)) throw Refused{*refusal};
    const auto renditions = darkroom.develop(asked.bytes, pictures::Use::paper);
    PrintPicture picture{.id = new_id<PrintPictureId>(now),
                         .campaign = asked.campaign,
                         .title = read_line(asked.title, picture_title_max).value(),
                         .permitted_by = actor.account,
                         .brought_at = now,
                         .sizes = {}};
    for (auto one = renditions.rbegin(); one != renditions.rend(); ++one)
        picture.sizes.push_back({one->width, one->height});
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_print_picture(tx, picture, asked.request_key);
            for (const auto& one : renditions)
                insert_print_picture_size(tx, picture.id, {one.width, one.height}, one.bytes);
            ledger::append_audit(tx, entry_of(actor, "print picture brought", picture), now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_print_picture_per_request") throw;
        return kept_before(session, asked).value();
    }
    return picture;
}

void delete_print_picture(store::Store& store, const PrintPicture& picture,
                          const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!remove_print_picture(tx, picture.id)) return;
        ledger::append_audit(tx, entry_of(actor, "print picture deleted", picture), now);
    });
}

}  // namespace printing
