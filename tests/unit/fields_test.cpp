// SPDX-License-Identifier: Apache-2.0
#include "nextline/fields.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "support/catch.h"

using namespace nextline;

namespace {

static_assert("age"_f.index == 0 && "course"_f.index == kFieldCount - 1);
static_assert(spec("bilirubin"_f).units[0].ucum == "mg/dL");
static_assert(word("varices"_f, "none") == WordSet::one(0) &&
              word("varices"_f, "high_risk_untreated") == WordSet::one(2));

bool numeric(const FieldSpec& field) {
  return field.type == FieldType::kNumber || field.type == FieldType::kInteger ||
         field.type == FieldType::kQuantity;
}

double in_first_unit(const FieldSpec& field, std::string_view ucum, double value) {
  for (const Unit& unit : field.units) {
    if (unit.ucum == ucum) return value * unit.mul / unit.div;
  }
  return -1;
}

}  // namespace

TEST_CASE("Every field has an id of its own, a label, a group and help", "[fields]") {
  std::set<std::string_view> ids;
  std::set<std::string_view> groups;
  for (const Group& group : kGroups) groups.insert(group.id);
  for (const FieldSpec& field : kFields) {
    INFO(field.id);
    CHECK(ids.insert(field.id).second);
    CHECK(groups.count(field.group) == 1);
    CHECK_FALSE(field.label.empty());
    CHECK_FALSE(field.help.empty());
    CHECK(field.help.back() == '.');
  }
  CHECK(ids.size() == kFieldCount);
}

// The ids in the order of the form, as `nextline fields` gives it.
std::vector<std::string> form() {
  std::string text;
  fields_json(text);
  std::vector<std::string> ids(kFieldCount);
  const auto table = nlohmann::json::parse(text);
  for (const auto& field : table["fields"]) {
    const auto place = field["order"].get<std::size_t>();
    REQUIRE(place >= 1);
    REQUIRE(place <= kFieldCount);
    CHECK(ids[place - 1].empty());
    ids[place - 1] = field["id"].get<std::string>();
  }
  return ids;
}

TEST_CASE("The form has one place for each field, and its groups hang together", "[fields]") {
  std::vector<std::string_view> seen;
  for (const std::string& id : form()) {
    Field field{};
    REQUIRE(find_field(id, field));
    if (seen.empty() || seen.back() != spec(field).group) seen.push_back(spec(field).group);
  }
  std::vector<std::string_view> groups;
  for (const Group& group : kGroups) groups.push_back(group.id);
  CHECK(seen == groups);
}

TEST_CASE("The form asks for earlier therapy first, then why it stopped, then toxicity", "[fields]") {
  const std::vector<std::string> ids = form();
  std::size_t at = 0;
  CHECK(ids[0] == "prior_therapies");
  for (const std::string_view id :
       {"stop_reason", "immune_adverse_events", "ecog", "bilirubin", "afp", "weight", "ascites", "varices",
        "hbv_status", "progressing_lesions", "comorbidities", "proteinuria"}) {
    INFO(id);
    const auto place = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    CHECK(place > at);
    at = place;
  }
}

TEST_CASE("What follows another field stands behind it in the form", "[fields]") {
  const std::vector<std::string> ids = form();
  const auto place = [&](std::string_view id) { return std::find(ids.begin(), ids.end(), id); };
  int follow = 0;
  for (const FieldSpec& field : kFields) {
    if (field.follows.empty()) continue;
    INFO(field.id);
    ++follow;
    Field leader{};
    REQUIRE(find_field(field.follows, leader));
    CHECK(place(field.follows) < place(field.id));
  }
  CHECK(follow == 8);
}

TEST_CASE("What stands on the form for a label is shorter, and no two answers of a question look the same",
          "[fields]") {
  int brief = 0;
  for (const FieldSpec& field : kFields) {
    INFO(field.id);
    std::set<std::string_view> shown;
    for (const Word& word : field.words) {
      CHECK(shown.insert(word.brief.empty() ? word.label : word.brief).second);
      if (word.brief.empty()) continue;
      ++brief;
      CHECK(word.brief.size() < word.label.size());
    }
    if (!field.brief.empty()) CHECK(field.brief.size() < field.label.size());
  }
  CHECK(brief > 10);
}

TEST_CASE("Plausible values are possible, and only numbers have ranges and units", "[fields]") {
  for (const FieldSpec& field : kFields) {
    INFO(field.id);
    CHECK(field.units.empty() == !numeric(field));
    CHECK(field.words.empty() == (field.type != FieldType::kEnum && field.type != FieldType::kSet));
    CHECK(field.words.size() <= 64);
    if (!numeric(field)) continue;
    CHECK(field.hard.low <= field.soft.low);
    CHECK(field.soft.low < field.soft.high);
    CHECK(field.soft.high <= field.hard.high);
    CHECK(field.units[0].mul == 1);
    CHECK(field.units[0].div == 1);
    for (const Slip& slip : field.slips) {
      CHECK(slip.from < slip.to);
      CHECK(slip.entered < field.units.size());
    }
  }
}

TEST_CASE("Units are converted with one constant per analyte", "[fields]") {
  CHECK(in_first_unit(spec("bilirubin"_f), "umol/L", 17.104) == 1.0);
  CHECK(in_first_unit(spec("direct_bilirubin"_f), "umol/L", 34.208) == 2.0);
  CHECK(in_first_unit(spec("creatinine"_f), "umol/L", 88.4) == 1.0);
  CHECK(in_first_unit(spec("albumin"_f), "g/L", 38) == 3.8);
  CHECK(in_first_unit(spec("hemoglobin"_f), "g/L", 130) == 13.0);
  CHECK(in_first_unit(spec("afp"_f), "ug/L", 400) == 400);
  CHECK(compare(in_first_unit(spec("afp"_f), "[IU]/mL", 100), 121) == 0);
  CHECK(in_first_unit(spec("crp"_f), "mg/dL", 1) == 10);
  CHECK(in_first_unit(spec("sodium"_f), "meq/L", 135) == 135);
  CHECK(compare(in_first_unit(spec("weight"_f), "[lb_av]", 130), 58.9670081) == 0);
  CHECK(compare(in_first_unit(spec("height"_f), "[in_i]", 63), 160.02) == 0);
  CHECK(in_first_unit(spec("platelets"_f), "10*3/uL", 150) == 150);
  CHECK(in_first_unit(spec("largest_nodule"_f), "mm", 25) == 2.5);
  CHECK(in_first_unit(spec("sum_diameters_now"_f), "cm", 6.5) == 65);
}

TEST_CASE("A field is found by its id, and by nothing else", "[fields]") {
  Field field{};
  CHECK(find_field("albumin", field));
  CHECK(field == "albumin"_f);
  CHECK_FALSE(find_field("Albumin", field));
  CHECK_FALSE(find_field("", field));
  CHECK_FALSE(find_field("schema", field));
}

TEST_CASE("The table as JSON holds what form and documentation need", "[fields]") {
  std::string json;
  fields_json(json);
  const auto has = [&](std::string_view part) { return json.find(part) != std::string::npos; };
  CHECK(json.rfind(R"({"schema":"fields/1","groups":[{"id":"therapy","label":)", 0) == 0);
  CHECK(has(
      R"({"id":"bilirubin","label":"Total bilirubin","group":"performance","type":"quantity",)"
      R"("units":["mg/dL","umol/L"],"conversions":[{"unit":"mg/dL","mul":1,"div":1,"spellings":["mg/100mL","mg%"]},)"
      R"({"unit":"umol/L","mul":1,"div":17.104,"spellings":["micromol/L","mcmol/L","mkmol/L","мкмоль/л"]}],"hard":[0.1,60],"soft":[0.2,25],"words":[],)"
      R"("help":"Total, not direct.","loinc":"1975-2","order":)"));
  CHECK(has(
      R"(,"follows":null,"primary":true,"in_course":true,"limits":true,"open_set":false,"event":null},{"id":"direct_bilirubin")"));
  // By group, then as the rows say; a further row moves those behind it.
  const auto order = [&](std::string_view id) {
    const std::size_t row =
        json.find(R"({"id":")" + std::string(id) + R"(","label")", json.find(R"("fields":[)"));
    return std::atoi(json.c_str() + json.find(R"("order":)", row) + 8);
  };
  CHECK(order("prior_therapies") == 1);
  CHECK(order("ecog") < order("bilirubin"));
  CHECK(order("bilirubin") < order("ascites"));
  CHECK(order("course") == static_cast<int>(kFieldCount));
  CHECK(has(R"({"id":"dialysis","label":"Dialysis","group":"liver","type":"boolean","units":[],)"
            R"("conversions":[],"hard":null,"soft":null,"words":[],)"));
  CHECK(has(R"({"id":"strong_cyp3a4","label":)"));
  // A set may be open, and an event may have its grade and, under an inhibitor, its state.
  CHECK(has(R"("in_course":false,"limits":false,"open_set":true,"event":null})"));
  CHECK(
      has(R"("open_set":true,"event":{"grades":[1,2,3,4],"statuses":[{"id":"resolved","label":"Resolved"},)"));
  CHECK(has(R"("open_set":true,"event":{"grades":[1,2,3,4],"statuses":[]}})"));
  for (const knowledge::Regimen& regimen : knowledge::regimens()) {
    CHECK(has(R"({"id":")" + std::string(regimen.id) + '"'));
  }
  CHECK(std::count(json.begin(), json.end(), '{') == std::count(json.begin(), json.end(), '}'));
}
