// SPDX-License-Identifier: Apache-2.0
// What the compiler writes: the same whatever the order of the data, each operator as its nodes, the detail file in
// the shape of the contract.
#include <algorithm>
#include <string>
#include <vector>

#include "fixture.h"
#include "knowledge/compiler/base.h"
#include "knowledge/compiler/expression.h"
#include "knowledge/compiler/literal.h"
#include "knowledge/compiler/sha256.h"
#include "support/catch.h"

using namespace knowledge_fixture;              // NOLINT(google-build-using-namespace)
using namespace nextline::knowledge;            // NOLINT(google-build-using-namespace)
using namespace nextline::knowledge::compiler;  // NOLINT(google-build-using-namespace)
using nextline::operator""_f;
using nextline::Op;

namespace {

std::string table(const Compiled& outcome) { return outcome.files.at("knowledge_tables.cpp"); }

Json detail_of(const Compiled& outcome) {
  for (const auto& [name, text] : outcome.files) {
    if (name.rfind("knowledge-detail.", 0) == 0) return Json::parse(text);
  }
  return {};
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Arrays whose order means something: steps are walked, children are evaluated and explained in their order.
bool ordered(const std::string& key) {
  return key == "steps" || key == "all" || key == "any" || key == "quotes" || key == "readings" ||
         key == "doses";
}

void turn_round(Json& value, const std::string& key = {}) {
  for (auto& item : value.items()) {
    if (value.is_structured()) turn_round(item.value(), value.is_object() ? item.key() : std::string());
  }
  if (value.is_array() && !ordered(key)) std::reverse(value.begin(), value.end());
}

Base base_of(const Documents& documents) { return read_base(text_of(documents)); }

Expression compiled(const char* text) {
  static const Base base = base_of(good_base());
  return compile_condition(condition(text), base, {"test"});
}

}  // namespace

TEST_CASE("the output does not depend on the order of the data", "[knowledge][property]") {
  const auto expected = compile(text_of(good_base())).files;
  REQUIRE(expected.size() == 3);

  SECTION("arrays turned round") {
    auto base = good_base();
    for (auto& [file, content] : base) turn_round(content);
    CHECK(base.at("agents.json") != good_base().at("agents.json"));
    CHECK(compile(text_of(base)).files == expected);
  }
  SECTION("files split, joined and renamed") {
    auto base = good_base();
    for (const auto& rule : base["rules/a.json"]) base["rules/b.json"].push_back(rule);
    base["rules/zz.json"] = Json::array({base["rules/b.json"].at(0)});
    base["rules/b.json"].erase(0);
    base.erase("rules/a.json");
    base["pathways/another name.json"] = Json::array({base["pathways/way.json"]});
    base.erase("pathways/way.json");
    auto files = compile(text_of(base)).files;
    // The embedded list of review dates names the file an entry stands in.
    CHECK(table({"", files}) == expected.at("knowledge_tables.cpp"));
    files.erase("knowledge_detail_embed.cpp");
    for (const auto& [name, text] : files) CHECK(expected.at(name) == text);
  }
  SECTION("white space, order of keys, 2.0 for 2, a member twice") {
    auto files = text_of(good_base());
    for (auto& [file, text] : files) text = Json::parse(text).dump();
    auto& agents = files["agents.json"];
    agents = R"([{"classes": ["anti_ctla4", "anti_vegf", "anti_vegf"], "label": "gamma", "id": "gamma"},
                 {"label": "alpha", "classes": ["anti_pd1"], "id": "alpha"},
                 {"id": "beta", "label": "beta", "classes": ["multikinase"]}])";
    auto& rows = files["evidence/rows.json"];
    rows.replace(rows.find("\"n\":50"), 6, "\"n\":50.0");
    CHECK(compile(files).files == expected);
  }
}

TEST_CASE("what is said changes the hash, and the order of steps is said", "[knowledge]") {
  const auto name = [](const Documents& base) {
    const auto files = compile(text_of(base)).files;
    REQUIRE(files.size() == 3);
    return files.begin()->first;  // knowledge-detail.<hash>.json
  };
  auto base = good_base();
  const auto before = name(base);
  std::swap(base["pathways/way.json"]["steps"][0], base["pathways/way.json"]["steps"][1]);
  CHECK(name(base) != before);
  base = good_base();
  entry(base, "agents.json", "beta")["label"] = "Beta";
  CHECK(name(base) != before);
}

TEST_CASE("SHA-256 gives the published answers", "[knowledge]") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(
      sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
             "mnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sha256(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("C++ literals hold any text and any number", "[knowledge]") {
  CHECK(text_literal("") == "{}");
  CHECK(text_literal("a \"b\" \\ c") == R"("a \"b\" \\ c"sv)");
  CHECK(text_literal("caf\xc3\xa9"
                     "1") == R"("caf\303\2511"sv)");
  CHECK(text_literal("a\nb?\?/") == "\"a\\012b\\077\\077/\"sv");
  CHECK(number_literal(2) == "2");
  CHECK(number_literal(-1.39) == "-1.39");
  CHECK(number_literal(0.1 + 0.2) == "0.30000000000000004");
  CHECK(mask_literal(0) == "0");
  CHECK(mask_literal(0x8000000000000001ULL) == "0x8000000000000001ULL");
}

TEST_CASE("every operator compiles to its node", "[knowledge]") {
  const auto bit = [](nextline::Field field, const char* id) {
    const auto words = nextline::spec(field).words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].id == id) return std::uint64_t{1} << i;
    }
    return std::uint64_t{0};
  };
  SECTION("numbers, in the first unit and as printed") {
    const auto e = compiled(R"({"field": "albumin", "op": "<", "value": 28, "unit": "g/L"})");
    REQUIRE(e.size() == 1);
    CHECK(e[0].kind == NodeKind::kFieldCompare);
    CHECK(e[0].index == ("albumin"_f).index);
    CHECK(e[0].op == Op::kLess);
    CHECK(e[0].number == Approx(2.8));
    CHECK(e[0].entered_number == 28);
    CHECK(e[0].unit == "g/L");
  }
  SECTION("every comparison") {
    const std::pair<const char*, Op> ops[] = {{"<", Op::kLess},
                                              {"<=", Op::kLessEqual},
                                              {"==", Op::kEqual},
                                              {">=", Op::kGreaterEqual},
                                              {">", Op::kGreater}};
    for (const auto& [text, op] : ops) {
      const Json json = {{"field", "ecog"}, {"op", text}, {"value", 2}};
      CHECK(compiled(json.dump().c_str())[0].op == op);
    }
  }
  SECTION("true and false") {
    const auto yes = compiled(R"({"field": "dialysis", "is": true})");
    REQUIRE(yes.size() == 1);
    CHECK(yes[0].kind == NodeKind::kFieldIs);
    const auto no = compiled(R"({"field": "dialysis", "is": false})");
    REQUIRE(no.size() == 2);
    CHECK(no[0].kind == NodeKind::kNot);
    CHECK(no[0].size == 2);
    CHECK(no[1].index == ("dialysis"_f).index);
  }
  SECTION("words, in table order whatever the order written") {
    const auto e = compiled(R"({"field": "varices", "in": ["low_risk_or_treated", "none"]})");
    CHECK(e[0].kind == NodeKind::kFieldIn);
    CHECK(e[0].mask == (bit("varices"_f, "none") | bit("varices"_f, "low_risk_or_treated")));
    CHECK(e[0].words == "none|low_risk_or_treated");
  }
  SECTION("ordered words") {
    CHECK(compiled(R"({"field": "portal_vein_invasion", "at_least": "vp3"})")[0].words == "vp3|vp4");
    CHECK(compiled(R"({"field": "portal_vein_invasion", "at_most": "vp1"})")[0].words == "none|vp1");
    CHECK(compiled(R"({"field": "ascites", "at_least": "mild"})")[0].words == "mild|moderate_or_severe");
  }
  SECTION("sets") {
    const std::pair<const char*, NodeKind> kinds[] = {{"has_any", NodeKind::kSetHasAny},
                                                      {"has_all", NodeKind::kSetHasAll},
                                                      {"has_none", NodeKind::kSetHasNone}};
    for (const auto& [key, kind] : kinds) {
      const Json json = {{"field", "comorbidities"}, {key, {"pregnancy"}}};
      const auto e = compiled(json.dump().c_str());
      CHECK(e[0].kind == kind);
      CHECK(e[0].mask == bit("comorbidities"_f, "pregnancy"));
    }
    const auto regimens = compiled(R"({"field": "intolerances", "has_any": ["beta"]})");
    CHECK(regimens[0].mask == 0b010);
  }
  SECTION("scores") {
    const auto number = compiled(R"({"score": "child_pugh", "op": ">=", "value": 8})");
    CHECK(number[0].kind == NodeKind::kScoreCompare);
    CHECK(number[0].index == 0);
    CHECK(number[0].number == 8);
    CHECK(number[0].unit == "points");
    const auto grade = compiled(R"({"score": "albi", "grade": ["3", "2"]})");
    CHECK(grade[0].kind == NodeKind::kScoreGrade);
    CHECK(grade[0].index == 1);
    CHECK(grade[0].mask == 0b110);
    CHECK(grade[0].words == "2|3");
  }
  SECTION("earlier therapies") {
    const auto classes = compiled(R"({"prior": "any", "class": ["checkpoint_inhibitor"]})");
    CHECK(classes[0].kind == NodeKind::kPriorClass);
    CHECK(classes[0].op == Op::kEqual);
    CHECK(classes[0].mask == kCheckpointInhibitor.bits);
    const auto agents = compiled(R"({"prior": "last", "agent": ["gamma", "alpha"]})");
    CHECK(agents[0].kind == NodeKind::kPriorAgent);
    CHECK(agents[0].op == Op::kGreaterEqual);
    CHECK(agents[0].mask == 0b101);
    CHECK(agents[0].words == "alpha|gamma");
    const auto regimens = compiled(R"({"prior": "last", "regimen": ["beta"]})");
    CHECK(regimens[0].kind == NodeKind::kPriorRegimen);
    CHECK(regimens[0].mask == 0b010);
  }
  SECTION("lines, facts, the option itself, always, null") {
    const auto lines = compiled(R"({"lines": {"op": ">=", "value": 2}})");
    CHECK(lines[0].kind == NodeKind::kLines);
    CHECK(lines[0].number == 2);
    const auto fact = compiled(R"({"fact": "prior_sorafenib"})");
    CHECK(fact[0].kind == NodeKind::kFact);
    CHECK(fact[0].index == 4);
    CHECK(compiled(R"({"option_used": true})")[0].kind == NodeKind::kOptionUsed);
    CHECK(compiled(R"({"option_not_tolerated": true})")[0].kind == NodeKind::kOptionNotTolerated);
    CHECK(compiled(R"({"always": true})")[0].kind == NodeKind::kAlways);
    CHECK(compiled("null")[0].kind == NodeKind::kAlways);
  }
  SECTION("trees know their size and their children") {
    const auto e = compiled(R"({"all": [{"any": [{"fact": "prior_ici"}, {"always": true}]},
                                        {"not": {"fact": "prior_ici"}}, {"always": true}]})");
    REQUIRE(e.size() == 7);
    CHECK((e[0].kind == NodeKind::kAll && e[0].count == 3 && e[0].size == 7));
    CHECK((e[1].kind == NodeKind::kAny && e[1].count == 2 && e[1].size == 3));
    CHECK((e[4].kind == NodeKind::kNot && e[4].count == 0 && e[4].size == 2));
    CHECK(e[6].size == 1);
  }
}

TEST_CASE("a condition knows which fields it reads", "[knowledge]") {
  const auto reads = [](const char* text, nextline::Field field) {
    const auto bits = fields_read(compiled(text));
    return ((field.index < 64 ? bits.low : bits.high) >> (field.index % 64U) & 1U) != 0;
  };
  CHECK(reads(R"({"all": [{"always": true}, {"field": "comorbidities", "has_any": ["pregnancy"]}]})",
              "comorbidities"_f));
  CHECK(reads(R"({"not": {"field": "proteinuria", "in": ["none"]}})", "proteinuria"_f));
  CHECK(reads(R"({"score": "meld_3", "op": ">=", "value": 20})", "dialysis"_f));
  CHECK(reads(R"({"option_used": true})", "prior_therapies"_f));
  CHECK(reads(R"({"option_not_tolerated": true})", "intolerances"_f));
  CHECK_FALSE(reads(R"({"score": "albi", "grade": ["1"]})", "dialysis"_f));
}

TEST_CASE("equal expressions are stored once", "[knowledge]") {
  const auto whole = compiled(R"({"all": [{"fact": "prior_ici"}, {"not": {"fact": "hyperprogression"}}]})");
  const auto inside = compiled(R"({"not": {"fact": "hyperprogression"}})");
  const auto other = compiled(R"({"fact": "oligoprogression"})");
  NodePool pool;
  for (const auto& e : {other, inside, whole, inside}) pool.add(e);
  pool.lay_out();
  CHECK(pool.nodes().size() == 5);
  CHECK(pool.place(whole) == 0);
  CHECK(pool.place(inside) == 2);
  CHECK(pool.place(other) == 4);
}

TEST_CASE("the tables hold what the data says", "[knowledge]") {
  const auto text = table(compile(text_of(good_base())));
  // Agents by id, classes as bits; a regimen has the classes of its agents.
  CHECK(holds(text, R"({"gamma"sv, "gamma"sv, {0xcU}})"));
  CHECK(holds(text, R"({"alpha_gamma"sv, "Alpha + gamma"sv, {0x5ULL}, {0xdU}, {}, {}})"));
  CHECK(holds(text, R"({"other"sv, "Other"sv, {}, {}, {0xfffU}, {0xffffffffffffffffULL}})"));
  // An option that names no agents has those of its regimen.
  CHECK(holds(text,
              R"({"alpha_gamma"sv, "Alpha + gamma"sv, "Pairs"sv, 0, {0x5ULL}, {0xdU}, std::nullopt, true, )"));
  CHECK(
      holds(text, R"({"care"sv, "Care"sv, "Care"sv, std::nullopt, {}, {}, std::nullopt, false, {}, {}, {}})"));
  // Rules by id: afp, ecog, heart, nct00000002.arm.afp, nct00000002.arm.used.beta, two.prior, used. Beta: used, ecog, afp, heart.
  CHECK(holds(text,
              "constexpr std::uint16_t kLists[] = {\n    6,\n    1,\n    6,\n    1,\n    0,\n    2,\n"
              "    1,\n    4,\n    1,\n    5,\n    3,\n};"));
  // What a rule says, and the rule itself: a caution that is strong and caps.
  CHECK(holds(text, R"({"afp"sv, "AFP of 400 or more"sv, "because"sv, "wait"sv})"));
  CHECK(holds(text, R"({RuleKind::kCaution, true, false, false, 0, true, Tier::kLessPreferred, 0, )"));
  // What the arm of a trial brings has the words of the rule, and its own around them.
  CHECK(holds(text, R"({"nct00000002.arm."sv, ".beta"sv, "Arm Beta: "sv})"));
  // Evidence: setting as regimens, review as another design, null as not reported.
  CHECK(holds(
      text,
      R"(SettingKind::kAfterRegimen, {0x3ULL}, Design::kProspective, 50, 25, 1, 2024, false, {8.5, true, true}, )"
      R"({0, false, false}, {22, true, false}, {0, false, false}})"));
  CHECK(holds(text,
              "SettingKind::kFirstLine, {}, Design::kOther, std::nullopt, std::nullopt, 0, 2019, true, {0, "
              "false, false}, {0, "
              "false, false}"));
  // Only second-line trials are judged; rules for "trials" are among theirs.
  CHECK(holds(text, R"({"NCT00000002"sv, "Two"sv, std::span<const std::uint16_t>)"));
  CHECK_FALSE(holds(text, "NCT00000001"));
  // Values: anchors, then how far studies lie apart; the default weights first, benefit shared out.
  CHECK(holds(text, "constexpr Values kValues = {{24, 12, 40, 80}, 0.1, 0.25};"));
  CHECK(holds(text, R"({"default"sv, "Alike"sv, "r"sv, std::nullopt, {0.25, 0.15, 0.1, 0.5}},)"
                    "\n"
                    R"(    {"careful"sv, "Careful"sv, )"));
  CHECK(holds(text, "{0, 0.25, 0, 0.75}}"));
  // Intervals of what is valued only; a limit that was not reached is none.
  CHECK(holds(text, "kIntervals[] = {\n    {1, Endpoint::kOs, 7, 10},\n};"));
  CHECK(holds(text, R"(version() { return "2026-02-03"sv; })"));
  CHECK(holds(text, R"(review_due() { return "2027-01-01"sv; })"));
  CHECK(holds(text, "reviewed_by() { return {}; }"));
  CHECK(holds(text, "caf\\303\\251 dose\\077"));
}

TEST_CASE("a rule that is carried is the rule it repeats, behind a gate", "[knowledge]") {
  auto base = good_base();
  const auto count = [](const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
  };
  const auto plain = table(compile(text_of(base)));
  entry(base, "options.json", "care")["carries"] = Json::parse(
      R"([{"groups": ["systemic"], "kinds": ["caution"], "when": {"field": "dialysis", "is": true}}])");
  const auto carried = table(compile(text_of(base)));
  CHECK(count(carried, "RuleKind::k") == count(plain, "RuleKind::k") + 1);
  CHECK(holds(carried, R"({"care."sv, {}, {}})"));
  // Nothing is said or asked twice: one node more, the gate, and no wording.
  CHECK(count(carried, "{NodeKind::k") == count(plain, "{NodeKind::k") + 1);
  CHECK(count(carried, "AFP of 400 or more") == 1);
  // It reads what the gate reads, which may be assumed absent, and ends no tier.
  CHECK(holds(carried, "{RuleKind::kCaution, true, false, false, 1, false, Tier::kPreferred, 1, "));

  // By two ways: the gate is either of them.
  entry(base, "options.json", "care")["carries"].push_back(Json::parse(
      R"({"groups": ["kinase"], "kinds": ["caution"], "when": {"field": "transplant_candidate", "is": true}})"));
  entry(base, "rules/a.json", "afp")["applies_to"] = {"systemic", "kinase"};
  const auto twice = table(compile(text_of(base)));
  CHECK(count(twice, "RuleKind::k") == count(plain, "RuleKind::k") + 1);
  CHECK(holds(twice, "{NodeKind::kAny, 0, Op::kEqual, 2, 3, 0, 0},"));
}

TEST_CASE("arms of one study know each other, whatever publications they stand in", "[knowledge]") {
  const auto studies = [](const Documents& base) {
    const auto text = table(compile(text_of(base)));
    return std::make_pair(holds(text, "Design::kProspective, 50, 25, 1, 2024"),
                          holds(text, "Design::kOther, std::nullopt, std::nullopt, 0, 2019"));
  };
  // A document that reviews several studies is no study: its rows stand for themselves.
  CHECK(studies(good_base()) == std::make_pair(true, true));
  // A publication of its own is one, and so is a name given to both.
  for (const bool by_name : {false, true}) {
    auto base = good_base();
    for (const char* const id : {"study_a", "study_b"}) {
      auto& row = entry(base, "evidence/rows.json", id);
      if (by_name) {
        row["study"] = "trial";
      } else {
        row["source"] = "other_paper";
      }
    }
    CHECK(studies(base) == std::make_pair(false, true));
  }
}

TEST_CASE("of several statements on one option the more cautious one speaks last", "[knowledge]") {
  const auto text = table(compile(text_of(good_base())));
  const auto general = text.find(R"({0, 1, false, Branch::kNo, )");
  const auto narrower = text.find(R"({0, -1, true, Branch::kNo, )");
  REQUIRE(general != std::string::npos);
  REQUIRE(narrower != std::string::npos);
  CHECK(general < narrower);
}

TEST_CASE("a limit that was not reached is said, and what is not valued has no interval", "[knowledge]") {
  auto base = good_base();
  auto& row = entry(base, "evidence/rows.json", "study_b");
  row["os"]["high"] = nullptr;
  row["orr"]["low"] = 12;
  const auto text = table(compile(text_of(base)));
  CHECK(holds(text, "kIntervals[] = {\n    {1, Endpoint::kOs, 7, std::nullopt},\n};"));
}

TEST_CASE("the words of the documents stand in the detail file and never in the tables", "[knowledge]") {
  auto base = good_base();
  const auto before = compile(text_of(base));
  auto& step = base["pathways/way.json"]["steps"][0];
  step["quotes"] = {"a sentence on the question"};
  step["yes"][0]["quotes"] = {"a sentence on the statement"};
  step["yes"][0]["note"] = "and what is read into it";
  const auto after = compile(text_of(base));
  REQUIRE(after.error.empty());

  const auto shown = detail_of(after)["pathways"][0]["steps"][0];
  CHECK(shown["quotes"] == Json({"a sentence on the question"}));
  CHECK(shown["yes"][0]["quotes"] == Json({"a sentence on the statement"}));
  CHECK(shown["yes"][0]["note"] == "and what is read into it");

  auto tables = table(after);
  const auto hash = detail_of(after)["sha256"].get<std::string>();
  REQUIRE(holds(tables, hash));
  tables.replace(tables.find(hash), hash.size(), detail_of(before)["sha256"].get<std::string>());
  CHECK(tables == table(before));
}

TEST_CASE("the detail file has the shape of the contract", "[knowledge]") {
  const auto outcome = compile(text_of(good_base()));
  const auto json = detail_of(outcome);
  CHECK(json["schema"] == "knowledge-detail/1");
  CHECK(json["version"] == "2026-02-03");
  const auto hash = json["sha256"].get<std::string>();
  CHECK(hash == sha256(canonical_text(base_of(good_base()))));
  CHECK(outcome.files.count("knowledge-detail." + hash.substr(0, 16) + ".json") == 1);
  CHECK(holds(table(outcome), hash));
  for (const char* const name :
       {"sources", "regimens", "options", "trials", "pathways", "evidence", "rules", "definitions", "conflicts",
        "labels", "agents", "considerations", "changelog", "scores"}) {
    INFO(name);
    CHECK(json[name].is_array());
    CHECK(!json[name].empty());
  }
  CHECK(json["scores"].size() == nextline::kScoreCount);
  const auto& score = json["scores"][0];
  CHECK(score["id"] == "child_pugh");
  CHECK(score["source"] == "pugh1973");
  CHECK(score["grades"] == Json::parse(R"([{"grade": "A", "up_to": 6}, {"grade": "B", "up_to": 9},
                                           {"grade": "C", "up_to": null}])"));
  const auto& listed = json["trials"][0];
  CHECK(listed["id"] == "NCT00000001");
  CHECK(listed["population"] == "term");
  CHECK(listed["recruitment"]["locator"] == "1");
  CHECK(json["trials"][1]["population"].is_null());
  const auto& row = json["evidence"][1];
  CHECK(row["id"] == "study_b");
  CHECK(row["quotes"] == Json({"8.5 months", "22 %"}));
  for (const char* const key : {"source", "document", "locator", "regimen", "comparator", "setting", "design",
                                "region", "n", "os", "pfs", "ttp", "orr", "dcr", "grade34"}) {
    CHECK(row.contains(key));
  }
  for (const char* const key :
       {"value", "low", "high", "unit", "comparator_value", "hazard_ratio", "p", "note"}) {
    CHECK(row["os"].contains(key));
  }
  CHECK(row["pfs"].is_null());
  CHECK(row["orr"]["valued"] == false);
  CHECK(json["trials"].size() == 2);
}
