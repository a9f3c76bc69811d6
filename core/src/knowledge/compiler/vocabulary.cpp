// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/vocabulary.h"

#include "knowledge/tables.h"

namespace nextline::knowledge::compiler {

std::span<const ClassWord> class_words() {
  static constexpr ClassWord kAll[] = {
      {"anti_pd1", kAntiPd1},
      {"anti_pdl1", kAntiPdl1},
      {"anti_ctla4", kAntiCtla4},
      {"anti_vegf", kAntiVegf},
      {"multikinase", kMultikinase},
      {"mtor", kMtor},
      {"mek", kMek},
      {"parp", kParp},
      {"her2", kHer2},
      {"cdk46", kCdk46},
      {"unspecified_inhibitor", kUnspecifiedInhibitor},
      {"other_class", kOtherClass},
      {"checkpoint_inhibitor", kCheckpointInhibitor},
  };
  return kAll;
}

ClassSet all_classes() {
  ClassSet mask;
  for (const auto& word : class_words()) mask |= word.mask;
  return mask;
}

WordSet ordered_words(Field field) {
  for (const Field f :
       {"ascites"_f, "encephalopathy"_f, "varices"_f, "hepatic_vein_invasion"_f, "proteinuria"_f}) {
    if (field == f) return all_words(f);
  }
  if (field == "portal_vein_invasion"_f) {
    return all_words(field) - (word("portal_vein_invasion"_f, "vp1_to_3") |
                               word("portal_vein_invasion"_f, "present_extent_unknown"));
  }
  return {};
}

}  // namespace nextline::knowledge::compiler
