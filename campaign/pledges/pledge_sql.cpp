#include "campaign/pledges/pledge.h"
#include "campaign/pledges/pledge_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace pledges {

namespace {

// Every column of a pledge, read by pledge_from() and nowhere else.
const std::string select_pledge =
    "SELECT p.id, p.campaign_id, p.fund_id, p.participant_id, p.team_id, p.kind, p.origin,"
    " p.currency, p.minor, p.unit_minor, p.cap_minor, p.laps, p.bills, p.billed_at,"
    " p.covered_minor, p.paid_minor, p.let_go_minor, p.open_minor, p.donor_name, p.is_anonymous,"
    " p.hides_from_participant, p.email, p.language, p.note, p.is_rehearsal, p.reference,"
    " p.request_key, p.request_hash, p.entered_by, p.made_at, p.proven_at, p.withdrawn_at, p.steps"
    " FROM pledge p ";

Pledge pledge_from(const store::Row& row) {
    const auto currency = currency_of(row.text("currency"));
    const auto money = [&](const char* column) { return Money{row.number(column), currency}; };
    const auto kind = find_kind(row.text("kind"));
    check(kind.has_value(), "a stored kind of pledge is known");
    Pledge one;
    one.id = row.id<PledgeId>("id"), one.campaign = row.id<CampaignId>("campaign_id");
    one.fund = row.id<FundId>("fund_id");
    one.participant = row.id<ParticipantId>("participant_id");
    one.team = row.id<TeamId>("team_id"), one.kind = *kind, one.origin = row.text("origin");
    one.amount = money("minor"), one.unit = money("unit_minor"), one.cap = money("cap_minor");
    if (!row.is_null("laps")) one.laps = static_cast<int>(row.number("laps"));
    one.bills = static_cast<int>(row.number("bills"));
    one.billed_at = row.maybe_instant("billed_at");
    one.covered = money("covered_minor"), one.paid = money("paid_minor");
    one.let_go = money("let_go_minor"), one.open = money("open_minor");
    one.donor = {row.text("donor_name"), row.text("email"), row.text("language"),
                 row.flag("is_anonymous"), row.flag("hides_from_participant")};
    one.note = row.text("note"), one.is_rehearsal = row.flag("is_rehearsal");
    one.reference = row.text("reference"), one.request_key = row.text("request_key");
    one.request_hash = row.text("request_hash");
    one.entered_by = row.id<AccountId>("entered_by"), one.made_at = row.instant("made_at");
    one.proven_at = row.maybe_instant("proven_at");
    one.withdrawn_at = row.maybe_instant("withdrawn_at");
    one.steps = static_cast<int>(row.number("steps"));
    return one;
}

std::optional<Pledge> maybe_pledge(const std::optional<store::Row>& row) {
    if (!row) return {};
    return pledge_from(*row);
}

std::vector<Pledge> pledges_from(const std::vector<store::Row>& rows) {
    std::vector<Pledge> all;
    for (const auto& row : rows) all.push_back(pledge_from(row));
    return all;
}

std::string secret_of(store::Session& session) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    return secret->text("value");
}

Standing standing_where(store::Session& session, const std::string& where, std::int64_t id) {
    const auto row = session.one(
        "SELECT CAST(COALESCE(SUM(open_minor > 0), 0) AS SIGNED) AS n,"
        " CAST(COALESCE(SUM(open_minor), 0) AS SIGNED) AS open,"
        " CAST(COALESCE(SUM(kind = 'unit' AND billed_at IS NULL), 0) AS SIGNED) AS units,"
        " CAST(COALESCE(SUM(IF(kind = 'unit' AND billed_at IS NULL, unit_minor, 0)), 0) AS SIGNED)"
        " AS unit_minor FROM pledge WHERE is_rehearsal = 0 AND withdrawn_at IS NULL AND " +
            where + " = ?",
        id);
    return {row->number("n"), row->number("open"), row->number("units"), row->number("unit_minor")};
}

// " (?, ?, ?)" for a list of values.
std::string places_for(std::size_t count) {
    std::string places = " (";
    for (std::size_t i = 0; i < count; ++i) places += i == 0 ? "?" : ", ?";
    return places + ")";
}

constexpr std::size_t token_digits = 32;  // 128 bits.

}  // namespace

std::string token_for(store::Session& session, const std::string& request_key) {
    return sha256_hex("pledge" + secret_of(session) + request_key).substr(0, token_digits);
}

std::string proof_of(store::Session& session, const Pledge& pledge) {
    return hmac_sha256_hex(secret_of(session),
                           "pledge proof " + pledge.request_key + "\n" + pledge.donor.email)
        .substr(0, token_digits);
}

std::optional<Pledge> find_pledge(store::Session& session, PledgeId id) {
    return maybe_pledge(session.one(select_pledge + "WHERE p.id = ?", id));
}

std::optional<Pledge> find_pledge_by_key(store::Session& session, const std::string& key) {
    return maybe_pledge(session.one(select_pledge + "WHERE p.request_key = ?", key));
}

std::optional<Pledge> find_pledge_by_token(store::Session& session, const std::string& token) {
    return maybe_pledge(session.one(select_pledge + "WHERE p.token_digest = ?", sha256_hex(token)));
}

std::vector<Instalment> instalments_of(store::Session& session, PledgeId id) {
    std::vector<Instalment> all;
    for (const auto& row :
         session.all("SELECT i.number, i.due_on, i.minor, i.let_go_minor, p.currency"
                     " FROM pledge_instalment i JOIN pledge p ON p.id = i.pledge_id"
                     " WHERE i.pledge_id = ? ORDER BY i.number LIMIT ?",
                     id, parts_max)) {
        const auto currency = currency_of(row.text("currency"));
        all.push_back({static_cast<int>(row.number("number")), row.date("due_on"),
                       Money{row.number("minor"), currency},
                       Money{row.number("let_go_minor"), currency}});
    }
    return all;
}

std::vector<Pledge> recent_pledges(store::Session& session, const Search& search) {
    std::string sql = select_pledge + "WHERE TRUE";
    std::vector<store::Value> values;
    if (search.campaign) {
        sql += " AND p.campaign_id = ?";
        values.push_back(store::value_of(search.campaign));
    }
    if (search.before) {
        sql += " AND p.id < ?";
        values.push_back(store::value_of(search.before));
    }
    if (!search.query.empty()) {
        std::string packed, like = "%";
        for (const char c : search.query) {
            if (c == '%' || c == '_' || c == '\\') like += '\\';
            like += c;
            if (c != ' ') packed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
        sql += " AND (p.reference = ? OR p.donor_name LIKE ?)";
        values.push_back(store::value_of(packed));
        values.push_back(store::value_of(like + "%"));
    }
    values.push_back(store::value_of(search.limit));
    return pledges_from(session.query(sql + " ORDER BY p.id DESC LIMIT ?", values));
}

std::vector<GiftId> gifts_of(store::Session& session, PledgeId id) {
    constexpr int gifts_max = 200;
    std::vector<GiftId> gifts;
    for (const auto& row :
         session.all("SELECT g.id FROM pledge_gift l JOIN gift g ON g.request_key = l.request_key"
                     " WHERE l.pledge_id = ? ORDER BY g.id LIMIT ?",
                     id, gifts_max))
        gifts.push_back(row.id<GiftId>("id"));
    return gifts;
}

std::optional<PledgeId> find_pledge_of_gift(store::Session& session, const std::string& key) {
    const auto row = session.one("SELECT pledge_id FROM pledge_gift WHERE request_key = ?", key);
    if (!row) return {};
    return row->id<PledgeId>("pledge_id");
}

Standing standing_of(store::Session& session, CampaignId id) {
    return standing_where(session, "campaign_id", id.value);
}

Standing standing_of(store::Session& session, ParticipantId id) {
    return standing_where(session, "participant_id", id.value);
}

std::int64_t count_unproven_papers(store::Session& session, CampaignId campaign) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM pledge WHERE campaign_id = ? AND origin = 'desk'"
            " AND proven_at IS NULL AND withdrawn_at IS NULL AND is_rehearsal = 0",
            campaign)
        ->number("n");
}

std::int64_t proven_open(store::Session& session, CampaignId campaign, std::int64_t cap,
                         Instant since) {
    return session
        .one(
            "SELECT CAST(COALESCE(SUM(LEAST(open_minor, ?)), 0) AS SIGNED) AS minor FROM pledge"
            " WHERE campaign_id = ? AND is_rehearsal = 0 AND proven_at IS NOT NULL"
            " AND COALESCE(billed_at, made_at) > ?",
            cap, campaign, since)
        ->number("minor");
}

std::vector<Pledge> pledges_of_references(store::Session& session,
                                          const std::vector<std::string>& references) {
    if (references.empty()) return {};
    std::vector<store::Value> values;
    for (const auto& one : references) values.push_back(store::value_of(one));
    return pledges_from(session.query(
        select_pledge + "WHERE p.is_rehearsal = 0 AND p.reference IN" + places_for(values.size()),
        values));
}

std::vector<Pledge> open_pledges_like(store::Session& session, const OpenSearch& search) {
    const std::string sql = select_pledge +
                            "WHERE p.open_minor > 0 AND p.withdrawn_at IS NULL"
                            " AND p.is_rehearsal = 0 AND p.currency = ? AND ";
    const std::string rest = " ORDER BY p.id DESC LIMIT ?";
    const auto currency = search.amount.currency.text();
    if (!search.email.empty())
        return pledges_from(
            session.all(sql + "p.email = ?" + rest, currency, search.email, search.limit));
    if (!search.name.empty())
        return pledges_from(
            session.all(sql + "p.donor_name = ?" + rest, currency, search.name, search.limit));
    return pledges_from(session.all(
        sql +
            "(p.open_minor = ? OR p.open_minor > ? AND EXISTS (SELECT 1 FROM pledge_instalment i"
            " WHERE i.pledge_id = p.id AND i.minor - i.let_go_minor = ?))" +
            rest,
        currency, search.amount.minor, search.amount.minor, search.amount.minor, search.limit));
}

std::vector<Pledge> unit_pledges_for(store::Session& session, CampaignId campaign,
                                     const std::vector<ParticipantId>& participants) {
    if (participants.empty()) return {};
    constexpr int pledges_max = 10'000;
    std::vector<store::Value> values{store::value_of(campaign)};
    for (const auto one : participants) values.push_back(store::value_of(one));
    const auto places = places_for(participants.size());
    values.push_back(store::value_of(pledges_max));
    return pledges_from(session.query(select_pledge +
                                          "WHERE p.campaign_id = ? AND p.kind = 'unit' AND"
                                          " p.withdrawn_at IS NULL AND p.participant_id IN" +
                                          places + " ORDER BY p.participant_id, p.id LIMIT ?",
                                      values));
}

std::vector<Pledge> pledges_due_between(store::Session& session, Date from, Date until,
                                        PledgeId after, int limit) {
    return pledges_from(
        session.all(select_pledge + "WHERE p.open_minor > 0 AND p.id > ? AND p.id IN"
                                    " (SELECT pledge_id FROM pledge_instalment WHERE due_on >= ?"
                                    "   AND due_on <= ? AND let_go_minor < minor)"
                                    " ORDER BY p.id LIMIT ?",
                    after.value, from, until, limit));
}

void insert_pledge(store::Transaction& tx, const Pledge& one, const std::string& token) {
    tx.run(
        "INSERT INTO pledge (id, campaign_id, fund_id, participant_id, team_id, kind, origin,"
        " currency, minor, unit_minor, cap_minor, open_minor, donor_name, is_anonymous,"
        " hides_from_participant, email, language, note, is_rehearsal, reference, request_key,"
        " request_hash, token_digest, entered_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.campaign, one.fund, one.participant.value, one.team.value, kind_name(one.kind),
        one.origin, one.amount.currency.text(), one.amount.minor, one.unit.minor, one.cap.minor,
        one.open.minor, one.donor.name, one.donor.is_anonymous, one.donor.hides_from_participant,
        one.donor.email, one.donor.language, one.note, one.is_rehearsal, one.reference,
        one.request_key, one.request_hash, sha256_hex(token), one.entered_by, one.made_at);
}

void insert_instalment(store::Transaction& tx, PledgeId pledge, const Instalment& one,
                       Instant now) {
    tx.run(
        "INSERT INTO pledge_instalment (id, pledge_id, number, due_on, minor)"
        " VALUES (?, ?, ?, ?, ?)",
        new_number(now), pledge, one.number, one.due_on, one.amount.minor);
}

void update_instalment(store::Transaction& tx, PledgeId pledge, const Instalment& one) {
    tx.run(
        "UPDATE pledge_instalment SET due_on = ?, minor = ?, let_go_minor = ?"
        " WHERE pledge_id = ? AND number = ?",
        one.due_on, one.amount.minor, one.let_go.minor, pledge, one.number);
}

void update_pledge(store::Transaction& tx, const Pledge& one) {
    tx.run(
        "UPDATE pledge SET minor = ?, covered_minor = ?, paid_minor = ?, let_go_minor = ?,"
        " open_minor = ?, laps = ?, bills = ?, billed_at = ?, proven_at = ?, withdrawn_at = ?,"
        " steps = ? WHERE id = ?",
        one.amount.minor, one.covered.minor, one.paid.minor, one.let_go.minor, one.open.minor,
        one.laps ? std::optional<std::int64_t>{*one.laps} : std::nullopt, one.bills, one.billed_at,
        one.proven_at, one.withdrawn_at, one.steps, one.id);
}

void insert_payment_of(store::Transaction& tx, PledgeId pledge, const std::string& key,
                       Instant now) {
    tx.run("INSERT INTO pledge_gift (id, pledge_id, request_key, made_at) VALUES (?, ?, ?, ?)",
           new_number(now), pledge, key, now);
}

std::optional<Pledge> lock_pledge(store::Transaction& tx, PledgeId id) {
    return maybe_pledge(tx.lock(select_pledge + "WHERE p.id = ? FOR UPDATE", id));
}

std::optional<Pledge> lock_pledge_of_gift(store::Transaction& tx, const std::string& key) {
    return maybe_pledge(tx.lock(select_pledge + "JOIN pledge_gift l ON l.pledge_id = p.id"
                                                " WHERE l.request_key = ? FOR UPDATE",
                                key));
}

}  // namespace pledges
