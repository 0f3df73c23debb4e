// What the pages about envelopes, bags and deposits of one campaign have in common.
#pragma once

#include <string>
#include <vector>

#include "campaign/cash/bag.h"
#include "web/pages/campaigns/desk_view.h"

namespace pages {

http::Response show_cash_page(const DeskView&, std::string title, language::Html body,
                              std::string saved = {}, std::vector<std::string> scripts = {});
std::string bag_state_words(const cash::Bag&, const std::string& language);
std::string envelope_state_words(const cash::Envelope&, const std::string& language);
// The bag or envelope of the address, if it is this campaign's.
cash::Bag bag_here(const DeskView&);
cash::Envelope envelope_here(const DeskView&);

}  // namespace pages
