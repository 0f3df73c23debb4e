#include "web/pages/giving/checkout.h"

#include <algorithm>

#include "campaign/giving/card_testing.h"
#include "campaign/giving/collecting.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"
#include "web/live/feed.h"

namespace pages {

namespace {

// A page that looks again every few seconds must not ask as often as many windows stand open.
constexpr std::chrono::milliseconds ask_again_after{1'500};

}  // namespace

CardWays card_ways(App& app, const giving::Terms& terms, Instant now) {
    const auto is_play =
        terms.is_rehearsal || organisation::find_organisation(app.store.session()).is_demo;
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    CardWays ways;
    for (auto& provider : registry.all(now))
        if (provider->moves_no_money() == is_play) ways.push_back(std::move(provider));
    return ways;
}

const providers::Provider* find_way(const CardWays& ways, const std::string& way) {
    const auto found =
        std::ranges::find_if(ways, [&](const auto& one) { return one->way() == way; });
    return found == ways.end() ? nullptr : found->get();
}

std::string checkout_href(const http::Request& request, App& app,
                          const providers::Provider& provider, const giving::Gift& gift,
                          const campaign::Campaign& campaign, const campaign::Version& version) {
    const auto page = "/g/" + giving::token_for(app.store.session(), gift.request_key);
    const auto origin = giving::origin_of(request.client);
    const auto address = app.config.public_url + page;
    try {
        return giving::begin_checkout(app.store, provider, gift.id,
                                      {.campaign_slug = campaign.slug,
                                       .title = version.plan.title,
                                       .return_url = address + "?back=paid",
                                       .cancel_url = address + "?back=left",
                                       .client = origin.client,
                                       .network = origin.network},
                                      request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::already_decided) throw;
        return page;
    }
}

std::optional<int> card_wait(const http::Request& request, App& app) {
    return giving::find_card_wait(app.store.session(), giving::origin_of(request.client),
                                  request.now);
}

bool look_at_payment(const http::Request& request, App& app, const giving::Gift& gift) {
    if (!giving::waits_for_card(gift)) return true;
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    for (const auto& payment : giving::payments_of(app.store.session(), gift.id)) {
        if (payment.checkout.empty() || !giving::is_waiting(payment)) continue;
        const auto comes_back = request.query.has("back");  // Who just paid is not told the old.
        if (!comes_back && payment.asked_at && request.now - *payment.asked_at < ask_again_after)
            continue;
        const auto provider = registry.find(payment.provider, request.now);
        if (!provider) return false;
        try {
            const auto settled = giving::ask_and_settle(app.store, *provider, payment, request.now);
            if (settled.is_news) app.feed.changed(gift.campaign);
        } catch (const outside::Unreachable&) {
            return false;
        } catch (const providers::NotTaken&) {
            return false;
        } catch (const store::Duplicate&) {  // Somebody else is writing the same: seen next time.
            return false;
        }
    }
    return true;
}

void look_at_begun(const http::Request& request, App& app, const giving::NewGift& asked,
                   const giving::Terms& terms) {
    const auto since = request.now - std::chrono::minutes{giving::repeat_minutes};
    for (const auto& gift : giving::begun_by_browser(app.store.session(), asked, terms, since))
        look_at_payment(request, app, gift);
}

}  // namespace pages
