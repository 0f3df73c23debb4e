// ReceiptMail: what a donor is told of their receipt. Facts, no words; nothing without an address.
#pragma once

#include "campaign/mail/outbox.h"
#include "campaign/receipts/receipt.h"

namespace receipts {

// Why the program cancels one; said in the reader's language by the mail and the pages.
inline constexpr const char* fallen_reason = "what it certified went back";

// Without its number, which is known when it is written; then with it.
std::optional<mail::NewMail> mail_when_issued(store::Session&, const Receipt&);
mail::NewMail with_number(mail::NewMail, const Receipt&);
mail::NewMail as_duplicate(mail::NewMail, const Copy&);
std::optional<mail::NewMail> mail_when_cancelled(const Receipt&, const std::string& reason);

// Where the donor opens the PDF of a copy.
std::string pdf_path(const std::string& key, ReceiptId, int copy);

}  // namespace receipts
