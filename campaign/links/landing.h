// Landing: where a code leads. Posters open the page, strips and bibs the form; whatever is not
// open leads to the campaign's page, which says when it opens or how it ended.
//
// Destinations keeps what it read for a moment, so that a redirect needs no SELECT; a retired code
// or a paused campaign is noticed within destination_age_max. Its functions may be called from any
// thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "campaign/links/link.h"

namespace links {

// Surroundings: what the landing depends on.
struct Surroundings {
    std::string campaign_slug;
    std::string introduction_slug = {};  // Of the person it introduces, while one can see them.
    std::string participant_slug = {};   // Of the link's participant, or empty: none, or they left.
    std::string team_slug = {};
    bool is_public = false;
    bool takes_gifts = false;
    bool takes_people = false;
};

// "/c/spring-walk?from=K7Q2MX". Pure.
std::string landing_path(const Link&, const Surroundings&);

struct Destination {
    Link link;
    Surroundings surroundings;
    std::string path;

    bool leads_on() const { return !link.retired_at && surroundings.is_public; }
};

// As people type codes. Nothing if nobody has such a code.
std::optional<Destination> find_destination(store::Session&, std::string_view code, Instant now);

class Destinations {
public:
    explicit Destinations(store::Store& store) : store_{store} {}

    // The same, from memory if it was asked a moment ago.
    std::shared_ptr<const Destination> recall_destination(std::string_view code, Instant now);

    static constexpr std::chrono::milliseconds destination_age_max{2000};
    static constexpr std::size_t destinations_max = 10'000;

private:
    struct Known {
        std::shared_ptr<const Destination> destination;
        Instant read_at;
    };

    store::Store& store_;
    std::mutex mutex_;
    std::map<std::string, Known, std::less<>> known_;
};

}  // namespace links
