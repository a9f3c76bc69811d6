// SPDX-License-Identifier: Apache-2.0
#include "nextline/issues.h"

#include <algorithm>
#include <string>
#include <vector>

#include "nextline/nextline.h"
#include "unit/read.h"

using namespace nextline;
using namespace nextline::test;

namespace {

struct Code {
  IssueCode code;
  const char* id;
  bool error;
};

constexpr Code kCodes[] = {
    {IssueCode::kUnknownField, "unknown_field", true},
    {IssueCode::kUnknownUnit, "unknown_unit", true},
    {IssueCode::kUnknownWord, "unknown_word", true},
    {IssueCode::kUnknownRegimen, "unknown_regimen", true},
    {IssueCode::kWrongType, "wrong_type", true},
    {IssueCode::kNotFinite, "not_finite", true},
    {IssueCode::kImpossibleValue, "impossible_value", true},
    {IssueCode::kDuplicateKey, "duplicate_key", true},
    {IssueCode::kImplausibleValue, "implausible_value", false},
    {IssueCode::kUnitSlip, "unit_slip", false},
    {IssueCode::kContradiction, "contradiction", false},
};

Issue issue(IssueCode code, std::optional<Field> of, std::string field, std::string message = "") {
  return {code, of, std::move(field), {}, std::move(message)};
}

Issue issue(IssueCode code, Field field, std::string message = "") {
  return issue(code, std::optional(field), std::string(spec(field).id), std::move(message));
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// {"PREFIX0": 1, "PREFIX1": 1, ...}
std::string many_keys(std::string_view prefix, int count, int times = 1) {
  std::string out = "{";
  for (int i = 0; i < count * times; ++i) {
    if (i != 0) out += ',';
    out += '"' + std::string(prefix) + std::to_string(i / times) + "\":1";
  }
  return out + "}";
}

// ["PREFIX0", "PREFIX1", ...]
std::string many_words(std::string_view prefix, int count) {
  std::string out = "[";
  for (int i = 0; i < count; ++i) {
    if (i != 0) out += ',';
    out += '"' + std::string(prefix) + std::to_string(i) + '"';
  }
  return out + "]";
}

// The assessment has the issues as they are told to the user.
std::string issues_of_assessment(std::string_view json) {
  const AssessOutcome outcome = assess_text(json);
  REQUIRE(outcome.ok);
  const std::size_t from = outcome.text.find("\"issues\":[");
  const std::size_t to = outcome.text.find(",\"assumptions\":");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  return outcome.text.substr(from, to - from);
}

}  // namespace

TEST_CASE("Eight codes are errors and three are warnings", "[issues]") {
  for (const Code& c : kCodes) {
    INFO(c.id);
    CHECK(id(c.code) == c.id);
    CHECK(is_error(c.code) == c.error);
    CHECK(has_error({issue(c.code, "age"_f)}) == c.error);
  }
  CHECK_FALSE(has_error({}));
  CHECK(has_error({issue(IssueCode::kUnitSlip, "age"_f), issue(IssueCode::kWrongType, "sex"_f)}));
}

TEST_CASE("Issues stand in field order, unknown fields last by bytes, then by code", "[issues]") {
  std::vector<Issue> issues = {
      issue(IssueCode::kUnknownField, std::nullopt, "zeta"),
      issue(IssueCode::kUnknownField, std::nullopt, "\xC3\xA9tat"),
      issue(IssueCode::kUnknownField, std::nullopt, "Zeta"),
      issue(IssueCode::kWrongType, "course"_f),
      issue(IssueCode::kUnitSlip, "albumin"_f),
      issue(IssueCode::kImpossibleValue, "albumin"_f),
      issue(IssueCode::kDuplicateKey, std::nullopt, "alpha"),
      issue(IssueCode::kContradiction, "ecog"_f, "b"),
      issue(IssueCode::kContradiction, "ecog"_f, "a"),
      issue(IssueCode::kWrongType, "age"_f),
  };
  const std::string expected =
      "wrong_type age, contradiction ecog, contradiction ecog, impossible_value albumin, unit_slip albumin, "
      "wrong_type course, unknown_field Zeta, duplicate_key alpha, unknown_field zeta, unknown_field "
      "\xC3\xA9tat";
  std::sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.field < b.field; });
  do {
    std::vector<Issue> sorted = issues;
    sort_issues(sorted);
    REQUIRE(codes(sorted) == expected);
    REQUIRE(sorted[1].message == "a");
    std::rotate(issues.begin(), issues.begin() + 1, issues.end());
  } while (issues[0].field != "Zeta");
}

TEST_CASE("The order in which a patient is typed does not change the order of the issues", "[issues]") {
  std::vector<std::string> pairs = {
      R"("zebra":1)",      R"("age":17)",    R"("ecog":2.5)",          R"("albumin":38)",
      R"("Ape":1)",        R"("sex":"man")", R"("bilirubin":1e400)",   R"("inr":"1")",
      R"("schema":"two")", R"("course":1)",  R"("etiology":["x", 1])", R"("direct_bilirubin":1)",
  };
  const std::string expected =
      "impossible_value age, unknown_word sex, wrong_type ecog, not_finite bilirubin, impossible_value "
      "albumin, "
      "unit_slip albumin, wrong_type inr, unknown_word etiology, wrong_type etiology, wrong_type course, "
      "unknown_field Ape, wrong_type schema, unknown_field zebra";
  for (std::size_t turn = 0; turn < pairs.size(); ++turn) {
    std::string json = "{";
    for (const std::string& pair : pairs) json += (json.size() == 1 ? "" : ",") + pair;
    CHECK(codes(read_object(json + "}")) == expected);
    std::rotate(pairs.begin(), pairs.begin() + 1, pairs.end());
  }
}

TEST_CASE("A contradiction stands among the other issues of its field, by code", "[issues]") {
  CHECK(codes(read_object(R"({"ecog":0,"encephalopathy":"grade_3_4","nodules":21,"bilirubin":26,)"
                          R"("direct_bilirubin":27,"largest_nodule":41})")) ==
        "contradiction ecog, contradiction bilirubin, implausible_value bilirubin, unit_slip bilirubin, "
        "implausible_value direct_bilirubin, unit_slip direct_bilirubin, implausible_value nodules, "
        "impossible_value largest_nodule, unit_slip largest_nodule");
}

TEST_CASE("The assessment prints an issue with code, severity, field, params and message", "[issues]") {
  CHECK(issues_of_assessment("{}") == R"("issues":[])");
  CHECK(issues_of_assessment(R"({"albumin":38})") ==
        R"("issues":[{"code":"impossible_value","severity":"error","field":"albumin",)"
        R"("params":{"value":38,"unit":"g/dL","low":0.5,"high":7},)"
        R"("message":"Albumin: expected 0.5 to 7 g/dL; 38 g/dL is not possible."},)"
        R"({"code":"unit_slip","severity":"warning","field":"albumin",)"
        R"("params":{"value":38,"unit":"g/dL","likely_unit":"g/L"},)"
        R"("message":"Albumin: 38 g/dL looks like a value in g/L; please check the unit."}])");
  CHECK(issues_of_assessment(R"({"a\"b\\\u0001":1})") ==
        R"("issues":[{"code":"unknown_field","severity":"error","field":"a\"b\\\u0001",)"
        R"("params":{"key":"a\"b\\\u0001"},"message":"Expected only fields that \"nextline fields\" lists; )"
        R"(\"a\"b\\\u0001\" is not one of them."}])");
}

TEST_CASE("Errors are told apart from warnings in the outcome", "[issues]") {
  CHECK_FALSE(assess_text("{}").has_error);
  CHECK_FALSE(assess_text(R"({"albumin":6})").has_error);
  CHECK_FALSE(assess_text(R"({"sex":"male","comorbidities":["pregnancy"]})").has_error);
  CHECK(assess_text(R"({"albumin":38})").has_error);
  CHECK(assess_text(R"({"shoe_size":38})").has_error);
  CHECK(assess_text(R"({"schema":"patient/2"})").has_error);
  CHECK(assess_text(R"({"course":[{"date":"yesterday"}]})").has_error);
}

TEST_CASE("Echoed text is cut at 64 code points, not at 64 bytes", "[issues]") {
  struct Letter {
    const char* name;
    const char* text;
  };
  const auto letter = GENERATE(values<Letter>({
      {"one byte", "x"},
      {"two bytes", "\xC3\xA9"},
      {"three bytes", "\xE8\x82\x9D"},
      {"four bytes", "\xF0\x9F\xA9\xBA"},
  }));
  INFO(letter.name);
  const std::string whole = repeated(letter.text, 64);
  const std::string longer = repeated(letter.text, 65);

  for (const std::string& entered : {whole, longer}) {
    const Reading key = read_field(entered, "1");
    REQUIRE(codes(key) == "unknown_field " + whole);
    CHECK(params(key.issues[0]) == "key=" + whole);
    CHECK(key.issues[0].message.find('"' + whole + '"') != std::string::npos);

    const Reading word = read_field("sex", '"' + entered + '"');
    REQUIRE(codes(word) == "unknown_word sex");
    CHECK(params(word.issues[0]) == "word=" + whole);
    CHECK(word.issues[0].message == "Sex: expected female or male; \"" + whole + "\" is none of them.");

    const Reading regimen = read_field("prior_therapies", "[\"" + entered + "\"]");
    REQUIRE(codes(regimen) == "unknown_regimen prior_therapies");
    CHECK(params(regimen.issues[0]) == "regimen=" + whole);

    const Reading unit = read_field("albumin", R"({"value":4,"unit":")" + entered + "\"}");
    REQUIRE(codes(unit) == "unknown_unit albumin");
    CHECK(params(unit.issues[0]) == "unit=" + whole);
    CHECK(unit.issues[0].message ==
          "Albumin: expected the unit g/dL or g/L; \"" + whole + "\" is not known here.");

    const Reading inside = read_field("albumin", "{\"" + entered + "\":4}");
    REQUIRE(codes(inside) == "unknown_field albumin");
    CHECK(params(inside.issues[0]) == "key=" + whole);

    const Reading schema = read_field("schema", '"' + entered + '"');
    REQUIRE(codes(schema) == "wrong_type schema");
    CHECK(schema.issues[0].message == "Expected the schema \"patient/1\"; found \"" + whole + "\".");

    const Reading date = read_field("course", R"([{"date":")" + entered + "\"}]");
    REQUIRE(codes(date) == "wrong_type course");
    CHECK(date.issues[0].message ==
          "Earlier laboratory set 1: expected a date such as 2026-03-01; found \"" + whole + "\".");

    const Reading course_key = read_field("course", "[{\"" + entered + "\":1}]");
    REQUIRE(codes(course_key) == "unknown_field course");
    CHECK(params(course_key.issues[0]) == "index=0 field=" + whole);
  }
}

TEST_CASE("What the parser stumbled over is cut at 64 code points", "[issues]") {
  const Reading reading = read("{\"ecog\": 1, \"" + std::string(1000, 'x') + '"');
  REQUIRE_FALSE(reading.ok);
  CHECK(reading.error.size() < 200);
}

TEST_CASE("Long keys that are alike in their first 64 code points remain different keys", "[issues]") {
  const std::string start(64, 'k');
  const Reading reading = read_object("{\"" + start + "a\":1,\"" + start + "b\":1}");
  CHECK(codes(reading) == "unknown_field " + start + ", unknown_field " + start);
}

TEST_CASE("A long number is echoed as a number, and cut in the sentence", "[issues]") {
  const Reading reading = read_field("albumin", "1e300");
  REQUIRE(codes(reading) == "impossible_value albumin");
  CHECK(reading.issues[0].params[0].number == 1e300);
  CHECK(reading.issues[0].message.size() < 120);
}

TEST_CASE("At most 200 unknown keys are told, and the rest of the patient is read", "[issues]") {
  CHECK(read_object(many_keys("key_", 199)).issues.size() == 199);
  CHECK(read_object(many_keys("key_", 200)).issues.size() == 200);
  CHECK(read_object(many_keys("key_", 201)).issues.size() == 200);
  std::string json = many_keys("key_", 60000);
  json.insert(1, R"("age":60,)");
  const Reading reading = read_object(json);
  CHECK(reading.issues.size() == 200);
  CHECK(reading["age"_f].value == 60);
  CHECK(has_error(reading.issues));
}

TEST_CASE("At most 100 unknown keys that are repeated are told", "[issues]") {
  CHECK(read_object(many_keys("key_", 100, 2)).issues.size() == 200);
  CHECK(read_object(many_keys("key_", 101, 2)).issues.size() == 201);
  CHECK(read_object(many_keys("key_", 300, 2)).issues.size() == 300);
}

TEST_CASE("At most 100 issues of one code are told for one field", "[issues]") {
  CHECK(read_field("comorbidities", many_words("word_", 100)).issues.size() == 100);
  // A longer set is told once.
  CHECK(codes(read_field("comorbidities", many_words("word_", 101))) == "wrong_type comorbidities");
  CHECK(codes(read_field("intolerances", many_words("word_", 20000))) == "wrong_type intolerances");

  const Reading lines = read_field("prior_therapies", many_words("word_", 150));
  CHECK(lines.issues.size() == 100);
  CHECK(lines.patient.prior.size() == 150);  // a line that is not told is still a line

  CHECK(read_field("albumin", many_keys("key_", 1000)).issues.size() == 100);

  const Reading both = read_object(R"({"comorbidities":)" + many_words("a", 100) + R"(,"concomitant":)" +
                                   many_words("b", 100) + R"(,"age":60})");
  CHECK(both.issues.size() == 200);
  CHECK(both["age"_f].value == 60);
}

TEST_CASE("A good member behind a hundred bad ones is present, and nothing is absent", "[issues]") {
  std::string list = many_words("word_", 500);
  list.insert(list.size() - 1, R"(,"pregnancy")");
  const Reading reading = read_field("comorbidities", list);
  CHECK(codes(reading) == "wrong_type comorbidities");
  CHECK(params(reading.issues[0]) == "limit=100 count=501");
  CHECK((reading["comorbidities"_f].words == word("comorbidities"_f, "pregnancy")));
  CHECK(reading["comorbidities"_f].absent.empty());
  CHECK(reading["comorbidities"_f].error);
}

TEST_CASE("At most 100 issues of one code are told for all earlier laboratory sets together", "[issues]") {
  std::string list = "[";
  for (int i = 0; i < 150; ++i) list += R"({"albumin":4,"sodium":"x","shoe_size":1},)";
  list.back() = ']';
  const Reading reading = read_field("course", list);
  CHECK(reading.issues.size() == 200);
  REQUIRE(reading.patient.course.size() == 150);
  for (const CourseEntry& entry : reading.patient.course) {
    CHECK(entry.cells["albumin"_f.index].value == 4);
    CHECK(entry.cells["sodium"_f.index].error);  // as unknown as if it were told
  }
}
