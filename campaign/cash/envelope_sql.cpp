#include <array>

#include "campaign/cash/envelope.h"
#include "campaign/words/check.h"

namespace cash {

namespace {

constexpr std::array states{std::pair{EnvelopeState::printed, std::string_view{"printed"}},
                            std::pair{EnvelopeState::handed_in, std::string_view{"handed_in"}},
                            std::pair{EnvelopeState::counted, std::string_view{"counted"}},
                            std::pair{EnvelopeState::given_back, std::string_view{"given_back"}}};

const std::string select_envelope =
    "SELECT e.id, e.campaign_id, e.number, e.code, e.state, e.participant_id, e.giver,"
    " e.told_minor, e.control_minor, e.counted_minor, e.sheet_number, e.received_by,"
    " e.received_at, e.bag_id, e.answer, e.version, COALESCE(p.name, '') AS participant_name,"
    " COALESCE(a.name, '') AS received_by_name, COALESCE(b.number, 0) AS bag_number"
    " FROM cash_envelope e LEFT JOIN participant p ON p.id = e.participant_id"
    " LEFT JOIN account a ON a.id = e.received_by LEFT JOIN cash_bag b ON b.id = e.bag_id ";

std::optional<std::int64_t> maybe_number(const store::Row& row, std::string_view column) {
    if (row.is_null(column)) return {};
    return row.number(column);
}

Envelope envelope_from(const store::Row& row) {
    Envelope one;
    one.id = row.id<EnvelopeId>("id"), one.campaign = row.id<CampaignId>("campaign_id");
    one.number = row.number("number"), one.code = row.text("code");
    for (const auto& [state, name] : states)
        if (name == row.text("state")) one.state = state;
    one.participant = row.id<ParticipantId>("participant_id"), one.giver = row.text("giver");
    one.participant_name = row.text("participant_name");
    one.told = maybe_number(row, "told_minor"), one.control = maybe_number(row, "control_minor");
    one.counted = maybe_number(row, "counted_minor");
    one.sheet_number = row.number("sheet_number");
    one.received_by = row.id<AccountId>("received_by");
    one.received_by_name = row.text("received_by_name");
    one.received_at = row.maybe_instant("received_at"), one.bag = row.id<BagId>("bag_id");
    one.bag_number = row.number("bag_number"), one.answer = row.text("answer");
    one.version = static_cast<int>(row.number("version"));
    return one;
}

std::optional<Envelope> first_of(const std::optional<store::Row>& row) {
    if (!row) return {};
    return envelope_from(*row);
}

std::vector<Envelope> envelopes_from_rows(const std::vector<store::Row>& rows) {
    std::vector<Envelope> all;
    for (const auto& row : rows) all.push_back(envelope_from(row));
    return all;
}

}  // namespace

std::string_view state_name(EnvelopeState state) {
    for (const auto& [one, name] : states)
        if (one == state) return name;
    check(false, "a state of an envelope has a name");
    return {};
}

std::int64_t sum_of(const std::vector<SheetRow>& rows) {
    std::int64_t sum = 0;
    for (const auto& row : rows) sum += row.minor();
    return sum;
}

std::int64_t told_sum_of(const std::vector<SheetRow>& rows) {
    std::int64_t sum = 0;
    for (const auto& row : rows) sum += row.gift.amount.minor;
    return sum;
}

bool makes_control(const Envelope& envelope, const std::vector<SheetRow>& rows) {
    return !envelope.control || *envelope.control == told_sum_of(rows) ||
           *envelope.control == sum_of(rows);
}

std::optional<Envelope> find_envelope(store::Session& session, EnvelopeId id) {
    return first_of(session.one(select_envelope + "WHERE e.id = ?", id.value));
}

std::optional<Envelope> find_envelope_by_code(store::Session& session, const std::string& code) {
    return first_of(session.one(select_envelope + "WHERE e.code = ?", code));
}

std::optional<Envelope> find_envelope_by_number(store::Session& session, CampaignId campaign,
                                                std::int64_t number) {
    return first_of(session.one(select_envelope + "WHERE e.campaign_id = ? AND e.number = ?",
                                campaign, number));
}

std::optional<Envelope> find_envelope_by_key(store::Session& session, const std::string& key) {
    return first_of(session.one(select_envelope + "WHERE e.request_key = ?", key));
}

std::vector<Envelope> envelopes_of(store::Session& session, CampaignId campaign, int limit) {
    return envelopes_from_rows(
        session.all(select_envelope + "WHERE e.campaign_id = ? AND e.state <> 'printed'"
                                      " ORDER BY e.received_at DESC, e.number DESC LIMIT ?",
                    campaign, limit));
}

std::vector<Envelope> envelopes_in(store::Session& session, BagId bag) {
    return envelopes_from_rows(
        session.all(select_envelope + "WHERE e.bag_id = ? ORDER BY e.number LIMIT ?", bag.value,
                    envelopes_listed_max));
}

std::vector<Envelope> envelopes_without_bag(store::Session& session, CampaignId campaign) {
    return envelopes_from_rows(session.all(
        select_envelope + "WHERE e.campaign_id = ? AND e.state = 'handed_in' AND e.bag_id IS NULL"
                          " ORDER BY e.number LIMIT ?",
        campaign, envelopes_listed_max));
}

std::vector<Envelope> envelopes_from(store::Session& session, ParticipantId participant) {
    constexpr int shown_max = 20;
    return envelopes_from_rows(session.all(
        select_envelope + "WHERE e.participant_id = ? AND e.state IN ('handed_in', 'counted')"
                          " ORDER BY e.received_at DESC LIMIT ?",
        participant.value, shown_max));
}

std::vector<SheetRow> rows_in(store::Session& session, EnvelopeId envelope) {
    std::vector<SheetRow> rows;
    for (const auto& row :
         session.all("SELECT gift_id, counted_minor FROM cash_row WHERE envelope_id = ?"
                     " ORDER BY number, gift_id LIMIT ?",
                     envelope.value, rows_max)) {
        const auto gift = giving::find_gift(session, row.id<GiftId>("gift_id"));
        check(gift.has_value(), "a row of a sheet has its gift");
        const auto lines = giving::lines_of(session, *gift);
        rows.push_back({*gift, lines.empty() ? "gift" : lines.front().kind,
                        maybe_number(row, "counted_minor")});
    }
    return rows;
}

std::optional<Date> hand_in_day(store::Session& session, CampaignId campaign) {
    const auto row =
        session.one("SELECT hand_in_by FROM cash_till WHERE campaign_id = ?", campaign);
    if (!row) return {};
    return row->maybe_date("hand_in_by");
}

}  // namespace cash
