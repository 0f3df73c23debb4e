#define BOOST_TEST_MODULE waymark
#include <boost/test/unit_test.hpp>
