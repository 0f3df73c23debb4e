#include "campaign/receipts/receipt_mail.h"

#include "campaign/language/formal.h"

namespace receipts {

namespace {

mail::NewMail mail_about(mail::Kind kind, const Receipt& receipt) {
    const auto& in = receipt.to.language;
    return {kind,
            "receipt",
            receipt.id.value,
            receipt.to.email,
            in,
            {{"AMOUNT", language::formal_money_text(receipt.amount, in)},
             {"NUMBER", receipt.number_text()},
             {"YEAR", receipt.sort == Sort::yearly ? std::to_string(receipt.year) : ""}}};
}

}  // namespace

std::string pdf_path(const std::string& key, ReceiptId id, int copy) {
    auto path = "/receipts/" + std::to_string(id.value) + "/" + key;
    if (copy > 0) path += "-" + std::to_string(copy);
    return path + ".pdf";
}

std::optional<mail::NewMail> mail_when_issued(store::Session& session, const Receipt& receipt) {
    if (receipt.to.email.empty()) return {};
    auto mail = mail_about(mail::Kind::receipt, receipt);
    mail.facts["KEY"] = receipt_key(session, receipt.id);
    return mail;
}

mail::NewMail with_number(mail::NewMail mail, const Receipt& receipt) {
    mail.facts["NUMBER"] = receipt.number_text();
    if (const auto key = mail.facts.extract("KEY"))
        mail.facts["RECEIPT_PATH"] = pdf_path(key.mapped(), receipt.id, 0);
    return mail;
}

mail::NewMail as_duplicate(mail::NewMail mail, const Copy& copy) {
    mail.cause_type = "receipt/" + std::to_string(copy.copy);
    mail.facts["DUPLICATE"] = "yes";
    auto& path = mail.facts["RECEIPT_PATH"];
    path.replace(path.rfind(".pdf"), 4, "-" + std::to_string(copy.copy) + ".pdf");
    return mail;
}

std::optional<mail::NewMail> mail_when_cancelled(const Receipt& receipt,
                                                 const std::string& reason) {
    if (receipt.to.email.empty()) return {};
    auto mail = mail_about(mail::Kind::receipt_cancelled, receipt);
    if (reason != fallen_reason) mail.facts["REASON"] = reason;
    return mail;
}

}  // namespace receipts
