#include "campaign/giving/correcting.h"

#include <algorithm>
#include <set>

#include "campaign/campaign.h"
#include "campaign/cash/deposit.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/money_path.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/matching/match.h"
#include "campaign/organisation/organisation.h"
#include "campaign/roster/participant.h"
#include "campaign/roster/team.h"

namespace giving {

namespace {

using ledger::NewTransfer;
using ledger::Transfer;

// The gift as it stands, read before the unit of work.
struct Known {
    Gift gift;
    std::vector<Line> lines;
    std::vector<Share> shares;
    ledger::Booking booking;
};

Known read_seen(store::Session& session, GiftId id, int version, const std::string& reason,
                const people::Actor& actor, Instant now) {
    const auto gift = find_gift(session, id);
    if (!gift) throw Refused{{Reason::not_found}};
    if (gift->version != version) throw Refused{{Reason::already_decided}};
    if (reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why it is corrected."}};
    const auto zone = organisation::find_organisation(session).time_zone;
    return {*gift,
            lines_of(session, *gift),
            shares_of(session, *gift),
            {actor, now, language::date_in(now, zone), reason}};
}

bool is_standing(const Gift& gift) {
    return gift.state == State::pending || gift.state == State::entered ||
           gift.state == State::confirmed;
}

void take_version(store::Transaction& tx, const Gift& gift) {
    if (tx.run("UPDATE gift SET version = version + 1 WHERE id = ? AND version = ?", gift.id,
               gift.version) != 1)
        throw Refused{{Reason::already_decided}};
}

void append_correction(store::Transaction& tx, const Known& known, const std::string& action,
                       const std::string& detail, CampaignId campaign) {
    ledger::append_audit(tx,
                         {known.booking.actor, action, "gift", known.gift.id.value, campaign,
                          known.booking.reason, detail},
                         known.booking.now);
}

// The team beside a participant: as the gift knows it, else theirs today.
TeamId team_beside(store::Session& session, const Known& known, ParticipantId id) {
    const auto one = roster::find_participant_by_id(session, id);
    if (!one || one->campaign != known.gift.campaign)
        throw Refused{{Reason::not_a_valid_value, "share",
                       "Choose people and teams of the campaign that the gift belongs to."}};
    const auto known_share = std::ranges::find(known.shares, id, &Share::participant);
    return known_share != known.shares.end() ? known_share->team : one->team;
}

std::vector<Share> shares_asked(store::Session& session, const Known& known,
                                const std::vector<Share>& asked) {
    std::vector<Share> shares;
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    auto sum = Money{0, known.gift.amount.currency};
    for (auto share : asked) {
        if (share.amount.minor <= 0) throw Refused{{Reason::amount_out_of_range, "share"}};
        if (share.participant) {
            share.team = team_beside(session, known, share.participant);
        } else {
            const auto team = roster::find_team_by_id(session, share.team);
            if (!team || team->campaign != known.gift.campaign)
                throw Refused{{Reason::not_a_valid_value, "share",
                               "Choose people and teams of the campaign that the gift belongs "
                               "to."}};
        }
        if (!seen.insert({share.participant.value, share.participant ? 0 : share.team.value})
                 .second)
            throw Refused{{Reason::not_a_valid_value, "share", "Name everybody once."}};
        sum = sum + share.amount;
        shares.push_back(share);
    }
    if (!shares.empty() && sum != shareable_of(known.gift, known.lines))
        throw Refused{{Reason::not_a_valid_value, "share",
                       "The parts have to add up to what of the gift counts toward the goal."}};
    return shares;
}

std::string names_of(store::Session& session, const std::vector<Share>& shares) {
    std::string text;
    for (const auto& share : shares) {
        const auto one = roster::find_participant_by_id(session, share.participant);
        const auto team = roster::find_team_by_id(session, share.team);
        text += (text.empty() ? "" : ", ") +
                (one    ? one->name
                 : team ? team->name
                        : "?") +
                " " + decimal_text(share.amount);
    }
    return text.empty() ? "nobody" : text;
}

// Rows of the gift that stand: neither reversed nor reversals.
std::vector<Transfer> standing_rows(store::Session& session, GiftId gift) {
    auto rows = ledger::transfers_of_cause(session, "gift", gift.value);
    std::set<std::int64_t> reversed;
    for (const auto& row : rows) reversed.insert(row.reverses.value);
    std::erase_if(rows, [&](const Transfer& row) {
        return row.event == ledger::Event::reversed || reversed.contains(row.id.value);
    });
    return rows;
}

struct Moving {
    std::vector<NewTransfer> out, in;  // Reversals here, the same rows there.
};

// Without the ":v3" of an earlier move, so that keys do not grow.
std::string key_before_moves(const std::string& key) {
    const auto at = key.rfind(":v");
    const auto is_mark = at != std::string::npos && at + 2 < key.size() &&
                         std::all_of(key.begin() + static_cast<std::ptrdiff_t>(at) + 2, key.end(),
                                     [](char c) { return c >= '0' && c <= '9'; });
    return is_mark ? key.substr(0, at) : key;
}

Moving moving_of(const std::vector<Transfer>& rows, CampaignId campaign, FundId fund, int version) {
    Moving moving;
    for (const auto& row : rows) {
        if (!row.purpose.campaign) continue;  // Of the organisation: it stays there.
        moving.out.push_back(ledger::reversal_of(row));
        NewTransfer again = row;
        again.purpose.campaign = campaign, again.purpose.fund = fund;
        again.effect_key = key_before_moves(row.effect_key) + ":v" + std::to_string(version);
        again.reverses = {};
        moving.in.push_back(again);
    }
    return moving;
}

// What has come on from there: undone in the one campaign, done in the other.
void add_path(Moving& moving, const Gift& gift, const MoneyPath& path, CampaignId to, FundId fund) {
    const auto key = "moved:" + std::to_string(gift.id.value) + ":v" + std::to_string(gift.version);
    for (std::size_t i = 0; i < path.hops.size(); ++i) {
        const auto& hop = path.hops[i];
        NewTransfer row;
        row.event = hop.event, row.debit = hop.debit, row.credit = hop.credit;
        row.amount = hop.amount, row.cause_type = "gift", row.cause_id = gift.id.value;
        row.given_at = gift.given_at, row.purpose.method = gift.method;
        row.purpose.campaign = to, row.purpose.fund = fund;
        row.effect_key = key + ":in:" + std::to_string(i);
        moving.in.push_back(row);
        std::swap(row.debit, row.credit);
        row.event = ledger::Event::reversed;
        row.purpose.campaign = gift.campaign, row.purpose.fund = {};
        row.effect_key = key + ":out:" + std::to_string(i);
        moving.out.push_back(row);
    }
}

// Where a gift is moved to.
struct Goal {
    campaign::Fund fund;
    campaign::Campaign campaign;
};

Goal find_goal(store::Session& session, const Gift& gift, FundId fund) {
    for (const auto& one : campaign::all_campaigns(session))
        for (const auto& each : campaign::all_funds(session, one.id))
            if (each.id == fund) {
                if (one.currency != gift.amount.currency || one.is_rehearsal != gift.is_rehearsal)
                    throw Refused{{Reason::not_a_valid_value, "fund",
                                   "That campaign takes gifts of another currency, or rehearses."}};
                if (one.state == campaign::State::draft)
                    throw Refused{{Reason::not_a_valid_value, "fund",
                                   "That campaign is a draft that nobody has approved yet."}};
                return {each, one};
            }
    throw Refused{{Reason::not_a_valid_value, "fund", "Choose a fund."}};
}

void write_move(store::Transaction& tx, const Known& known, const Goal& goal,
                const Moving& moving) {
    const auto& gift = known.gift;
    const auto now = known.booking.now;
    const bool leaves = goal.campaign.id != gift.campaign;
    tx.run("UPDATE gift SET campaign_id = ? WHERE id = ?", goal.campaign.id, gift.id);
    tx.run("UPDATE gift_line SET fund_id = ? WHERE gift_id = ?", goal.fund.id, gift.id);
    if (leaves) {
        tx.run("UPDATE payment SET campaign_id = ?, version = version + 1 WHERE gift_id = ?",
               goal.campaign.id, gift.id);
        replace_shares(tx, gift, known.shares, {}, now);
    }
    if (gift.is_rehearsal) return;
    ledger::append_transfers(tx, moving.out, known.booking);
    ledger::append_transfers(tx, moving.in, known.booking);
    if (!leaves) return;
    const auto gifts = gift.state == State::confirmed && gift.confirmed.minor > 0 ? 1 : 0;
    auto gone = ledger::figures_of_rows(moving.out), come = ledger::figures_of_rows(moving.in);
    gone.gifts = -gifts, come.gifts = gifts;
    ledger::add_to_tally(tx, ledger::tally_of(gift.campaign), gone, now);
    ledger::add_to_tally(tx, ledger::tally_of(goal.campaign.id), come, now);
    for (const auto campaign : {gift.campaign, goal.campaign.id})
        matching::append_match_change(tx, {campaign, gift.id, gift.given_at}, now);
}

bool is_in_envelope(store::Session& session, GiftId gift) {
    const auto row = session.one("SELECT envelope_id FROM gift WHERE id = ?", gift);
    return row && !row->is_null("envelope_id");
}

}  // namespace

Money shareable_of(const Gift& gift, const std::vector<Line>& lines) {
    const auto whole = gift.state == State::confirmed ? gift.confirmed : gift.amount;
    return counting_of(lines_holding(lines, whole), gift.amount.currency);
}

Gift move_shares(store::Store& store, const SharesMoved& asked, const people::Actor& actor,
                 Instant now) {
    auto& session = store.session();
    const auto known = read_seen(session, asked.gift, asked.version, asked.reason, actor, now);
    if (!is_standing(known.gift)) throw Refused{{Reason::already_decided}};
    if (asked.shares.size() > correction_shares_max)
        throw Refused{{Reason::not_a_valid_value, "share"}};
    const auto shares = shares_asked(session, known, asked.shares);
    const auto detail = names_of(session, known.shares) + " -> " + names_of(session, shares);
    store.in_transaction([&](store::Transaction& tx) {
        take_version(tx, known.gift);
        replace_shares(tx, known.gift, known.shares, shares, now);
        append_correction(tx, known, "shares moved", detail, known.gift.campaign);
    });
    return *find_gift(session, asked.gift);
}

Gift move_gift(store::Store& store, const GiftMoved& asked, const people::Actor& actor,
               Instant now) {
    auto& session = store.session();
    const auto known = read_seen(session, asked.gift, asked.version, asked.reason, actor, now);
    const auto& gift = known.gift;
    if (gift.state == State::intent) throw Refused{{Reason::already_decided}};
    if (gift.state == State::entered && is_in_envelope(session, gift.id))
        throw Refused{{Reason::not_a_valid_value, "fund",
                       "It lies in an envelope: move it when its bag was counted."}};
    const auto goal = find_goal(session, gift, asked.fund);
    const auto from = campaign::find_campaign_by_id(session, gift.campaign);
    if (std::ranges::all_of(known.lines,
                            [&](const Line& line) { return line.fund == goal.fund.id; }))
        throw Refused{{Reason::not_a_valid_value, "fund", "It is there already."}};
    const auto rows = standing_rows(session, gift.id);
    auto moving = moving_of(rows, goal.campaign.id, goal.fund.id, gift.version);
    const bool was_moved = std::ranges::any_of(
        rows, [](const Transfer& row) { return row.effect_key.starts_with("moved:"); });
    if (goal.campaign.id != gift.campaign) {
        const auto path = path_of_money(session, gift);
        if (path.is_between)
            throw Refused{{Reason::not_a_valid_value, "fund",
                           "Its money is on its way to the bank with that of others. Move it when "
                           "the bank has shown it."}};
        if (!was_moved) add_path(moving, gift, path, goal.campaign.id, goal.fund.id);
    }
    const auto detail =
        (from ? from->slug : "?") + " -> " + goal.campaign.slug + ", fund " + goal.fund.name;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            take_version(tx, gift);
            write_move(tx, known, goal, moving);
            append_correction(tx, known, "gift moved", detail, gift.campaign);
            if (goal.campaign.id != gift.campaign)
                append_correction(tx, known, "gift moved", detail, goal.campaign.id);
        });
    } catch (const store::Duplicate&) {
        throw Refused{{Reason::not_a_valid_value, "fund",
                       "Its parts belong to several funds; they cannot be put into one."}};
    }
    reach_milestones_of(store, goal.campaign.id, now);
    return *find_gift(session, gift.id);
}

namespace {

// What was counted in a bag is mended by a recount, what went to the bank or back by a refund.
void insist_it_lies_at_the_desk(store::Session& session, const Gift& gift) {
    const auto refuse = [](const char* why) {
        throw Refused{{Reason::not_a_valid_value, "reason", why}};
    };
    if (is_in_envelope(session, gift.id))
        refuse("It was counted in a bag: count the bag again, or give the money back.");
    for (const auto& row : standing_rows(session, gift.id))
        if (row.debit.starts_with("returned:"))
            refuse("A part of it went back already: give the rest back as well.");
    if (gift.method != "card_reader" &&
        cash::left_at_desk(session, gift.campaign) < gift.confirmed.minor)
        refuse("Its money has gone to the bank: give it back instead.");
}

}  // namespace

bool can_reverse(const Gift& gift) {
    return gift.state == State::confirmed &&
           (gift.method == "cash" || gift.method == "cheque" || gift.method == "card_reader");
}

Gift reverse_gift(store::Store& store, const GiftReversed& asked, const people::Actor& actor,
                  Instant now) {
    auto& session = store.session();
    const auto known = read_seen(session, asked.gift, asked.version, asked.reason, actor, now);
    const auto& gift = known.gift;
    if (!can_reverse(gift)) throw Refused{{Reason::already_decided}};
    if (gift.entered_by == actor.account || gift.decided_by == actor.account)
        throw Refused{{Reason::needs_second_person}};
    insist_it_lies_at_the_desk(session, gift);
    Outcome outcome{State::rejected,
                    Money{0, gift.amount.currency},
                    Money{0, gift.amount.currency},
                    shares_holding(known.shares, Money{0, gift.amount.currency}),
                    {},
                    "gift reversed",
                    asked.reason};
    for (const auto& row : standing_rows(session, gift.id))
        if (ledger::figures_of_row(row).confirmed != 0)
            outcome.rows.push_back(ledger::reversal_of(row));
    const auto to_tell = read_to_tell(session, gift, known.shares);
    store.in_transaction([&](store::Transaction& tx) {
        write_outcome(tx, gift, known.shares, outcome, known.booking);
        tell_settled(tx, to_tell, gift, outcome, now);
    });
    return *find_gift(session, gift.id);
}

}  // namespace giving
