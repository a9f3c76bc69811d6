// SPDX-License-Identifier: Apache-2.0
#include "scores/tumour.h"

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

TEST_CASE("Macrovascular invasion: any of three makes it true, all three make it false", "[score][tumour]") {
  PatientBuilder none;
  none.no_invasion_no_spread();
  CHECK(macrovascular_invasion(none.patient()) == Tri::kFalse);
  CHECK(macrovascular_invasion(Patient{}) == Tri::kUnknown);
  for (const Field field : {"portal_vein_invasion"_f, "hepatic_vein_invasion"_f, "progression_sites"_f}) {
    CHECK(macrovascular_invasion(PatientBuilder(none).without(field).patient()) == Tri::kUnknown);
  }
  for (const char* extent : {"vp1", "vp2", "vp3", "vp4", "present_extent_unknown"}) {
    CHECK(macrovascular_invasion(PatientBuilder().with("portal_vein_invasion"_f, extent).patient()) ==
          Tri::kTrue);
  }
  for (const char* extent : {"vv1", "vv2", "vv3"}) {
    CHECK(macrovascular_invasion(PatientBuilder().with("hepatic_vein_invasion"_f, extent).patient()) ==
          Tri::kTrue);
  }
  CHECK(macrovascular_invasion(
            PatientBuilder(none).with_set("progression_sites"_f, {"new_vascular_invasion"}).patient()) ==
        Tri::kTrue);
}

TEST_CASE("Invasion or spread", "[score][tumour]") {
  PatientBuilder none;
  none.no_invasion_no_spread();
  CHECK(invasion_or_spread(none.patient()) == Tri::kFalse);
  CHECK(invasion_or_spread(PatientBuilder(none).yes("extrahepatic_spread"_f).patient()) == Tri::kTrue);
  CHECK(invasion_or_spread(PatientBuilder(none).without("extrahepatic_spread"_f).patient()) == Tri::kUnknown);
}

TEST_CASE("Number and size classes", "[score][tumour]") {
  const Tumour three = tumour_of(PatientBuilder().with("nodules"_f, 3).with("largest_nodule"_f, 3).patient());
  CHECK(three.numbers == 1u << static_cast<int>(Number::kTwoOrThree));
  CHECK(three.sizes == 1u << static_cast<int>(Size::kTo3Cm));
  const Tumour any = tumour_of(Patient{});
  CHECK(any.numbers == 15);
  CHECK(any.sizes == 15);
}
