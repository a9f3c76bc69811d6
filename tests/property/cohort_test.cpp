// SPDX-License-Identifier: Apache-2.0
// A row of a table says what the assessment of its patient says, whatever stands around it and however the file is cut:
// on seeded patients.
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nextline/cohort.h"
#include "nextline/nextline.h"
#include "support/catch.h"
#include "support/random_draft.h"

namespace {

using Json = nlohmann::ordered_json;
using nextline::Cohort;
using nextline::CohortFormat;
using nextline::CohortOptions;
using nextline::test::Random;

std::size_t patients() { return std::getenv("NEXTLINE_LONG") != nullptr ? 10000 : 200; }

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// A value of a patient's JSON as a cell.
std::string cell_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_string()) return in_quotes(value.get<std::string>());
  if (value.is_number()) return value.dump();
  if (value.is_array()) {
    if (value.empty()) return "none";
    std::string text;
    for (const Json& member : value) {
      if (!text.empty()) text += ';';
      if (member.is_string()) {
        text += member.get<std::string>();
        continue;
      }
      text += member.at("event").get<std::string>();
      if (member.contains("grade") || member.contains("status")) {
        text += ':' + (member.contains("grade") ? member["grade"].dump() : std::string("?"));
      }
      if (member.contains("status")) text += ':' + member["status"].get<std::string>();
    }
    return in_quotes(text);
  }
  std::string text = value.contains("comparator") ? value["comparator"].get<std::string>() : "";
  text += value.at("value").dump();
  if (value.contains("unit")) text += ' ' + value["unit"].get<std::string>();
  return in_quotes(text);
}

// The draft as a row; what no cell can say ("confirmed") is taken out of it.
struct Row {
  std::string json;
  std::string cells;
};

Row row_of(std::uint64_t seed) {
  Random random(seed);
  Json patient = Json::parse(nextline::test::random_patient(random).json());
  Row row;
  for (std::size_t i = 0; i < nextline::kFieldCount; ++i) {
    const std::string id(nextline::kFields[i].id);
    if (nextline::kFields[i].type == nextline::FieldType::kCourse) {
      patient.erase(id);
      continue;
    }
    row.cells += ',';
    if (!patient.contains(id)) continue;
    if (patient[id].is_object()) patient[id].erase("confirmed");
    if (patient[id].is_object() && patient[id].size() == 1) patient[id] = patient[id].at("value").get<double>();
    row.cells += cell_of(patient[id]);
  }
  row.json = patient.dump();
  return row;
}

std::string header() {
  std::string text = "id";
  for (const nextline::FieldSpec& field : nextline::kFields) {
    if (field.type != nextline::FieldType::kCourse) text += ',' + std::string(field.id);
  }
  return text + "\n";
}

// The seeded units are mixed on purpose: each cell says its own, and a bare number is in the first unit.
std::string checked_map() {
  Json map = {{"schema", "column-map/1"}, {"columns", Json::array()}};
  for (const nextline::FieldSpec& field : nextline::kFields) {
    if (field.type == nextline::FieldType::kCourse) continue;
    map["columns"].push_back({{"from", field.id}, {"field", field.id}, {"checked", true}, {"decimal", "."}});
  }
  return map.dump();
}

struct Said {
  std::string rows;
  std::string summary;
};

Said ask(const std::string& text, const CohortOptions& options, std::size_t piece = 1U << 20U) {
  Cohort cohort(options);
  Said said;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    cohort.feed(std::string_view(text).substr(at, piece));
    said.rows += cohort.take_output();
  }
  cohort.finish();
  said.rows += cohort.take_output();
  said.summary = cohort.summary();
  return said;
}

std::vector<Json> lines(const std::string& text) {
  std::vector<Json> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    all.push_back(Json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  return all;
}

std::string table(std::size_t from, std::size_t to) {
  std::string text = header();
  for (std::size_t seed = from; seed < to; ++seed)
    text += 'p' + std::to_string(seed) + row_of(seed).cells + '\n';
  return text;
}

}  // namespace

TEST_CASE(
    "a row has the scores, verdicts, ranks, tiers, stop signs and missing fields of the assessment of its "
    "patient") {
  CohortOptions options;
  options.out = CohortFormat::kJsonLines;
  options.all = true;
  options.map = checked_map();
  const std::size_t count = patients();
  const std::vector<Json> rows = lines(ask(table(1, count + 1), options).rows);
  REQUIRE(rows.size() == count);
  bool any_stop = false;
  for (std::size_t i = 0; i < count; ++i) {
    const Row patient = row_of(i + 1);
    const Json alone = Json::parse(nextline::assess_text(patient.json).text);
    const Json& row = rows[i];
    INFO(patient.json);
    std::string differences;
    const auto same = [&](const Json& a, const Json& b) {
      if (a != b) differences += a.dump() + " is not " + b.dump() + "; ";
    };
    for (const Json& score : alone["scores"]) {
      const std::string name = "score." + score["id"].get<std::string>();
      if (score["value"].is_null()) continue;
      same(row[name], score["id"] == "child_pugh" ? score["label"] : score["value"]);
      if (row.contains(name + ".grade")) same(row[name + ".grade"], score["grade"]);
    }
    for (const auto& [id, value] : alone["facts"].items()) {
      if (id != "bclc") same(row["fact." + id], value);
    }
    for (const Json& option : alone["options"]) {
      const std::string id = option["id"];
      same(row["verdict." + id], option["verdict"]);
      same(row["rank." + id], option["rank"]);
      same(row["tier." + id], option["tier"]);
    }
    for (const Json& trial : alone["trials"])
      same(row["trial." + trial["id"].get<std::string>()], trial["verdict"]);
    Json standing = Json::array();
    for (const auto& [name, stands] : row.items()) {
      if (name.rfind("stop.", 0) == 0 && stands == true) standing.push_back(name.substr(5));
    }
    Json stops = Json::array();
    for (const Json& stop : alone["stops"]) stops.push_back(stop["id"]);
    same(standing, stops);
    any_stop = any_stop || !stops.empty();
    same(row["first_option"], alone["options"][0]["id"]);
    same(row["second_option"], alone["options"][1]["id"]);
    Json missing = Json::array();
    for (const Json& one : alone["missing"]) missing.push_back(one["field"]);
    same(row["missing"], missing);
    Json assumed = Json::array();
    for (const Json& one : alone["assumptions"]) assumed.push_back(one["field"]);
    same(row["assumed"], assumed);
    int errors = 0;
    for (const Json& issue : alone["issues"]) errors += issue["severity"] == "error" ? 1 : 0;
    same(row["errors"], errors);
    CHECK(differences == "");
  }
  CHECK(any_stop);
}

TEST_CASE("the patient of a row, by itself, has the scores, verdicts and order that the row has") {
  constexpr std::size_t kCount = 40;
  const std::string text = table(1, kCount + 1);
  CohortOptions options;
  options.map = checked_map();
  for (std::size_t i = 1; i <= kCount; ++i) {
    options.patient_of = i;
    const std::string patient = ask(text, options).rows;
    const Json alone = Json::parse(nextline::assess_text(row_of(i).json).text);
    const Json again = Json::parse(nextline::assess_text(patient).text);
    INFO(patient);
    for (const char* part : {"scores", "facts", "options", "trials", "missing", "assumptions"})
      CHECK(again[part] == alone[part]);
    CHECK(again["issues"].size() == alone["issues"].size());
  }
}

TEST_CASE("a file gives the same bytes in pieces of any size") {
  const std::string text = table(1, 80);
  CohortOptions options;
  const Said whole = ask(text, options);
  for (const std::size_t piece : {1U, 7U, 1000U, 65536U}) {
    const Said cut = ask(text, options, piece);
    CHECK(cut.rows == whole.rows);
    CHECK(cut.summary == whole.summary);
  }
}

TEST_CASE("a file cut into seven parts gives the same rows, and their summaries add up to the same bytes") {
  const std::size_t count = 350;
  CohortOptions options;
  options.map = checked_map();
  options.columns = {"child_pugh", "albi", "first_option", "missing"};
  const Said whole = ask(table(1, count + 1), options);
  std::string rows;
  std::vector<std::string> summaries;
  for (std::size_t part = 0; part < 7; ++part) {
    const Said said = ask(table(1 + part * 50, 51 + part * 50), options);
    rows += part == 0 ? said.rows : said.rows.substr(said.rows.find('\n') + 1);
    summaries.push_back(said.summary);
  }
  CHECK(rows == whole.rows);
  std::string merged;
  std::string error;
  REQUIRE(nextline::merge_cohort_summaries(summaries, merged, error));
  Json a = Json::parse(merged);
  Json b = Json::parse(whole.summary);
  a.erase("map");
  b.erase("map");
  CHECK(a.dump() == b.dump());
}

TEST_CASE("a file that several judge together, a piece each, gives the same rows and the same summary") {
  const std::string text = table(1, 200);
  CohortOptions options;
  options.map = checked_map();
  const Said alone = ask(text, options);
  for (const std::size_t piece : {1000U, 20000U, 1U << 20U}) {
    constexpr std::size_t kTogether = 3;
    std::vector<std::unique_ptr<Cohort>> all;
    for (std::size_t i = 0; i < kTogether; ++i) all.push_back(std::make_unique<Cohort>(options));
    std::string rows;
    Random whose(piece);
    for (std::size_t at = 0; at <= text.size(); at += piece) {
      const std::size_t judge = whose.below(kTogether);
      const bool last = at + piece > text.size();
      for (std::size_t i = 0; i < kTogether; ++i) {
        const std::string_view part = std::string_view(text).substr(at, piece);
        CHECK((i == judge ? all[i]->feed(part) : all[i]->pass(part)));
        if (last) CHECK((i == judge ? all[i]->finish() : all[i]->pass_end()));
      }
      rows += all[judge]->take_output();
    }
    CHECK(rows == alone.rows);
    std::string error;
    for (std::size_t i = 1; i < kTogether; ++i) CHECK(all[0]->add_summary(all[i]->summary(), error));
    CHECK(all[0]->summary() == alone.summary);
    CHECK_FALSE(all[0]->add_summary("{}", error));
    CHECK_FALSE(error.empty());
  }
}

TEST_CASE("a fault in each third row costs no other row anything") {
  const std::size_t count = 300;
  CohortOptions options;
  options.columns = {"child_pugh", "first_option", "usable"};
  options.map = checked_map();
  const auto named = [](const std::string& csv) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < csv.size();) {
      const std::size_t end = csv.find('\n', at);
      all.push_back(csv.substr(at, end - at));
      at = end + 1;
    }
    return all;
  };
  const std::vector<std::string> good = named(ask(table(1, count + 1), options).rows);
  const std::string faults[] = {"bad,\"never closed", "too,many" + std::string(200, ','),
                                std::string(2000000, 'x'), "\xFF\xFE,\xC3", "=1+1,{}[]\"\"\"\""};
  std::string text = header();
  for (std::size_t seed = 1; seed <= count; ++seed) {
    text += 'p' + std::to_string(seed) + row_of(seed).cells + '\n';
    if (seed % 3 == 0 && seed % 30 != 0) text += faults[seed / 3 % 5] + (seed / 3 % 5 == 1 ? "x\n" : "\n");
  }
  std::vector<std::string> read = named(ask(text, options).rows);
  std::vector<std::string> ours;
  for (const std::string& line : read) {
    if (line.starts_with('p') || line.starts_with("id,")) ours.push_back(line);
  }
  REQUIRE(ours.size() == good.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i] != good[i]) CHECK(ours[i] == good[i]);
  }
}
