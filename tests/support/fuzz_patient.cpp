// SPDX-License-Identifier: Apache-2.0
#include "support/fuzz_patient.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/fields.h"
#include "support/fuzz_json.h"
#include "support/json_parts.h"
#include "support/random_draft.h"

namespace nextline::test {

namespace {

// The JSON of every file of tests/cases, by name.
std::vector<nlohmann::ordered_json> read_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(NEXTLINE_SOURCE_DIR) + "/tests/cases")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<nlohmann::ordered_json> cases;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    cases.push_back(nlohmann::ordered_json::parse(in));
  }
  return cases;
}

// Forms that no case has.
constexpr std::string_view kOddPatients[] = {
    R"({"schema":"patient/1","prior_therapies":["sorafenib","other_systemic","nonsense"],"sorafenib_tolerated":true,"months_to_progression":3.0,"progressing_lesions":5,"progressing_organs":3,"other_sites_controlled":true,"portal_vein_invasion":"present_extent_unknown","weight":59.9,"sex":"female","age":70,"creatinine":88.4})",
    R"({"immune_adverse_events":["hepatitis","myocarditis"],"immune_adverse_event_worst":"hepatitis","immune_adverse_event_grade":4,"immune_adverse_event_status":"on_steroids_over_10mg","comorbidities":["organ_transplant","pregnancy"],"molecular_alterations":["tsc2_inactivating"],"course":[{"date":"2026-03-01","bilirubin":1,"albumin":4}]})",
    R"({"sum_diameters_before":60,"sum_diameters_baseline":64,"sum_diameters_now":84,"days_before_to_baseline":60.875,"days_baseline_to_now":45.65625,"platelets":1e2,"ast":-0,"alt":1e400,"inr":1,"inr":2})",
    R"({"bilirubin":{"value":2,"comparator":"<"},"afp":{"value":60500,"unit":"ng/mL","comparator":">"},"weight":{"value":130,"unit":"lbs","confirmed":true},"immune_adverse_events":[{"event":"hepatitis","grade":3,"status":"resolved"},"colitis","!myocarditis","?"],"vegf_adverse_events":[{"event":"hypertension","grade":7}],"comorbidities":["heart_failure","!pregnancy","pregnancy","?"],"intolerances":["!sorafenib","?"],"stated_child_pugh":"B8","stated_albi":"2a","stated_bclc":"C"})",
    "{}",
    "[",
};

// Values of which each suits some fields and is wrong for others.
constexpr std::string_view kOddValues[] = {
    "1",
    "-1",
    "0",
    "3.5",
    "1e308",
    "true",
    "null",
    "\"none\"",
    "\"hepatitis\"",
    "[]",
    "[\"lung\",\"x\",1]",
    "{\"value\":12,\"unit\":\"umol/L\"}",
    "{\"value\":\"1\",\"unit\":1}",
    "{\"unit\":\"cm\"}",
    "[[1]]",
    "[\"?\"]",
    "[\"!other\",\"other\",\"?\",\"?\"]",
    R"([{"event":"hepatitis","grade":9},{"event":"other","grade":3},{"event":"other","status":"ongoing"}])",
    "{\"value\":3,\"comparator\":\"<\"}",
    "{\"value\":0,\"comparator\":\">\",\"confirmed\":true}",
    "{\"value\":3,\"comparator\":\"~\"}",
    "{\"value\":150,\"unit\":\"K/uL\",\"comparator\":\">=\"}",
    R"([{"date":"2026-02-29","afp":1},{"date":"2026-02-28","albumin":{"value":38,"unit":"g/L"},"afp":{"value":9,"comparator":">"}}])",
    "\"B8\"",
    "\"2a\"",
    "\"\\u00e9\"",
};

}  // namespace

std::vector<std::string> patient_seeds() {
  std::vector<std::string> seeds(std::begin(kOddPatients), std::end(kOddPatients));
  for (const auto& one : read_cases()) {
    std::string seed = one.at("patient").dump();
    if (one.contains("preferences")) (seed += '\0') += one["preferences"].dump();
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

std::vector<std::string> patient_pieces() {
  std::vector<std::string> pieces = json_pieces();
  for (const std::string_view value : kOddValues) pieces.emplace_back(value);
  for (const char* piece :
       {"\"ecog\":2,", "\"comorbidities\":[\"none\"],", "\"prior_therapies\":[\"lenvatinib\"],", "\"?\"",
        "\"!pregnancy\",", "{\"event\":\"hepatitis\",\"grade\":4},", "\"comparator\":\"<=\",",
        "\"confirmed\":true,", "\"unit\":\"mg/dL\"", "\"value\":", "\"date\":\"2026-03-01\"",
        "\"status\":\"resolved\""}) {
    pieces.emplace_back(piece);
  }
  for (const FieldSpec& field : kFields) {
    pieces.push_back(in_quotes(field.id) + ":");
    for (const Unit& unit : field.units) pieces.push_back(in_quotes(unit.ucum));
    for (const Word& word : field.words) pieces.push_back(in_quotes(word.id));
  }
  for (const knowledge::Regimen& regimen : knowledge::regimens()) pieces.push_back(in_quotes(regimen.id));
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

void vary_patient(std::string& text, Random& random) {
  if (random.below(8) == 0) {
    vary_number(text, random);
    return;
  }
  const std::size_t index = random.below(kFieldCount);
  std::string value;
  if (random.below(4) != 0) {
    std::string part;
    if (kFields[index].type == FieldType::kSet && random.below(3) == 0) {
      random_open_set(index, kFields[index].event != EventDetail::kNone, random, value, part);
    } else {
      value = random_value(index, random);
    }
    if (!kFields[index].units.empty() && random.below(4) == 0) {
      const std::string limit = random_limit(index, value, random);
      if (!limit.empty()) value = limit;
    }
  }
  if (value.empty()) value = one_of(kOddValues, random);

  const std::string_view id = kFields[index].id;
  const std::string pair = in_quotes(id) + ":" + value;
  std::vector<Member> members;
  const bool whole = read_parts(text, members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].key != id) continue;
    const auto at = static_cast<std::size_t>(members[i].value.data() - text.data());
    if (whole && members.size() > 1 && random.below(4) == 0) {
      // From the key on, with one of the commas beside it.
      const std::size_t begin = i == 0 ? at - id.size() - 3 : text.rfind(',', at - id.size() - 2);
      const std::size_t end = at + members[i].value.size() + (i == 0 ? 1 : 0);
      if (begin < end) text.erase(begin, end - begin);
    } else {
      text.replace(at, members[i].value.size(), value);
    }
    return;
  }
  const std::size_t brace = text.find('{');
  text.insert(brace == std::string::npos ? 0 : brace + 1, pair + (members.empty() ? "" : ","));
}

std::vector<std::string> preferences_seeds() {
  std::vector<std::string> seeds;
  for (const auto& one : read_cases()) {
    if (one.contains("preferences")) seeds.push_back(one["preferences"].dump());
  }
  return seeds;
}

// ---- tables ------------------------------------------------------------------------------------------------
namespace {

std::vector<std::string> odd_tables() {
  using namespace std::string_literals;
  return {
      "id,albumin[g/L],bilirubin[umol/L],inr,ascites,encephalopathy,ecog,prior_therapies,given\n"
      "a,38,20,1.1,none,none,1,Atezolizumab + bevacizumab,lenvatinib\nb,\"31,5\",3-Jan,\"1,234\",mild,?,0,1. "
      "sorafenib 2. "
      "x,Cabozantinib\n"s,
      "sep=;\r\nid;albumin;platelets[/uL];immune_adverse_events;course.1.date[excel];course.1.afp\r\n"
      "a;3,8;150 000;hepatitis:3:resolved|?;46023;< 2\r\n;;;;;\r\nb;1.234,5;;!colitis;2026-01-01;\r\n"s,
      "id\tage\tsex\textrahepatic_spread\n1\t60\tmale\tja\n2\tNA\tx\tno\n"s,
      "{\"id\":\"x\",\"patient\":{\"ecog\":1},\"given\":\"sorafenib\"}\n{\"ecog\":2}\n[]\n"s,
      "a,\"b\nc\",\"d\"\"e\"\r\n,\"\",x\r\rlast,\"\xC3\xA9\"\n\"open,1\n2,3\n"s,
      "\xFF\xFE"
      "i\0d\0,\0e\0c\0o\0g\0\n\0"
      "1\0,\0\xE9\0\n\0"s,
      "\xFE\xFF\0i\0d\0,\0e\0c\0o\0g\0\n"s,
      ""s,
  };
}

// What of a patient's value stands in a cell.
std::string cell_text(const nlohmann::ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_object() && value.contains("event")) {
    std::string text = cell_text(value["event"]);
    for (const char* key : {"grade", "status"}) {
      if (value.contains(key)) text += ":" + cell_text(value[key]);
    }
    return text;
  }
  if (value.is_object() && value.contains("value")) {
    std::string text = value.contains("comparator") ? cell_text(value["comparator"]) + " " : "";
    text += cell_text(value["value"]);
    return value.contains("unit") ? text + " " + cell_text(value["unit"]) : text;
  }
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const auto& one : value) text += (text.empty() ? "" : "|") + cell_text(one);
  return text;
}

std::string in_cell(const std::string& text, char delimiter) {
  if (text.find_first_of(std::string("\"\r\n") + delimiter) == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::vector<std::string> table_seeds() {
  std::vector<std::string> seeds = odd_tables();
  constexpr std::size_t kRows = 3;
  const auto cases = read_cases();
  for (std::size_t first = 0; first + kRows <= cases.size(); first += kRows) {
    const char delimiter = ",;\t|"[first / kRows % 4];
    std::string header = "id";
    std::string rows[kRows];
    std::string lines;
    for (std::size_t r = 0; r < kRows; ++r) {
      const auto& patient = cases[first + r].at("patient");
      rows[r] = std::to_string(r + 1);
      lines += "{\"id\":\"" + rows[r] + "\",\"patient\":" + patient.dump() + "}\n";
    }
    for (const FieldSpec& field : kFields) {
      const std::string key(field.id);
      bool told = false;
      for (std::size_t r = 0; r < kRows; ++r) told |= cases[first + r]["patient"].contains(key);
      if (!told || field.type == FieldType::kCourse) continue;
      (header += delimiter) += key;
      for (std::size_t r = 0; r < kRows; ++r) {
        const auto& patient = cases[first + r]["patient"];
        (rows[r] += delimiter) += patient.contains(key) ? in_cell(cell_text(patient[key]), delimiter) : "";
      }
    }
    std::string table = header + "\n";
    for (const std::string& row : rows) table += row + "\n";
    seeds.push_back(std::move(table));
    if (first % (4 * kRows) == 0) seeds.push_back(std::move(lines));
  }
  return seeds;
}

std::vector<std::string> table_pieces() {
  std::vector<std::string> pieces;
  for (const char* piece : {",",
                            ";",
                            "\t",
                            "|",
                            "\"",
                            "\"\"",
                            "\n",
                            "\r",
                            "\r\n",
                            "sep=",
                            "\xEF\xBB\xBF",
                            "\xFF\xFE",
                            "\xFE\xFF",
                            "1,234",
                            "1.5",
                            "1 234",
                            "<= 2",
                            "38 g/L",
                            "3-Jan",
                            "#REF!",
                            "NA",
                            "none",
                            "yes",
                            "ja",
                            "=1+1",
                            "\xC3\xA9",
                            "\xE9",
                            "1e400",
                            "-0",
                            "[g/dL]",
                            "[g/L]",
                            "given",
                            "course.1.",
                            "course.1.date",
                            "course.9.inr",
                            "id",
                            "{}",
                            "10*9/L",
                            "1. a 2. b > c",
                            "{\"id\":\"x\",\"patient\":{}}\n",
                            "hepatitis:3:resolved",
                            "!colitis",
                            "?"}) {
    pieces.emplace_back(piece);
  }
  for (const FieldSpec& field : kFields) {
    pieces.emplace_back(field.id);
    for (const Unit& unit : field.units) pieces.push_back("[" + std::string(unit.ucum) + "]");
    for (const Word& word : field.words) pieces.emplace_back(word.id);
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

}  // namespace nextline::test
