// SPDX-License-Identifier: Apache-2.0
#include "nextline/endpoint.h"

#include "support/catch.h"

using namespace nextline;

TEST_CASE("survival and progression are told in months, response and severe events in percent", "[endpoint]") {
  CHECK(id(Endpoint::kOs) == "os");
  CHECK(unit(Endpoint::kOs) == "months");
  CHECK(id(Endpoint::kPfs) == "pfs");
  CHECK(unit(Endpoint::kPfs) == "months");
  CHECK(id(Endpoint::kOrr) == "orr");
  CHECK(unit(Endpoint::kOrr) == "%");
  CHECK(id(Endpoint::kGrade34) == "grade34");
  CHECK(unit(Endpoint::kGrade34) == "%");
}
