// SPDX-License-Identifier: Apache-2.0
// When a value counts as close to a cut-off, and which of several is named.
#include "scores/near.h"

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

TEST_CASE("of several cut-offs close by the closest is named, of equals the first", "[score][near]") {
  NearestCutoff near;
  near.offer(100, 98, 4, "98");
  CHECK(near.text() == "98");
  near.offer(100, 101, 4, "101");
  CHECK(near.text() == "101");
  near.offer(100, 99, 4, "99");
  near.offer(100, 97, 4, "97");
  CHECK(near.text() == "101");
}

TEST_CASE("a value is close inside the width of a cut-off, on it and on either side", "[score][near]") {
  const auto named = [](double value) {
    NearestCutoff near;
    near.offer(value, 100, 2.5, "100");
    return !near.text().empty();
  };
  CHECK(named(100));
  CHECK(named(97.5));
  CHECK(named(102.5));
  CHECK_FALSE(named(97.49));
  CHECK_FALSE(named(102.51));
}

TEST_CASE("AFP in IU/mL is close from 0.8 to 1.25 of a cut-off, because the factor differs between assays",
          "[score][near]") {
  const auto named = [](double afp, const char* unit, double cutoff) {
    NearestCutoff near;
    near.offer_afp(PatientBuilder().with("afp"_f, afp, unit).patient(), cutoff, "cut-off",
                   "depends on the assay");
    return near.text();
  };
  // 100 IU/mL are 121 ng/mL.
  CHECK(named(100, "[IU]/mL", 151.25) == "depends on the assay");
  CHECK(named(100, "[IU]/mL", 151.26).empty());
  CHECK(named(100, "[IU]/mL", 96.8) == "depends on the assay");
  CHECK(named(100, "[IU]/mL", 96.79).empty());
  CHECK(named(121, "ng/mL", 124) == "cut-off");
  CHECK(named(121, "ng/mL", 125).empty());
  CHECK(named(121, "ug/L", 124) == "cut-off");
}
