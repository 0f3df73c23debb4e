// Gift Aid: a donor declares on the page of their gift, finance makes schedules for HMRC.
#pragma once

#include "campaign/giving/gift.h"
#include "web/app.h"

namespace language {
class Values;
}

namespace pages {

// On /g/{token}: the section, where the organisation is British and the gift in pounds; and its
// act.
void fill_gift_aid(language::Values&, const http::Request&, App&, const giving::Gift&);
void change_gift_aid(const http::Request&, App&, const giving::Gift&);

http::Response show_gift_aid(const http::Request&, App&);           // GET  /desk/gift-aid
http::Response make_gift_aid_schedule(const http::Request&, App&);  // POST /desk/gift-aid
http::Response send_gift_aid_schedule(const http::Request&, App&);  // GET  …/{schedule}/{file}

}  // namespace pages
