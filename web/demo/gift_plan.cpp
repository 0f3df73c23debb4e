#include "web/demo/gift_plan.h"

#include <algorithm>

#include "web/demo/moments.h"

namespace demo {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using End = GiftPlan::End;

constexpr std::uint32_t seed = 4001;
constexpr std::size_t words_left_waiting = 5;  // With the pages of two walkers it is seven.

const Walker* draw_walker(Dice& dice, const std::vector<Walker>& walkers, Instant at) {
    std::vector<std::int64_t> pulls;
    for (const auto& walker : walkers) pulls.push_back(walker.since < at ? walker.pull : 0);
    if (std::ranges::all_of(pulls, [](auto pull) { return pull == 0; })) return nullptr;
    return &walkers[dice.weighted(pulls)];
}

// The wall that brought them, if one did that hung by then.
const Wall* draw_wall(Dice& dice, const std::vector<Wall>& walls, Instant at) {
    std::vector<std::int64_t> pulls{30};  // Nobody knows how these came.
    for (const auto& wall : walls)
        pulls.push_back(wall.since < at && at < wall.until ? wall.pull : 0);
    const auto drawn = dice.weighted(pulls);
    return drawn == 0 ? nullptr : &walls[drawn - 1];
}

std::string draw_method(Dice& dice) {
    static const std::vector<std::string> methods{"transfer", "cash", "card_reader", "cheque"};
    return methods[dice.weighted({700, 170, 90, 40})];
}

void draw_transfer_end(Dice& dice, GiftPlan& plan) {
    const auto whole = giving::total_of(plan.asked.lines, currency_of("EUR")).minor;
    plan.ends_at = working_morning(dice, plan.at, static_cast<int>(dice.between(1, 4)));
    plan.end = End::arrives, plan.arrives_minor = whole;
    const auto fate = dice.below(1000);
    if (fate < 30 && whole > 1000) {
        plan.end = End::comes_short, plan.arrives_minor = whole - 500;
        plan.lets_rest_go = dice.happens(500);
    } else if (fate < 45) {
        plan.arrives_minor = whole + 500;
    } else if (fate < 105) {
        plan.end = End::lapses, plan.ends_at = plan.at + days{giving::promise_days};
    } else if (fate < 115) {
        plan.end = End::is_withdrawn, plan.reason = "given twice by mistake";
    }
}

void draw_desk_end(Dice& dice, GiftPlan& plan) {
    const auto whole = giving::total_of(plan.asked.lines, currency_of("EUR")).minor;
    plan.ends_at = working_morning(dice, plan.at, static_cast<int>(dice.between(0, 3)));
    if (plan.ends_at < plan.at) plan.ends_at = plan.at + minutes{20 + dice.below(120)};
    plan.end = End::is_confirmed, plan.arrives_minor = whole;
    const auto fate = dice.below(1000);
    if (fate < 15)
        plan.end = End::is_rejected, plan.reason = "the envelope was empty";
    else if (fate < 50 && whole > 1000)
        plan.arrives_minor = whole - 100 * dice.between(1, 5),
        plan.reason = "counted twice, less than on the sheet";
}

void draw_words(Dice& dice, GiftPlan& plan) {
    const auto& donor = plan.asked.donor;
    if (donor.name.empty() && donor.message.empty()) return;
    plan.read_at = plan.at + minutes{3 + dice.below(400)};
    plan.is_hidden = !donor.message.empty() && dice.happens(12);
}

giving::NewGift draw_asked(const Plot& plot, Dice& dice, std::size_t number,
                           const giving::Terms& terms) {
    giving::NewGift asked;
    asked.method = draw_method(dice);
    const bool by_form = asked.method == "transfer";
    asked.origin = by_form ? "form" : "desk", asked.is_meant = true;
    asked.request_key = "demo-gift-" + std::to_string(number);
    const Money amount{draw_amount(dice), terms.currency};
    asked.lines = {{"gift", terms.fund, amount, true}};
    constexpr int fee_percent = 3;
    if (by_form && dice.happens(310))
        asked.lines.push_back(
            {"fee_cover", terms.fund, {amount.minor * fee_percent / 100, terms.currency}, false});
    asked.donor = draw_donor(plot.cast, dice, number);
    if (!by_form) asked.donor.email.clear(), asked.donor.language = "en";
    return asked;
}

void draw_way(const Plot& plot, Dice& dice, GiftPlan& plan) {
    const auto& show = plot.stage.shows[plan.show];
    const auto* walker = dice.happens(show.credited)
                             ? draw_walker(dice, plot.walkers[plan.show], plan.at)
                             : nullptr;
    if (walker != nullptr) plan.asked.shares = {{walker->id, walker->team, {}}};
    if (plan.asked.origin != "form") return;
    if (walker != nullptr && dice.happens(720)) {
        const auto which = std::min<std::int64_t>(dice.below(4),
                                                  std::ssize(walker->links) - 1);
        plan.asked.link = walker->links[static_cast<std::size_t>(which)];
        plan.channel = which == 2 ? "facebook" : "";
    } else if (const auto* wall = draw_wall(dice, plot.walls[plan.show], plan.at)) {
        plan.asked.link = wall->link, plan.channel = wall->channel;
    }
}

// What lies ahead has not happened: it waits.
void forget_what_lies_ahead(Dice& dice, std::vector<GiftPlan>& plans, Instant now) {
    std::size_t waiting = 0;
    for (auto at = plans.rbegin(); at != plans.rend(); ++at) {
        const auto latest = now - minutes{1};
        if (at->read_at && waiting++ < words_left_waiting) at->read_at.reset();
        if (at->read_at) at->read_at = std::min(*at->read_at, latest);
        if (at->ends_at > latest) at->end = End::waits;
        const bool stays_open = at->end == End::waits && at->asked.method == "transfer";
        if (stays_open && !at->asked.donor.email.empty() && dice.happens(700))
            at->proven_at = std::min(at->at + minutes{4}, latest);
    }
}

}  // namespace

giving::Donor draw_donor(const Cast& cast, Dice& dice, std::size_t number) {
    giving::Donor donor;
    const auto name = draw_name(cast, dice);
    donor.language = name.language;
    if (dice.happens(860)) donor.name = dice.happens(820) ? name.full : name.given;
    donor.is_anonymous = dice.happens(donor.name.empty() ? 500 : 90);
    donor.hides_from_participant = donor.is_anonymous && dice.happens(250);
    donor.hides_amount = dice.happens(40);
    if (dice.happens(340)) donor.message = dice.one_of(cast.messages);
    if (dice.happens(560)) donor.email = "donor" + std::to_string(number) + "@example.com";
    if (!donor.email.empty() && dice.happens(220)) {
        donor.receipt_name = name.full;
        donor.receipt_address = "Linden Street " + std::to_string(dice.between(1, 90)) +
                                "\n12345 Riverside";
        if (dice.happens(400)) donor.consent_wording = "You may write to me about later walks.";
    }
    return donor;
}

std::int64_t draw_amount(Dice& dice) {
    static const std::vector<std::int64_t> euros{5,  10, 15, 20,  25,  30,  40, 50,
                                                 75, 80, 100, 150, 200, 250, 500, 1000};
    static const std::vector<std::int64_t> weights{70, 240, 60, 270, 70, 55, 30, 130,
                                                   8,  6,   38, 7,   9,  5,  3,  1};
    constexpr std::int64_t cents = 100;
    if (dice.happens(25)) return dice.between(3, 120) * cents + dice.between(1, 99);
    return euros[dice.weighted(weights)] * cents;
}

std::vector<GiftPlan> draw_gifts(const Plot& plot, Instant now) {
    Dice dice{seed};
    std::vector<GiftPlan> plans;
    for (std::size_t s = 0; s < plot.stage.shows.size(); ++s) {
        const auto& show = plot.stage.shows[s];
        for (int i = 0; i < show.gifts; ++i) {
            GiftPlan plan{.show = s};
            plan.at = draw_moment(dice, show.opened_at + hours{1}, now - minutes{2}, show.rush);
            plan.asked = draw_asked(plot, dice, plans.size(), show.terms);
            draw_way(plot, dice, plan);
            if (plan.asked.method == "transfer")
                draw_transfer_end(dice, plan);
            else
                draw_desk_end(dice, plan);
            draw_words(dice, plan);
            plans.push_back(plan);
        }
    }
    std::ranges::stable_sort(plans, {}, &GiftPlan::at);
    forget_what_lies_ahead(dice, plans, now);
    return plans;
}

}  // namespace demo
