#include <algorithm>
#include <array>

#include "campaign/mail/outbox.h"
#include "campaign/outside/json.h"
#include "campaign/words/check.h"

namespace mail {

namespace {

constexpr std::array kind_names{"thanks",       "promise",        "arrival",
                                "reminder",     "payment_failed", "has_promised",
                                "has_given",    "joined",         "sign_in",
                                "invitation",   "password",       "way_in_changed",
                                "submitted",    "decided",        "corrected",
                                "conversation", "challenged",     "appeal",
                                "thank_you",    "receipt",        "receipt_cancelled",
                                "sealed",       "pledged",        "instalment_due",
                                "monthly",      "remembered",     "refunded",
                                "round"};
constexpr std::array state_names{"waiting", "sent", "failed", "bounced"};
constexpr std::size_t facts_bytes_max = 16 * 1024, trouble_max = 200;

std::string facts_json(const Facts& facts) {
    outside::JsonWriter writer;
    for (const auto& [name, value] : facts) writer.text(name, value);
    return writer.object();
}

Facts facts_from(const std::string& json) {
    Facts facts;
    const auto node = outside::read_json(json, facts_bytes_max);
    check(node.has_value(), "the facts of a mail are our own JSON");
    for (const auto& name : node->names()) facts[name] = node->at(name).text();
    return facts;
}

// What a person waits for is worth less later: then it is not sent any more.
Instant give_up_at(Kind kind, Instant now) {
    if (kind == Kind::sign_in) return now + std::chrono::minutes{30};
    if (kind == Kind::password) return now + std::chrono::hours{12};
    return now + std::chrono::days{3};
}

const std::string select_mail =
    "SELECT id, kind, cause_type, cause_id, recipient, language, facts, campaign_id, state,"
    " made_at, due_at, give_up_at, sent_at, tries, trouble, version FROM mail ";

Mail mail_from(const store::Row& row) {
    return {row.id<MailId>("id"),
            find_kind(row.text("kind")).value(),
            row.text("cause_type"),
            row.number("cause_id"),
            row.text("recipient"),
            row.text("language"),
            facts_from(row.text("facts")),
            row.id<CampaignId>("campaign_id"),
            find_state(row.text("state")).value(),
            row.instant("made_at"),
            row.instant("due_at"),
            row.instant("give_up_at"),
            row.maybe_instant("sent_at"),
            static_cast<int>(row.number("tries")),
            row.text("trouble"),
            static_cast<int>(row.number("version"))};
}

std::vector<Mail> mails_from(const std::vector<store::Row>& rows) {
    std::vector<Mail> mails;
    for (const auto& row : rows) mails.push_back(mail_from(row));
    return mails;
}

}  // namespace

std::string_view kind_name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> find_kind(std::string_view name) {
    const auto found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) return {};
    return static_cast<Kind>(found - kind_names.begin());
}

const std::vector<Kind>& all_kinds() {
    static const auto all = [] {
        std::vector<Kind> kinds;
        for (const auto* name : kind_names) kinds.push_back(*find_kind(name));
        return kinds;
    }();
    return all;
}

bool is_secret(Kind kind) {
    return kind == Kind::sign_in || kind == Kind::invitation || kind == Kind::password ||
           kind == Kind::round;
}

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<State> find_state(std::string_view name) {
    const auto found = std::ranges::find(state_names, name);
    if (found == state_names.end()) return {};
    return static_cast<State>(found - state_names.begin());
}

void insert_mail(store::Transaction& tx, const NewMail& mail, Instant now) {
    insert_mails(tx, {mail}, now);
}

void insert_mails(store::Transaction& tx, const std::vector<NewMail>& mails, Instant now) {
    if (mails.empty()) return;
    std::string sql =
        "INSERT IGNORE INTO mail (id, kind, cause_type, cause_id, recipient, language, facts,"
        " campaign_id, state, made_at, due_at, give_up_at) VALUES ";
    std::vector<store::Value> values;
    for (const auto& mail : mails) {
        check(!mail.to.empty(), "a mail has a recipient");
        sql += values.empty() ? "" : ", ";
        sql += "(?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)";
        for (auto&& value :
             {store::value_of(new_number(now)), store::value_of(kind_name(mail.kind)),
              store::value_of(mail.cause_type), store::value_of(mail.cause_id),
              store::value_of(mail.to), store::value_of(mail.language),
              store::value_of(facts_json(mail.facts)), store::value_of(mail.campaign),
              store::value_of(now), store::value_of(now),
              store::value_of(give_up_at(mail.kind, now))})
            values.push_back(value);
    }
    tx.change(sql, values);
}

std::optional<Mail> find_mail(store::Session& session, MailId id) {
    const auto row = session.one(select_mail + "WHERE id = ?", id.value);
    if (!row) return {};
    return mail_from(*row);
}

std::vector<Mail> recent_mails(store::Session& session, const MailSearch& search) {
    const auto before = search.before ? search.before.value : INT64_MAX;
    if (!search.state)
        return mails_from(session.all(select_mail + "WHERE id < ? ORDER BY id DESC LIMIT ?", before,
                                      search.limit));
    return mails_from(
        session.all(select_mail + "WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?",
                    state_name(*search.state), before, search.limit));
}

std::vector<Mail> mails_about(store::Session& session, std::int64_t cause_id, int limit) {
    return mails_from(
        session.all(select_mail + "WHERE cause_id = ? ORDER BY id LIMIT ?", cause_id, limit));
}

std::vector<Mail> due_mails(store::Session& session, Instant now, int limit) {
    return mails_from(session.all(select_mail + "WHERE state = 'waiting' AND due_at <= ?"
                                                " ORDER BY due_at LIMIT ?",
                                  now, limit));
}

MailCounts count_mails(store::Session& session, Instant since) {
    MailCounts counts;
    for (const auto& row :
         session.all("SELECT state, COUNT(*) AS n FROM mail WHERE state = 'waiting' OR due_at > ?"
                     " GROUP BY state LIMIT 4",
                     since)) {
        const auto state = find_state(row.text("state")).value();
        if (state == State::waiting) counts.waiting = row.number("n");
        if (state == State::sent) counts.sent = row.number("n");
        if (state == State::failed) counts.failed = row.number("n");
        if (state == State::bounced) counts.bounced = row.number("n");
    }
    return counts;
}

std::optional<Instant> oldest_due(store::Session& session, Instant now) {
    const auto row = session.one(
        "SELECT MIN(due_at) AS due_at FROM mail WHERE state = 'waiting' AND due_at <= ?", now);
    return row->maybe_instant("due_at");
}

bool has_bounced(store::Session& session, const std::string& address) {
    return session
        .one("SELECT id FROM mail WHERE recipient = ? AND state = 'bounced' LIMIT 1", address)
        .has_value();
}

int count_written_for(store::Session& session, const std::string& address, Kind kind,
                      Instant since) {
    const auto row = session.one(
        "SELECT COUNT(*) AS n FROM mail WHERE recipient = ? AND kind = ? AND made_at > ?", address,
        kind_name(kind), since);
    return static_cast<int>(row->number("n"));
}

int count_sent_to(store::Session& session, const std::string& address,
                  const std::vector<Kind>& kinds, Instant since) {
    int count = 0;
    for (const auto& row : session.all("SELECT kind, COUNT(*) AS n FROM mail WHERE recipient = ?"
                                       " AND sent_at > ? GROUP BY kind LIMIT 20",
                                       address, since))
        if (std::ranges::find(kinds, find_kind(row.text("kind")).value()) != kinds.end())
            count += static_cast<int>(row.number("n"));
    return count;
}

bool move_mail(store::Transaction& tx, const Mail& mail, const MailMove& move) {
    auto trouble = move.trouble.substr(0, trouble_max);
    return tx.run(
               "UPDATE mail SET state = ?, due_at = ?, sent_at = COALESCE(?, sent_at),"
               " trouble = ?, tries = tries + ?, give_up_at = COALESCE(?, give_up_at),"
               " facts = COALESCE(?, facts), version = version + 1 WHERE id = ? AND version = ?",
               state_name(move.to), move.due_at, move.sent_at, trouble, move.more_tries,
               move.give_up_at, move.facts ? std::optional{facts_json(*move.facts)} : std::nullopt,
               mail.id.value, mail.version) == 1;
}

void forget_bounces(store::Transaction& tx, const std::string& address) {
    tx.run(
        "UPDATE mail SET state = 'failed', version = version + 1"
        " WHERE recipient = ? AND state = 'bounced'",
        address);
}

void mark_all_sent(store::Transaction& tx) {
    tx.run(
        "UPDATE mail SET state = 'sent', sent_at = made_at, version = version + 1"
        " WHERE state = 'waiting'");
}

}  // namespace mail
