#include "web/demo/papers.h"

#include "campaign/in_kind/recording.h"
#include "campaign/language/locale.h"
#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/issuing.h"

namespace demo {

namespace {

constexpr int receipts_written = 24;
constexpr std::chrono::days looked_back{120};

void write_receipts(store::Store& store, const Stage& stage, Instant now) {
    auto& session = store.session();
    const auto& finance = stage.colleagues.finance.actor;
    auto words = receipts::find_receipt_words(session);
    words.recognition =
        "Riverside tax office, number 27/640/01234, notice of 3 March 2026: recognised as "
        "furthering public health care.";
    words.signer = "Zoe Okafor, treasurer";
    receipts::describe_receipts(store, words, finance, now);
    std::vector<receipts::Receipt> written;
    const receipts::DonorYear lately{0, now - looked_back, now};
    for (const auto gift : receipts::donors_of_year(session, lately, receipts_written))
        if (receipts::certifiable_of_gift(session, gift).minor > 0)
            written.push_back(receipts::issue_receipt(store, {gift}, finance, now));
    if (written.size() < 3) return;
    receipts::reissue_receipt(store, {written[1].id, "The paper was lost in the post.", "demo"},
                              finance, now);
    receipts::cancel_receipt(store, written[2].id, "The name was spelled wrongly.", finance, now);
}

void record_things(store::Store& store, const Stage& stage, Instant now) {
    const auto& campaign = stage.shows.front().campaign;
    const auto day = language::date_in(now - std::chrono::days{3}, "Europe/Berlin");
    const auto given = [&](const char* what, const char* who, std::int64_t minor) {
        return in_kind::record_in_kind(store,
                                       {campaign.id, what, who, Money{minor, campaign.currency},
                                        who, true, day, std::string{"demo "} + what},
                                       stage.colleagues.finance.actor, now);
    };
    const auto rolls = given("500 rolls for the finish", "Miller's Bakery", 40'000);
    given("The town hall for a day", "Town of Riverside", 60'000);
    in_kind::show_thanks(store, rolls.id, stage.colleagues.organiser.actor, now);
}

}  // namespace

void write_papers(store::Store& store, const Stage& stage, Instant now) {
    write_receipts(store, stage, now);
    record_things(store, stage, now);
}

}  // namespace demo
