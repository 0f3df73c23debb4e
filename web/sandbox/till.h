// Till: every sale of the sandbox, in memory: it is a stand-in, and forgets with its process.
//
// A sale is found by any of its ids. What is handed out is a copy; a change is made on a copy, too,
// and kept only if it did not throw.
#pragma once

#include <functional>
#include <mutex>

#include "web/sandbox/sale.h"

namespace sandbox {

class Till {
public:
    void add(const Sale&);
    std::optional<Sale> find(const std::string& any_id) const;
    // Throws NotPossible("resource_missing") if there is no such sale. Calls nothing but `change`.
    Sale change(const std::string& any_id, const std::function<void(Sale&)>& change);
    std::vector<Sale> all() const;  // The latest first.

private:
    std::vector<Sale>::const_iterator find_locked(const std::string& any_id) const;

    mutable std::mutex mutex_;
    std::vector<Sale> sales_;
};

}  // namespace sandbox
