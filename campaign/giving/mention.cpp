#include "campaign/giving/mention.h"

#include "campaign/language/catalogue.h"

namespace giving {

std::string remembering_text(const Mentions& mentions, const std::string& in) {
    if (mentions.remembered.empty()) return {};
    return mentions.occasion == "honour"
               ? language::say_with("In honour of {1}", {mentions.remembered}, in)
               : language::say_with("In memory of {1}", {mentions.remembered}, in);
}

}  // namespace giving
