#include "web/live/boards.h"

namespace live {

Boards::Boards(store::Store& store) : store_{store} {}
Boards::~Boards() = default;

BoardPage Boards::page_of(const BoardAsked& asked) {
    const auto board = board_of(asked.campaign);
    const std::lock_guard lock{board->mutex};
    const auto& standings = board->of(asked.type);
    return {standings.size(asked.measure), standings.rows(asked.measure, asked.from, asked.limit)};
}

std::optional<contest::Placed> Boards::place_of(const BoardAsked& asked, std::int64_t id) {
    const auto board = board_of(asked.campaign);
    const std::lock_guard lock{board->mutex};
    return board->of(asked.type).find(asked.measure, id);
}

contest::Scores Boards::scores_of(CampaignId campaign, const std::string& type, std::int64_t id) {
    const auto board = board_of(campaign);
    const std::lock_guard lock{board->mutex};
    return board->of(type).scores_of(id);
}

std::int64_t Boards::step_of(CampaignId campaign) {
    const auto board = board_of(campaign);
    const std::lock_guard lock{board->mutex};
    return board->step;
}

std::shared_ptr<Boards::Board> Boards::board_of(CampaignId campaign) {
    std::shared_ptr<Board> board;
    {
        const std::lock_guard lock{mutex_};
        if (boards_.size() >= campaigns_max && !boards_.contains(campaign))
            boards_.erase(boards_.begin());
        auto& known = boards_[campaign];
        if (!known) known = std::make_shared<Board>();
        board = known;
    }
    follow(*board, campaign);
    return board;
}

// One thread at a time asks the database; the others take what is there, and wait only where
// nothing is there yet.
void Boards::follow(Board& board, CampaignId campaign) {
    std::int64_t step = 0;
    {
        std::unique_lock lock{board.mutex};
        board.read.wait(lock, [&] { return !board.is_reading || board.step >= 0; });
        if (board.is_reading) return;
        board.is_reading = true;
        step = board.step;
    }
    contest::ScoreNews news;
    const auto finish = [&] {
        board.is_reading = false;
        board.read.notify_all();
    };
    try {
        news = contest::scores_after(store_.session(), campaign, step);
    } catch (...) {
        const std::lock_guard lock{board.mutex};
        finish();
        throw;
    }
    const std::lock_guard lock{board.mutex};
    for (const auto& [type, id, scores] : news.rows)
        (type == "team" ? board.teams : board.people).put(id, scores);
    board.step = news.step;
    finish();
}

}  // namespace live
