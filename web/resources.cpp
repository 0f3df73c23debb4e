#include <array>

#include "campaign/words/resource.h"

extern const ResourceTable campaign_resources;
extern const ResourceTable print_resources;
extern const ResourceTable web_resources;

std::span<const ResourceTable* const> all_resources() {
    static constexpr std::array tables{&campaign_resources, &print_resources, &web_resources};
    return tables;
}
