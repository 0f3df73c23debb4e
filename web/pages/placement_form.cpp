#include "web/pages/placement_form.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/text.h"

namespace pages {

namespace {

using language::say;
using language::to_say;
using language::Values;

constexpr std::array landing_choices{"campaign", "give"};

std::string plain_amount(std::int64_t minor, const CampaignHere& here,
                         const std::string& language) {
    if (minor == 0) return {};
    auto text = decimal_text({minor, here.campaign.currency});
    std::ranges::replace(text, '.', language::decimal_separator(language));
    return text;
}

void read_cost(PlacementForm& form, const CampaignHere& here, const std::string& language) {
    form.placement.cost = Money{0, here.campaign.currency};
    if (form.cost.empty()) return;
    const auto cost =
        read_money(form.cost, here.campaign.currency, language::decimal_separator(language));
    if (cost)
        form.placement.cost = *cost;
    else
        form.wrong["cost"] = say("Please type an amount like 20 or 12.50.", language);
}

}  // namespace

PlacementForm read_placement_form(const http::Request& request, const CampaignHere& here) {
    const auto& fields = request.form;
    const auto& lang = request.language;
    PlacementForm form{.name = fields.text("name"),
                       .address = fields.text("address"),
                       .note = fields.text("note"),
                       .copies = fields.text("copies"),
                       .cost = fields.text("cost"),
                       .channel = fields.has("channel") ? fields.text("channel") : "poster",
                       .landing = fields.has("landing") ? fields.text("landing") : "campaign"};
    auto& placement = form.placement;
    placement.campaign = here.campaign.id;
    placement.channel = form.channel, placement.landing = form.landing;
    const auto line = [&](const char* field, const std::string& typed, std::size_t max) {
        const auto read = read_line(typed, max);
        if (!read) form.wrong[field] = say("This is too long.", lang);
        return read.value_or("");
    };
    placement.name = line("name", form.name, links::place_name_max);
    placement.address = line("address", form.address, links::place_address_max);
    placement.note = line("note", form.note, links::place_note_max);
    const auto end = form.copies.data() + form.copies.size();
    if (!form.copies.empty() &&
        std::from_chars(form.copies.data(), end, placement.copies).ptr != end)
        placement.copies = 0;
    read_cost(form, here, lang);
    if (const auto refusal = links::placement_objection(placement); refusal && form.wrong.empty())
        form.wrong[refusal->field] = say(refusal->detail, lang);
    return form;
}

PlacementForm form_of(const links::Placement& placement, const CampaignHere& here,
                      const std::string& language) {
    return {.name = placement.name,
            .address = placement.address,
            .note = placement.note,
            .copies = std::to_string(placement.copies),
            .cost = plain_amount(placement.cost, here, language)};
}

void fill_placement_form(Values& values, const PlacementForm& form, const std::string& language) {
    values.set("NAME", form.name).set("ADDRESS", form.address).set("NOTE", form.note);
    values.set("COPIES", form.copies).set("COST", form.cost);
    fill_choices(values, form.channel, form.landing, language);
    const auto wrong = [&](const char* field, const char* section, const char* name) {
        const auto found = form.wrong.find(field);
        if (found != form.wrong.end()) values.add(section).set(name, found->second);
    };
    wrong("name", "NAME_WRONG", "NAME_ERROR");
    wrong("copies", "COPIES_WRONG", "COPIES_ERROR");
    wrong("cost", "COST_WRONG", "COST_ERROR");
}

void fill_choices(Values& values, const std::string& channel, const std::string& landing,
                  const std::string& language) {
    for (const auto& one : links::all_channels())
        if (one.medium == links::Medium::print)
            values.add("CHANNEL_CHOICE")
                .set("VALUE", one.name)
                .set("LABEL", say(one.title, language))
                .show_if(one.name == channel, "CHOSEN");
    for (const auto* one : landing_choices)
        values.add("LANDING")
            .set("VALUE", one)
            .set("LABEL", landing_title(one, language))
            .show_if(landing == one, "CHOSEN");
}

}  // namespace pages
