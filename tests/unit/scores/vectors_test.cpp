// SPDX-License-Identifier: Apache-2.0
// Scores against numbers from other people's published tests and data sets. They stay where they are (several
// carry share-alike licences): the folder is $NEXTLINE_SHARED/vectors, or shared/vectors beside the project, and
// where it is absent the test says so. A vector whose label does not follow from the published formula
// ("agrees": false) is compared with the recomputed `reference` alone; all others with both.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "scores/meld.h"
#include "scores/meld_3.h"
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;
using nlohmann::json;

namespace {

std::filesystem::path vectors_folder() {
  if (const char* shared = std::getenv("NEXTLINE_SHARED")) return std::filesystem::path(shared) / "vectors";
  return std::filesystem::path(NEXTLINE_SOURCE_DIR) / ".." / "shared" / "vectors";
}

std::optional<ScoreId> score_named(std::string name) {
  if (name == "meld_na_2016") name = "meld_na";
  if (name == "meld_3_0") name = "meld_3";
  if (name == "crcl_cockcroft_gault") name = "creatinine_clearance";
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    if (spec(static_cast<ScoreId>(i)).id == name) return static_cast<ScoreId>(i);
  }
  return std::nullopt;
}

bool field_named(std::string_view name, Field& out) {
  if (name == "ast_uln") name = "ast_upper_limit";
  if (name == "tumour_number") name = "nodules";
  if (name == "largest_tumour") name = "largest_nodule";
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].id != name) continue;
    out.index = static_cast<std::uint8_t>(i);
    return true;
  }
  return false;
}

std::string word_named(const std::string& name) {
  static const std::map<std::string, std::string> words = {
      {"slight", "mild"},
      {"moderate", "moderate_or_severe"},
      {"grade 1-2", "grade_1_2"},
      {"grade 3-4", "grade_3_4"},
  };
  const auto found = words.find(name);
  return found == words.end() ? name : found->second;
}

// Numbers in units the fields do not have. In a ratio of two percentages the unit falls out.
void set_number(PatientBuilder& builder, Field field, double value, const std::string& unit) {
  if (unit == "µmol/L") {
    builder.with(field, value, "umol/L");
  } else if (unit == "/µL") {
    builder.with(field, value / 1000);
  } else if (unit == "/L") {
    builder.with(field, value / 1e9);
  } else if (unit == "10^9/L" || unit == "%" || unit == "years" || unit.empty()) {
    builder.with(field, value);
  } else {
    builder.with(field, value, unit);
  }
}

// The weight that one source's questions ask for (Devine).
double weight_by_policy(const json& in) {
  const double weight = in.at("weight").at("value");
  const double height = in.at("height").at("value");
  const double bmi = weight / (height * height / 10000);
  const double ideal = (in.at("sex").at("value") == "male" ? 50 : 45.5) + 2.3 * (height / 2.54 - 60);
  if (bmi < 18.5) return weight;
  if (bmi < 25) return std::min(ideal, weight);
  return ideal + 0.4 * (weight - ideal);
}

// Empty: all inputs are set. Otherwise why the vector is skipped.
std::string read_inputs(const json& vector, PatientBuilder& builder) {
  const json& in = vector.at("inputs");
  for (const auto& [name, input] : in.items()) {
    const json& value = input.at("value");
    Field field{};
    if (name == "child_pugh_class") {
      if (value == "A") builder.child_pugh_a();
      if (value == "B") builder.child_pugh_b();
      if (value == "C") builder.child_pugh_c();
    } else if (name == "vascular_invasion") {
      builder.with("portal_vein_invasion"_f, value == true ? "present_extent_unknown" : "none");
      builder.with("hepatic_vein_invasion"_f, "none").with_set("progression_sites"_f, {});
    } else if (name == "single_tumour_le_5cm" || name == "up_to_3_tumours_le_3cm") {
      continue;  // together, below
    } else if (!field_named(name, field)) {
      return "no field " + name;
    } else if (value.is_boolean()) {
      value == true ? builder.yes(field) : builder.no(field);
    } else if (value.is_string()) {
      builder.with(field, word_named(value));
    } else {
      set_number(builder, field, value, input.at("unit"));
    }
  }
  if (in.contains("single_tumour_le_5cm")) {
    const bool single = in.at("single_tumour_le_5cm").at("value");
    const bool few = in.at("up_to_3_tumours_le_3cm").at("value");
    builder.with("nodules"_f, single ? 1 : few ? 3 : 4).with("largest_nodule"_f, few ? 3 : 5);
  }
  if (vector.at("score") == "up_to_seven") builder.no("extrahepatic_spread"_f);  // not asked by the source
  if (vector.value("convention", "") == "medcalc-weight-policy") {
    builder.with("weight"_f, weight_by_policy(in));
  }
  if (vector.at("score") == "meld_3_0" && in.contains("age") && in.at("age").at("value") < 18 &&
      in.at("sex").at("value") == "male") {
    return "MELD 3.0 for adolescents is another formula";
  }
  return {};
}

// Findings that a source takes as absent where its text does not state them. Here they are unknown: the label must
// lie in the range, and with the source's reading it must be the value.
void read_silence_as_none(const json& vector, ScoreId id, PatientBuilder& builder) {
  if (id != "child_pugh"_score) return;
  const json& label = vector.at("reference");
  const Score open = builder.score(id);
  if (open.state == ScoreState::kOpen) {
    CHECK(open.at_least <= label.at("value").get<double>());
    CHECK(open.at_most >= label.at("value").get<double>());
    CHECK((open.grades & grade_bit(id, label.at("grade").get<std::string>())) != 0);
  }
  for (const Field field : {"ascites"_f, "encephalopathy"_f}) {
    if (!builder.patient().known(field)) builder.with(field, "none");
  }
}

// What is compared: the score, or in its stead what it is before rounding.
double number_for(const json& vector, ScoreId id, const PatientBuilder& builder, const Score& score) {
  const Patient& patient = builder.patient();
  const std::string convention = vector.value("convention", "");
  if (convention == "unrounded" || convention == "uncapped") {
    double value = 0;
    if (id == "meld_3"_score) {
      value = meld_3_unrounded(patient).low;
    } else {
      value = meld_i_unrounded(meld_logs(patient, dialysis_for_meld(patient), kMeldCreatinineCap)).low;
      if (id == "meld_na"_score) {
        value = meld_na_unrounded(value, std::clamp(patient["sodium"_f].value, 125.0, 137.0));
      }
    }
    return convention == "uncapped" ? round_half_up(value) : value;
  }
  return score.value;
}

bool close(double value, double expected, double tolerance) {
  return std::abs(value - expected) <= tolerance + 1e-9 * std::abs(expected);
}

// Compares value, grade and points with `expected` or `reference`; true where something was compared.
bool compare_with(const json& label, double tolerance, double value, ScoreId id, const Score& score) {
  bool compared = false;
  if (label.contains("value") && label.at("value").is_number()) {
    INFO("value " << value << ", label " << label.at("value"));
    CHECK(close(value, label.at("value"), tolerance));
    compared = true;
  }
  if (label.contains("value") && label.at("value").is_boolean()) {
    CHECK(grades(id, score) == (label.at("value") == true ? "within" : "beyond"));
    compared = true;
  }
  if (label.contains("grade")) {
    CHECK(grades(id, score) == label.at("grade").get<std::string>());
    compared = true;
  }
  if (label.contains("points")) {
    for (const auto& [name, expected] : label.at("points").items()) {
      Field field{};
      REQUIRE(field_named(name, field));
      CHECK(points(score, field) == expected.get<double>());
    }
  }
  return compared;
}

}  // namespace

TEST_CASE("Scores agree with other projects' published vectors", "[score][vectors]") {
  const auto folder = vectors_folder();
  if (!std::filesystem::is_directory(folder)) {
    WARN("skipped: shared/vectors not present (" << folder.string() << ")");
    return;
  }
  std::set<std::filesystem::path> files;  // in order of name
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.insert(entry.path());
  }
  std::map<std::string, int> compared;
  std::map<std::string, int> skipped;
  int total = 0;
  for (const auto& path : files) {
    std::ifstream file(path);
    int line_number = 0;
    for (std::string line; std::getline(file, line);) {
      ++line_number;
      const json vector = json::parse(line);
      const std::string name = vector.at("score");
      INFO(path.filename().string() << " line " << line_number << ": " << line);
      const auto id = score_named(name);
      if (!id) {
        ++skipped[name + ": no such score here"];
        continue;
      }
      PatientBuilder builder;
      if (const std::string why = read_inputs(vector, builder); !why.empty()) {
        ++skipped[name + ": " + why];
        continue;
      }
      read_silence_as_none(vector, *id, builder);
      const Score score = builder.score(*id);
      REQUIRE(settled(score));
      const double value = number_for(vector, *id, builder, score);
      bool any = false;
      if (vector.at("agrees") == true) {
        const json& expected = vector.at("expected");
        any = compare_with(expected, expected.value("tolerance", 0.0), value, *id, score);
      }
      if (vector.contains("reference")) {
        // Recomputed, printed with six decimals; a whole number where the score is one.
        any = compare_with(vector.at("reference"), 6e-7, value, *id, score) || any;
      }
      if (any) {
        ++compared[name];
        ++total;
      } else {
        ++skipped[name + ": nothing to compare with"];
      }
    }
  }
  std::string report = "compared " + std::to_string(total) + " vectors:";
  for (const auto& [name, count] : compared) report += " " + name + " " + std::to_string(count);
  for (const auto& [reason, count] : skipped) report += "\nskipped " + std::to_string(count) + ", " + reason;
  WARN(report);
  CHECK(total >= 350);
}
