#include "campaign/pictures/keeping.h"

#include "campaign/organisation/picture.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace pictures {

namespace {

std::optional<Photo> kept_before(store::Store& store, const NewPhoto& asked) {
    auto earlier = find_photo_by_key(store.session(), asked.request_key);
    if (!earlier) return {};
    const auto is_theirs =
        earlier->campaign == asked.campaign && earlier->participant == asked.participant &&
        earlier->story == asked.story && (asked.participant || earlier->account == asked.account);
    if (!is_theirs) throw Refused{{Reason::form_expired}};
    return earlier;
}

Photo photo_of(const NewPhoto& asked, const std::vector<Rendition>& renditions, Instant now) {
    Photo photo{.id = new_id<PhotoId>(now),
                .campaign = asked.campaign,
                .participant = asked.participant,
                .account = asked.account,
                .story = asked.story,
                .alt = asked.alt,
                .shows_people = asked.shows_people,
                .made_at = now};
    for (auto one = renditions.rbegin(); one != renditions.rend(); ++one)
        photo.sizes.push_back({one->width, one->height, sha256_hex(one->bytes)});
    return photo;
}

}  // namespace

Photo keep_photo(store::Store& store, Darkroom& darkroom, const NewPhoto& given, Instant now) {
    auto asked = given;
    const auto alt = read_line(given.alt, alt_max);
    if (!alt) throw Refused{{Reason::not_a_valid_value, "photo", "Describe it in 250 letters."}};
    asked.alt = *alt;
    if (auto earlier = kept_before(store, asked)) return *earlier;
    const auto renditions = darkroom.develop(asked.bytes);
    const auto photo = photo_of(asked, renditions, now);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            for (const auto& one : renditions)
                organisation::insert_picture(tx, {sha256_hex(one.bytes), "image/jpeg", one.bytes},
                                             now);
            insert_photo(tx, photo, asked.request_key);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_photo_per_request") throw;
        return kept_before(store, asked).value();
    } catch (const store::OutcomeUnknown&) {
        if (auto earlier = kept_before(store, asked)) return *earlier;
        throw;
    }
    return photo;
}

}  // namespace pictures
