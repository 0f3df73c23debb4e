#include "campaign/links/printing.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace links {

namespace {

Refusal wrong(std::string field, std::string detail) {
    return {Reason::not_a_valid_value, std::move(field), std::move(detail)};
}

std::optional<Refusal> run_objection(const NewPrintRun& asked, int sheets) {
    if (sheets == 0) return wrong("spares", "Choose places to print for, or ask for spares.");
    if (sheets > run_sheets_max)
        return wrong("spares", "A run has at most 400 sheets. Print it in several.");
    if (asked.spares < 0 || asked.spares > spares_max)
        return wrong("spares", "Spares are a number from 0 to 200.");
    if (asked.cost.minor < 0) return wrong("cost", "The cost is not less than nothing.");
    if (count_code_points(asked.printer) > printer_max)
        return wrong("printer", "The printer's name is too long.");
    if (!asked.version) return wrong("spares", "There is nothing approved to print yet.");
    if (asked.request_key.empty()) return Refusal{Reason::form_expired};
    return {};
}

ledger::AuditEntry entry_about(const PrintRun& run, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "print_run",
            .subject_id = run.id.value,
            .campaign = run.campaign,
            .detail = "run " + std::to_string(run.number) + ", sheets " +
                      std::to_string(run.copies) + ", cost " + std::to_string(run.cost)};
}

// In the order they were asked for, and none of another campaign.
std::vector<Placement> places_to_print(store::Session& session, const NewPrintRun& asked) {
    const auto all = all_placements(session, asked.campaign);
    std::vector<Placement> places;
    for (const auto id : asked.places) {
        const auto found = std::ranges::find(all, id, &Placement::id);
        if (found != all.end() && !found->ended_at) places.push_back(*found);
    }
    return places;
}

// Codes without a place, numbered.
void insert_spares(store::Transaction& tx, const PrintRun& run, std::int64_t first, int count,
                   AccountId by) {
    for (int i = 0; i < count; ++i) {
        const auto link = make_link(tx,
                                    {.campaign = run.campaign,
                                     .channel = run.channel,
                                     .landing = usual_landing(run.channel),
                                     .label = "spare " + std::to_string(first + i),
                                     .made_by = by},
                                    run.made_at);
        insert_spare(tx, {.link = link, .number = first + i, .run = run.id});
    }
}

}  // namespace

PrintRun make_print_run(store::Store& store, const NewPrintRun& asked, const people::Actor& actor,
                        Instant now) {
    auto& session = store.session();
    if (auto earlier = find_print_run_by_key(session, asked.request_key)) return *earlier;
    const auto places = places_to_print(session, asked);
    int sheets = asked.spares;
    for (const auto& place : places) sheets += place.copies;
    if (const auto refusal = run_objection(asked, sheets)) throw Refused{*refusal};
    try {
        return store.in_transaction([&](store::Transaction& tx) {
            const auto numbers = lock_print_numbers(tx, asked.campaign, asked.spares);
            const PrintRun run{.id = new_id<PrintRunId>(now),
                               .campaign = asked.campaign,
                               .number = numbers.run,
                               .channel = asked.channel,
                               .paper = asked.paper,
                               .printer = asked.printer,
                               .copies = sheets,
                               .cost = asked.cost.minor,
                               .printed_on = asked.printed_on,
                               .printed_version = asked.version,
                               .made_at = now};
            insert_print_run(tx, run, asked.request_key, actor.account);
            int position = 0;
            for (const auto& place : places) {
                insert_printed(tx, {run.id, place.id, position++, place.copies});
                note_printed(tx, place.id, run.id, asked.version);
            }
            insert_spares(tx, run, numbers.first_spare, asked.spares, actor.account);
            ledger::append_audit(tx, entry_about(run, actor, "print run made"), now);
            return run;
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "print_run_is_made_once") throw;
        return find_print_run_by_key(session, asked.request_key).value();
    }
}

void correct_print_run(store::Store& store, const PrintRun& before, const PrintRun& after,
                       const people::Actor& actor, Instant now) {
    if (after.cost < 0) throw Refused{wrong("cost", "The cost is not less than nothing.")};
    if (count_code_points(after.printer) > printer_max)
        throw Refused{wrong("printer", "The printer's name is too long.")};
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_print_run(tx, before, after)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(after, actor, "print run corrected"), now);
    });
}

void add_channel_cost(store::Store& store, const NewChannelCost& asked, const people::Actor& actor,
                      Instant now) {
    if (!find_channel(asked.channel)) throw Refused{wrong("channel", "Choose a channel.")};
    if (asked.what.empty() || count_code_points(asked.what) > cost_words_max)
        throw Refused{wrong("what", "Say what it was for, in at most 120 letters.")};
    if (asked.cost.minor <= 0) throw Refused{wrong("cost", "Type an amount like 20 or 12.50.")};
    if (asked.request_key.empty()) throw Refused{{Reason::form_expired}};
    const ChannelCost cost{.id = new_number(now),
                           .campaign = asked.campaign,
                           .channel = asked.channel,
                           .what = asked.what,
                           .minor = asked.cost.minor,
                           .paid_on = asked.paid_on,
                           .made_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_channel_cost(tx, cost, asked.request_key, actor.account);
            ledger::append_audit(
                tx,
                {.actor = actor,
                 .action = "channel cost entered",
                 .subject_type = "channel_cost",
                 .subject_id = cost.id,
                 .campaign = cost.campaign,
                 .detail = cost.channel + ": " + cost.what + ", " + std::to_string(cost.minor)},
                now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "channel_cost_is_entered_once") throw;
    }
}

void end_channel_cost(store::Store& store, const ChannelCost& cost, const people::Actor& actor,
                      Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_channel_cost_row(tx, cost.id, cost.campaign, now))
            throw Refused{{Reason::already_decided}};
        ledger::append_audit(
            tx,
            {.actor = actor,
             .action = "channel cost taken back",
             .subject_type = "channel_cost",
             .subject_id = cost.id,
             .campaign = cost.campaign,
             .detail = cost.channel + ": " + cost.what + ", " + std::to_string(cost.minor)},
            now);
    });
}

}  // namespace links
