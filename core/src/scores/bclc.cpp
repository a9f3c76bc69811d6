// SPDX-License-Identifier: Apache-2.0
// BCLC (Barcelona Clinic Liver Cancer) stage, 2022; the 2025 update keeps the stages.
//
// STAGES    From the top; the first that holds:
//             D  ECOG 3-4; or Child-Pugh C, unless a transplant candidate inside Milan
//             C  macrovascular invasion, extrahepatic spread, or ECOG 1-2 due to the cancer
//             0  one nodule up to 2 cm
//             A  one nodule above 2 cm, or up to three of at most 3 cm each
//             B  multinodular beyond that
// UNITS     largest nodule in cm; 2, 3 and 5 cm belong to the smaller class
// UNKNOWNS  All combinations of what is possible are tried: the stages shown are exactly those that some
//           completion gives. Candidacy matters inside Milan only, ECOG due to cancer with ECOG 1-2 only.
//           `missing` names a field only where changing it alone can change the stage.
// LIMITS    "Preserved liver function" is a clinical judgement in the publication; Child-Pugh C stands for
//           end-stage liver function here, Child-Pugh B is not mapped. No nodule in the liver without invasion
//           or spread counts as A. Macrovascular invasion is known to be absent only where invasion of both
//           veins and new vascular invasion are.
// SOURCE    [reig2022] Reig M et al., J Hepatol 2022;76:681-693, doi:10.1016/j.jhep.2021.11.018
// FACTS     clinical-facts.md A5, K
#include "scores/near.h"
#include "scores/tumour.h"
#include "words/words.h"

namespace nextline {
namespace {

enum Stage : std::uint8_t { k0, kA, kB, kC, kD };

Stage stage_by_tumour(Number number, Size size) {
  switch (number) {
    case Number::kNone:
      return kA;
    case Number::kSingle:
      return size == Size::kTo2Cm ? k0 : kA;
    case Number::kTwoOrThree:
      return size <= Size::kTo3Cm ? kA : kB;
    case Number::kFourOrMore:
      return kB;
  }
  return kB;
}

// Tumours that no rule tells apart.
enum TumourClass : std::uint8_t { k0Inside, kAInside, kABeyond, kBBeyond };
constexpr int kTumourClasses = 4;
constexpr Stage kStageOfClass[] = {k0, kA, kA, kB};

TumourClass class_of(Number number, Size size) {
  const Stage stage = stage_by_tumour(number, size);
  if (stage == k0) return k0Inside;
  if (stage == kB) return kBBeyond;
  return milan_tumour(number, size) ? kAInside : kABeyond;
}

// One bit for each ECOG group: 0, 1-2, 3-4.
unsigned ecog_groups(const Patient& patient) {
  constexpr double kEdges[] = {0, 2};
  const Range ecog = patient.range("ecog"_f);
  return grades_between(ecog.low, ecog.high, kEdges);
}

// A combination of all that counts beside the tumour class.
struct World {
  int ecog_group;
  bool due_to_cancer;
  bool child_pugh_c;
  bool candidate;
  bool invaded;  // macrovascular invasion or spread
};

Stage stage(const World& world, TumourClass tumour) {
  const bool inside_milan = tumour <= kAInside && !world.invaded;
  if (world.ecog_group == 2) return kD;
  if (world.child_pugh_c && !(world.candidate && inside_milan)) return kD;
  if (world.invaded) return kC;
  if (world.ecog_group == 1 && world.due_to_cancer) return kC;
  return kStageOfClass[tumour];
}

// The worlds are numbered: ecog_group * 16 + due_to_cancer * 8 + child_pugh_c * 4 + candidate * 2 + invaded.
constexpr int kWorlds = 48;
constexpr int kEcogStep = 16;
constexpr int kDueStep = 8;
constexpr int kChildStep = 4;
constexpr int kCandidateStep = 2;
constexpr int kInvadedStep = 1;

World world_at(int i) {
  return {i / kEcogStep, (i & kDueStep) != 0, (i & kChildStep) != 0, (i & kCandidateStep) != 0,
          (i & kInvadedStep) != 0};
}

// What is possible of each, one bit a value.
struct Open {
  unsigned ecog;
  unsigned due_to_cancer;
  unsigned child_pugh_c;
  unsigned candidate;
  unsigned invaded;
  unsigned tumour;

  [[nodiscard]] bool world(int i) const {
    const World w = world_at(i);
    return (ecog >> w.ecog_group & 1) != 0 && (due_to_cancer >> w.due_to_cancer & 1) != 0 &&
           (child_pugh_c >> w.child_pugh_c & 1) != 0 && (candidate >> w.candidate & 1) != 0 &&
           (invaded >> w.invaded & 1) != 0;
  }
};

// The stage in every possible combination.
class Stages {
 public:
  explicit Stages(const Open& open) {
    for (int i = 0; i < kWorlds; ++i) {
      if (open.world(i)) worlds_[count_++] = static_cast<std::uint8_t>(i);
    }
    for (int t = 0; t < kTumourClasses; ++t) {
      if ((open.tumour >> t & 1) == 0) continue;
      for (int k = 0; k < count_; ++k) {
        const Stage found = stage(world_at(worlds_[k]), static_cast<TumourClass>(t));
        table_[t][worlds_[k]] = static_cast<std::uint8_t>(1u << found);
        grades_ |= 1u << found;
      }
    }
  }

  [[nodiscard]] std::uint16_t grades() const { return static_cast<std::uint16_t>(grades_); }

  // Whether changing one thing alone, `step` apart in the numbering, changes the stage somewhere.
  [[nodiscard]] bool matters(int step) const {
    for (const auto& row : table_) {
      for (int k = 0; k < count_; ++k) {
        const int from = worlds_[k];
        if (step != kEcogStep && (from & step) != 0) continue;
        const int last = step == kEcogStep ? kWorlds - 1 : from + step;
        for (int to = from + step; to <= last; to += step) {
          if (row[to] != 0 && row[to] != row[from]) return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool differ(TumourClass a, TumourClass b) const {
    if (a == b) return false;
    for (int k = 0; k < count_; ++k) {
      if (table_[a][worlds_[k]] != table_[b][worlds_[k]]) return true;
    }
    return false;
  }

 private:
  std::uint8_t table_[kTumourClasses][kWorlds] = {};  // bit of the stage; 0: not possible
  std::uint8_t worlds_[kWorlds] = {};
  int count_ = 0;
  unsigned grades_ = 0;
};

}  // namespace

template <>
void compute_score<"bclc"_score>(const Patient& patient, const Scores& scores, Score& score) {
  const Score& child_pugh = get(scores, "child_pugh"_score);
  constexpr unsigned kChildPughC = 1u << 2;
  const Tumour tumour = tumour_of(patient);
  Open open{};
  open.ecog = ecog_groups(patient);
  open.due_to_cancer = truths(patient.is("ecog_due_to_cancer"_f));
  open.child_pugh_c =
      ((child_pugh.grades & ~kChildPughC) != 0 ? 1u : 0u) | ((child_pugh.grades & kChildPughC) != 0 ? 2u : 0u);
  open.candidate = truths(patient.is("transplant_candidate"_f));
  open.invaded = truths(invasion_or_spread(patient));
  each(tumour, [&](Number number, Size size) { open.tumour |= 1u << class_of(number, size); });

  const Stages stages(open);
  score.grades = stages.grades();
  if (one_grade(score)) {
    score.state = ScoreState::kSettled;
    if (score.grades > (1u << kB)) return;  // size decides 0, A and B only
    NearestCutoff near;
    if (tumour.numbers == 1u << static_cast<int>(Number::kSingle)) {
      near.offer(patient, "largest_nodule"_f, 2, "near.bclc_0"_text);
    } else if (tumour.numbers == 1u << static_cast<int>(Number::kTwoOrThree)) {
      near.offer(patient, "largest_nodule"_f, 3, "near.bclc_a"_text);
    }
    score.near = near.text();
    return;
  }

  if (stages.matters(kEcogStep)) ask(patient, score, {"ecog"_f});
  if (stages.matters(kDueStep)) ask(patient, score, {"ecog_due_to_cancer"_f});
  if (stages.matters(kChildStep)) {
    for (const Field field : child_pugh.missing) add_missing(score, field);
  }
  if (stages.matters(kCandidateStep)) ask(patient, score, {"transplant_candidate"_f});
  if (stages.matters(kInvadedStep)) ask_for_invasion_or_spread(patient, score);
  ask_for_tumour(patient, tumour, score, [&](Number a_number, Size a_size, Number b_number, Size b_size) {
    return stages.differ(class_of(a_number, a_size), class_of(b_number, b_size));
  });
}

}  // namespace nextline
