#include "campaign/giving/gift_row.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/telling.h"

namespace giving {

namespace {

struct Window {
    int days;
    std::string cause_type;
    bool is_for_proven_only;
};

std::vector<Gift> gifts_to_remind(store::Session& session, const Window& window, Instant now,
                                  GiftId after) {
    constexpr int at_once_max = 200;
    const auto until = now - std::chrono::days{window.days};
    const auto since = until - std::chrono::days{reminder_window_days};
    std::vector<Gift> gifts;
    for (const auto& row : session.all(
             select_gift + "WHERE method = 'transfer' AND state = 'pending' AND open_minor > 0"
                           " AND origin <> 'pledge'"
                           " AND is_rehearsal = 0 AND email <> '' AND given_at > ?"
                           " AND given_at <= ? AND (? = 0 OR proven_at IS NOT NULL) AND id > ?"
                           " ORDER BY id LIMIT ?",
             since, until, window.is_for_proven_only, after.value, at_once_max))
        gifts.push_back(gift_from(row));
    return gifts;
}

// Once in each window, and only who has been told of the promise before: an address that somebody
// else typed many times gets no second mail for each of them.
bool is_to_be_reminded(store::Session& session, const Gift& gift, const std::string& cause_type) {
    constexpr int mails_max = 50;
    bool was_told = false;
    for (const auto& mail : mail::mails_about(session, gift.id.value, mails_max)) {
        if (mail.kind == mail::Kind::reminder && mail.cause_type == cause_type) return false;
        was_told |= mail.kind == mail::Kind::promise && mail.state == mail::State::sent;
    }
    return was_told || gift.proven_at.has_value();
}

// Only if the promise is still open when the mail is written down.
bool remind(store::Store& store, const Gift& gift, const std::string& cause_type, Instant now) {
    auto& session = store.session();
    if (!is_to_be_reminded(session, gift, cause_type)) return false;
    const auto mail = reminder_of(read_to_tell(session, gift, {}), gift, cause_type);
    return store.in_transaction([&](store::Transaction& tx) {
        const auto locked = lock_gift(tx, gift.id);
        const auto is_open = locked && locked->state == State::pending &&
                             locked->open == gift.open && locked->donor.email == mail.to;
        if (is_open) mail::insert_mail(tx, mail, now);
        return is_open;
    });
}

}  // namespace

int remind_donors(store::Store& store, Instant now) {
    int reminded = 0;
    for (const auto& window : {Window{first_reminder_days, "gift", false},
                               Window{last_reminder_days, "gift again", true}}) {
        GiftId after;
        for (;;) {
            const auto gifts = gifts_to_remind(store.session(), window, now, after);
            if (gifts.empty()) break;
            for (const auto& gift : gifts)
                if (remind(store, gift, window.cause_type, now)) ++reminded;
            after = gifts.back().id;
        }
    }
    return reminded;
}

}  // namespace giving
