#include "campaign/people/role.h"

#include <algorithm>
#include <array>

#include "campaign/words/check.h"

namespace people {

namespace {

struct Named {
    Role role;
    std::string_view name;
};

constexpr std::array names{
    Named{Role::participant, "participant"}, Named{Role::volunteer, "volunteer"},
    Named{Role::auditor, "auditor"},         Named{Role::moderator, "moderator"},
    Named{Role::finance, "finance"},         Named{Role::coordinator, "coordinator"},
    Named{Role::organiser, "organiser"},
};

}  // namespace

std::string_view role_name(Role role) {
    for (const auto& named : names)
        if (named.role == role) return named.name;
    check(false, "a role has a name");
    return {};
}

std::optional<Role> find_role(std::string_view name) {
    for (const auto& named : names)
        if (named.name == name) return named.role;
    return {};
}

const std::vector<Role>& all_roles() {
    static const std::vector<Role> roles{Role::organiser,  Role::coordinator, Role::moderator,
                                         Role::finance,    Role::auditor,     Role::volunteer,
                                         Role::participant};
    return roles;
}

bool role_covers(Role role, Duty duty) {
    if (role == Role::organiser) return true;
    switch (duty) {
        case Duty::enter_cash:
            return role == Role::volunteer || role == Role::coordinator || role == Role::finance;
        case Duty::register_people:
            return role == Role::volunteer || role == Role::coordinator;
        case Duty::review_words:
            return role == Role::moderator || role == Role::coordinator;
        case Duty::run_campaign:
            return role == Role::coordinator;
        case Duty::do_finance:
            return role == Role::finance;
        case Duty::read_finance:
            return role == Role::finance || role == Role::auditor;
        case Duty::organise:
            return false;
        case Duty::see_desk:
            return role != Role::participant;
    }
    return false;
}

bool role_needs_factor(Role role) {
    return role_covers(role, Duty::organise) || role_covers(role, Duty::do_finance);
}

bool role_may_use_code(Role role) { return role == Role::participant || role == Role::volunteer; }

bool Visitor::may(Duty duty, CampaignId campaign) const {
    return std::ranges::any_of(grants, [&](const Grant& grant) {
        return role_covers(grant.role, duty) &&
               (!grant.campaign || !campaign || grant.campaign == campaign);
    });
}

bool Visitor::may_everywhere(Duty duty) const {
    return std::ranges::any_of(grants, [&](const Grant& grant) {
        return role_covers(grant.role, duty) && !grant.campaign;
    });
}

Role Visitor::role_for(Duty duty, CampaignId campaign) const {
    for (const auto& grant : grants)  // The narrowest role that does, not the grandest.
        if (grant.role != Role::organiser && role_covers(grant.role, duty) &&
            (!grant.campaign || !campaign || grant.campaign == campaign))
            return grant.role;
    return Role::organiser;
}

Actor actor_of(const Visitor& visitor, Duty duty, CampaignId campaign,
               std::string_view request_id) {
    return {visitor.account, std::string{role_name(visitor.role_for(duty, campaign))},
            std::string{request_id}};
}

Actor donor_actor(std::string_view request_id) { return {{}, "donor", std::string{request_id}}; }

Actor program_actor() { return {{}, "program"}; }

}  // namespace people
