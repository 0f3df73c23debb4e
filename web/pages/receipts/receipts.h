// Receipts: the paper as a PDF for its donor and for the desk, what a code on it proves, and the
// desk's pages where receipts are issued, written again and cancelled.
//
// Receipts are the organisation's: at the desk only who does (or reads) finance for every campaign
// gets in. /r/{code} shows number, amount and dates to anybody, and no name.
#pragma once

#include "campaign/giving/gift.h"
#include "campaign/receipts/receipt.h"
#include "print/receipt_sheet.h"
#include "web/app.h"

namespace language {
class Values;
}

namespace pages {

http::Response show_receipt_check(const http::Request&, App&);  // GET /r/{code}
http::Response send_receipt(const http::Request&, App&);        // GET /receipts/{receipt}/{file}

http::Response show_desk_receipts(const http::Request&, App&);   // GET  /desk/receipts
http::Response act_on_receipts(const http::Request&, App&);      // POST /desk/receipts
http::Response show_desk_receipt(const http::Request&, App&);    // GET  /desk/receipts/{receipt}
http::Response change_desk_receipt(const http::Request&, App&);  // POST /desk/receipts/{receipt}
http::Response send_desk_receipt(const http::Request&, App&);    // GET  …/{receipt}/{file}
http::Response send_year_receipts(const http::Request&, App&);   // GET  …/years/{batch}/{file}

// One copy of a receipt as it is printed; `number` 0 is the original.
struct Paper {
    receipts::Receipt receipt;
    receipts::Copy copy;
};
print::ReceiptSheet sheet_of(App&, const Paper&);
// As a file of that name; refuses what the inspection does not let out.
http::Response send_papers(App&, const std::vector<Paper>&, const std::string& name);
// "7kq2….pdf" is the original, "7kq2…-1.pdf" the first duplicate. Throws Refused(not_found).
Paper find_paper(store::Session&, const receipts::Receipt&, int copy);

// On the page of a gift: its receipts and what a new one needs; and the donor asks for it.
void fill_receipt(language::Values&, const http::Request&, App&, const giving::Gift&);
void ask_for_receipt_of(const http::Request&, App&, const giving::Gift&);

}  // namespace pages
