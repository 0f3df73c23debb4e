#include <atomic>
#include <iostream>
#include <optional>

#include "campaign/giving/keying.h"
#include "campaign/links/following.h"
#include "campaign/people/inviting.h"
#include "campaign/pictures/darkroom.h"
#include "web/app.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"
#include "web/commands/demo.h"
#include "web/commands/signals.h"
#include "web/commands/stand_in.h"
#include "web/demo/arrivals.h"
#include "web/http/front.h"
#include "web/http/journal.h"
#include "web/http/rates.h"
#include "web/http/reception.h"
#include "web/jobs/card_rounds.h"
#include "web/jobs/contest_rounds.h"
#include "web/jobs/hook_sender.h"
#include "web/jobs/housekeeping.h"
#include "web/jobs/mailing.h"
#include "web/jobs/matching_rounds.h"
#include "web/jobs/print_rounds.h"
#include "web/jobs/receipt_rounds.h"
#include "web/live/feed.h"
#include "web/pages/sharing/picture_shelf.h"
#include "web/routes.h"
#include "web/watch/gifts_first.h"
#include "web/watch/watch.h"

namespace commands {

namespace {

// More than the threads of a lane: a handler may wait for the visit book, which writes.
constexpr int spare_connections = 5;

http::FrontSettings front_settings(const Config& config) {
    http::FrontSettings settings;
    settings.port = static_cast<std::uint16_t>(config.port);
    settings.public_url = config.public_url, settings.proxy = config.proxy;
    settings.logs_requests = config.logs_requests;
    return settings;
}

// Each lane has its own connections, so that those who look cannot keep a gift waiting.
struct Lanes {
    std::atomic<App*> giving = nullptr, looking = nullptr;

    http::Response answer(http::Request& request) {
        auto& lane = http::lane_of(request.method, request.path) == http::LaneName::giving
                         ? giving
                         : looking;
        App* app = lane;
        if (app != nullptr) return http::receive_request(request, *app, all_routes());
        auto starting = http::page("Starting; please try again in a second.\n", 503);
        set_header(starting, "Retry-After", "1");
        return starting;
    }
};

std::size_t body_max(http::Method method, std::string_view path) {
    return http::body_max_of(all_routes(), method, path);
}

// Without any account there is nobody yet who could make one.
void announce_first_organiser(store::Store& store, const Config& config) {
    if (const auto token = people::invite_first_organiser(store, present()))
        std::cout << "Nobody has an account yet. The first organiser opens this address, once:\n"
                  << config.public_url << "/desk/first/" << *token << std::endl;
}

// A demo's cards are paid at a stand-in: its keys are entered as a person would.
void keep_keys_of(const StandIn& stand_in, store::Store& store, const Config& config) {
    const providers::Registry registry{store.session(), config.card_addresses};
    for (const auto& [name, typed] : stand_in.keys())
        giving::enter_keys(store, registry, *providers::find_kind(name), typed,
                           people::program_actor(), present());
}

}  // namespace

int serve(const ServeOptions& options) {
    const auto signals = block_signals();
    auto config = read_config();
    std::optional<StandIn> stand_in;
    if (options.demo != Demo::none) {
        stand_in.emplace(config.public_url);
        for (const auto& [name, typed] : stand_in->keys())
            config.card_addresses[name] = stand_in->url();
    }
    const Database database{config, Opening::own, present()};
    const auto settings = front_settings(config);
    auto giving_store = database.make_store(settings.giving_threads + spare_connections);
    auto looking_store = database.make_store(settings.looking_threads + spare_connections);
    links::VisitBook visits{giving_store};
    Lanes lanes;
    http::Front front{settings, [&](http::Request& request) { return lanes.answer(request); },
                      body_max};
    live::Feed feed{looking_store, front.viewers()};
    jobs::Logbook logbook;
    const watch::GiftsFirst gifts_first{looking_store, front, &logbook};
    const watch::Watch watch{
        {front, giving_store, looking_store, logbook, present(), &gifts_first}};
    http::RateBook rates;
    pages::PictureShelf shelf;
    pictures::Darkroom darkroom;
    App giving{config, giving_store, feed, visits, rates, &watch, &darkroom};
    App looking{config, looking_store, feed, visits, rates, &watch, &darkroom};
    if (options.demo != Demo::none) make_demo(config, database);
    if (stand_in) keep_keys_of(*stand_in, looking_store, config);
    jobs::CardRounds cards{looking_store, config.card_addresses,
                           [&](CampaignId id) { feed.changed(id); }, &logbook};
    giving.card_news = looking.card_news = [&] { cards.wake(); };
    giving.pictures = looking.pictures = &shelf, lanes.giving = &giving, lanes.looking = &looking;
    announce_first_organiser(looking_store, config);
    std::cout << "Waymark answers at " << config.public_url << std::endl;
    const jobs::Housekeeping housekeeping{looking_store, &logbook, config.inbox_days,
                                          config.seal_mail};
    const jobs::Mailing mailing{looking_store, config, &logbook};
    const jobs::ContestRounds contests{looking_store, [&](CampaignId id) { feed.changed(id); },
                                       &logbook};
    const jobs::MatchingRounds matching{looking_store, [&](CampaignId id) { feed.changed(id); },
                                        &logbook};
    const jobs::ReceiptRounds receipt_rounds{looking_store, &logbook};
    const jobs::PrintRounds print_rounds{looking_store, &logbook};
    const jobs::HookSender hook_sender{
        looking_store,
        {config.public_url,
         config.hooks_anywhere ? hooks::Addresses::anywhere : hooks::Addresses::public_https},
        &logbook};
    std::optional<demo::Arrivals> arrivals;
    if (options.demo == Demo::living)
        arrivals.emplace(looking_store, present, [&](CampaignId id) { feed.changed(id); });
    wait_for_signal(signals);
    arrivals.reset();
    http::log_event("stopping", "what is under way is finished first", present());
    front.stop();
    return 0;
}

}  // namespace commands
