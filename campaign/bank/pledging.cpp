#include "campaign/bank/pledging.h"

#include "campaign/pledges/paying.h"

namespace bank {

namespace {

void refuse_unfit(const Line& line, const pledges::Pledge& pledge) {
    if (line.is_undone || line.open().minor <= 0) throw Refused{{Reason::already_decided}};
    if (pledge.withdrawn_at || pledge.is_rehearsal ||
        pledge.amount.currency != line.amount.currency)
        throw Refused{
            {Reason::not_allowed, "about", "That pledge was withdrawn or is in another currency."}};
}

}  // namespace

void place_as_pledge(store::Store& store, LineId id, pledges::PledgeId pledge_id,
                     const Because& because, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = find_line(session, id);
    const auto pledge = pledges::find_pledge(session, pledge_id);
    if (!line || !pledge) throw Refused{{Reason::not_found}};
    refuse_unfit(*line, *pledge);
    auto gift = pledges::find_announced(session, pledge_id);
    if (!gift)  // The program announces what the bank shows; the person's act is the placing.
        gift = pledges::pay_pledge(store,
                                   {.pledge = pledge_id,
                                    .method = "transfer",
                                    .amount = line->open(),
                                    .request_key = "pledge line:" + std::to_string(id.value) + ":" +
                                                   std::to_string(pledge_id.value),
                                    .given_on = line->booked_on},
                                   people::program_actor(), now)
                   .gift;
    place_as_gifts(store, id, {{gift->id, line->open()}}, because, actor, now);
}

}  // namespace bank
