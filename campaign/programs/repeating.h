// Repeating: claiming a request's key, keeping its answer, and finding it when it comes again.
#pragma once

#include "campaign/programs/idempotency.h"

namespace programs {

// Claims the key for this request, or says what stands there: an answer, work under way, another
// request, or too many answers of this client.
Claim claim_request(store::Store&, const RequestKey&, const std::string& request_hash, Instant now);
void keep_answer(store::Store&, const RequestKey&, std::int64_t claim, const KeptAnswer&,
                 Instant now);
// Nothing was done, so the key may be used again, for another content as well.
void let_go_of_claim(store::Store&, const RequestKey&, std::int64_t claim);
// Those that are over, in bounded steps.
void forget_old_answers(store::Store&, Instant now);

}  // namespace programs
