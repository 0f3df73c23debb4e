// Replies: what was answered under an idempotency key, so that the same question gets it again.
//
// The first answer is kept, also a failure of ours (5xx); what a question does not fulfil (4xx by
// NotPossible and the like) throws and is not kept. Another question under a used key, or a second
// one while the first is being answered, is the caller's to refuse.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "web/http/message.h"

namespace sandbox {

class Replies {
public:
    enum class Outcome { fresh, replayed, other_question, in_progress };
    struct Reply {
        Outcome outcome;
        http::Response response = {};  // Of fresh and replayed.
    };
    // Without a key the question is simply answered. `answer` is called without a lock.
    Reply once(const std::string& key, const std::string& question,
               const std::function<http::Response()>& answer);

private:
    struct Kept {
        std::string question;
        std::optional<http::Response> response = {};
    };
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

}  // namespace sandbox
