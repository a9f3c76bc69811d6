// SPDX-License-Identifier: Apache-2.0
// Child-Pugh: severity of cirrhosis, 5 to 15 points.
//
// FORMULA   Five items of 1, 2 or 3 points:
//             bilirubin       < 2.0       2.0 to 3.0      > 3.0 mg/dL     (34.2, 51.3 umol/L)
//             albumin         > 3.5       2.8 to 3.5      < 2.8 g/dL      (35, 28 g/L)
//             INR             < 1.7       1.7 to 2.3      > 2.3
//             ascites         none        mild            moderate or severe
//             encephalopathy  none        grade 1-2       grade 3-4
//           Without an INR the original item: prothrombin time < 4, 4 to 6, > 6 s over control.
// UNITS     Cut-offs apply in the unit entered: 34.2 umol/L is 2 points, although it is 1.9995 mg/dL.
// GRADES    A 5-6, B 7-9, C 10-15. The label is grade and points: A5 to C15.
// ROUNDING  None; a value within 1e-9 relative of a cut-off is on it, and both ends belong to 2 points.
// UNKNOWNS  An unknown item adds 1 to 3. Where neither INR nor prothrombin time is known `missing` names the
//           INR. With both the INR counts: replacing a prothrombin time by an INR is a correction, not a
//           narrowing. An INR that cannot be used leaves the prothrombin time in place.
// LIMITS    The upper INR cut-off is 2.3, which trials use (some tables print 2.2). The wider bilirubin bands
//           for cholestatic disease are not used. Vitamin K antagonists raise the INR without liver failure.
// SOURCE    [pugh1973] Pugh RNH et al., Br J Surg 1973;60:646-649, doi:10.1002/bjs.1800600817
// FACTS     clinical-facts.md A1, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

// Where 2 and 3 points begin, in one unit. Both cut-offs themselves are 2 points.
struct Item {
  double two;
  double three;
  std::string_view near_two;
  std::string_view near_three;
};

// The cut-offs of the table, in their order.
constexpr const CutOff (&kAt)[10] = score_table::kChildPughCutOffs;
static_assert(kAt[0].unit == "mg/dL" && kAt[2].unit == "umol/L" && kAt[4].field == "albumin"_f &&
              kAt[6].field == "inr"_f && kAt[8].field == "prothrombin_prolongation"_f);

// By the unit entered.
constexpr Item kBilirubin[] = {
    {kAt[0].value, kAt[1].value, "near.bilirubin_2_mg"_text, "near.bilirubin_3_mg"_text},
    {kAt[2].value, kAt[3].value, "near.bilirubin_2_umol"_text, "near.bilirubin_3_umol"_text},
};
constexpr Item kAlbumin[] = {
    {kAt[4].value, kAt[5].value, "near.albumin_2_g_dl"_text, "near.albumin_3_g_dl"_text},
    {35, 28, "near.albumin_2_g_l"_text, "near.albumin_3_g_l"_text},  // the same in g/L
};
constexpr Item kInr = {kAt[6].value, kAt[7].value, "near.inr_2"_text, "near.inr_3"_text};
constexpr Item kProthrombin = {kAt[8].value, kAt[9].value, "near.prothrombin_2"_text,
                               "near.prothrombin_3"_text};
static_assert(spec("bilirubin"_f).units[0].ucum == "mg/dL" && spec("bilirubin"_f).units[1].ucum == "umol/L" &&
              spec("bilirubin"_f).units.size() == 2);
static_assert(spec("albumin"_f).units[0].ucum == "g/dL" && spec("albumin"_f).units[1].ucum == "g/L" &&
              spec("albumin"_f).units.size() == 2);

class Sum {
 public:
  Sum(const Patient& patient, Score& score) : patient_(patient), score_(score) {}

  // A laboratory item; in albumin's case the points rise as the value falls.
  void add(Field field, const Item& item) {
    if (!patient_.entered(field)) return count(field, {1, 3});
    const Range value = patient_.entered_range(field);
    const bool rises = item.two < item.three;
    count(field, {points(rises ? value.low : value.high, item), points(rises ? value.high : value.low, item)});
    if (!value.settled()) return;
    near_.offer(value.low, item.two, item.two * kNearShare, item.near_two);
    near_.offer(value.low, item.three, item.three * kNearShare, item.near_three);
  }

  // A finding in three steps.
  void add(Field field, WordSet one, WordSet two, WordSet three) {
    const WordSet possible = patient_.possible(field);
    count(field, {possible.meets(one)   ? 1.0
                  : possible.meets(two) ? 2.0
                                        : 3.0,
                  possible.meets(three) ? 3.0
                  : possible.meets(two) ? 2.0
                                        : 1.0});
  }

  void finish() {
    set_range(score_, total_.low, total_.high);
    score_.grades = grades_between(total_.low, total_.high, score_table::kChildPughEdges);
    score_.near = near_.text();
  }

 private:
  static double points(double value, const Item& item) {
    const int direction = item.two < item.three ? 1 : -1;
    if (compare(value, item.two) * direction < 0) return 1;
    return compare(value, item.three) * direction > 0 ? 3 : 2;
  }

  void count(Field field, Range points) {
    total_ = total_ + points;
    if (points.settled()) {
      score_.components.push({field, points.low});
    } else {
      add_missing(score_, field);
    }
  }

  const Patient& patient_;
  Score& score_;
  Range total_{0, 0};
  NearestCutoff near_;
};

}  // namespace

template <>
void compute_score<"child_pugh"_score>(const Patient& patient, const Scores&, Score& score) {
  Sum sum(patient, score);
  sum.add("bilirubin"_f, kBilirubin[patient["bilirubin"_f].unit]);
  sum.add("albumin"_f, kAlbumin[patient["albumin"_f].unit]);
  const bool has_inr = patient.entered("inr"_f);
  if (!has_inr && patient.entered("prothrombin_prolongation"_f)) {
    sum.add("prothrombin_prolongation"_f, kProthrombin);
  } else {
    sum.add("inr"_f, kInr);
  }
  sum.add("ascites"_f, word("ascites"_f, "none"), word("ascites"_f, "mild"),
          word("ascites"_f, "moderate_or_severe"));
  sum.add("encephalopathy"_f, word("encephalopathy"_f, "none"), word("encephalopathy"_f, "grade_1_2"),
          word("encephalopathy"_f, "grade_3_4"));
  sum.finish();
}

}  // namespace nextline
