// Wording: facts become a mail in words: subject, plain text and HTML, in the gift's language.
//
// The templates are web/mails/KIND.txt (its first line is the subject) and KIND.html, each in the
// frame of its sort. A section {{#NAME}} shows where that fact is there and not empty, {{#NO_NAME}}
// where it is not, so that a template alone says which facts it needs. Pure.
#pragma once

#include <string>

#include "campaign/mail/outbox.h"

namespace mail {

// What stands in every mail, whatever it tells.
struct Letterhead {
    std::string public_url, organisation, imprint_line;
    bool is_demo = false;
};
Letterhead letterhead_of(store::Session&, const std::string& public_url);

struct Worded {
    std::string subject, text, html;
};
Worded word_mail(Kind, const Facts&, const std::string& language, const Letterhead&);

// The same facts without what lets its reader act as somebody else: links and codes of one's own.
Facts without_secrets(const Mail&);

}  // namespace mail
