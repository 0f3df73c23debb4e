#include "campaign/giving/gift.h"
#include "campaign/giving/gift_row.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace giving {

// Every column of a gift, read by gift_from() and nowhere else.
const std::string select_gift =
    "SELECT id, campaign_id, method, state, origin, currency, minor, confirmed_minor, open_minor,"
    " given_at, confirmed_at, proven_at, is_late, is_rehearsal, donor_name, is_anonymous,"
    " hides_from_participant, hides_amount, message, words_state, email, language, receipt_name,"
    " receipt_address, consent_wording, link_id, reference, request_key, request_hash,"
    " token_digest, browser, entered_by, decided_by, author_id, state_reason, version, occasion,"
    " remembered, company FROM gift ";

Gift gift_from(const store::Row& row) {
    const auto currency = currency_of(row.text("currency"));
    Gift gift;
    gift.id = row.id<GiftId>("id"), gift.campaign = row.id<CampaignId>("campaign_id");
    gift.method = row.text("method"), gift.origin = row.text("origin");
    gift.state = state_of(row.text("state"));
    gift.amount = {row.number("minor"), currency};
    gift.confirmed = {row.number("confirmed_minor"), currency};
    gift.open = {row.number("open_minor"), currency};
    gift.given_at = row.instant("given_at");
    gift.confirmed_at = row.maybe_instant("confirmed_at");
    gift.proven_at = row.maybe_instant("proven_at");
    gift.is_late = row.flag("is_late"), gift.is_rehearsal = row.flag("is_rehearsal");
    gift.donor = {
        row.text("donor_name"),      row.flag("is_anonymous"), row.flag("hides_from_participant"),
        row.flag("hides_amount"),    row.text("message"),      row.text("email"),
        row.text("language"),        row.text("receipt_name"), row.text("receipt_address"),
        row.text("consent_wording"), row.text("browser")};
    gift.donor.mentions = {row.text("occasion"), row.text("remembered"), row.text("company")};
    gift.words_state = row.text("words_state");
    gift.link = row.id<LinkId>("link_id"), gift.reference = row.text("reference");
    gift.request_key = row.text("request_key"), gift.request_hash = row.text("request_hash");
    gift.token_digest = row.text("token_digest"), gift.state_reason = row.text("state_reason");
    gift.entered_by = row.id<AccountId>("entered_by");
    gift.decided_by = row.id<AccountId>("decided_by");
    gift.author = row.id<AccountId>("author_id");
    gift.version = static_cast<int>(row.number("version"));
    return gift;
}

namespace {

std::optional<Gift> maybe_gift(const std::optional<store::Row>& row) {
    if (!row) return {};
    return gift_from(*row);
}

void insert_lines(store::Transaction& tx, GiftId gift, const NewGift& asked, Instant now) {
    std::string sql = "INSERT INTO gift_line (id, gift_id, kind, fund_id, minor, counts) VALUES ";
    std::vector<store::Value> values;
    for (const auto& line : asked.lines) {
        sql += values.empty() ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
        for (auto&& value : {store::value_of(new_number(now)), store::value_of(gift),
                             store::value_of(line.kind), store::value_of(line.fund),
                             store::value_of(line.amount.minor), store::value_of(line.counts)})
            values.push_back(value);
    }
    tx.change(sql, values);
}

void insert_shares(store::Transaction& tx, const Gift& gift, const std::vector<Share>& shares,
                   Instant now) {
    for (const auto& share : shares)
        tx.run(
            "INSERT INTO share (id, gift_id, campaign_id, participant_id, team_id, minor,"
            " made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            new_number(now), gift.id, gift.campaign, share.participant.value, share.team.value,
            share.amount.minor, now);
}

bool has_words(const NewGift& asked) {
    const auto& donor = asked.donor;
    return !donor.name.empty() || !donor.message.empty() || !donor.mentions.is_empty() ||
           asked.card;
}

}  // namespace

Gift insert_gift(store::Transaction& tx, const NewGift& asked, const Terms& terms, const Keys& keys,
                 Instant now) {
    Gift gift;
    gift.id = new_id<GiftId>(now), gift.campaign = terms.campaign;
    gift.method = asked.method, gift.origin = asked.origin;
    gift.state = asked.method == "transfer" ? State::pending
                 : asked.method == "card"   ? State::intent
                                            : State::entered;
    gift.amount = total_of(asked.lines, terms.currency);
    gift.confirmed = {0, terms.currency};
    gift.open = gift.state == State::intent ? gift.confirmed : gift.amount;
    gift.given_at = asked.given_at.value_or(now), gift.is_late = terms.is_late,
    gift.is_rehearsal = terms.is_rehearsal;
    gift.donor = asked.donor, gift.state_reason = asked.note;
    gift.words_state = has_words(asked) ? "waiting" : "none";
    gift.link = asked.link, gift.reference = keys.reference;
    gift.request_key = asked.request_key, gift.request_hash = hash_of(asked, terms.campaign);
    gift.token_digest = sha256_hex(keys.token), gift.entered_by = keys.entered_by;
    const auto& donor = gift.donor;
    tx.run(
        "INSERT INTO gift (id, campaign_id, method, state, origin, currency, minor, open_minor,"
        " given_at, is_late, is_rehearsal, donor_name, is_anonymous, hides_from_participant,"
        " hides_amount, message, words_state, email, language, receipt_name, receipt_address,"
        " consent_mail_at, consent_wording, link_id, reference, request_key, request_hash,"
        " token_digest, browser, entered_by, author_id,"
        " state_reason, occasion, remembered, company)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        gift.id, gift.campaign, gift.method, state_name(gift.state), gift.origin,
        terms.currency.text(), gift.amount.minor, gift.open.minor, gift.given_at, gift.is_late,
        gift.is_rehearsal, donor.name, donor.is_anonymous, donor.hides_from_participant,
        donor.hides_amount, donor.message, gift.words_state, donor.email, donor.language,
        donor.receipt_name, donor.receipt_address,
        donor.consent_wording.empty() ? std::nullopt : std::optional{now}, donor.consent_wording,
        gift.link, gift.reference.empty() ? std::nullopt : std::optional{gift.reference},
        gift.request_key, gift.request_hash, gift.token_digest, donor.browser, keys.entered_by,
        asked.author, asked.note, donor.mentions.occasion, donor.mentions.remembered,
        donor.mentions.company);
    if (asked.card) insert_card(tx, gift.id, *asked.card, now);
    insert_lines(tx, gift.id, asked, now);
    insert_shares(tx, gift, asked.shares, now);
    return gift;
}

void carry_words_over(store::Transaction& tx, GiftId from, GiftId to) {
    tx.run(
        "UPDATE gift n JOIN gift f ON f.id = ? SET n.words_state = f.words_state,"
        " n.words_decided_by = f.words_decided_by, n.words_decided_at = f.words_decided_at,"
        " n.consent_mail_at = f.consent_mail_at, n.consent_wording = f.consent_wording,"
        " n.proven_at = f.proven_at WHERE n.id = ?",
        from, to);
}

std::optional<Gift> find_gift(store::Session& session, GiftId id) {
    return maybe_gift(session.one(select_gift + "WHERE id = ?", id.value));
}

std::optional<Gift> find_gift_by_key(store::Session& session, const std::string& key) {
    return maybe_gift(session.one(select_gift + "WHERE request_key = ?", key));
}

std::optional<Gift> find_gift_by_token(store::Session& session, const std::string& token) {
    return maybe_gift(session.one(select_gift + "WHERE token_digest = ?", sha256_hex(token)));
}

std::optional<Gift> find_gift_by_reference(store::Session& session, const std::string& reference) {
    return maybe_gift(session.one(select_gift + "WHERE reference = ?", reference));
}

std::optional<Gift> lock_gift(store::Transaction& tx, GiftId id) {
    return maybe_gift(tx.lock(select_gift + "WHERE id = ? FOR UPDATE", id.value));
}

std::vector<Line> lines_of(store::Session& session, const Gift& gift) {
    constexpr int lines_max = 20;
    std::vector<Line> lines;
    for (const auto& row : session.all("SELECT kind, fund_id, minor, counts FROM gift_line"
                                       " WHERE gift_id = ? ORDER BY kind <> 'gift', kind, fund_id"
                                       " LIMIT ?",
                                       gift.id.value, lines_max))
        lines.push_back({row.text("kind"), row.id<FundId>("fund_id"),
                         Money{row.number("minor"), gift.amount.currency}, row.flag("counts")});
    return lines;
}

std::vector<Share> shares_of(store::Session& session, const Gift& gift) {
    constexpr int shares_max = 50;
    std::vector<Share> shares;
    for (const auto& row :
         session.all("SELECT participant_id, team_id, minor FROM share"
                     " WHERE gift_id = ? ORDER BY participant_id, team_id LIMIT ?",
                     gift.id.value, shares_max))
        shares.push_back({row.id<ParticipantId>("participant_id"), row.id<TeamId>("team_id"),
                          Money{row.number("minor"), gift.amount.currency}});
    return shares;
}

std::string token_for(store::Session& session, const std::string& request_key) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    constexpr std::size_t digits = 32;  // 128 bits.
    return sha256_hex("gift" + secret->text("value") + request_key).substr(0, digits);
}

std::optional<Gift> find_repeat(store::Session& session, const NewGift& asked, const Terms& terms,
                                Instant since) {
    const auto total = total_of(asked.lines, terms.currency);
    const std::string same =
        " AND given_at > ? AND campaign_id = ? AND minor = ?"
        " AND request_key <> ? AND state IN ('pending', 'confirmed')"
        " ORDER BY given_at DESC LIMIT 1";
    const auto& donor = asked.donor;
    if (!donor.browser.empty())
        if (auto found =
                maybe_gift(session.one(select_gift + "WHERE browser = ?" + same, donor.browser,
                                       since, terms.campaign, total.minor, asked.request_key)))
            return found;
    if (donor.email.empty()) return {};
    return maybe_gift(session.one(select_gift + "WHERE email = ?" + same, donor.email, since,
                                  terms.campaign, total.minor, asked.request_key));
}

std::vector<Gift> begun_by_browser(store::Session& session, const NewGift& asked,
                                   const Terms& terms, Instant since) {
    constexpr int begun_max = 3;
    std::vector<Gift> begun;
    if (asked.donor.browser.empty()) return begun;
    for (const auto& row : session.all(
             select_gift + "WHERE browser = ? AND given_at > ? AND campaign_id = ? AND minor = ?"
                           " AND request_key <> ? AND state IN ('intent', 'pending')"
                           " ORDER BY given_at DESC LIMIT ?",
             asked.donor.browser, since, terms.campaign,
             total_of(asked.lines, terms.currency).minor, asked.request_key, begun_max))
        begun.push_back(gift_from(row));
    return begun;
}

}  // namespace giving
