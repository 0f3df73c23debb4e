// Yielding: the switch that lets walls and rankings rest, so that gifts go first.
//
// One switch for the whole site and every program of it. Giving, paying and the money desk are
// never behind it.
#pragma once

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace organisation {

enum class Yield { off, on };

struct GiftsFirst {
    Yield yield = Yield::off;
    AccountId set_by;
    std::optional<Instant> set_at;
};
GiftsFirst gifts_first_of(store::Session&);
void put_gifts_first(store::Store&, Yield, const people::Actor&, Instant now);

}  // namespace organisation
