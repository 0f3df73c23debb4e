// The desk's pages about closing: months, the three sides, who looks after what is open, samples.
#pragma once

#include "campaign/finance/open_items.h"
#include "campaign/finance/period.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

http::Response show_months(const http::Request&, App&);   // GET /desk/months
http::Response decide_month(const http::Request&, App&);  // POST /desk/months/:month
http::Response send_month(const http::Request&, App&);    // GET /desk/months/:month/:paper
http::Response show_sample(const http::Request&, App&);   // GET /desk/months/:month
http::Response assign_item(const http::Request&, App&);   // POST /desk/items
http::Response show_sides(const http::Request&, App&);    // GET /desk/totals/sides

// What a month's closing stores, in the closer's language (month_papers.cpp).
std::vector<finance::PeriodDocument> papers_of(const http::Request&, App&, const finance::Period&);

// The form beside an item or a difference: who looks after it, until when.
struct OwnerForm {
    const http::Request& request;
    App& app;
    std::string back;  // The page to come back to.
};
void fill_owner(language::Values& row, const OwnerForm&, const std::string& key,
                const finance::ItemOwner&);
std::string item_words(const finance::OpenItem&, const std::string& language);
std::string age_words(Date since, Date today, const std::string& language);

}  // namespace pages
