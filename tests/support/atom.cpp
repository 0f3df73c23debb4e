#include "tests/support/atom.h"

#include <cstdio>
#include <stdexcept>

bool is_atom(const std::string& feed) {
    const std::string rules{WAYMARK_SOURCE "/tests/web/pages/files/atom.rng"};
    const auto command = "xmllint --noout --nonet --relaxng " + rules + " - 2>/dev/null";
    auto* judge = popen(command.c_str(), "w");
    if (!judge) throw std::runtime_error{"no xmllint"};
    std::fwrite(feed.data(), 1, feed.size(), judge);
    return pclose(judge) == 0;
}
