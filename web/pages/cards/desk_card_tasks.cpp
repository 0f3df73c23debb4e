#include "campaign/giving/refund.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "web/pages/desk_task.h"

namespace pages {

using language::say;

// Disputes that nobody has answered, with the day by which.
std::vector<Task> dispute_tasks(const http::Request& request, App& app) {
    using State = providers::Payment::Dispute::State;
    constexpr int shown_max = 20;
    std::vector<Task> tasks;
    const auto& in = request.language;
    if (!request.visitor->may_everywhere(people::Duty::do_finance)) return tasks;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    for (const auto& payment : giving::disputed_payments(app.store.session(), true, shown_max))
        for (const auto& one : payment.facts.disputes) {
            if (one.state != State::open || one.is_answered) continue;
            tasks.push_back(
                {.href = "/desk/cards/disputes",
                 .title = language::say_with("A payment of {1} is disputed",
                                             {language::money_text(one.amount, in)}, in),
                 .line = one.answer_by ? language::say_with(
                                             "Answer by {1}",
                                             {language::date_text(*one.answer_by, zone, in)}, in)
                                       : say("Look at it soon.", in),
                 .action = say("Look at it", in),
                 .is_urgent = true});
        }
    return tasks;
}

// Money that is to go back: asked for, proposed by somebody else, failed, or to be paid.
std::vector<Task> refund_tasks(const http::Request& request, App& app) {
    constexpr int shown_max = 100;
    using giving::RefundState;
    auto& session = app.store.session();
    const auto& in = request.language;
    std::int64_t waiting = 0;
    for (const auto state : {RefundState::proposed, RefundState::failed, RefundState::approved})
        for (const auto& one : giving::refunds_in(session, state, shown_max)) {
            const bool is_own =
                state == RefundState::proposed && one.proposed_by == request.visitor->account;
            const bool goes_by_itself = state == RefundState::approved && one.is_by_card;
            const bool is_theirs =
                one.campaign ? request.visitor->may(people::Duty::do_finance, one.campaign)
                             : request.visitor->may_everywhere(people::Duty::do_finance);
            if (is_theirs && !is_own && !goes_by_itself) ++waiting;
        }
    for (const auto& wish : giving::open_wishes(session, shown_max))
        if (request.visitor->may(people::Duty::do_finance, wish.campaign)) ++waiting;
    if (waiting == 0) return {};
    return {{.href = "/desk/refunds",
             .title = language::say_count("{1} refund needs somebody", "{1} refunds need somebody",
                                          waiting, in),
             .line = say("Asked for by a donor, waiting for a second person, or to be paid.", in),
             .action = say("Look at them", in)}};
}

}  // namespace pages
