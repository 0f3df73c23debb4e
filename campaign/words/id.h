// Id<Entity>: a database key that remembers which table it belongs to.
//
// The number is made by us, not by the database: 41 bits of milliseconds since 2020, then 21 random
// bits. So ids need no round trip, are roughly in order of time, and do not collide between nodes
// in practice; a collision is refused by the primary key and the unit of work is run again.
// What one program makes within one millisecond counts up (RFC 9562, 6.2: a monotonic counter),
// so that what came second never stands first.
#pragma once

#include <compare>
#include <cstdint>

#include "campaign/words/instant.h"

template <typename Entity>
struct Id {
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t number) : value{number} {}
    friend constexpr auto operator<=>(Id, Id) = default;
    constexpr explicit operator bool() const { return value != 0; }

    std::int64_t value = 0;  // 0: not stored yet.
};

// new_number: a fresh key for something that comes into being now.
std::int64_t new_number(Instant now);
// The first of `count` keys, each one more than the one before.
std::int64_t new_numbers(Instant now, std::int64_t count);

template <typename AnyId>
AnyId new_id(Instant now) {
    return AnyId{new_number(now)};
}

using AccountId = Id<struct AccountEntity>;
using CampaignId = Id<struct CampaignEntity>;
using FundId = Id<struct FundEntity>;
using GiftId = Id<struct GiftEntity>;
using GiftLineId = Id<struct GiftLineEntity>;
using LinkId = Id<struct LinkEntity>;
using ParticipantId = Id<struct ParticipantEntity>;
using PlacementId = Id<struct PlacementEntity>;
using TeamId = Id<struct TeamEntity>;
using TransferId = Id<struct TransferEntity>;
using VersionId = Id<struct VersionEntity>;
using BankAccountId = Id<struct BankAccountEntity>;
