// SPDX-License-Identifier: Apache-2.0
// The knowledge base itself, its tables as they are linked, and what the compiler shares with others: the schemas and
// the table of scores.
#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include "assess/evaluation.h"
#include "knowledge/compiler/compile.h"
#include "knowledge/compiler/shapes.h"
#include "knowledge/compiler/vocabulary.h"
#include "knowledge/tables.h"
#include "nextline/scores.h"
#include "support/catch.h"

using namespace nextline::knowledge;  // NOLINT(google-build-using-namespace)
using compiler::Json;

namespace {

const std::string kFolder = std::string(NEXTLINE_SOURCE_DIR) + "/core/knowledge";

Json schema(const std::string& name) {
  std::ifstream in(kFolder + "/schema/" + name + ".schema.json");
  return Json::parse(in);
}

}  // namespace

TEST_CASE("core/knowledge compiles", "[knowledge][data]") {
  const auto outcome = compiler::compile(compiler::read_folder(kFolder));
  INFO(outcome.error);
  REQUIRE(outcome.error.empty());
  const auto& text = outcome.files.at("knowledge_tables.cpp");
  CHECK(text.find(std::string(sha256())) != std::string::npos);  // the linked tables are these
  CHECK(compiler::compile(compiler::read_folder(kFolder)).files == outcome.files);
}

TEST_CASE("the linked tables are well formed", "[knowledge][data]") {
  const auto sorted = [](const auto& rows) {
    return std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  };
  CHECK(sorted(sources()));
  CHECK(sorted(agents()));
  CHECK(sorted(regimens()));
  const auto by_id = [](const Rule& a, const Rule& b) { return id_of(a) < id_of(b); };
  CHECK(std::is_sorted(rules().begin(), rules().end(), by_id));
  CHECK(sorted(options()));
  CHECK(sorted(trials()));
  CHECK(sorted(pathways()));
  CHECK(sorted(evidence()));
  // Each node holds exactly its children.
  const auto all = nodes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    REQUIRE(i + all[i].size <= all.size());
    std::size_t children = 0;
    std::size_t at = i + 1;
    for (; at < i + all[i].size; at += all[at].size) ++children;
    CHECK(at == i + all[i].size);
    const bool tree = all[i].kind == NodeKind::kAll || all[i].kind == NodeKind::kAny;
    CHECK(children == (tree ? all[i].count : all[i].kind == NodeKind::kNot ? 1U : 0U));
  }
  for (const auto& option : options()) {
    INFO(option.id);
    CHECK(std::is_sorted(option.rules.begin(), option.rules.end(), [](std::uint16_t a, std::uint16_t b) {
      return std::make_pair(rules()[a].kind, id_of(rules()[a])) <
             std::make_pair(rules()[b].kind, id_of(rules()[b]));
    }));
    CHECK(std::is_sorted(option.evidence.begin(), option.evidence.end()));
  }
  CHECK(options().size() <= nextline::kMaxOptions);
  CHECK(version().size() == 10);
  CHECK(sha256().size() == 64);
  CHECK(review_due() > version());
}

TEST_CASE("there are four sets of weights, the default first, each summing to one", "[knowledge][data]") {
  std::vector<std::string> ids;
  for (const auto& preset : presets()) {
    ids.emplace_back(preset.id);
    double sum = 0;
    for (const double weight : preset.weights) sum += weight;
    CHECK(sum == Approx(1));
    // Only the patient survey is published; the others say that they are the project's choice.
    CHECK(preset.source.has_value() == (preset.id == "patient_preference"));
  }
  CHECK(ids ==
        std::vector<std::string>{"default", "efficacy_first", "patient_preference", "tolerability_first"});
}

TEST_CASE("patients of a whole trial count by their even share of it", "[knowledge][data]") {
  for (const auto& row : evidence()) {
    INFO(row.id);
    if (row.id == "celestial_cabozantinib") CHECK((row.n == 707 && row.arm_n == 353));
    if (row.id == "checkmate040_nivolumab_ipilimumab") CHECK((row.n == 148 && row.arm_n == 49));
    if (row.id == "chon2024_lenvatinib") CHECK((row.n == 40 && row.arm_n == 40));
    CHECK(row.arm_n <= row.n);
  }
}

TEST_CASE("the schemas have the keys that the compiler checks", "[knowledge][schema]") {
  for (const auto* const shape : compiler::shapes()) {
    const std::string name(shape->name);
    INFO(name);
    const auto hash = name.find('#');
    const auto file = schema(name.substr(0, hash));
    const Json& object = file["$defs"][hash == std::string::npos ? "entry" : name.substr(hash + 1)];
    std::set<std::string> keys;
    std::set<std::string> required;
    for (const auto& item : object["properties"].items()) keys.insert(item.key());
    for (const auto& item : object["required"]) required.insert(item.get<std::string>());
    std::set<std::string> keys_here;
    std::set<std::string> required_here;
    for (const auto& key : shape->keys) {
      keys_here.emplace(key.name);
      if (key.need == compiler::Need::kRequired) required_here.emplace(key.name);
      INFO(std::string(key.name));
      const Json& property = object["properties"][std::string(key.name)];
      if (property.contains("enum") && !key.words.empty()) {
        CHECK(property["enum"] == Json(std::vector<std::string>(key.words.begin(), key.words.end())));
      }
    }
    CHECK(keys == keys_here);
    CHECK(required == required_here);
  }
}

TEST_CASE("the schemas have the classes that the compiler knows", "[knowledge][schema]") {
  std::vector<std::string> classes;
  for (const auto& word : compiler::class_words()) classes.emplace_back(word.id);
  classes.pop_back();  // checkpoint_inhibitor is no class of an agent
  CHECK(schema("common")["$defs"]["class"]["enum"] == Json(classes));
}

TEST_CASE("a folder is read with its folders, the schemas left out", "[knowledge]") {
  const auto files = compiler::read_folder(kFolder);
  CHECK(files.count("agents.json") == 1);
  CHECK(files.count("schema/agents.schema.json") == 0);
  CHECK(std::any_of(files.begin(), files.end(),
                    [](const auto& item) { return item.first.rfind("rules/", 0) == 0; }));
  CHECK_THROWS_AS(compiler::read_folder(kFolder + "/nowhere"), compiler::Refused);
}
