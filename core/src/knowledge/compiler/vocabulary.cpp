// SPDX-License-Identifier: Apache-2.0
// A test (tests/knowledge) compares what stands here with the scores and facts themselves, which the compiler
// cannot link: they read a patient, and reading a patient needs the tables made here.
#include "knowledge/compiler/vocabulary.h"

#include "facts/facts.h"
#include "knowledge/tables.h"
#include "nextline/scores.h"

namespace nextline::knowledge::compiler {

const std::vector<ScoreWord>& score_words() {
  static const std::vector<ScoreWord> all = {
      {"child_pugh", "points", true, {"A", "B", "C"}, "pugh1973"},
      {"albi", "1", true, {"1", "2", "3"}, "johnson2015"},
      {"malbi", "", false, {"1", "2a", "2b", "3"}, "hiraoka2019"},
      {"ez_albi", "1", true, {"1", "2", "3"}, "kariyama2020"},
      {"palbi", "1", true, {"1", "2", "3"}, "liu2017"},
      {"meld", "points", true, {}, "kamath2001", {"dialysis"_f}},
      {"meld_na", "points", true, {}, "kim2008", {"dialysis"_f}},
      {"meld_3", "points", true, {}, "kim2021meld", {"dialysis"_f}},
      {"bclc", "", false, {"0", "A", "B", "C", "D"}, "reig2022"},
      {"fib4", "1", true, {}, "sterling2006"},
      {"apri", "1", true, {}, "wai2003"},
      {"crafity", "points", true, {"low", "intermediate", "high"}, "scheiner2022"},
      {"nlr", "1", true, {}, "muhammed2022"},
      {"plr", "1", true, {}, "muhammed2022"},
      {"clip", "points", true, {}, "clip1998"},
      {"okuda", "points", true, {"I", "II", "III"}, "okuda1985"},
      {"jis", "points", true, {}, "kudo2003"},
      {"up_to_seven", "1", true, {"within", "beyond"}, "mazzaferro2009"},
      {"milan", "", false, {"within", "beyond"}, "mazzaferro1996"},
      {"tumour_growth_rate", "%/mo", true, {}, "champiat2017"},
      {"creatinine_clearance", "mL/min", true, {}, "cockcroft1976"},
  };
  return all;
}

std::span<const Field> assumable_of_fact(std::size_t fact) {
  static constexpr Field kVerdicts[] = {"comorbidities"_f};  // this one follows from verdicts
  if (fact == static_cast<std::size_t>(Fact::kMultikinaseExhausted)) return kVerdicts;
  return {};
}

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

std::uint32_t all_classes() {
  std::uint32_t mask = 0;
  for (const auto& word : class_words()) mask |= word.mask;
  return mask;
}

std::uint64_t ordered_words(Field field) {
  const auto all = [](Field f) { return (std::uint64_t{1} << spec(f).words.size()) - 1; };
  for (const Field f :
       {"ascites"_f, "encephalopathy"_f, "varices"_f, "hepatic_vein_invasion"_f, "proteinuria"_f}) {
    if (field == f) return all(f);
  }
  if (field == "portal_vein_invasion"_f) {
    return all(field) & ~(word("portal_vein_invasion"_f, "vp1_to_3") |
                          word("portal_vein_invasion"_f, "present_extent_unknown"));
  }
  return 0;
}

}  // namespace nextline::knowledge::compiler
