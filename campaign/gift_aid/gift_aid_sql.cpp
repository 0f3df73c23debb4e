#include <algorithm>
#include <map>

#include "campaign/gift_aid/gift_aid_tables.h"
#include "campaign/language/locale.h"
#include "campaign/receipts/certifiable.h"

namespace gift_aid {

namespace {

constexpr int adjustments_max = 10'000;

const std::string select_declaration =
    "SELECT id, gift_id, email, title, first_name, last_name, house, address, postcode, wording,"
    " covers_past, covers_future, made_at, ended_at FROM gift_aid_declaration ";

Person person_from(const store::Row& row) {
    return {
        row.text("title"),   row.text("first_name"), row.text("last_name"), row.text("house"), "",
        row.text("postcode")};
}

Declaration declaration_from(const store::Row& row) {
    Declaration one;
    one.id = row.id<DeclarationId>("id"), one.gift = row.id<GiftId>("gift_id");
    one.by = person_from(row), one.by.address = row.text("address");
    one.wording = row.text("wording"), one.email = row.text("email");
    one.covers_past = row.flag("covers_past"), one.covers_future = row.flag("covers_future");
    one.made_at = row.instant("made_at"), one.ended_at = row.maybe_instant("ended_at");
    return one;
}

const std::string select_schedule =
    "SELECT id, currency, claims, minor, adjust_minor, reclaimed, earliest_on, made_by, made_at"
    " FROM gift_aid_schedule ";

Schedule schedule_from(const store::Row& row) {
    Schedule one;
    one.id = row.id<ScheduleId>("id"), one.currency = currency_of(row.text("currency"));
    one.claims = static_cast<int>(row.number("claims"));
    one.minor = row.number("minor"), one.adjusted = row.number("adjust_minor");
    one.reclaimed = row.number("reclaimed"), one.earliest_on = row.maybe_date("earliest_on");
    one.made_by = row.id<AccountId>("made_by"), one.made_at = row.instant("made_at");
    return one;
}

// Of a gift g under a declaration d, made on the page of gift o: what it covers.
const std::string is_covered =
    "(d.gift_id = g.id OR (o.proven_at IS NOT NULL AND o.email = d.email AND g.proven_at IS NOT"
    " NULL AND g.email = d.email AND ((d.covers_past = 1 AND g.given_at <= d.made_at AND"
    " g.given_at >= d.made_at - INTERVAL 4 YEAR) OR (d.covers_future = 1 AND"
    " g.given_at > d.made_at)) AND (d.ended_at IS NULL OR g.given_at < d.ended_at)))";

const std::string line_columns =
    "g.id AS gift_id, g.campaign_id, g.given_at, g.version, d.id AS declaration_id, d.title,"
    " d.first_name, d.last_name, d.house, d.postcode,"
    " (SELECT MIN(fund_id) FROM gift_line WHERE gift_id = g.id AND kind = 'gift') AS fund_id,"
    " EXISTS (SELECT 1 FROM share s JOIN campaign c ON c.id = s.campaign_id WHERE s.gift_id = g.id"
    "         AND s.participant_id <> 0 AND c.kind = 'walk') AS is_sponsored ";

Line line_from(const store::Row& row, const std::string& zone) {
    Line line;
    line.gift = row.id<GiftId>("gift_id");
    line.declaration = row.id<DeclarationId>("declaration_id");
    line.campaign = row.id<CampaignId>("campaign_id"), line.fund = row.id<FundId>("fund_id");
    line.given_on = language::date_in(row.instant("given_at"), zone);
    line.is_sponsored = row.flag("is_sponsored"), line.by = person_from(row);
    line.gift_version = static_cast<int>(row.number("version"));
    return line;
}

// What has never been claimed.
std::vector<Line> new_lines(store::Session& session, const std::string& zone) {
    std::vector<Line> lines;
    for (const auto& row : session.all(
             "SELECT " + line_columns +
                 "FROM gift_aid_declaration d JOIN gift o ON o.id = d.gift_id JOIN gift g ON"
                 " (g.id = d.gift_id OR (d.email <> '' AND g.email = d.email))"
                 " WHERE g.currency = 'GBP' AND g.is_rehearsal = 0 AND g.confirmed_minor > 0"
                 " AND g.state = 'confirmed' AND " +
                 is_covered +
                 " AND NOT EXISTS (SELECT 1 FROM gift_aid_claim k WHERE k.gift_id = g.id)"
                 " ORDER BY g.given_at, g.id, d.id LIMIT ?",
             claims_a_schedule * 3)) {
        auto line = line_from(row, zone);
        const bool is_known = !lines.empty() && lines.back().gift == line.gift;
        if (!is_known && static_cast<int>(lines.size()) < claims_a_schedule)
            lines.push_back(std::move(line));
    }
    return lines;
}

// What was claimed and has moved since.
std::vector<Line> moved_lines(store::Session& session, const std::string& zone) {
    std::vector<Line> lines;
    for (const auto& row :
         session.all("SELECT " + line_columns +
                         ", k.claimed FROM gift_aid_claim k JOIN gift g ON g.id = k.gift_id"
                         " JOIN gift_aid_declaration d ON d.id = k.declaration_id"
                         " WHERE k.gift_version <> g.version ORDER BY g.id LIMIT ?",
                     adjustments_max)) {
        lines.push_back(line_from(row, zone));
        lines.back().claimed_before = row.number("claimed");
    }
    return lines;
}

}  // namespace

bool is_offered(store::Session& session, Currency currency) {
    const auto row = session.one("SELECT country FROM organisation WHERE id = 1");
    return row->text("country") == "GB" && currency.text() == "GBP";
}

std::optional<Declaration> find_declaration(store::Session& session, GiftId gift) {
    const auto row = session.one(select_declaration + "WHERE gift_id = ? AND is_open = 1", gift);
    if (!row) return {};
    return declaration_from(*row);
}

std::vector<Declaration> recent_declarations(store::Session& session, int limit) {
    std::vector<Declaration> all;
    for (const auto& row : session.all(select_declaration + "ORDER BY id DESC LIMIT ?", limit))
        all.push_back(declaration_from(row));
    return all;
}

std::vector<Line> lines_to_claim(store::Session& session) {
    const auto zone =
        session.one("SELECT time_zone FROM organisation WHERE id = 1")->text("time_zone");
    auto lines = new_lines(session, zone);
    for (auto& line : moved_lines(session, zone)) lines.push_back(std::move(line));
    std::vector<GiftId> gifts;
    for (const auto& line : lines) gifts.push_back(line.gift);
    const auto now = receipts::certifiable_of(session, gifts);
    std::vector<Line> due;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = lines[i];
        // What an open dispute holds is neither claimed nor taken back yet.
        const auto kept = now[i].minor + (line.claimed_before > 0 ? now[i].held : 0);
        line.minor = std::abs(kept - line.claimed_before);
        line.sort = kept < line.claimed_before ? LineSort::adjustment : LineSort::claim;
        if (line.minor > 0) due.push_back(std::move(line));
    }
    return due;
}

std::vector<Line> lines_of_schedule(store::Session& session, ScheduleId id) {
    std::vector<Line> lines;
    for (const auto& row : session.all(
             "SELECT gift_id, sort, campaign_id, fund_id, minor, given_on, is_sponsored, title,"
             " first_name, last_name, house, postcode FROM gift_aid_line WHERE schedule_id = ?"
             " ORDER BY given_on, gift_id LIMIT ?",
             id, claims_a_schedule + adjustments_max)) {
        Line line;
        line.gift = row.id<GiftId>("gift_id");
        line.sort = row.text("sort") == "claim" ? LineSort::claim : LineSort::adjustment;
        line.campaign = row.id<CampaignId>("campaign_id"), line.fund = row.id<FundId>("fund_id");
        line.minor = row.number("minor"), line.given_on = row.date("given_on");
        line.is_sponsored = row.flag("is_sponsored"), line.by = person_from(row);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<Schedule> find_schedule(store::Session& session, ScheduleId id) {
    const auto row = session.one(select_schedule + "WHERE id = ?", id);
    if (!row) return {};
    return schedule_from(*row);
}

std::optional<Schedule> find_schedule_by_key(store::Session& session, const std::string& key) {
    const auto row = session.one(select_schedule + "WHERE request_key = ?", key);
    if (!row) return {};
    return schedule_from(*row);
}

std::vector<Schedule> recent_schedules(store::Session& session, int limit) {
    std::vector<Schedule> all;
    for (const auto& row : session.all(select_schedule + "ORDER BY id DESC LIMIT ?", limit))
        all.push_back(schedule_from(row));
    return all;
}

std::vector<Part> parts_of_reclaim(store::Session& session, ScheduleId id, Money amount) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> sums;
    for (const auto& line : lines_of_schedule(session, id))
        sums[{line.campaign.value, line.fund.value}] +=
            line.sort == LineSort::claim ? line.minor : -line.minor;
    std::vector<std::int64_t> weights;
    std::vector<Part> parts;
    for (const auto& [key, sum] : sums) {
        parts.push_back({CampaignId{key.first}, FundId{key.second}, {0, amount.currency}});
        weights.push_back(std::max<std::int64_t>(sum, 0));
    }
    const auto amounts = split_money(amount, weights);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].amount = amounts[i];
    std::erase_if(parts, [](const Part& part) { return part.amount.minor == 0; });
    return parts;
}

void insert_declaration(store::Transaction& tx, const Declaration& one) {
    tx.run(
        "INSERT INTO gift_aid_declaration (id, gift_id, email, title, first_name, last_name, house,"
        " address, postcode, wording, covers_past, covers_future, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.gift, one.email, one.by.title, one.by.first_name, one.by.last_name,
        one.by.house, one.by.address, one.by.postcode, one.wording, one.covers_past,
        one.covers_future, one.made_at);
}

bool end_declaration_row(store::Transaction& tx, DeclarationId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE gift_aid_declaration SET ended_at = ?, ended_by = ?, is_open = NULL"
               " WHERE id = ? AND is_open = 1",
               now, by, id) == 1;
}

void take_turn(store::Transaction& tx) {
    tx.lock("SELECT id FROM organisation WHERE id = 1 FOR UPDATE");
}

void insert_schedule(store::Transaction& tx, const Schedule& one, const std::string& request_key) {
    tx.run(
        "INSERT INTO gift_aid_schedule (id, currency, claims, minor, adjust_minor, earliest_on,"
        " made_by, made_at, request_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.currency.text(), one.claims, one.minor, one.adjusted, one.earliest_on,
        one.made_by, one.made_at, request_key);
}

void insert_line(store::Transaction& tx, ScheduleId id, const Line& line) {
    tx.run(
        "INSERT INTO gift_aid_line (schedule_id, gift_id, sort, campaign_id, fund_id, minor,"
        " given_on, is_sponsored, title, first_name, last_name, house, postcode)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, line.gift, line.sort == LineSort::claim ? "claim" : "adjustment", line.campaign,
        line.fund, line.minor, line.given_on, line.is_sponsored, line.by.title, line.by.first_name,
        line.by.last_name, line.by.house, line.by.postcode);
}

bool move_claim(store::Transaction& tx, const Line& line, Instant now) {
    const auto claimed = line.sort == LineSort::claim ? line.claimed_before + line.minor
                                                      : line.claimed_before - line.minor;
    if (line.claimed_before > 0)
        return tx.run(
                   "UPDATE gift_aid_claim SET claimed = ?, gift_version = ? WHERE gift_id = ?"
                   " AND claimed = ?",
                   claimed, line.gift_version, line.gift, line.claimed_before) == 1;
    // Taken back whole before: the row is there. Claimed by somebody else meanwhile: Duplicate.
    if (tx.run("UPDATE gift_aid_claim SET claimed = ?, gift_version = ? WHERE gift_id = ?"
               " AND claimed = 0",
               claimed, line.gift_version, line.gift) == 1)
        return true;
    tx.run(
        "INSERT INTO gift_aid_claim (id, gift_id, declaration_id, claimed, gift_version)"
        " VALUES (?, ?, ?, ?, ?)",
        new_number(now), line.gift, line.declaration, claimed, line.gift_version);
    return true;
}

bool move_reclaimed(store::Transaction& tx, ScheduleId id, std::int64_t minor) {
    return tx.run(
               "UPDATE gift_aid_schedule SET reclaimed = reclaimed + ? WHERE id = ?"
               " AND reclaimed + ? >= 0",
               minor, id, minor) == 1;
}

}  // namespace gift_aid
