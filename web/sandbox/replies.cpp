#include "web/sandbox/replies.h"

namespace sandbox {

Replies::Reply Replies::once(const std::string& key, const std::string& question,
                             const std::function<http::Response()>& answer) {
    if (key.empty()) return {Outcome::fresh, answer()};
    {
        const std::lock_guard lock{mutex_};
        const auto [row, is_new] = kept_.try_emplace(key, Kept{question});
        if (!is_new) {
            if (row->second.question != question) return {Outcome::other_question};
            if (!row->second.response) return {Outcome::in_progress};
            return {Outcome::replayed, *row->second.response};
        }
    }
    try {
        auto response = answer();
        const std::lock_guard lock{mutex_};
        kept_.at(key).response = response;
        return {Outcome::fresh, std::move(response)};
    } catch (...) {
        const std::lock_guard lock{mutex_};
        kept_.erase(key);
        throw;
    }
}

}  // namespace sandbox
