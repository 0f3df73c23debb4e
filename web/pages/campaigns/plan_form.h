// PlanForm: a campaign's plan as it stands in the form of the desk: what was typed, field by field,
// and what to say beside which field. Nothing typed is lost.
#pragma once

#include <map>
#include <string>

#include "campaign/campaign.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

struct PlanForm {
    std::map<std::string, std::string> typed = {};  // By the name of the field.
    std::map<std::string, std::string> wrong = {};
    campaign::Plan plan = {};  // As read; only of use if nothing is wrong.
};

// How a plan is written into the form.
PlanForm form_of_plan(const campaign::Campaign&, const campaign::Plan&,
                      const std::string& language);
PlanForm read_plan_form(const http::Request&, const campaign::Campaign&);
// A refusal of the verb, said beside its field.
void add_refusal(PlanForm&, const Refusal&, const std::string& language);

void fill_plan_form(language::Values&, const http::Request&, App&, const campaign::Campaign&,
                    const PlanForm&);

// An amount in the goal's unit, as typed and as written.
std::optional<std::int64_t> read_goal(const std::string& typed, campaign::GoalKind, Currency,
                                      const std::string& language);
std::string goal_field_text(std::int64_t amount, campaign::GoalKind, Currency,
                            const std::string& language);

// What differs between two plans, field by field, in words.
struct PlanDifference {
    std::string field, before, after;
};
struct PlanPair {
    std::optional<campaign::Plan> before = {};
    campaign::Plan after;
};
std::vector<PlanDifference> differences_of(const http::Request&, App&, const campaign::Campaign&,
                                           const PlanPair&);

}  // namespace pages
