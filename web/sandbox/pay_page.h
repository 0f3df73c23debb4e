// PayPage: the page of the stand-in provider on which the payer decides how the payment ends.
//
// It says on top that no money moves. Choices: pay, decline, pay by a delayed method that later
// arrives or fails, or go back. A choice that comes twice, or too late, shows the page again with
// what is true now.
#pragma once

#include "web/sandbox/sandbox.h"

namespace sandbox {

http::Response show_pay_page(const http::Request&, Sandbox&);
http::Response take_choice(const http::Request&, Sandbox&);
http::Response show_pay_style(const http::Request&, Sandbox&);

}  // namespace sandbox
