#include <array>

#include "campaign/words/resource.h"

extern const ResourceTable campaign_resources;

std::span<const ResourceTable* const> all_resources() {
    static constexpr std::array tables{&campaign_resources};
    return tables;
}
