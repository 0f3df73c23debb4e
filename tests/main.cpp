#define BOOST_TEST_MODULE waymark
#include <boost/test/unit_test.hpp>
#include <cstdlib>

namespace {

// A name in a template that nobody fills in prints nothing for people, and fails in tests.
struct StrictTemplates {
    StrictTemplates() { ::setenv("WAYMARK_STRICT_TEMPLATES", "1", 0); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(StrictTemplates);
