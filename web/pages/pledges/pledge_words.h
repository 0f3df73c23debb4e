// PledgeWords: a pledge and its parts in words, as its donor and the desk read them; and the form
// that both type one into.
#pragma once

#include <string>

#include "campaign/language/template.h"
#include "campaign/pledges/pledge.h"
#include "web/html/beside.h"
#include "web/pages/giving/give.h"

namespace pages {

std::string pledge_state_words(pledges::State, const std::string& language);
std::string part_words(const pledges::Pledge&, const pledges::Part&, Date today,
                       const std::string& language);
// Rows PART (DUE, AMOUNT, STATE, DONE section, NOW section) of a template.
void fill_parts(language::Values&, const pledges::Pledge&, const std::vector<pledges::Part>&,
                Date today, const std::string& language);

// What was typed, and what to say beside which field.
struct PledgeForm {
    pledges::Kind kind = pledges::Kind::flat;
    std::string participant, key;  // Of their page, or empty.
    std::string amount, parts, first_on, unit, cap, name, email, note;
    bool is_anonymous = false, hides_from = false;
    Wrong wrong = {};
};
PledgeForm new_pledge_form(const http::Request&, const Giving&, pledges::Kind);
PledgeForm read_pledge_form(const http::Request&);
// Of a form; what cannot be read is said in form.wrong.
pledges::NewPledge pledge_typed(const http::Request&, App&, const Giving&, PledgeForm&);
void say_refused(PledgeForm&, const Refusal&, const Giving&, const std::string& language);
// The fields of one kind: AMOUNT, PARTS, FIRST_ON, UNIT, CAP, NAME, EMAIL, CURRENCY, their sections
// FLAT, INSTALMENTS, PER_LAP, and what is wrong with them.
void fill_pledge_fields(language::Values&, const Giving&, const PledgeForm&,
                        const std::string& language);

}  // namespace pages
