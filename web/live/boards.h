// Boards: the rankings of the campaigns that somebody looks at, kept in this process.
//
// The scores in the database are the truth; each look asks which step the scorer has reached and
// reads what changed since. So a ranking, the place of one and a page of it cost O(log n), and any
// number of programs agree within a look. Every public function may be called from any thread.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

#include "campaign/contest/standings.h"

namespace live {

struct BoardAsked {
    CampaignId campaign;
    std::string type = "participant";  // participant, team
    contest::Measure measure = contest::Measure::raised;
    std::size_t from = 0, limit = 20;
};
struct BoardPage {
    std::size_t size = 0;  // Of the whole ranking.
    std::vector<contest::Placed> rows;
};

class Boards {
public:
    explicit Boards(store::Store&);
    ~Boards();
    Boards(const Boards&) = delete;

    // Throw store::Unavailable.
    BoardPage page_of(const BoardAsked&);
    std::optional<contest::Placed> place_of(const BoardAsked&, std::int64_t id);
    contest::Scores scores_of(CampaignId, const std::string& type, std::int64_t id);
    // The scorer's step that is known here.
    std::int64_t step_of(CampaignId);

    static constexpr std::size_t campaigns_max = 50;

private:
    struct Board {
        std::mutex mutex;
        std::condition_variable read;
        std::int64_t step = -1;
        bool is_reading = false;
        contest::Standings people, teams;

        const contest::Standings& of(const std::string& type) const {
            return type == "team" ? teams : people;
        }
    };

    std::shared_ptr<Board> board_of(CampaignId);
    void follow(Board&, CampaignId);

    store::Store& store_;
    std::mutex mutex_;
    std::map<CampaignId, std::shared_ptr<Board>> boards_;
};

}  // namespace live
