#include "web/pages/printing/poster_order.h"

#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/phase.h"
#include "web/html/frame.h"
#include "web/live/state.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/printing/our_look.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

constexpr std::array papers{std::pair{print::Paper::a3, std::string_view{"a3"}},
                            std::pair{print::Paper::a4, std::string_view{"a4"}},
                            std::pair{print::Paper::letter, std::string_view{"letter"}},
                            std::pair{print::Paper::a2, std::string_view{"a2"}},
                            std::pair{print::Paper::a5, std::string_view{"a5"}},
                            std::pair{print::Paper::tabloid, std::string_view{"tabloid"}}};

void word_facts(print::PosterOrder& order, const PosterWish& wish) {
    const auto& plan = wish.version.plan;
    const auto& lang = wish.language;
    order.date_line = plan.event_at
                          // Arabic reads a dot beside digits as a zero.
                          ? say_with("{1} · {2}",
                                     {language::date_text(*plan.event_at, plan.time_zone, lang),
                                      language::time_text(*plan.event_at, plan.time_zone, lang)},
                                     lang)
                          : window_words(plan, lang);
    order.place_line = plan.place;
    for (const auto& fact : {plan.routes, plan.entry, plan.step_free, plan.contact})
        if (!fact.empty()) order.facts.push_back(fact);
    for (const auto& sponsor : plan.sponsors)
        if (order.sponsors.size() < print::sponsors_max) order.sponsors.push_back(sponsor);
    if (!order.sponsors.empty()) order.sponsors_heading = say("With thanks to", lang);
}

// The goal stays true on paper; what is raised only together with its day, once there is something.
void word_progress(print::PosterOrder& order, const PosterWish& wish, const live::State& state,
                   Instant now) {
    const auto& plan = wish.version.plan;
    const auto& lang = wish.language;
    if (plan.goal > 0)
        order.goal = say_with("Our goal: {1}",
                              {goal_amount_words(wish.campaign, plan, plan.goal, lang)}, lang);
    if (plan.goal <= 0 || state.reached() <= 0) return;
    order.progress = print::Progress{state.reached(), plan.goal};
    order.raised = say_with("{1} raised",
                            {goal_amount_words(wish.campaign, plan, state.reached(), lang)}, lang);
    order.counted_on =
        say_with("counted on {1}", {language::date_text(now, plan.time_zone, lang)}, lang);
}

void word_call(print::PosterOrder& order, const PosterWish& wish, const Config& config) {
    const auto& lang = wish.language;
    const bool joins =
        wish.link.landing == "campaign" && wish.campaign.kind != campaign::Kind::crowdfunding;
    order.call_to_action =
        joins ? say("Scan to give or to take part", lang) : say("Scan to give", lang);
    order.link = code_address(config, wish.link.code);
    order.link_text = short_address(config, wish.link.code);
    order.after_scan = say("Under a minute. No account.", lang);
    order.placement_label = wish.label;
}

}  // namespace

std::optional<print::Paper> find_paper(std::string_view name) {
    const auto found = std::ranges::find(papers, name, [](const auto& row) { return row.second; });
    if (found == papers.end()) return {};
    return found->first;
}

std::string_view paper_name(print::Paper paper) {
    return std::ranges::find(papers, paper, [](const auto& row) { return row.first; })->second;
}

std::string proof_reason(const Config& config, const campaign::Campaign& campaign,
                         const campaign::Version& version) {
    const auto host = config.host();
    if (campaign.state == campaign::State::draft ||
        version.state == campaign::VersionState::draft ||
        version.state == campaign::VersionState::submitted)
        return "Nobody has approved this campaign yet.";
    if (host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]"))
        return "Its code leads to this machine only. Ask whoever runs the server to set the public "
               "address.";
    if (!config.is_https())
        return "Its code leads to an address without https. Ask whoever runs the server to set one "
               "with it.";
    return {};
}

print::PosterOrder poster_words(store::Session& session, const Config& config,
                                const PosterWish& wish, Instant now) {
    const auto ours = organisation::find_organisation(session);
    const auto& lang = wish.language;
    const auto& plan = wish.version.plan;
    print::PosterOrder order;
    order.language = lang, order.organisation = ours.legal_name;
    order.overline = kind_words(wish.campaign.kind, lang) + ' ' +
                     std::to_string(static_cast<int>(plan.ends_on.year()));
    order.title = plan.title, order.kind = campaign::kind_name(wish.campaign.kind);
    if (!wish.participant.empty()) order.person = say_with("With {1}", {wish.participant}, lang);
    word_facts(order, wish);
    if (order.facts.size() > print::facts_max) order.facts.resize(print::facts_max);
    word_progress(order, wish, live::read_state_of(session, wish.campaign, wish.version, now), now);
    word_call(order, wish, config);
    order.trust_line = joined({ours.legal_name, ours.register_number, ours.telephone});
    order.created = wish.version.decided_at.value_or(wish.version.made_at);
    order.proof_text = say("PROOF", lang);
    if (!proof_reason(config, wish.campaign, wish.version).empty())
        order.purpose = print::Purpose::proof;
    return order;
}

print::PosterOrder poster_order(store::Session& session, const Config& config,
                                const PosterWish& wish, Instant now) {
    const auto& plan = wish.version.plan;
    const auto look = organisation::find_look(session);
    auto order = poster_words(session, config, wish, now);
    order.paper = wish.paper, order.theme = wish.theme.empty() ? plan.theme : wish.theme;
    order.seed = static_cast<std::uint64_t>(plan.theme_seed);
    order.colours = our_theme(look, order.theme);
    if (const auto logo = organisation::find_picture(session, look.logo))
        order.logo = print::Picture{logo->bytes};
    return order;
}

std::string poster_file_name(const PosterWish& wish, std::string_view ending) {
    return wish.campaign.slug + "-" + wish.link.code + "-" + std::string{paper_name(wish.paper)} +
           "." + std::string{ending};
}

}  // namespace pages
