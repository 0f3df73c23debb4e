// GiftMonthly: the part of a gift's page about the series that it belongs to, and its two buttons.
#pragma once

#include "campaign/giving/gift.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

// Empty where the gift belongs to no series that began.
language::Html render_gift_monthly(const http::Request&, App&, const giving::Gift&,
                                   const std::string& token);
// monthly_stop or monthly_again; its name for monthly_saved_words().
std::string change_gift_monthly(const http::Request&, App&, const giving::Gift&);
std::string monthly_saved_words(const std::string& change, const std::string& language);

}  // namespace pages
