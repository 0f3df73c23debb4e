#include "web/live/state.h"

#include <sstream>

#include "campaign/ledger/tally.h"
#include "campaign/phase.h"
#include "campaign/posts/wall.h"
#include "campaign/words/token.h"

namespace live {

namespace {

constexpr std::size_t version_letters = 16;

// Everything that is shown and may change; not how long ago it was.
std::string digest_of(const State& state) {
    std::ostringstream text;
    const auto& figures = state.figures;
    text << state.shown.id.value << ' ' << campaign::phase_name(state.phase) << ' '
         << state.campaign.state_reason << '\n'
         << figures.raised << ' ' << figures.gifts << ' ' << state.lighter.minor << '\n';
    for (const auto& gift : state.latest)
        text << gift.id << ' ' << (gift.amount ? gift.amount->minor : -1) << ' ' << gift.name.size()
             << gift.name << gift.message.size() << gift.message << gift.is_anonymous
             << gift.mentions.occasion << gift.mentions.remembered.size()
             << gift.mentions.remembered << gift.mentions.company << '\n';
    for (const auto& post : state.posts)
        text << post.id.value << ' ' << post.name.size() << post.name << post.words.size()
             << post.words << ' ' << post.cheers;
    for (const auto& post : state.posts)
        for (const auto& photo : post.photos)
            text << photo.id.value << ' ' << photo.alt.size() << photo.alt << '\n';
    for (const auto& milestone : state.milestones)
        text << milestone.amount << ' ' << milestone.reached_at.has_value() << '\n';
    if (const auto& news = state.announcement)
        text << news->id.value << ' ' << news->version << ' ' << news->words << '\n';
    if (const auto& pool = state.pool)
        text << pool->id.value << ' ' << pool->version << ' ' << pool->earned << ' ' << pool->paid
             << ' ' << pool->owed << ' ' << pool->kept << ' ' << pool->is_open(state.read_at)
             << pool->is_over(state.read_at) << '\n';
    for (const auto id : state.post_ids) text << id << ' ';
    text << state.photo_changes << '\n';
    for (const auto& one : state.best.leaders)
        text << one.id << ' ' << one.place << ' ' << one.scores.by(state.best.measure) << ' '
             << one.name.size() << one.name << '\n';
    return sha256_hex(text.str()).substr(0, version_letters);
}

}  // namespace

std::int64_t State::reached() const {
    switch (shown.plan.goal_kind) {
        case campaign::GoalKind::money:
            return figures.raised;
        case campaign::GoalKind::gifts:
        case campaign::GoalKind::donors:
            return figures.gifts;
        case campaign::GoalKind::signups:
        case campaign::GoalKind::laps:
            return 0;
    }
    return 0;
}

std::optional<State> read_state(store::Session& session, std::string_view slug, Instant now) {
    const auto campaign = campaign::find_campaign(session, slug);
    if (!campaign || campaign->state == campaign::State::draft) return {};
    const auto version = campaign::find_shown_version(session, *campaign);
    if (!version) return {};
    return read_state_of(session, *campaign, *version, now);
}

State read_state_of(store::Session& session, const campaign::Campaign& campaign,
                    const campaign::Version& version, Instant now) {
    State state{.campaign = campaign,
                .shown = version,
                .phase = campaign::phase_of(campaign, version, now),
                .figures = ledger::figures_of(session, campaign.id),
                .lighter = {0, campaign.currency},
                .latest = giving::recent_public_gifts(session, campaign.id, latest_max),
                .posts = posts::recent_public_posts(session, campaign.id, posts_max),
                .milestones = campaign::all_milestones(session, campaign.id),
                .announcement = announcements::current_announcement(session, campaign.id, now),
                .post_ids = posts::public_post_ids(session, campaign.id, post_ids_max),
                .photo_changes = pictures::count_photo_changes(session, campaign.id),
                .best = {},
                .pool = matching::find_shown_pool(session, campaign.id, now),
                .read_at = now,
                .version = {}};
    posts::read_photos_and_cheers(session, state.posts, now);
    if (version.plan.shows_lighter && campaign.kind != campaign::Kind::contest)
        state.lighter = giving::lighter_of(session, campaign.id, campaign.currency, now);
    state.version = digest_of(state);
    return state;
}

void show_best(State& state, const Ranking& best) {
    state.best = best;
    state.version = digest_of(state);
}

}  // namespace live
