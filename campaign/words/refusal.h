// Refusal: why we decline, in a form that web/http/ turns into a status and a sentence.
//
// A rule returns optional<Refusal>; a verb throws Refused. Every reason has its words in one switch
// without a default (web/http/refusal.cpp), so a new reason does not compile until it has them.
#pragma once

#include <exception>
#include <string>
#include <utility>

enum class Reason {
    not_found,                // There is no such thing, or it is not yours to know.
    not_allowed,              // Your role does not cover this.
    sign_in_first,            // Nobody is signed in.
    form_expired,             // The form token does not match this session.
    not_a_valid_value,        // A field cannot be read; `field` says which, `detail` what would do.
    campaign_not_open,        // Gifts are not taken now.
    amount_out_of_range,      // Too small or too large.
    already_decided,          // Somebody was faster; look again.
    needs_second_person,      // The author may not approve, the enterer may not confirm.
    same_key_other_gift,      // An Idempotency-Key was used before with another content.
    ask_again,                // The same gift moments ago: the person is asked first.
    too_many_attempts,        // Slow down.
    organisation_incomplete,  // Something about the organisation must be filled in first.
    last_organiser,           // The last organiser cannot be removed.
};

struct Refusal {
    Reason reason;
    std::string field = {};   // The name of the form field it is about, if it is about one.
    std::string detail = {};  // A sentence for the person, in English, or empty.
};

struct Refused : std::exception {
    explicit Refused(Refusal why) : refusal{std::move(why)} {}
    const char* what() const noexcept override { return "refused"; }

    Refusal refusal;
};

[[noreturn]] inline void refuse(Reason reason, std::string field = {}, std::string detail = {}) {
    throw Refused{{reason, std::move(field), std::move(detail)}};
}
