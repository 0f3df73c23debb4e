#include "campaign/mail/outbox.h"

#include <array>

#include "campaign/outside/json.h"
#include "campaign/words/check.h"

namespace mail {

namespace {

constexpr std::array kind_names{"thanks",         "promise",      "arrival",   "reminder",
                                "payment_failed", "has_promised", "has_given", "sign_in",
                                "invitation",     "password",     "submitted", "decided"};

std::string facts_json(const Facts& facts) {
    outside::JsonWriter writer;
    for (const auto& [name, value] : facts) writer.text(name, value);
    return writer.object();
}

}  // namespace

std::string_view kind_name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

void insert_mail(store::Transaction& tx, const NewMail& mail, Instant now) {
    check(!mail.to.empty(), "a mail has a recipient");
    tx.run(
        "INSERT IGNORE INTO mail (id, kind, cause_type, cause_id, recipient, language, facts,"
        " campaign_id, state, made_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)",
        new_number(now), kind_name(mail.kind), mail.cause_type, mail.cause_id, mail.to,
        mail.language, facts_json(mail.facts), mail.campaign, now, now);
}

}  // namespace mail
