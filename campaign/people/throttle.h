// Throttle: who guesses has to wait, longer each time, whether or not what they guess at exists.
//
// Attempts are counted by what was typed and by where it came from, never by what we know. Each is
// written before the password is looked at, so that many at once gain nothing. The address is kept
// only as a digest, and for an hour.
#pragma once

#include <optional>
#include <string>

#include "campaign/store/database.h"

namespace people {

struct Attempt {
    std::string typed;   // The address that somebody typed.
    std::string client;  // The network address it came from.
};

// Free attempts within the window, then 1 s, 2 s, 4 s, … up to wait_s_max after the latest.
struct ThrottleRule {
    int free_max, wait_s_max;
};
constexpr ThrottleRule per_pair{5, 900}, per_client{30, 300}, per_account{30, 60};
constexpr int window_s = 3'600;

// The seconds still to wait, or nothing: then the attempt may be made.
std::optional<int> find_wait(store::Session&, const Attempt&, Instant now);

void insert_attempt(store::Transaction&, const Attempt&, Instant now);
// After a success: this pair begins anew. The other two counts stay.
void forgive_attempts(store::Transaction&, const Attempt&);

// The same counts for other things than sign-ins: the subject is any name, kept as its digest.
struct Count {
    std::int64_t made = 0;
    std::optional<Instant> latest = {};
};
Count count_attempts(store::Session&, const std::string& subject, Instant since);
void insert_attempt_of(store::Transaction&, const std::string& subject, Instant now);
void forgive_one_of(store::Transaction&, const std::string& subject);  // The latest.

void remove_old_attempts(store::Transaction&, Instant now);

}  // namespace people
