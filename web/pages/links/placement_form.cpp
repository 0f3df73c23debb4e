#include "web/pages/links/placement_form.h"

#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/beside.h"

namespace pages {

namespace {

using language::say;
using language::to_say;
using language::Values;

constexpr std::array landing_choices{"campaign", "give"};
constexpr std::array permissions{
    std::pair{links::Permission::open, to_say("not asked yet")},
    std::pair{links::Permission::asked, to_say("asked")},
    std::pair{links::Permission::given, to_say("given")},
    std::pair{links::Permission::refused, to_say("refused")},
};
constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"copies", "COPIES_WRONG", "COPIES_ERROR"},
                             {"cost", "COST_WRONG", "COST_ERROR"},
                             {"hang_by", "HANG_BY_WRONG", "HANG_BY_ERROR"},
                             {"take_down_by", "TAKE_DOWN_BY_WRONG", "TAKE_DOWN_BY_ERROR"},
                             {"round", "ROUND_WRONG", "ROUND_ERROR"}};

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

// Absent where nothing is typed.
std::optional<Date> read_day(PlacementForm& form, const char* field, const std::string& typed,
                             const std::string& language) {
    if (typed.empty()) return {};
    const auto day = read_date(typed);
    if (!day) form.wrong[field] = say("Please choose a day.", language);
    return day;
}

void read_arrangement(PlacementForm& form, const http::Request& request, App& app,
                      const CampaignHere& here) {
    const auto& fields = request.form;
    const auto& lang = request.language;
    form.contact = fields.text("contact"), form.telephone = fields.text("telephone");
    form.hang_by = fields.text("hang_by"), form.take_down_by = fields.text("take_down_by");
    form.helper = fields.text("helper");
    if (fields.has("permission")) form.permission = fields.text("permission");
    if (fields.has("round")) form.round = fields.text("round");
    auto& plan = form.placement.arrangement;
    plan.contact = read_line(form.contact, links::contact_max).value_or("");
    plan.telephone = read_line(form.telephone, links::telephone_max).value_or("");
    plan.permission = links::find_permission(form.permission).value_or(links::Permission::open);
    plan.hang_by = read_day(form, "hang_by", form.hang_by, lang);
    plan.take_down_by = read_day(form, "take_down_by", form.take_down_by, lang);
    plan.volunteer = read_volunteer(app, here, form.helper);
    plan.round = number_in<int>(form.round);
}

void fill_helpers(Values& values, const PlacementFields& fields, const std::string& language) {
    values.add("HELPER")
        .set("VALUE", "")
        .set("LABEL", say("nobody yet", language))
        .show_if(fields.form.helper.empty(), "CHOSEN");
    for (const auto& one : fields.volunteers) {
        const auto value = std::to_string(one.id.value);
        if (one.ended_at && value != fields.form.helper) continue;
        values.add("HELPER")
            .set("VALUE", value)
            .set("LABEL", one.name)
            .show_if(value == fields.form.helper, "CHOSEN");
    }
}

}  // namespace

links::VolunteerId read_volunteer(App& app, const CampaignHere& here, const std::string& typed) {
    const auto number = number_in(typed);
    if (number == 0) return {};
    const auto found = links::find_volunteer(app.store.session(), links::VolunteerId{number});
    return found && found->campaign == here.campaign.id ? found->id : links::VolunteerId{};
}

PlacementForm read_placement_form(const http::Request& request, App& app,
                                  const CampaignHere& here) {
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
    if (!form.copies.empty()) placement.copies = number_in<int>(form.copies);
    read_cost(form, here, lang);
    read_arrangement(form, request, app, here);
    if (const auto refusal = links::placement_objection(placement); refusal && form.wrong.empty())
        form.wrong[refusal->field] = say(refusal->detail, lang);
    return form;
}

PlacementForm form_of(const links::Placement& placement, const CampaignHere& here,
                      const std::string& language) {
    const auto& plan = placement.arrangement;
    return {.name = placement.name,
            .address = placement.address,
            .note = placement.note,
            .copies = std::to_string(placement.copies),
            .cost = plain_amount(placement.cost, here, language),
            .contact = plan.contact,
            .telephone = plan.telephone,
            .permission = std::string{links::permission_name(plan.permission)},
            .hang_by = plan.hang_by ? iso_text(*plan.hang_by) : "",
            .take_down_by = plan.take_down_by ? iso_text(*plan.take_down_by) : "",
            .helper = plan.volunteer ? std::to_string(plan.volunteer.value) : "",
            .round = std::to_string(plan.round)};
}

language::Html render_placement_fields(const PlacementFields& fields, const std::string& language) {
    const auto& form = fields.form;
    Values values;
    values.set("NAME", form.name).set("ADDRESS", form.address).set("NOTE", form.note);
    values.set("COPIES", form.copies).set("COST", form.cost).set("ROUND", form.round);
    values.set("CONTACT", form.contact).set("TELEPHONE", form.telephone);
    values.set("HANG_BY", form.hang_by).set("TAKE_DOWN_BY", form.take_down_by);
    if (fields.place == PlaceIs::fresh)
        fill_choices(values.add("FRESH"), form.channel, form.landing, language);
    for (const auto& [permission, title] : permissions)
        values.add("PERMISSION")
            .set("VALUE", links::permission_name(permission))
            .set("LABEL", say(title, language))
            .show_if(form.permission == links::permission_name(permission), "CHOSEN");
    fill_helpers(values, fields, language);
    say_beside(values, form.wrong, places);
    return language::render_template("web/pages/links/placement_fields.html", values, language);
}

std::string permission_title(links::Permission permission, const std::string& language) {
    return say(std::ranges::find(permissions, permission, [](const auto& row) { return row.first; })
                   ->second,
               language);
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
