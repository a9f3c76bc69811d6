// SPDX-License-Identifier: Apache-2.0
// Information only narrows, and what is shown is no wider than it must be: for all scores, on seeded patients.
#include <algorithm>
#include <set>

#include "unit/scores/builder.h"
#include "unit/scores/random_patient.h"

using namespace nextline;
using namespace nextline::test;

namespace {

// The logarithm is within 2 ulp, not monotone to the last bit.
constexpr double kSlack = 1e-12;
double slack(double bound) { return kSlack * (1 + std::abs(bound)); }

// Everything that is shown of a score but points and notes.
struct Shown {
  ScoreState state;
  double low;  // NaN: no bound
  double high;
  std::uint16_t grades;
  friend bool operator==(const Shown& a, const Shown& b) {
    const auto same = [](double x, double y) { return x == y || (x != x && y != y); };
    return a.state == b.state && same(a.low, b.low) && same(a.high, b.high) && a.grades == b.grades;
  }
};

Shown shown(const ScoreSpec& declared, const Score& score) {
  const double none = std::nan("");
  const bool has_value = score.state == ScoreState::kSettled && !declared.stage_only;
  if (has_value) return {score.state, score.value, score.value, score.grades};
  if (score.bounded) return {score.state, score.at_least, score.at_most, score.grades};
  return {score.state, none, none, score.grades};
}

bool lists(const Score& score, Field field) {
  return std::find(score.missing.begin(), score.missing.end(), field) != score.missing.end();
}

// Why `after` is not a narrowing of `before`; empty where it is one.
std::string widened(const Shown& before, const Shown& after) {
  if ((after.grades & ~before.grades) != 0) return "a grade outside the set";
  if (before.state == ScoreState::kNotComputable && after.state != before.state) return "computable again";
  if (before.state == ScoreState::kSettled && !(after == before)) return "settled, then changed";
  if (after.state == ScoreState::kNotComputable) return {};
  if (before.low == before.low) {
    if (after.low != after.low) return "bounds lost";
    if (after.low < before.low - slack(before.low)) return "below the range";
    if (after.high > before.high + slack(before.high)) return "above the range";
  }
  return {};
}

}  // namespace

TEST_CASE("Filling in a field never leaves what a score showed before", "[score][property]") {
  Random random(20261121);
  std::array<int, kScoreCount> settled_early{};
  for (int n = 0; n < 3000; ++n) {
    const Patient full = random_patient(random);
    const double share = static_cast<double>(random.below(4)) * 0.3;
    Patient patient;
    std::vector<Field> open;
    for (const Field field : score_fields()) {
      if (!full.known(field)) continue;
      if (random.chance(share)) {
        patient[field] = full[field];
      } else {
        open.push_back(field);
      }
    }
    // Dialysis may be assumed absent, which filling in may change: it is known, unusable, or never filled in.
    if (!patient.known("dialysis"_f)) {
      if (random.chance(0.5)) {
        patient["dialysis"_f].error = true;
      } else {
        open.erase(std::find(open.begin(), open.end(), "dialysis"_f));
      }
    }
    // A set may be read in part.
    if (!patient.known("progression_sites"_f) && random.chance(0.3)) {
      Cell part = full["progression_sites"_f];
      part.words &= WordSet{random.next()};
      part.absent &= WordSet{random.next()};
      part.error = true;
      patient["progression_sites"_f] = part;
    }
    // Of a number only a limit may be known, on either side. (A prothrombin time stands in for the INR alone.)
    for (const Field field : open) {
      if (spec(field).units.empty() || field == "prothrombin_prolongation"_f || !random.chance(0.2)) continue;
      Cell limit;
      const Bounds hard = spec(field).hard;
      const double value = full[field].value;
      const bool whole = spec(field).type == FieldType::kInteger;
      limit.unit = full[field].unit;
      limit.low = hard.low;
      limit.high = hard.high;
      if (random.chance(0.5)) {
        limit.comparator = Comparator::kLessEqual;
        limit.high = std::min(hard.high, whole ? value + 1 : value * 1.2);
      } else {
        limit.comparator = Comparator::kGreaterEqual;
        limit.low = std::max(hard.low, whole ? value - 1 : value * 0.8);
      }
      patient[field] = limit;
    }
    for (std::size_t i = open.size(); i > 1; --i) std::swap(open[i - 1], open[random.below(i)]);

    Scores before;
    compute_scores(patient, before);
    for (const Field field : open) {
      patient[field] = full[field];
      Scores after;
      compute_scores(patient, after);
      for (std::size_t i = 0; i < kScoreCount; ++i) {
        const ScoreSpec& declared = spec(static_cast<ScoreId>(i));
        const Shown was = shown(declared, before[i]);
        const Shown is = shown(declared, after[i]);
        const std::string why = widened(was, is);
        if (!why.empty()) FAIL(declared.id << " after " << spec(field).id << ": " << why << ", patient " << n);
        // What `missing` does not name changes nothing.
        const bool matters =
            lists(before[i], field) || (field == "prothrombin_prolongation"_f && lists(before[i], "inr"_f));
        if (!matters && !(was == is)) {
          FAIL(declared.id << " changed by " << spec(field).id << ", which it had not asked for, patient "
                           << n);
        }
        if (after[i].state == ScoreState::kSettled && before[i].state == ScoreState::kOpen) ++settled_early[i];
        if (after[i].state != ScoreState::kOpen && after[i].missing.size != 0) {
          FAIL(declared.id << " asks although it is settled, patient " << n);
        }
      }
      before = after;
    }
    // With everything known no score is open.
    for (std::size_t i = 0; i < kScoreCount && full.known("inr"_f); ++i) {
      INFO(spec(static_cast<ScoreId>(i)).id << ", patient " << n);
      CHECK(before[i].state != ScoreState::kOpen);
    }
  }
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    INFO(spec(static_cast<ScoreId>(i)).id);
    CHECK(settled_early[i] > 100);  // the walk does meet every score
  }
}

namespace {

// Values that between them reach every class and every extreme of a field.
std::vector<Cell> representatives(Field field) {
  const FieldSpec& declared = spec(field);
  std::vector<Cell> cells;
  if (declared.type == FieldType::kBoolean) {
    for (const double value : {0.0, 1.0}) cells.push_back(number_cell(field, value, 0));
  } else if (declared.type == FieldType::kEnum) {
    for (std::size_t i = 0; i < declared.words.size(); ++i) {
      Cell cell;
      cell.known = true;
      cell.words = WordSet::one(i);
      cells.push_back(cell);
    }
  } else if (declared.type == FieldType::kSet) {
    const WordSet all = all_words(field);
    for (const WordSet words : {WordSet{}, all}) {
      Cell cell;
      cell.known = true;
      cell.words = words;
      cell.absent = all - words;
      cells.push_back(cell);
    }
  } else {
    std::set<double> values = {declared.hard.low, declared.hard.high};
    for (const double turn : turning_points(field)) values.insert(turn);
    if (field == "bilirubin"_f) values = {0.1, 2.5, 31.3805, 60};
    if (field == "albumin"_f) values = {0.5, 2.9, 3.2, 7};
    if (field == "inr"_f) values = {0.5, 2, 20};
    if (field == "ecog"_f) values = {0, 1, 3};
    if (field == "nodules"_f) values = {0, 1, 2, 4, 99};
    if (field == "largest_nodule"_f) values = {0.1, 2.5, 4, 40};
    for (const double value : values) cells.push_back(number_cell(field, value, 0));
  }
  return cells;
}

// Fields a score may be asked for at most (beside those that stand in for each other).
bool is_discrete(ScoreId id) {
  switch (id) {
    case "child_pugh"_score:
    case "bclc"_score:
    case "crafity"_score:
    case "clip"_score:
    case "okuda"_score:
    case "jis"_score:
    case "up_to_seven"_score:
    case "milan"_score:
      return true;
    default:
      return false;
  }
}

}  // namespace

TEST_CASE("Ranges are reached, sets of grades hold nothing impossible, and what is asked for matters",
          "[score][property]") {
  Random random(7);
  for (int n = 0; n < 1500; ++n) {
    Patient patient = random_patient(random);
    patient["prothrombin_prolongation"_f] = Cell{};
    std::vector<Field> open;
    const std::size_t count = 1 + random.below(4);
    // Half of the patients lack fields of the stages, where the classes meet.
    const std::vector<Field> stage_fields = {
        "ecog"_f,           "ecog_due_to_cancer"_f,   "ascites"_f,
        "bilirubin"_f,      "transplant_candidate"_f, "nodules"_f,
        "largest_nodule"_f, "portal_vein_invasion"_f, "extrahepatic_spread"_f};
    const std::vector<Field>& choice = random.chance(0.5) ? stage_fields : score_fields();
    if (&choice == &stage_fields) {  // else most would be settled by invasion or spread
      const Patient none = PatientBuilder().no_invasion_no_spread().patient();
      for (const Field field : {"portal_vein_invasion"_f, "hepatic_vein_invasion"_f, "progression_sites"_f,
                                "extrahepatic_spread"_f}) {
        patient[field] = none[field];
      }
      patient["ecog"_f] = number_cell("ecog"_f, static_cast<double>(random.below(3)), 0);
    }
    while (open.size() < count) {
      const Field field = choice[random.below(choice.size())];
      if (field == "dialysis"_f || field == "prothrombin_prolongation"_f) continue;
      if (std::find(open.begin(), open.end(), field) != open.end()) continue;
      if (field == "inr"_f || patient.known(field)) open.push_back(field);
      if (field == "inr"_f) patient["prothrombin_prolongation"_f] = Cell{};
    }
    if (!patient.known("inr"_f) && std::find(open.begin(), open.end(), "inr"_f) == open.end()) {
      patient["inr"_f] = number_cell("inr"_f, 1.2, 0);
    }
    for (const Field field : open) patient[field] = Cell{};
    Scores partial;
    compute_scores(patient, partial);

    std::vector<std::vector<Cell>> cells;
    std::size_t combinations = 1;
    for (const Field field : open) {
      cells.push_back(representatives(field));
      // No completion contradicts what is stated: "no spread" leaves no progression outside the liver.
      if (field == "progression_sites"_f && patient.is("extrahepatic_spread"_f) == Tri::kFalse) {
        for (Cell& cell : cells.back()) {
          constexpr Field kSites = "progression_sites"_f;
          constexpr WordSet outside = word(kSites, "extrahepatic_growth") | word(kSites, "new_extrahepatic");
          cell.words -= outside;
          cell.absent |= outside;
        }
      }
      combinations *= cells.back().size();
    }
    std::vector<Scores> all(combinations);
    for (std::size_t k = 0; k < combinations; ++k) {
      std::size_t rest = k;
      for (std::size_t f = 0; f < open.size(); ++f) {
        patient[open[f]] = cells[f][rest % cells[f].size()];
        rest /= cells[f].size();
      }
      compute_scores(patient, all[k]);
    }

    for (std::size_t i = 0; i < kScoreCount; ++i) {
      const auto id = static_cast<ScoreId>(i);
      const ScoreSpec& declared = spec(id);
      INFO(declared.id << ", patient " << n);
      std::uint16_t grades = 0;
      double low = 1e300;
      double high = -1e300;
      for (const Scores& scores : all) {
        grades = static_cast<std::uint16_t>(grades | scores[i].grades);
        if (scores[i].state != ScoreState::kSettled) continue;
        low = std::min(low, scores[i].value);
        high = std::max(high, scores[i].value);
      }
      if (partial[i].bounded) {
        CHECK(low == Approx(partial[i].at_least).margin(1e-9));
        CHECK(high == Approx(partial[i].at_most).margin(1e-9));
      }
      if (!is_discrete(id)) {
        CHECK((grades & ~partial[i].grades) == 0);
        continue;
      }
      CHECK(grades == partial[i].grades);
      std::size_t step = 1;
      for (std::size_t f = 0; f < open.size(); ++f) {
        bool matters = false;
        for (std::size_t k = 0; k < combinations && !matters; ++k) {
          const std::size_t at = k / step % cells[f].size();
          for (std::size_t other = at + 1; other < cells[f].size() && !matters; ++other) {
            const std::size_t k2 = k + (other - at) * step;
            matters = !(shown(declared, all[k][i]) == shown(declared, all[k2][i]));
          }
        }
        INFO("open field " << spec(open[f]).id);
        CHECK(lists(partial[i], open[f]) == matters);
        step *= cells[f].size();
      }
    }
  }
}
