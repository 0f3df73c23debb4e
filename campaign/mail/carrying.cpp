#include "campaign/mail/carrying.h"

#include <algorithm>

#include "campaign/mail/bounce.h"
#include "campaign/mail/unwanted.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace mail {

namespace {

using outside::Delivery;

std::string host_of(const std::string& public_url) {
    auto host = public_url.substr(public_url.find("://") + 3);
    return host.substr(0, host.find(':'));
}

bool is_secret_gone(const Mail& mail) {
    return is_secret(mail.kind) && without_secrets(mail) == mail.facts;
}

}  // namespace

// What every mail of one round has in common, read when the round begins.
struct Carrier::Office {
    Letterhead head;
    std::string secret, from, reply_to;
    bool is_kept = false;  // A demo writes to nobody but this machine.
};

Carrier::Carrier(store::Store& store, CarrierSettings settings, Clock clock)
    : store_{store},
      settings_{std::move(settings)},
      clock_{std::move(clock)},
      client_{settings_.server, settings_.deadline} {}

int Carrier::carry_due(int mails_max, const std::function<void(const std::string&)>& tell) {
    const auto now = clock_();
    if (resume_at_ && now < *resume_at_) return 0;
    auto& session = store_.session();
    const auto due = due_mails(session, now, mails_max);
    if (due.empty()) return 0;
    const auto ours = organisation::find_organisation(session);
    const Office office{letterhead_of(session, settings_.public_url), mail_secret(session),
                        settings_.from.empty() ? ours.sender_address : settings_.from,
                        ours.sender_address,
                        ours.is_demo && !settings_.server.is_on_this_machine()};
    if (office.is_kept || !read_mail_address(office.from)) return 0;
    int carried = 0;
    for (const auto& mail : due) {
        try {
            if (carry(mail, office)) ++carried;
        } catch (const outside::Unreachable& away) {
            resume_at_ = clock_() + pause;
            tell(away.what());
            break;
        }
    }
    return carried;
}

bool Carrier::carry(const Mail& due, const Office& office) {
    const auto claimed = claim(due);
    if (!claimed) return false;  // Another program was faster.
    if (const auto why = objection(*claimed); !why.empty()) {
        settle(*claimed, {Delivery::Outcome::unwelcome, why});
        return false;
    }
    const auto token = token_of(office.secret, claimed->id);
    const auto worded = word_mail(claimed->kind, claimed->facts, claimed->language, office.head);
    outside::MailMessage message;
    message.from_name = office.head.organisation, message.from = office.from;
    message.reply_to = office.reply_to, message.to = claimed->to;
    message.subject = worded.subject, message.text = worded.text, message.html = worded.html;
    message.message_id = token + "@" + host_of(settings_.public_url);
    if (const auto refuse = claimed->facts.find("REFUSE_PATH"); refuse != claimed->facts.end())
        message.refuse_url = settings_.public_url + refuse->second;
    message.language = claimed->language, message.at = claimed->made_at;
    const auto sender =
        settings_.bounces.empty() ? office.from : bounce_address(settings_.bounces, token);
    try {
        const auto delivery = client_.deliver({sender, claimed->to}, message);
        settle(*claimed, delivery);
        return delivery.outcome == Delivery::Outcome::accepted;
    } catch (const outside::Unreachable& away) {
        settle(*claimed, {Delivery::Outcome::later, away.what()});
        throw;
    }
}

// The claim is committed before anything is sent.
std::optional<Mail> Carrier::claim(const Mail& due) {
    const auto until = clock_() + lease;
    const auto is_ours = store_.in_transaction([&](store::Transaction& tx) {
        return move_mail(tx, due,
                         {.to = State::waiting,
                          .due_at = until,
                          .sent_at = {},
                          .trouble = due.trouble,
                          .more_tries = 1});
    });
    if (!is_ours) return {};
    auto claimed = due;
    claimed.due_at = until, ++claimed.tries, ++claimed.version;
    return claimed;
}

// Why it is not sent at all; empty: it is.
std::string Carrier::objection(const Mail& mail) {
    auto& session = store_.session();
    const auto now = clock_();
    const auto since = now - std::chrono::days{1};
    static const std::vector<Kind> by_strangers{Kind::thanks, Kind::promise, Kind::reminder,
                                                Kind::payment_failed};
    static const std::vector<Kind> to_sign_in{Kind::sign_in, Kind::password};
    static const std::vector<Kind> of_gifts{Kind::has_promised, Kind::has_given};
    static const std::vector<Kind> unasked{Kind::appeal};
    const auto is_one_of = [&](const std::vector<Kind>& kinds) {
        return std::ranges::find(kinds, mail.kind) != kinds.end();
    };
    const auto is_too_often = [&](const std::vector<Kind>& kinds, int most) {
        return is_one_of(kinds) && count_sent_to(session, mail.to, kinds, since) >= most;
    };
    if (now >= mail.give_up_at) return mail.trouble.empty() ? "too old to be sent" : mail.trouble;
    if (is_between_people(mail.kind) && is_unwanted(session, mailbox_digest(session, mail.to)))
        return "this person does not want such mails";
    if (has_bounced(session, mail.to)) return "a mail to this address bounced before";
    if (is_too_often(by_strangers, by_strangers_a_day_max) ||
        is_too_often(to_sign_in, by_strangers_a_day_max) ||
        is_too_often(of_gifts, of_gifts_a_day_max) || is_too_often(unasked, unasked_a_day_max))
        return "too many mails to this address in one day";
    return is_secret_gone(mail) ? "its link is gone" : "";
}

void Carrier::settle(const Mail& mail, const Delivery& delivery) {
    const auto now = clock_();
    MailMove move{State::waiting, now, {}, delivery.reply};
    switch (delivery.outcome) {
        case Delivery::Outcome::accepted:
            move.to = State::sent, move.sent_at = now, move.trouble.clear();
            break;
        case Delivery::Outcome::later:
            move.due_at = next_try(mail.tries, now);
            if (move.due_at >= mail.give_up_at) move.to = State::failed, move.due_at = now;
            break;
        case Delivery::Outcome::no_such:
            move.to = State::bounced;
            break;
        case Delivery::Outcome::unwelcome:
            move.to = State::failed;
            break;
    }
    if (move.to != State::waiting && is_secret(mail.kind)) move.facts = without_secrets(mail);
    store_.in_transaction([&](store::Transaction& tx) { move_mail(tx, mail, move); });
}

Instant next_try(int tries, Instant now) {
    constexpr int doublings_max = 9;
    const auto doubled = wait_least * (1 << std::clamp(tries - 1, 0, doublings_max));
    return now + std::min(doubled, wait_most);
}

void send_again(store::Store& store, MailId id, Instant now) {
    const auto found = find_mail(store.session(), id);
    if (!found) throw Refused{{Reason::not_found}};
    if (is_secret_gone(*found))
        throw Refused{{Reason::not_allowed, "",
                       "Its link was good for one time and is gone. Make a new one instead."}};
    store.in_transaction([&](store::Transaction& tx) {
        const MailMove again{.to = State::waiting,
                             .due_at = now,
                             .sent_at = {},
                             .trouble = {},
                             .more_tries = -found->tries,
                             .give_up_at = now + std::chrono::days{3}};
        if (!move_mail(tx, *found, again)) throw Refused{{Reason::already_decided}};
        forget_bounces(tx, found->to);
    });
}

}  // namespace mail
