// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "unit/read.h"
#include "words/units.h"

using namespace nextline;
using namespace nextline::test;
using namespace std::string_literals;

namespace {

constexpr Field kComorbidities = "comorbidities"_f;

bool is_numeric(const FieldSpec& field) { return !field.units.empty(); }

// The shortest way to say a number so that it is read back unchanged.
std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

std::string quantity(double value, std::string_view unit) {
  return R"({"value":)" + number(value) + R"(,"unit":")" + std::string(unit) + "\"}";
}

// A value of the field that nobody questions.
std::string good_value(const FieldSpec& field) {
  switch (field.type) {
    case FieldType::kNumber:
    case FieldType::kQuantity:
      return number(field.soft.low + (field.soft.high - field.soft.low) / 5);
    case FieldType::kInteger:
      return number(std::floor((field.soft.low + field.soft.high) / 2));
    case FieldType::kBoolean:
      return "true";
    case FieldType::kEnum:
      return '"' + std::string(field.words[1].id) + '"';
    case FieldType::kSet:
      return "[\"" + std::string(field.words[1].id) + "\"]";
    case FieldType::kRegimens:
    case FieldType::kRegimenSet:
      return R"(["atezolizumab_bevacizumab","sorafenib"])";
    case FieldType::kCourse:
      return R"([{"date":"2026-03-01","albumin":3.5}])";
  }
  return "null";
}

// Every field of the table, this one with another value.
std::string whole_patient(Field other, std::string_view value) {
  std::string json = "{";
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (i != 0) json += ',';
    json += '"' + std::string(kFields[i].id) + "\":";
    json += i == other.index ? std::string(value) : good_value(kFields[i]);
  }
  return json + "}";
}

bool same(const Cell& a, const Cell& b) {
  return a.known == b.known && a.error == b.error && a.unit == b.unit && a.value == b.value &&
         a.entered == b.entered && a.words == b.words && a.absent == b.absent;
}

bool is_blank(const Cell& cell) { return same(cell, Cell{}); }

// Nothing is known of the field because what was entered could not be used.
bool is_unusable(const Cell& cell) {
  Cell expected;
  expected.error = true;
  return same(cell, expected);
}

Line regimen(std::string_view id) { return knowledge::find_regimen(id); }

}  // namespace

// ---- the patient as an object ---------------------------------------------------------------------------------

TEST_CASE("An empty patient is a patient of whom nothing is known", "[reader]") {
  for (const char* json : {"{}", " { } ", "\t{\r\n}\n", "\xEF\xBB\xBF{}"}) {
    const Reading reading = read_object(json);
    CHECK(reading.issues.empty());
    for (const Cell& cell : reading.patient.cells) CHECK(is_blank(cell));
    CHECK(reading.patient.prior.empty());
    CHECK(reading.patient.course.empty());
  }
}

TEST_CASE("A whole patient with every field known is read without an error", "[reader]") {
  const Reading reading = read_object(whole_patient("age"_f, "59"));
  CHECK_FALSE(has_error(reading.issues));
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    INFO(kFields[i].id);
    CHECK(reading.patient.cells[i].known);
    CHECK_FALSE(reading.patient.cells[i].error);
  }
}

TEST_CASE("Null is unknown, as if the field were not there, for every field", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    INFO(kFields[i].id);
    const Reading reading = read_field(kFields[i].id, "null");
    CHECK(reading.issues.empty());
    CHECK(is_blank(reading.patient.cells[i]));
  }
}

TEST_CASE("The schema may stand there and must be patient/1", "[reader]") {
  struct Case {
    const char* value;
    const char* found;  // empty: accepted
  };
  const auto c = GENERATE(values<Case>({
      {R"("patient/1")", ""},
      {"null", ""},
      {R"("patient/2")", R"("patient/2")"},
      {R"("Patient/1")", R"("Patient/1")"},
      {R"("")", R"("")"},
      {"1", "a number"},
      {"1e400", "a number"},
      {"true", "true or false"},
      {R"(["patient/1"])", "a list"},
      {R"({"patient/1":1})", "an object"},
  }));
  INFO(c.value);
  const Reading reading = read_object(R"({"schema":)" + std::string(c.value) + R"(,"ecog":2})");
  CHECK(reading["ecog"_f].value == 2);
  if (*c.found == '\0') {
    CHECK(reading.issues.empty());
    return;
  }
  REQUIRE(codes(reading) == "wrong_type schema");
  CHECK_FALSE(reading.issues[0].of.has_value());
  CHECK(params(reading.issues[0]) == "expected=patient/1");
  CHECK(reading.issues[0].message == "Expected the schema \"patient/1\"; found "s + c.found + ".");
}

// ---- every code -----------------------------------------------------------------------------------------------

TEST_CASE("What goes wrong is told with its code, its field, its parameters and one sentence", "[reader]") {
  struct Case {
    const char* json;
    const char* code_and_field;
    const char* params;
    const char* message;
  };
  const auto c = GENERATE(values<Case>({
      // unknown_field
      {R"({"shoe_size":42})", "unknown_field shoe_size", "key=shoe_size",
       R"(Expected only fields that "nextline fields" lists; "shoe_size" is not one of them.)"},
      {R"({"":42})", "unknown_field ",
       "key=", R"(Expected only fields that "nextline fields" lists; "" is not one of them.)"},
      {R"({"albumine":4})", "unknown_field albumine", "key=albumine did_you_mean=albumin",
       R"(Expected only fields that "nextline fields" lists; "albumine" is not one of them, did you mean "albumin"?)"},
      {R"({"Albumin":4})", "unknown_field Albumin", "key=Albumin did_you_mean=albumin",
       R"(Expected only fields that "nextline fields" lists; "Albumin" is not one of them, did you mean "albumin"?)"},
      {R"({"{key}":4})", "unknown_field {key}", "key={key}",
       R"(Expected only fields that "nextline fields" lists; "{key}" is not one of them.)"},
      {R"({"albumin":{"value":4,"unit":"g/dL","note":1}})", "unknown_field albumin", "key=note",
       R"(Albumin: expected "value" and "unit", or "comparator" and "confirmed" beside them; "note" does not belong there.)"},

      // unknown_unit
      {R"({"albumin":{"value":4,"unit":"mg/dL"}})", "unknown_unit albumin", "unit=mg/dL",
       R"(Albumin: expected the unit g/dL or g/L; "mg/dL" is not known here.)"},
      {R"({"albumin":{"value":4,"unit":"mmol/L"}})", "unknown_unit albumin", "unit=mmol/L",
       R"(Albumin: expected the unit g/dL or g/L; "mmol/L" is not known here.)"},
      {R"({"albumin":{"value":4,"unit":""}})", "unknown_unit albumin",
       "unit=", R"(Albumin: expected the unit g/dL or g/L; "" is not known here.)"},
      {R"({"afp":{"value":4,"unit":"U/mL"}})", "unknown_unit afp", "unit=U/mL",
       R"(Alpha-fetoprotein (AFP): expected the unit ng/mL, ug/L or [IU]/mL; "U/mL" is not known here.)"},
      {R"({"age":{"value":60,"unit":"years"}})", "unknown_unit age", "unit=years",
       R"(Age: expected the unit a; "years" is not known here.)"},

      // unknown_word
      {R"({"sex":"unknown"})", "unknown_word sex", "word=unknown",
       R"(Sex: expected female or male; "unknown" is none of them.)"},
      {R"({"sex":"Male"})", "unknown_word sex", "word=Male did_you_mean=male",
       R"(Sex: expected female or male; "Male" is none of them, did you mean "male"?)"},
      {R"({"sex":""})", "unknown_word sex", "word=", R"(Sex: expected female or male; "" is none of them.)"},
      {R"({"etiology":["hbv","virus"]})", "unknown_word etiology", "word=virus",
       R"(Cause of liver disease: expected hbv, hcv, alcohol, masld or other; "virus" is none of them.)"},

      // unknown_regimen
      {R"({"prior_therapies":["aspirin"]})", "unknown_regimen prior_therapies", "regimen=aspirin",
       R"(Earlier systemic therapies: expected ids of regimens that "nextline knowledge" lists; "aspirin" is not one of them.)"},
      {R"({"prior_therapies":["sorafenb"]})", "unknown_regimen prior_therapies",
       "regimen=sorafenb did_you_mean=sorafenib",
       R"(Earlier systemic therapies: expected ids of regimens that "nextline knowledge" lists; "sorafenb" is not one of them, did you mean "sorafenib"?)"},
      {R"({"intolerances":["aspirin"]})", "unknown_regimen intolerances", "regimen=aspirin",
       R"(Regimens not tolerated: expected ids of regimens that "nextline knowledge" lists; "aspirin" is not one of them.)"},

      // wrong_type, one of each type of field
      {R"({"age":"60"})", "wrong_type age", "found=a text", "Age: expected a number; found a text."},
      {R"({"age":"NaN"})", "wrong_type age", "found=a text", "Age: expected a number; found a text."},
      {R"({"age":true})", "wrong_type age", "found=true or false",
       "Age: expected a number; found true or false."},
      {R"({"ecog":[1]})", "wrong_type ecog", "found=a list",
       "ECOG performance status: expected a whole number; found a list."},
      {R"({"ecog":2.5})", "wrong_type ecog", "value=2.5 unit=1",
       "ECOG performance status: expected a whole number; found 2.5."},
      {R"({"albumin":"4 g/dL"})", "wrong_type albumin", "found=a text",
       R"(Albumin: expected a number in g/dL, or {"value": number, "unit": text}; found a text.)"},
      {R"({"albumin":{}})", "wrong_type albumin", "found=an object without \"value\"",
       R"(Albumin: expected a number in g/dL, or {"value": number, "unit": text}; found an object without "value".)"},
      {R"({"albumin":{"value":4}})", "wrong_type albumin", "found=an object without \"unit\"",
       R"(Albumin: expected a number in g/dL, or {"value": number, "unit": text}; found an object without "unit".)"},
      {R"({"albumin":{"unit":"g/dL"}})", "wrong_type albumin", "found=an object without \"value\"",
       R"(Albumin: expected a number in g/dL, or {"value": number, "unit": text}; found an object without "value".)"},
      {R"({"albumin":{"value":"4","unit":"g/dL"}})", "wrong_type albumin", "found=a text",
       R"(Albumin: expected a number as "value"; found a text.)"},
      {R"({"albumin":{"value":null,"unit":"g/dL"}})", "wrong_type albumin", "found=null",
       R"(Albumin: expected a number as "value"; found null.)"},
      {R"({"albumin":{"value":4,"unit":null}})", "wrong_type albumin", "found=null",
       R"(Albumin: expected a text such as "g/dL" as "unit"; found null.)"},
      {R"({"albumin":{"value":4,"unit":10}})", "wrong_type albumin", "found=a number",
       R"(Albumin: expected a text such as "g/dL" as "unit"; found a number.)"},
      {R"({"dialysis":"no"})", "wrong_type dialysis", "found=a text",
       "Dialysis: expected true or false; found a text."},
      {R"({"dialysis":0})", "wrong_type dialysis", "found=a number",
       "Dialysis: expected true or false; found a number."},
      {R"({"sex":1})", "wrong_type sex", "found=a number",
       "Sex: expected one of female or male; found a number."},
      {R"({"sex":["male"]})", "wrong_type sex", "found=a list",
       "Sex: expected one of female or male; found a list."},
      {R"({"concomitant":"qt_prolonging"})", "wrong_type concomitant", "found=a text",
       "Concomitant drugs: expected a list of any of strong_cyp3a4 or qt_prolonging; found a text."},
      {R"({"concomitant":{"qt_prolonging":true}})", "wrong_type concomitant", "found=an object",
       "Concomitant drugs: expected a list of any of strong_cyp3a4 or qt_prolonging; found an object."},
      {R"({"concomitant":[1]})", "wrong_type concomitant", "found=a number",
       "Concomitant drugs: expected only text in the list; found a number."},
      {R"({"concomitant":[null]})", "wrong_type concomitant", "found=null",
       "Concomitant drugs: expected only text in the list; found null."},
      {R"({"prior_therapies":"sorafenib"})", "wrong_type prior_therapies", "found=a text",
       "Earlier systemic therapies: expected a list of regimen ids, first line first; found a text."},
      {R"({"prior_therapies":[["sorafenib"]]})", "wrong_type prior_therapies", "found=a list",
       "Earlier systemic therapies: expected only text in the list; found a list."},
      {R"({"intolerances":false})", "wrong_type intolerances", "found=true or false",
       "Regimens not tolerated: expected a list of regimen ids; found true or false."},
      {R"({"course":{"albumin":4}})", "wrong_type course", "found=an object",
       "Earlier laboratory values: expected a list of earlier laboratory sets; found an object."},

      // not_finite
      {R"({"inr":1e400})", "not_finite inr", "",
       "INR: expected a number that a computer can hold; this one is too large."},
      {R"({"albumin":{"value":1e400,"unit":"g/dL"}})", "not_finite albumin", "",
       "Albumin: expected a number that a computer can hold; this one is too large."},

      // impossible_value
      {R"({"age":17})", "impossible_value age", "value=17 unit=a low=18 high=120",
       "Age: expected 18 to 120 years; 17 years is not possible."},
      {R"({"inr":0.4})", "impossible_value inr", "value=0.4 unit=1 low=0.5 high=20",
       "INR: expected 0.5 to 20; 0.4 is not possible."},
      {R"({"ecog":5})", "impossible_value ecog", "value=5 unit=1 low=0 high=4",
       "ECOG performance status: expected 0 to 4; 5 is not possible."},
      {R"({"albumin":{"value":71,"unit":"g/L"}})", "impossible_value albumin",
       "value=71 unit=g/L low=5 high=70", "Albumin: expected 5 to 70 g/L; 71 g/L is not possible."},
      {R"({"months_to_progression":-1})", "impossible_value months_to_progression",
       "value=-1 unit=mo low=0 high=240",
       "Months of disease control on the last therapy: expected 0 to 240 months; -1 months is not possible."},

      // implausible_value
      {R"({"age":101})", "implausible_value age", "value=101 unit=a low=18 high=100",
       "Age: expected about 18 to 100 years; please check 101 years."},
      {R"({"albumin":{"value":56,"unit":"g/L"}})", "implausible_value albumin",
       "value=56 unit=g/L low=15 high=55", "Albumin: expected about 15 to 55 g/L; please check 56 g/L."},

      // duplicate_key
      {R"({"ecog":1,"ecog":2})", "duplicate_key ecog", "key=ecog count=2",
       R"(Expected "ecog" once; it stands there 2 times, so none of its values is used.)"},
      {R"({"albumin":{"value":4,"value":3,"unit":"g/dL"}})", "duplicate_key albumin", "key=value count=2",
       R"(Albumin: expected "value" once; it stands there 2 times, so none of its values is used.)"},
      {R"({"schema":"patient/1","schema":"patient/1"})", "duplicate_key schema", "key=schema count=2",
       R"(Expected "schema" once; it stands there 2 times, so none of its values is used.)"},

      // contradiction
      {R"({"ecog":0,"encephalopathy":"grade_3_4"})", "contradiction ecog", "with=encephalopathy",
       "Encephalopathy of grade 3-4 does not go with ECOG 0: please check both."},

      // in an earlier laboratory set
      {R"({"course":[{},{"albumin":4,"ecog":1}]})", "unknown_field course", "index=1 field=ecog",
       R"(Earlier laboratory set 2: expected a date and laboratory values; "ecog" is neither.)"},
      {R"({"course":[{"shoe_size":4}]})", "unknown_field course", "index=0 field=shoe_size",
       R"(Earlier laboratory set 1: expected a date and laboratory values; "shoe_size" is neither.)"},
      {R"({"course":[{"albumin":{"value":4,"unit":"g"}}]})", "unknown_unit course",
       "index=0 field=albumin unit=g",
       R"(Earlier laboratory set 1, Albumin: expected the unit g/dL or g/L; "g" is not known here.)"},
      {R"({"course":[{"ascites":"much"}]})", "unknown_word course", "index=0 field=ascites word=much",
       R"(Earlier laboratory set 1, Ascites: expected none, mild or moderate_or_severe; "much" is none of them.)"},
      {R"({"course":[{"albumin":"4"}]})", "wrong_type course", "index=0 field=albumin found=a text",
       R"(Earlier laboratory set 1, Albumin: expected a number in g/dL, or {"value": number, "unit": text}; found a text.)"},
      {R"({"course":[{"inr":1e400}]})", "not_finite course", "index=0 field=inr",
       "Earlier laboratory set 1, INR: expected a number that a computer can hold; this one is too large."},
      {R"({"course":[{"sodium":191}]})", "impossible_value course",
       "index=0 field=sodium value=191 unit=mmol/L low=90 high=190",
       "Earlier laboratory set 1, Sodium: expected 90 to 190 mmol/L; 191 mmol/L is not possible."},
      {R"({"course":[{"sodium":156}]})", "implausible_value course",
       "index=0 field=sodium value=156 unit=mmol/L low=115 high=155",
       "Earlier laboratory set 1, Sodium: expected about 115 to 155 mmol/L; please check 156 mmol/L."},
      {R"({"course":[{"sodium":140,"sodium":141}]})", "duplicate_key course",
       "index=0 field=sodium key=sodium count=2",
       R"(Earlier laboratory set 1, Sodium: expected "sodium" once; it stands there 2 times, so none of its values is used.)"},
      {R"({"course":[{"date":"2026-03-01","date":"2026-03-02"}]})", "duplicate_key course",
       "index=0 field=date key=date count=2",
       R"(Earlier laboratory set 1, date: expected "date" once; it stands there 2 times, so none of its values is used.)"},
      {R"({"course":[{"date":"1 March 2026"}]})", "wrong_type course", "index=0 field=date",
       R"(Earlier laboratory set 1: expected a date such as 2026-03-01; found "1 March 2026".)"},
      {R"({"course":[{"date":20260301}]})", "wrong_type course", "index=0 field=date",
       "Earlier laboratory set 1: expected a date such as 2026-03-01; found a number."},
      {R"({"course":["2026-03-01"]})", "wrong_type course", "index=0 field=course found=a text",
       "Earlier laboratory set 1: expected an object with a date and laboratory values; found a text."},
  }));
  INFO(c.json);
  const Reading reading = read_object(c.json);
  REQUIRE(codes(reading) == c.code_and_field);
  CHECK(params(reading.issues[0]) == c.params);
  CHECK(reading.issues[0].message == c.message);
  Field field{};
  const bool known_field = find_field(reading.issues[0].field, field);
  CHECK((reading.issues[0].of == (known_field ? std::optional(field) : std::nullopt)));
}

TEST_CASE("Whatever is wrong with one field, all others are read as if it were right", "[reader]") {
  constexpr const char* kBad[] = {
      "true",
      "1e400",
      "-1e300",
      "1e300",
      "2.5",
      R"("nonsense")",
      "[]",
      R"(["nonsense","sorafenib"])",
      "[[1],{},null]",
      "{}",
      R"({"value":1,"unit":"parsec"})",
      R"({"value":1e999,"unit":"g/L","value":2})",
      R"([{"date":"x","albumin":1e400}])",
  };
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field{static_cast<std::uint8_t>(i)};
    const Reading good = read_object(whole_patient(field, "null"));
    for (const std::string bad : kBad) {
      INFO(kFields[i].id << ": " << bad);
      const Reading reading = read_object(whole_patient(field, bad));
      for (std::size_t j = 0; j < kFieldCount; ++j) {
        if (j != i && !same(reading.patient.cells[j], good.patient.cells[j])) FAIL_CHECK(kFields[j].id);
      }
      if (field != "prior_therapies"_f) CHECK(reading.patient.prior == good.patient.prior);
      if (field != "course"_f) CHECK(reading.patient.course.size() == good.patient.course.size());
      bool error = false;
      for (const Issue& issue : reading.issues) {
        if (!is_error(issue.code)) continue;
        CHECK((issue.of == field));
        error = true;
      }
      // An error makes the field unknown; only lists keep what they hold of good members.
      const Cell& cell = reading.patient.cells[i];
      CHECK(cell.error == error);
      CHECK((cell.known || error));
      const FieldType type = spec(field).type;
      const bool list = type == FieldType::kSet || type == FieldType::kRegimens ||
                        type == FieldType::kRegimenSet || type == FieldType::kCourse;
      if (error && !list) CHECK(is_unusable(cell));
      if (error) CHECK(cell.absent.empty());
    }
  }
}

TEST_CASE("Unknown keys and repeated keys leave every field read", "[reader]") {
  const Reading good = read_object(whole_patient("age"_f, "59"));
  std::string json = whole_patient("age"_f, "59");
  json.insert(1, R"("x":1e400,"x":[[[]]],"y":{"age":1},"schema":3,"\u0000":"\ud800",)");
  const Reading reading = read_object(json);
  CHECK(has_error(reading.issues));
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    INFO(kFields[i].id);
    CHECK(same(reading.patient.cells[i], good.patient.cells[i]));
  }
}

// ---- numbers, units, ranges -----------------------------------------------------------------------------------

TEST_CASE("A bare number is in the first unit of its field", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldSpec& field = kFields[i];
    if (!is_numeric(field)) continue;
    INFO(field.id);
    const std::string value = good_value(field);
    const Reading bare = read_field(field.id, value);
    const Reading with_unit = read_field(
        field.id, R"({"value":)" + value + R"(,"unit":")" + std::string(field.units[0].ucum) + "\"}");
    CHECK(bare.issues.empty());
    CHECK(with_unit.issues.empty());
    CHECK(same(bare.patient.cells[i], with_unit.patient.cells[i]));
    CHECK(bare.patient.cells[i].unit == 0);
    CHECK(bare.patient.cells[i].value == bare.patient.cells[i].entered);
  }
}

TEST_CASE("A number in another unit is converted, and kept as it was entered", "[reader]") {
  struct Case {
    const char* field;
    double entered;
    const char* unit;
    double value;
  };
  const auto c = GENERATE(values<Case>({
      {"bilirubin", 34.2, "umol/L", 34.2 / 17.104},
      {"bilirubin", 17.104, "umol/L", 1},
      {"direct_bilirubin", 8.552, "umol/L", 0.5},
      {"bilirubin_upper_limit", 17.104, "umol/L", 1},
      {"albumin", 38, "g/L", 3.8},
      {"creatinine", 88.4, "umol/L", 1},
      {"sodium", 135, "meq/L", 135},
      {"platelets", 150, "10*3/uL", 150},
      {"afp", 400, "ug/L", 400},
      {"afp", 100, "[IU]/mL", 121},
      {"crp", 1.5, "mg/dL", 15},
      {"neutrophils", 4.5, "10*3/uL", 4.5},
      {"lymphocytes", 1.5, "10*3/uL", 1.5},
      {"hemoglobin", 120, "g/L", 12},
      {"largest_nodule", 25, "mm", 2.5},
      {"sum_diameters_before", 6.5, "cm", 65},
      {"sum_diameters_baseline", 6.5, "cm", 65},
      {"sum_diameters_now", 6.5, "cm", 65},
      {"days_baseline_to_now", 30.4375, "d", 30.4375},
      {"months_to_progression", 3, "mo", 3},
      {"inr", 1.2, "1", 1.2},
      {"age", 64.5, "a", 64.5},
      {"ecog", 2, "1", 2},
      {"weight", 60, "kg", 60},
      {"prothrombin_prolongation", 4, "s", 4},
      {"ast", 80, "U/L", 80},
  }));
  INFO(c.field << " " << c.entered << " " << c.unit);
  Field field{};
  REQUIRE(find_field(c.field, field));
  const Reading reading = read_field(c.field, quantity(c.entered, c.unit));
  CHECK(reading.issues.empty());
  const Cell& cell = reading[field];
  CHECK(cell.known);
  CHECK(cell.entered == c.entered);
  CHECK(compare(cell.value, c.value) == 0);
  CHECK(spec(field).units[cell.unit].ucum == c.unit);
}

TEST_CASE("The order of value and unit does not matter", "[reader]") {
  const Reading reading = read_field("albumin", R"({"unit":"g/L","value":38})");
  CHECK(reading.issues.empty());
  CHECK(reading["albumin"_f].value == 3.8);
}

TEST_CASE("Whole numbers: 2 and 2.0 are valid, 2.5 is not", "[reader]") {
  for (const char* two :
       {"2", "2.0", "2.000", "2e0", "20e-1", "0.2E1", "0.2e+1", R"({"value":2.0,"unit":"1"})"}) {
    INFO(two);
    const Reading reading = read_field("ecog", two);
    CHECK(reading.issues.empty());
    CHECK(reading["ecog"_f].value == 2);
  }
  for (const char* none : {"2.5", "2.0001", "1.9999999", "0.5", "-0.5", R"({"value":2.5,"unit":"1"})"}) {
    INFO(none);
    const Reading reading = read_field("ecog", none);
    CHECK(codes(reading) == "wrong_type ecog");
    CHECK(is_unusable(reading["ecog"_f]));
  }
}

TEST_CASE("Every whole-number field refuses a half", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].type != FieldType::kInteger) continue;
    INFO(kFields[i].id);
    CHECK(codes(read_field(kFields[i].id, "1.5")) == "wrong_type " + std::string(kFields[i].id));
    CHECK(read_field(kFields[i].id, "1.0").issues.empty());
  }
}

TEST_CASE("Zero is a number like any other, and there is no minus zero", "[reader]") {
  for (const char* zero : {"0", "-0", "-0.0", "0e5", "1e-400", "-1e-400"}) {
    INFO(zero);
    const Reading reading = read_field("crp", zero);
    CHECK(reading.issues.empty());
    CHECK(reading["crp"_f].known);
    CHECK(reading["crp"_f].value == 0);
    CHECK_FALSE(std::signbit(reading["crp"_f].value));
    CHECK_FALSE(std::signbit(reading["crp"_f].entered));
  }
}

TEST_CASE("A possible value at the end of its range is accepted in every unit; one beyond is not", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldSpec& field = kFields[i];
    for (const Unit& unit : field.units) {
      const double step = field.type == FieldType::kInteger ? 1 : 1e-6;
      for (const double sign : {-1.0, 1.0}) {
        const double bound = sign < 0 ? field.hard.low : field.hard.high;
        const double beyond = bound + sign * (step == 1 || bound == 0 ? step : step * bound);
        INFO(field.id << " " << bound << " in " << unit.ucum);
        const auto code_of = [&](double value) {
          const Reading reading = read_field(field.id, quantity(value * unit.div / unit.mul, unit.ucum));
          return reading.issues.empty() ? "" : std::string(id(reading.issues[0].code));
        };
        CHECK(code_of(bound) != "impossible_value");
        CHECK(code_of(beyond) == "impossible_value");
        if (bound != 0 && step != 1) CHECK(code_of(bound * (1 + sign * 1e-10)) != "impossible_value");

        const Reading refused = read_field(field.id, quantity(beyond * unit.div / unit.mul, unit.ucum));
        CHECK(is_unusable(refused.patient.cells[i]));
      }
    }
  }
}

TEST_CASE("A plausible value at the end of its range is not questioned in any unit; one beyond is",
          "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldSpec& field = kFields[i];
    for (const Unit& unit : field.units) {
      const double step = field.type == FieldType::kInteger ? 1 : 1e-6;
      for (const double sign : {-1.0, 1.0}) {
        const double bound = sign < 0 ? field.soft.low : field.soft.high;
        if (bound == (sign < 0 ? field.hard.low : field.hard.high)) continue;  // nothing between the two ranges
        const double beyond = bound + sign * (step == 1 ? step : step * bound);
        INFO(field.id << " " << bound << " in " << unit.ucum);
        for (const Issue& issue :
             read_field(field.id, quantity(bound * unit.div / unit.mul, unit.ucum)).issues) {
          CHECK(id(issue.code) == "unit_slip");  // of another unit it may still remind
        }

        const Reading questioned = read_field(field.id, quantity(beyond * unit.div / unit.mul, unit.ucum));
        REQUIRE_FALSE(questioned.issues.empty());
        CHECK(id(questioned.issues[0].code) == "implausible_value");
        CHECK_FALSE(has_error(questioned.issues));
        CHECK(questioned.patient.cells[i].known);  // questioned, and used
        CHECK(compare(questioned.patient.cells[i].value, beyond) == 0);
      }
    }
  }
}

TEST_CASE("Possible and plausible ranges, as a clinician would try them", "[reader]") {
  struct Case {
    const char* field;
    const char* value;
    const char* code;  // empty: accepted
  };
  const auto c = GENERATE(values<Case>({
      {"age", "18", ""},
      {"age", "17.9", "impossible_value"},
      {"age", "100", ""},
      {"age", "100.5", "implausible_value"},
      {"age", "120", "implausible_value"},
      {"age", "121", "impossible_value"},
      {"ecog", "0", ""},
      {"ecog", "4", ""},
      {"ecog", "5", "impossible_value"},
      {"ecog", "-1", "impossible_value"},
      {"bilirubin", "0.2", ""},
      {"bilirubin", "0.19", "implausible_value"},
      {"bilirubin", "0.1", "implausible_value"},
      {"bilirubin", "0.09", "impossible_value"},
      {"bilirubin", "5.9", ""},
      {"bilirubin", "25", "unit_slip"},
      {"bilirubin", "25.1", "implausible_value"},
      {"albumin", "1.5", ""},
      {"albumin", "1.4", "implausible_value"},
      {"albumin", "0.5", "implausible_value"},
      {"albumin", "0.4", "impossible_value"},
      {"albumin", "5.5", ""},
      {"albumin", "5.6", "implausible_value"},
      {"albumin", "7", "implausible_value"},
      {"albumin", "7.1", "impossible_value"},
      {"inr", "0.8", ""},
      {"inr", "0.79", "implausible_value"},
      {"inr", "6", ""},
      {"inr", "6.1", "implausible_value"},
      {"sodium", "115", ""},
      {"sodium", "114", "implausible_value"},
      {"sodium", "89", "impossible_value"},
      {"sodium", "190", "implausible_value"},
      {"sodium", "191", "impossible_value"},
      {"afp", "0", "implausible_value"},
      {"afp", "0.5", ""},
      {"afp", "500000", ""},
      {"afp", "500001", "implausible_value"},
      {"afp", "10000000", "implausible_value"},
      {"afp", "10000001", "impossible_value"},
      {"nodules", "0", ""},
      {"nodules", "20", ""},
      {"nodules", "21", "implausible_value"},
      {"nodules", "99", "implausible_value"},
      {"nodules", "100", "impossible_value"},
      {"immune_adverse_event_grade", "1", ""},
      {"immune_adverse_event_grade", "0", "impossible_value"},
      {"immune_adverse_event_grade", "4", ""},
      {"immune_adverse_event_grade", "5", "impossible_value"},
      {"sum_diameters_now", "0", "implausible_value"},
      {"sum_diameters_now", "-1", "impossible_value"},
  }));
  INFO(c.field << " " << c.value);
  const Reading reading = read_field(c.field, c.value);
  CHECK((reading.issues.empty() ? "" : id(reading.issues[0].code)) == c.code);
}

TEST_CASE("A value that looks like another unit is told so, on both sides of each limit", "[reader]") {
  struct Case {
    const char* field;
    double value;
    const char* unit;
    const char* likely;  // empty: no slip
  };
  const auto c = GENERATE(values<Case>({
      {"weight", 119, "kg", ""},
      {"weight", 120, "kg", "lb"},
      {"weight", 181, "kg", "lb"},
      {"weight", 660, "kg", "lb"},
      {"weight", 661, "kg", ""},
      {"weight", 77, "[lb_av]", "kg"},
      {"weight", 78, "[lb_av]", ""},
      {"height", 0.9, "cm", ""},
      {"height", 1.75, "cm", "m"},
      {"height", 2.5, "cm", "m"},
      {"height", 2.6, "cm", ""},
      {"height", 39, "cm", ""},
      {"height", 69, "cm", "in"},
      {"height", 100, "cm", "in"},
      {"height", 101, "cm", ""},
      {"height", 82, "[in_i]", ""},
      {"height", 170, "[in_i]", "cm"},
      {"bilirubin", 5.9, "mg/dL", ""},
      {"bilirubin", 6, "mg/dL", "umol/L"},
      {"bilirubin", 15, "mg/dL", "umol/L"},
      {"bilirubin", 30, "mg/dL", "umol/L"},
      {"bilirubin", 25.1, "mg/dL", "umol/L"},
      {"bilirubin", 1100, "mg/dL", "umol/L"},
      {"bilirubin", 1101, "mg/dL", ""},
      {"bilirubin", 1.2, "umol/L", "mg/dL"},
      {"bilirubin", 5, "umol/L", "mg/dL"},
      {"bilirubin", 5.1, "umol/L", ""},
      {"bilirubin", 500, "umol/L", ""},
      {"direct_bilirubin", 30, "mg/dL", "umol/L"},
      {"albumin", 14.9, "g/dL", ""},
      {"albumin", 15, "g/dL", "g/L"},
      {"albumin", 20, "g/dL", "g/L"},
      {"albumin", 38, "g/dL", "g/L"},
      {"albumin", 55, "g/dL", "g/L"},
      {"albumin", 55.1, "g/dL", ""},
      {"albumin", 3.8, "g/L", "g/dL"},
      {"albumin", 14, "g/L", ""},
      {"inr", 9, "1", ""},
      {"inr", 12.5, "1", "s (prothrombin time)"},
      {"inr", 200, "1", "s (prothrombin time)"},
      {"inr", 201, "1", ""},
      {"creatinine", 25, "mg/dL", ""},
      {"creatinine", 80, "mg/dL", "umol/L"},
      {"creatinine", 2501, "mg/dL", ""},
      {"creatinine", 1.1, "umol/L", "mg/dL"},
      {"platelets", 2000, "10*9/L", ""},
      {"platelets", 150000, "10*9/L", "/uL"},
      {"platelets", 2000001, "10*9/L", ""},
      {"ast", 5, "U/L", ""},
      {"ast", 4.9, "U/L", "ukat/L"},
      {"ast", 0.7, "U/L", "ukat/L"},
      {"alt", 0.7, "U/L", "ukat/L"},
      {"ast", 1001, "U/L", ""},
      {"crp", 401, "mg/L", ""},
      {"crp", 50, "mg/dL", "mg/L"},
      {"neutrophils", 30, "10*9/L", ""},
      {"neutrophils", 60, "10*9/L", "%"},
      {"neutrophils", 150, "10*9/L", ""},
      {"neutrophils", 4500, "10*9/L", "/uL"},
      {"lymphocytes", 10, "10*9/L", ""},
      {"lymphocytes", 25, "10*9/L", "%"},
      {"lymphocytes", 1500, "10*9/L", "/uL"},
      {"hemoglobin", 49.9, "g/dL", ""},
      {"hemoglobin", 50, "g/dL", "g/L"},
      {"hemoglobin", 120, "g/dL", "g/L"},
      {"hemoglobin", 12, "g/L", "g/dL"},
      {"largest_nodule", 25, "cm", ""},
      {"largest_nodule", 25.1, "cm", "mm"},
      {"largest_nodule", 35, "cm", "mm"},
      {"largest_nodule", 400, "cm", "mm"},
      {"largest_nodule", 401, "cm", ""},
      {"largest_nodule", 3.5, "mm", "cm"},
      {"sum_diameters_now", 4.5, "mm", "cm"},
      {"sum_diameters_now", 60, "cm", "mm"},
      {"months_to_progression", 60, "mo", ""},
      {"months_to_progression", 90, "mo", "d"},
      {"days_baseline_to_now", 2, "d", "mo"},
      {"days_baseline_to_now", 6, "d", "mo"},
      {"days_baseline_to_now", 6.1, "d", ""},
      // so close to each other that no slip explains a strange value
      {"afp", 450000, "[IU]/mL", ""},
      {"direct_bilirubin", 6, "mg/dL", ""},
      {"albumin", 3.8, "g/dL", ""},
      {"bilirubin", 34, "umol/L", ""},
  }));
  INFO(c.field << " " << c.value << " " << c.unit);
  const Reading reading = read_field(c.field, quantity(c.value, c.unit));
  std::string likely;
  for (const Issue& issue : reading.issues) {
    if (issue.code != IssueCode::kUnitSlip) continue;
    REQUIRE(issue.params.size() == 3);
    CHECK(issue.params[0].number == c.value);
    CHECK(issue.params[1].text == c.unit);
    CHECK(issue.params[2].name == "likely_unit");
    likely = issue.params[2].text;
    const std::string said(printed_unit(likely));
    CHECK(issue.message.find(" looks like a value in " + said + "; please check the unit.") !=
          std::string::npos);
    for (const Issue& other : reading.issues) CHECK(other.field == c.field);
    CHECK(reading.issues.size() <= 2);  // beside the value that is not possible or not plausible
  }
  CHECK(likely == c.likely);
}

TEST_CASE("A unit slip is a question: the value is never changed", "[reader]") {
  const Reading refused = read_field("albumin", "38");
  CHECK(codes(refused) == "impossible_value albumin, unit_slip albumin");
  CHECK(is_unusable(refused["albumin"_f]));

  const Reading used = read_field("bilirubin", "34.2");
  CHECK(codes(used) == "implausible_value bilirubin, unit_slip bilirubin");
  CHECK(used["bilirubin"_f].known);
  CHECK(used["bilirubin"_f].value == 34.2);
}

TEST_CASE("An object that is no quantity makes its field unknown, with each thing that is wrong", "[reader]") {
  struct Case {
    const char* value;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"value":4,"unit":"g/dL","unit":"g/L"})", "duplicate_key albumin"},
      {R"({"value":4,"value":4,"unit":"g/dL","unit":"g/dL"})", "duplicate_key albumin, duplicate_key albumin"},
      {R"({"value":4,"unit":"g/dL","note":"","note":""})", "duplicate_key albumin, unknown_field albumin"},
      {R"({"value":4,"unit":"g/dL","a":1,"b":1})", "unknown_field albumin, unknown_field albumin"},
      {R"({"Value":4,"Unit":"g/dL"})", "unknown_field albumin, unknown_field albumin"},
      {R"({"value":"x","unit":"y"})", "unknown_unit albumin, wrong_type albumin"},
      {R"({"value":1e400,"unit":"y"})", "not_finite albumin, unknown_unit albumin"},
      {R"({"value":{"value":4},"unit":["g/dL"]})", "wrong_type albumin, wrong_type albumin"},
      {R"({"value":400,"unit":"y"})", "unknown_unit albumin"},
  }));
  INFO(c.value);
  const Reading reading = read_object(R"({"albumin":)" + std::string(c.value) + R"(,"ecog":1})");
  CHECK(codes(reading) == c.codes);
  CHECK(is_unusable(reading["albumin"_f]));
  CHECK(reading["ecog"_f].value == 1);
}

// ---- numbers beyond the largest double ------------------------------------------------------------------------

TEST_CASE("A number too large for a computer is not finite, and the rest is read", "[reader]") {
  const auto number_text =
      GENERATE(as<std::string>{}, "1e400", "-1e400", "1E400", "1e+400", "1.5e400", "0.1e400", "1e309",
               "1.8e308", "1e99999999999999999999", std::string(400, '9'), std::string(310, '1') + ".5",
               "0." + std::string(300, '0') + "1e700");
  INFO(number_text);
  const Reading reading = read_object(R"({"ecog":1,"afp":)" + number_text + R"(,"albumin":3.8,"nodules":[)" +
                                      number_text + R"(],"weight":60})");
  CHECK(codes(reading) == "not_finite afp, wrong_type nodules");
  CHECK(is_unusable(reading["afp"_f]));
  CHECK(reading["ecog"_f].value == 1);
  CHECK(reading["albumin"_f].value == 3.8);
  CHECK(reading["weight"_f].value == 60);
}

TEST_CASE("The largest numbers that a computer can hold are finite", "[reader]") {
  const auto number_text =
      GENERATE(as<std::string>{}, "1e308", "1.7976931348623157e308", std::string(309, '1'),
               "0." + std::string(300, '0') + "1e600", "1000e305", "0e99999999999999999999", "0.000e400");
  INFO(number_text);
  for (const Issue& issue : read_field("crp", number_text).issues) {
    CHECK(id(issue.code) != "not_finite");
  }
}

TEST_CASE("1e400 is not finite wherever a number may stand, and text where it is text", "[reader]") {
  CHECK(codes(read_field("albumin", R"({"value":1e400,"unit":"g/L"})")) == "not_finite albumin");
  CHECK(codes(read_field("ecog", "1e400")) == "not_finite ecog");
  CHECK(codes(read_field("comorbidities", R"(["pregnancy",1e400])")) == "not_finite comorbidities");
  CHECK(codes(read_field("albumin", R"("1e400")")) == "wrong_type albumin");
  CHECK(codes(read_field("sex", R"("1e400")")) == "unknown_word sex");
  CHECK(codes(read_object(R"({"1e400":1})")) == "unknown_field 1e400");
  CHECK(codes(read_object(R"({"x\"1e400":1,"inr":1.1})")) == "unknown_field x\"1e400");
  CHECK(read_object(R"({"x\\":1,"inr":1e400,"afp":5})")["afp"_f].value == 5);
}

TEST_CASE("Of many numbers only those too large are not finite", "[reader]") {
  const Reading reading = read_object(
      R"({"age":60,"bilirubin":1e400,"albumin":{"value":38,"unit":"g/L"},"inr":{"value":-1e400,"unit":"1"},)"
      R"("sodium":140,"afp":1e999,"course":[{"albumin":3.1,"inr":1e500,"sodium":1.4e2}],"ecog":1})");
  CHECK(codes(reading) == "not_finite bilirubin, not_finite inr, not_finite afp, not_finite course");
  CHECK(reading["age"_f].value == 60);
  CHECK(reading["albumin"_f].value == 3.8);
  CHECK(reading["sodium"_f].value == 140);
  CHECK(reading["ecog"_f].value == 1);
  REQUIRE(reading.patient.course.size() == 1);
  CHECK(reading.patient.course[0].cells["albumin"_f.index].value == 3.1);
  CHECK(reading.patient.course[0].cells["inr"_f.index].error);
  CHECK(reading.patient.course[0].cells["sodium"_f.index].value == 140);
}

TEST_CASE("What is no number of JSON is refused, however large it looks", "[reader]") {
  for (const char* number_text :
       {"1e400.5", "1e400e5", "1.e400", ".5e400", "01e400", "-01e400", "1e400-", "1e400+1", "+1e400", "--1e400",
        "1e", "1.", "-", "0x10", "1e400x", "00", "1_000"}) {
    INFO(number_text);
    const Reading reading = read(R"({"inr":)" + std::string(number_text) + "}");
    CHECK_FALSE(reading.ok);
    CHECK_FALSE(reading.error.empty());
  }
}

// ---- words, sets, regimens ------------------------------------------------------------------------------------

TEST_CASE("Every word of every field is read", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldSpec& field = kFields[i];
    for (std::size_t w = 0; w < field.words.size(); ++w) {
      INFO(field.id << " " << field.words[w].id);
      const std::string text = '"' + std::string(field.words[w].id) + '"';
      const bool set = field.type == FieldType::kSet;
      const Reading reading = read_field(field.id, set ? "[" + text + "]" : text);
      CHECK_FALSE(has_error(reading.issues));
      const Cell& cell = reading.patient.cells[i];
      CHECK(cell.known);
      CHECK(((cell.words == WordSet::one(w))));
      const WordSet all = all_words(Field{static_cast<std::uint8_t>(i)});
      CHECK((cell.absent == (set ? all - cell.words : WordSet{})));
    }
  }
}

TEST_CASE("True and false are both answers", "[reader]") {
  const Reading yes = read_field("dialysis", "true");
  CHECK(yes["dialysis"_f].known);
  CHECK(yes.patient.is("dialysis"_f) == Tri::kTrue);
  const Reading no = read_field("dialysis", "false");
  CHECK(no["dialysis"_f].known);
  CHECK(no.patient.is("dialysis"_f) == Tri::kFalse);
  CHECK(read_object("{}").patient.is("dialysis"_f) == Tri::kUnknown);
}

TEST_CASE("A set: repeats are ignored, and what is not named is absent", "[reader]") {
  constexpr WordSet kPregnancy = word(kComorbidities, "pregnancy");
  constexpr WordSet kHeart = word(kComorbidities, "heart_failure");
  const Reading once = read_field("comorbidities", R"(["pregnancy","heart_failure"])");
  const Reading twice =
      read_field("comorbidities", R"(["heart_failure","pregnancy","pregnancy","heart_failure"])");
  CHECK(once.issues.empty());
  CHECK(twice.issues.empty());
  CHECK(same(once[kComorbidities], twice[kComorbidities]));
  CHECK((once[kComorbidities].words == (kPregnancy | kHeart)));
  CHECK(once.patient.has_all(kComorbidities, kPregnancy | kHeart) == Tri::kTrue);
  CHECK(once.patient.has_any(kComorbidities, word(kComorbidities, "organ_transplant")) == Tri::kFalse);
}

TEST_CASE("An empty set says looked for, none; an absent one says nothing", "[reader]") {
  constexpr WordSet kAll = all_words(kComorbidities);
  const Reading none = read_field("comorbidities", "[]");
  CHECK(none.issues.empty());
  CHECK(none[kComorbidities].known);
  CHECK(none[kComorbidities].words.empty());
  CHECK(none.patient.has_any(kComorbidities, kAll) == Tri::kFalse);
  CHECK(read_object("{}").patient.has_any(kComorbidities, kAll) == Tri::kUnknown);
}

TEST_CASE("A set with a bad member: the good members are present, every other one is unknown", "[reader]") {
  struct Case {
    const char* bad;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {R"("headache")", "unknown_word comorbidities"},
      {R"("headache","headache")", "unknown_word comorbidities"},
      {R"("headache","fever")", "unknown_word comorbidities, unknown_word comorbidities"},
      {"1", "wrong_type comorbidities"},
      {"1,2,3", "wrong_type comorbidities"},
      {"null", "wrong_type comorbidities"},
      {R"(["organ_transplant"])", "wrong_type comorbidities"},
      {R"({"organ_transplant":true})", "wrong_type comorbidities"},
      {"1e400", "not_finite comorbidities"},
      {R"("x",1,1e400)", "not_finite comorbidities, unknown_word comorbidities, wrong_type comorbidities"},
  }));
  INFO(c.bad);
  const std::string bad = c.bad;
  for (const std::string& list : {"\"pregnancy\"," + bad, bad + ",\"pregnancy\""}) {
    const Reading reading = read_field("comorbidities", "[" + list + "]");
    CHECK(codes(reading) == c.codes);
    CHECK(reading[kComorbidities].known);
    CHECK(reading[kComorbidities].error);
    CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "pregnancy")) == Tri::kTrue);
    CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "organ_transplant")) == Tri::kUnknown);
  }
  const Reading nothing_good = read_field("comorbidities", "[" + bad + "]");
  CHECK(codes(nothing_good) == c.codes);
  CHECK(is_unusable(nothing_good[kComorbidities]));
}

TEST_CASE("Earlier therapies keep their order and their repeats", "[reader]") {
  const Reading reading =
      read_field("prior_therapies", R"(["sorafenib","atezolizumab_bevacizumab","sorafenib","other_systemic"])");
  CHECK(reading.issues.empty());
  CHECK(reading["prior_therapies"_f].known);
  CHECK(reading.patient.prior == std::vector{regimen("sorafenib"), regimen("atezolizumab_bevacizumab"),
                                             regimen("sorafenib"), regimen("other_systemic")});
  const Reading none = read_field("prior_therapies", "[]");
  CHECK(none["prior_therapies"_f].known);
  CHECK(none.patient.prior.empty());
  CHECK_FALSE(read_object("{}")["prior_therapies"_f].known);
}

TEST_CASE("Every regimen of the contract is known", "[reader]") {
  for (const char* id : {"camrelizumab",
                         "sintilimab",
                         "toripalimab",
                         "toripalimab_bevacizumab",
                         "penpulimab_anlotinib",
                         "other_pd1",
                         "other_pd1_anti_vegf",
                         "other_pd1_multikinase",
                         "apatinib",
                         "donafenib",
                         "chemotherapy",
                         "atezolizumab_bevacizumab",
                         "durvalumab_tremelimumab",
                         "nivolumab_ipilimumab",
                         "durvalumab",
                         "durvalumab_bevacizumab",
                         "nivolumab",
                         "pembrolizumab",
                         "atezolizumab",
                         "camrelizumab_rivoceranib",
                         "sintilimab_bevacizumab",
                         "tislelizumab",
                         "atezolizumab_cabozantinib",
                         "lenvatinib_pembrolizumab",
                         "nivolumab_lenvatinib",
                         "pembrolizumab_ipilimumab",
                         "regorafenib_pembrolizumab",
                         "atezolizumab_lenvatinib",
                         "atezolizumab_sorafenib",
                         "sorafenib",
                         "lenvatinib",
                         "cabozantinib",
                         "regorafenib",
                         "ramucirumab",
                         "other_ici",
                         "other_multikinase",
                         "other_systemic"}) {
    INFO(id);
    CHECK(read_field("prior_therapies", "[\""s + id + "\"]").issues.empty());
    CHECK(read_field("intolerances", "[\""s + id + "\"]").issues.empty());
  }
}

TEST_CASE("An earlier therapy that cannot be read counts as a line in its place", "[reader]") {
  struct Case {
    const char* entry;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {R"("aspirin")", "unknown_regimen prior_therapies"},
      {R"("")", "unknown_regimen prior_therapies"},
      {"null", "wrong_type prior_therapies"},
      {"7", "wrong_type prior_therapies"},
      {"1e400", "not_finite prior_therapies"},
      {R"(["sorafenib"])", "wrong_type prior_therapies"},
      {R"({"id":"sorafenib"})", "wrong_type prior_therapies"},
  }));
  INFO(c.entry);
  const Reading reading = read_field("prior_therapies", R"(["sorafenib",)"s + c.entry + R"(,"lenvatinib"])");
  CHECK(codes(reading) == c.codes);
  CHECK(reading["prior_therapies"_f].known);
  CHECK(reading["prior_therapies"_f].error);
  CHECK(reading.patient.prior == std::vector{regimen("sorafenib"), kUnreadRegimen, regimen("lenvatinib")});

  const Reading alone = read_field("prior_therapies", "["s + c.entry + "]");
  CHECK(codes(alone) == c.codes);
  CHECK(alone.patient.prior == std::vector{kUnreadRegimen});
}

TEST_CASE("An unreadable therapy that stands there twice is told once, and is two lines", "[reader]") {
  const Reading reading = read_field("prior_therapies", R"(["aspirin","sorafenib","aspirin"])");
  CHECK(codes(reading) == "unknown_regimen prior_therapies");
  CHECK(reading.patient.prior == std::vector{kUnreadRegimen, regimen("sorafenib"), kUnreadRegimen});
}

TEST_CASE("Regimens not tolerated are a set", "[reader]") {
  constexpr Field kIntolerances = "intolerances"_f;
  const auto bit_of = [](std::string_view id) { return WordSet::one(regimen(id).value()); };
  const Reading reading = read_field("intolerances", R"(["sorafenib","lenvatinib","sorafenib"])");
  CHECK(reading.issues.empty());
  CHECK((reading[kIntolerances].words == (bit_of("sorafenib") | bit_of("lenvatinib"))));
  CHECK(reading.patient.has_any(kIntolerances, bit_of("nivolumab")) == Tri::kFalse);

  const Reading bad = read_field("intolerances", R"(["sorafenib","aspirin"])");
  CHECK(bad.patient.has_any(kIntolerances, bit_of("sorafenib")) == Tri::kTrue);
  CHECK(bad.patient.has_any(kIntolerances, bit_of("nivolumab")) == Tri::kUnknown);

  CHECK(read_field("intolerances", "[]").patient.has_any(kIntolerances, bit_of("nivolumab")) == Tri::kFalse);
}

// ---- duplicate keys -------------------------------------------------------------------------------------------

TEST_CASE("A field that stands there twice has none of its values, whatever they are", "[reader]") {
  struct Case {
    const char* field;
    const char* first;
    const char* second;
  };
  const auto c = GENERATE(values<Case>({
      {"ecog", "1", "2"},
      {"ecog", "1", "1"},
      {"ecog", "1", "null"},
      {"ecog", "null", "1"},
      {"ecog", "null", "null"},
      {"ecog", "1", R"("x")"},
      {"ecog", "1e400", "1"},
      {"comorbidities", R"(["pregnancy"])", "[]"},
      {"comorbidities", R"(["x"])", R"(["pregnancy"])"},
      {"prior_therapies", R"(["sorafenib"])", R"(["lenvatinib"])"},
      {"course", R"([{"albumin":3}])", R"([{"albumin":4}])"},
      {"sex", R"("male")", R"("female")"},
      {"dialysis", "true", "true"},
  }));
  INFO(c.field << " " << c.first << " " << c.second);
  const std::string key = "\""s + c.field + "\":";
  const Reading reading =
      read_object("{" + key + c.first + R"(,"albumin":3.8,)" + key + c.second + R"(,"inr":1.1})");
  CHECK(codes(reading) == "duplicate_key "s + c.field);
  Field field{};
  REQUIRE(find_field(c.field, field));
  CHECK(is_unusable(reading[field]));
  CHECK(reading.patient.prior.empty());
  CHECK(reading.patient.course.empty());
  CHECK(reading["albumin"_f].value == 3.8);
  CHECK(reading["inr"_f].value == 1.1);
}

TEST_CASE("Two spellings of one key are one key", "[reader]") {
  CHECK(codes(read_object(R"({"ecog":1,"\u0065cog":2})")) == "duplicate_key ecog");
  CHECK(read_object(R"({"\u0065c\u006fg":2})")["ecog"_f].value == 2);
}

TEST_CASE("A key that stands there many times is told once, with its count", "[reader]") {
  std::string json = "{";
  for (int i = 0; i < 60000; ++i) json += R"("ecog":1,)";
  const Reading reading = read_object(json + R"("age":60})");
  REQUIRE(codes(reading) == "duplicate_key ecog");
  CHECK(params(reading.issues[0]) == "key=ecog count=60000");
  CHECK(reading["age"_f].value == 60);
}

TEST_CASE("An unknown key that is repeated is both unknown and repeated", "[reader]") {
  CHECK(codes(read_object(R"({"shoe_size":1,"shoe_size":2})")) ==
        "duplicate_key shoe_size, unknown_field shoe_size");
}

// ---- earlier laboratory sets ----------------------------------------------------------------------------------

TEST_CASE("Earlier laboratory sets are read in their order, with dates and units", "[reader]") {
  const Reading reading = read_field(
      "course",
      R"([{"date":"2026-03-01","bilirubin":1.2,"albumin":{"value":35,"unit":"g/L"},"ascites":"mild"},{},)"
      R"({"date":null,"albumin":null},{"albumin":3.9,"date":"2024-02-29"}])");
  CHECK(reading.issues.empty());
  CHECK(reading["course"_f].known);
  REQUIRE(reading.patient.course.size() == 4);
  const auto cell = [&](std::size_t set, Field field) {
    return reading.patient.course[set].cells[field.index];
  };
  CHECK(reading.patient.course[0].date == "2026-03-01");
  CHECK(cell(0, "bilirubin"_f).value == 1.2);
  CHECK(cell(0, "albumin"_f).value == 3.5);
  CHECK(cell(0, "albumin"_f).unit == 1);
  CHECK(cell(0, "ascites"_f).words == word("ascites"_f, "mild"));
  CHECK_FALSE(cell(0, "inr"_f).known);
  CHECK(reading.patient.course[1].date.empty());
  CHECK(reading.patient.course[2].date.empty());
  CHECK(is_blank(cell(2, "albumin"_f)));
  CHECK(reading.patient.course[3].date == "2024-02-29");
  // Today's values are another matter.
  CHECK_FALSE(reading["albumin"_f].known);
}

TEST_CASE("No earlier laboratory set is an answer too", "[reader]") {
  const Reading reading = read_field("course", "[]");
  CHECK(reading.issues.empty());
  CHECK(reading["course"_f].known);
  CHECK(reading.patient.course.empty());
}

TEST_CASE("Only laboratory values and findings stand in an earlier set", "[reader]") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    INFO(kFields[i].id);
    const Reading reading =
        read_field("course", "[{\"" + std::string(kFields[i].id) + "\":" + good_value(kFields[i]) + "}]");
    REQUIRE(reading.patient.course.size() == 1);
    CHECK(reading.patient.course[0].cells[i].known == kFields[i].in_course);
    CHECK(codes(reading) == (kFields[i].in_course ? "" : "unknown_field course"));
  }
}

TEST_CASE("What is wrong in one earlier set leaves its other values and the other sets read", "[reader]") {
  const Reading reading = read_field(
      "course",
      R"([{"date":"2026-13-01","albumin":3.5},7,{"date":"2026-02-01","albumin":38,"inr":"x","sodium":140,"ecog":1}])");
  CHECK(
      codes(reading) ==
      "impossible_value course, unit_slip course, unknown_field course, wrong_type course, wrong_type course, "
      "wrong_type course");
  CHECK(reading["course"_f].error);
  REQUIRE(reading.patient.course.size() == 3);
  CHECK(reading.patient.course[0].date.empty());
  CHECK(reading.patient.course[0].cells["albumin"_f.index].value == 3.5);
  CHECK(reading.patient.course[1].date.empty());
  CHECK(is_unusable(reading.patient.course[1].cells["albumin"_f.index]));  // it may have held anything
  CHECK(reading.patient.course[2].date == "2026-02-01");
  CHECK(is_unusable(reading.patient.course[2].cells["albumin"_f.index]));
  CHECK(is_unusable(reading.patient.course[2].cells["inr"_f.index]));
  CHECK(reading.patient.course[2].cells["sodium"_f.index].value == 140);
  // The number in the sentence counts every entry from 1; the index from 0.
  CHECK(params(reading.issues[0]) == "index=2 field=albumin value=38 unit=g/dL low=0.5 high=7");
}

TEST_CASE("A warning in an earlier set is no error of the course", "[reader]") {
  const Reading reading = read_field("course", R"([{"albumin":6}])");
  CHECK(codes(reading) == "implausible_value course");
  CHECK_FALSE(reading["course"_f].error);
  CHECK(reading.patient.course[0].cells["albumin"_f.index].value == 6);
}

TEST_CASE("Dates are days of the calendar", "[reader]") {
  for (const char* date :
       {"2026-03-01", "2026-12-31", "2024-02-29", "2000-02-29", "2026-04-30", "1999-01-01"}) {
    INFO(date);
    CHECK(read_field("course", "[{\"date\":\""s + date + "\"}]").issues.empty());
  }
  for (const char* date : {"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
                           "2026-01-32", "2026-3-1", "26-03-01", "2026/03/01", "20260301", "2026-03-01T00:00",
                           " 2026-03-01", "01-03-2026", "2026-03-0a", ""}) {
    INFO(date);
    const Reading reading = read_field("course", "[{\"date\":\""s + date + "\"}]");
    CHECK(codes(reading) == "wrong_type course");
    CHECK(reading.patient.course[0].date.empty());
  }
}

TEST_CASE("A thousand earlier laboratory sets are read; more are refused", "[reader]") {
  const auto sets = [](int count) {
    std::string list = "[";
    for (int i = 0; i < count; ++i) list += R"({"inr":1},)";
    list.back() = ']';
    return list;
  };
  const Reading most = read_field("course", sets(1000));
  CHECK(most.issues.empty());
  CHECK(most.patient.course.size() == 1000);
  const Reading more = read_field("course", sets(1001));
  REQUIRE(codes(more) == "wrong_type course");
  CHECK(params(more.issues[0]) == "limit=1000 count=1001");
  CHECK(more.issues[0].message ==
        "Earlier laboratory values: expected at most 1000 earlier laboratory sets; found 1001.");
  CHECK(is_unusable(more["course"_f]));
  CHECK(more.patient.course.empty());
}

// ---- no patient at all ----------------------------------------------------------------------------------------

TEST_CASE("What is no JSON object is refused with one sentence", "[reader]") {
  struct Case {
    const char* json;
    const char* error;
  };
  const auto c = GENERATE(values<Case>({
      {"", "Expected a patient as a JSON object; the input is empty."},
      {" \t\r\n", "Expected a patient as a JSON object; the input is empty."},
      {"[]", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"[{}]", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"1", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"1e400", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {R"("ecog")", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"true", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"false", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
      {"null", R"(Expected a patient as a JSON object such as {"ecog": 1}.)"},
  }));
  INFO(c.json);
  const Reading reading = read(c.json);
  CHECK_FALSE(reading.ok);
  CHECK(reading.error == c.error);
  CHECK(reading.issues.empty());
}

TEST_CASE("Whatever stands under the name patient is an unknown field and loses nothing else", "[reader]") {
  for (const std::string who : {R"("Mr X")", "7", "null", R"(["a"])", "{}", R"({"ecog": 4})"}) {
    for (const std::string schema : {"", R"("schema": "patient/1", )"}) {
      INFO(who << schema);
      const Reading reading = read("{" + schema + R"("patient": )" + who + R"(, "ecog": 1})");
      REQUIRE(reading.ok);
      REQUIRE(reading.issues.size() == 1);
      CHECK(params(reading.issues[0]) == "key=patient");
      CHECK(reading["ecog"_f].value == 1);
    }
  }
  CHECK(codes(read_object(R"({"patient":{"ecog":1},"patient":{"ecog":2}})")) ==
        "duplicate_key patient, unknown_field patient");
}

TEST_CASE("A case that the page saved is the patient in it", "[reader]") {
  const Reading reading = read_object(R"({"schema":"nextline-case/1","limits":[],"patient":{"ecog":1}})");
  CHECK(codes(reading).empty());
  CHECK(reading["ecog"_f].value == 1);
  CHECK_FALSE(read(R"({"schema": "nextline-case/1", "ecog": 1})").ok);
  // A patient within a patient is none.
  CHECK(codes(read_object(R"({"schema":"nextline-case/1","patient":{"patient":{"ecog":1}}})")) ==
        "unknown_field patient");
}

TEST_CASE("A field beside the patient of a saved case is told, unknown and never assumed", "[reader]") {
  const Reading reading = read_object(
      R"({"schema":"nextline-case/1","patient":{"ecog":1,"age":60},"comorbidities":["pregnancy"],"ecog":4,)"
      R"("sex":null})");
  CHECK(codes(reading) == "unknown_field ecog, unknown_field comorbidities");
  CHECK(is_unusable(reading["comorbidities"_f]));
  CHECK(is_unusable(reading["ecog"_f]));  // said twice, and it is not known which one counts
  CHECK(reading["age"_f].value == 60);
  CHECK(is_blank(reading["sex"_f]));
}

TEST_CASE("A newer form of a saved case is told, and what can be read of it is read", "[reader]") {
  const Reading reading = read_object(R"({"schema":"nextline-case/2","patient":{"ecog":1}})");
  REQUIRE(codes(reading) == "wrong_type schema");
  CHECK(reading.issues[0].message == R"(Expected the schema "nextline-case/1"; found "nextline-case/2".)");
  CHECK(reading["ecog"_f].value == 1);
  CHECK(codes(read_object(
            R"({"schema":"nextline-case/1","schema":"nextline-case/1","patient":{"schema":"patient/2"}})")) ==
        "duplicate_key schema, wrong_type schema");
}

TEST_CASE("What is not JSON is refused, with the line", "[reader]") {
  for (const char* json : {"{\"inr\":NaN}",
                           "{\"inr\":nan}",
                           "{\"inr\":Infinity}",
                           "{\"inr\":-Infinity}",
                           "{\"inr\":+1}",
                           "{\"inr\":{\"value\":NaN,\"unit\":\"1\"}}",
                           "{\"inr\":1}x",
                           "{\"inr\":1}}",
                           "{}{}",
                           "{},",
                           "{} 1",
                           "{\"inr\" 1}",
                           "{\"inr\":1,}",
                           "{,}",
                           "{inr:1}",
                           "{'inr':1}",
                           "{\"inr\":1 \"age\":2}",
                           "{\"a\":[1,]}",
                           "{\"a\":tru}",
                           "{\"a\":True}",
                           "{\"a\":undefined}",
                           "{\"a\":\"\t\"}",
                           "{\"a\":\"\n\"}",
                           "{\"a\":\"\\x\"}",
                           "{\"a\":\"\\u12\"}",
                           "// patient\n{}",
                           "/**/{}",
                           "{\"a\":1}#",
                           "\\",
                           "}",
                           "]"}) {
    INFO(json);
    const Reading reading = read(json);
    CHECK_FALSE(reading.ok);
    CHECK(reading.error.rfind("Expected a patient as JSON; line ", 0) == 0);
    CHECK(reading.error.back() == '.');
    CHECK(reading.issues.empty());
  }
  CHECK(read("{\n\"ecog\": 1,\n\"inr\": NaN\n}").error.find("line 3 ") != std::string::npos);
  CHECK(read("{\"ecog\": 1}\n{\"inr\": 1}").error ==
        "Expected a patient as JSON; line 2 goes on behind its end.");
}

TEST_CASE("Every beginning of a patient is refused, and only the whole is read", "[reader]") {
  const std::string whole =
      R"({"schema":"patient/1","sex":"ma\u006ce","inr":-1.5e400,"dialysis":true,"age":null,)"
      "\"\xC3\xA9\":1,"
      R"("albumin":{"value":3.8,"unit":"g/dL"},"comorbidities":["pregnancy"]})";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    const Reading reading = read(std::string_view(whole).substr(0, size));
    CHECK_FALSE(reading.ok);
    CHECK_FALSE(reading.error.empty());
    CHECK(reading.issues.empty());
    CHECK_FALSE(reading["sex"_f].known);
  }
  CHECK(codes(read_object(whole)) == "contradiction sex, not_finite inr, unknown_field \xC3\xA9");
}

TEST_CASE("A byte of value zero is not JSON", "[reader]") {
  for (const std::string& json :
       {"{}\0"s, "\0{}"s, "{\"ecog\":\0 1}"s, "{\"e\0cog\":1}"s, "{\"ecog\":1}\0{"s}) {
    const Reading reading = read(json);
    CHECK_FALSE(reading.ok);
    CHECK(reading.error == "Expected a patient as JSON; the input holds a byte of value zero.");
  }
}

TEST_CASE("Eight levels are read, nine are not", "[reader]") {
  const auto arrays = [](std::size_t depth) {
    return R"({"ecog":1,"x":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  const auto objects = [](std::size_t depth) {
    std::string json = R"({"ecog":1,"x":1})";
    for (std::size_t level = 1; level < depth; ++level) {
      json = (level + 1 == depth ? R"({"ecog":1,"x":)" : "{\"x\":") + json + "}";
    }
    return json;
  };
  CHECK(codes(read_object(arrays(8))) == "unknown_field x");
  CHECK(read_object(arrays(8))["ecog"_f].value == 1);
  CHECK(codes(read_object(objects(8))) == "unknown_field x");
  CHECK(read_object(objects(8))["ecog"_f].value == 1);
  CHECK(codes(read_field("albumin", std::string(7, '[') + std::string(7, ']'))) == "wrong_type albumin");
  for (const std::string& json : {arrays(9), objects(9), arrays(50000)}) {
    const Reading reading = read(json);
    CHECK_FALSE(reading.ok);
    CHECK(reading.error == "Expected a patient nested at most 8 deep; the input is nested deeper.");
    CHECK(reading.issues.empty());
    CHECK_FALSE(reading["ecog"_f].known);
  }
  // Brackets in a text are no levels, and levels side by side do not add up.
  CHECK(codes(read_field("x", '"' + std::string(100, '[') + '"')) == "unknown_field x");
  CHECK(codes(read_field("x", "[[],[],[],[],[],[],[],[],[],[]]")) == "unknown_field x");
}

TEST_CASE("A hundred thousand brackets are refused at once", "[reader]") {
  for (const std::string bracket : {"[", "{", "{\"a\":", "[[],"}) {
    INFO(bracket);
    std::string json;
    for (int i = 0; i < 100000; ++i) json += bracket;
    const Reading reading = read(json);
    CHECK_FALSE(reading.ok);
    CHECK_FALSE(reading.error.empty());
  }
}

TEST_CASE("1,048,576 bytes are read, 1,048,577 are not", "[reader]") {
  std::string json = R"({"ecog":1,"x":")";
  json.append(1'048'576 - json.size() - 2, 'x');
  json += "\"}";
  REQUIRE(json.size() == 1'048'576);
  CHECK(codes(read_object(json)) == "unknown_field x");
  CHECK(read_object(json)["ecog"_f].value == 1);

  json.insert(json.size() - 2, "x");
  REQUIRE(json.size() == 1'048'577);
  const Reading reading = read(json);
  CHECK_FALSE(reading.ok);
  CHECK(reading.error == "Expected a patient of at most 1048576 bytes; the input is longer.");

  std::string spaces = "{}";
  spaces.resize(1'048'576, ' ');
  CHECK(read(spaces).ok);
  CHECK_FALSE(read(spaces + " ").ok);
  CHECK_FALSE(read(std::string(1'048'577, ' ')).ok);
}

TEST_CASE("The limit counts the bytes that came in, not those that invalid text becomes", "[reader]") {
  std::string json = R"({"ecog":1,"x":")";
  json.append(1'048'576 - json.size() - 2, '\xFF');
  json += "\"}";
  CHECK(codes(read_object(json)) == "unknown_field x");
}

TEST_CASE("A refusal leaves nothing of an earlier reading behind", "[reader]") {
  Patient patient;
  std::vector<Issue> issues;
  std::string error;
  REQUIRE(read_patient(R"({"ecog":1,"x":1,"prior_therapies":["sorafenib"],"course":[{}]})", patient, issues,
                       error));
  REQUIRE_FALSE(read_patient("[", patient, issues, error));
  CHECK(issues.empty());
  CHECK_FALSE(error.empty());
  for (const Cell& cell : patient.cells) CHECK(is_blank(cell));
  CHECK(patient.prior.empty());
  CHECK(patient.course.empty());
  REQUIRE(read_patient("{}", patient, issues, error));
  CHECK(error.empty());
}

// ---- text -----------------------------------------------------------------------------------------------------

TEST_CASE("Invalid UTF-8 is replaced, and nothing else is lost", "[reader]") {
  struct Case {
    const char* name;
    const char* bytes;
    const char* read_as;
  };
  const auto c = GENERATE(values<Case>({
      {"a byte that begins nothing",
       "a\xFF"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"a byte that continues nothing",
       "a\x80"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"two in a row", "\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"two bytes of three",
       "a\xE2\x82"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"a beginning at the end", "a\xC3", "a\xEF\xBF\xBD"},
      {"Latin-1", "Z\xFCrich", "Z\xEF\xBF\xBDrich"},
      {"an overlong form", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"half of a pair", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"beyond the last code point", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"valid text", "\xC3\xA9\xE8\x82\x9D\xF0\x9F\xA9\xBA", "\xC3\xA9\xE8\x82\x9D\xF0\x9F\xA9\xBA"},
      {"an escaped half of a pair", "a\\ud800b",
       "a\xEF\xBF\xBD"
       "b"},
      {"an escaped second half", "a\\udc00b",
       "a\xEF\xBF\xBD"
       "b"},
      {"two escaped first halves", "\\ud800\\ud800", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"an escaped pair", "\\ud83e\\ude7a", "\xF0\x9F\xA9\xBA"},
      {"an escaped backslash before u", "\\\\ud800", "\\ud800"},
  }));
  INFO(c.name);
  const std::string bytes = c.bytes;
  const std::string json = R"({"ecog":1,")" + bytes + R"(":2,"sex":")" + bytes +
                           R"(","comorbidities":["pregnancy",")" + bytes + R"("],"inr":1e400,"albumin":3.8})";
  const Reading reading = read_object(json);
  REQUIRE(codes(reading) ==
          "unknown_word sex, not_finite inr, unknown_word comorbidities, unknown_field "s + c.read_as);
  CHECK(params(reading.issues[0]) == "word="s + c.read_as);
  CHECK(params(reading.issues[2]) == "word="s + c.read_as);
  CHECK(params(reading.issues[3]) == "key="s + c.read_as);
  CHECK(reading["ecog"_f].value == 1);
  CHECK(reading["albumin"_f].value == 3.8);
  CHECK((reading[kComorbidities].words == word(kComorbidities, "pregnancy")));
}

TEST_CASE("Invalid UTF-8 outside a text is not JSON", "[reader]") {
  for (const char* json : {"\xFF{}", "{}\xFF",
                           "{\"ecog\":\xFF"
                           "1}",
                           "{\xFF\"ecog\":1}"}) {
    CHECK_FALSE(read(json).ok);
  }
}

TEST_CASE("A word with an invalid byte in it is not that word", "[reader]") {
  CHECK(codes(read_object("{\"sex\":\"male\xFF\"}")) == "unknown_word sex");
  CHECK(codes(read_object("{\"ecog\xFF\":1}")) == "unknown_field ecog\xEF\xBF\xBD");
}

TEST_CASE("Escapes in keys, words and units are read as what they stand for", "[reader]") {
  const Reading reading = read_object(
      R"({"a\u006cbumin":{"\u0076alue":38,"unit":"g\/L"},"sex":"\u006dale","comorbidities":["pregnanc\u0079"]})");
  CHECK(codes(reading) == "contradiction sex");
  CHECK(reading["albumin"_f].value == 3.8);
  CHECK(codes(read_object(R"({"\u0000":1})")) == "unknown_field "s + '\0');
}

TEST_CASE("A word that contradicts itself takes no event of another field away", "[reader]") {
  for (const FieldSpec& set : kFields) {
    if (set.type != FieldType::kSet || set.event != EventDetail::kNone) continue;
    for (const Word& word : set.words) {
      const std::string both = "\""s + std::string(set.id) + R"(":["!)" + std::string(word.id) + R"(",")" +
                               std::string(word.id) + "\"]";
      for (const Field field : {"immune_adverse_events"_f, "vegf_adverse_events"_f}) {
        std::string all;
        for (const Word& event : spec(field).words) {
          all += (all.empty() ? "\"" : ",\"") + std::string(event.id) + "\"";
        }
        const Reading reading =
            read_object("{\"" + std::string(spec(field).id) + "\":[" + all + "]," + both + "}");
        INFO(both);
        CHECK(reading.patient.events(field).size() == spec(field).words.size());
      }
    }
  }
}

// ---- what the rest of the core asks a patient -----------------------------------------------------------------

TEST_CASE("An unknown number may be anything that is possible", "[reader]") {
  const Reading reading = read_object(R"({"albumin":{"value":38,"unit":"g/L"},"inr":"x"})");
  CHECK(reading.patient.range("albumin"_f).settled());
  CHECK(reading.patient.range("albumin"_f).low == 3.8);
  CHECK(reading.patient.range("bilirubin"_f).low == 0.1);
  CHECK(reading.patient.range("bilirubin"_f).high == 60);
  CHECK(reading.patient.range("inr"_f).low == 0.5);
  CHECK_FALSE(reading.patient.range("inr"_f).settled());
}

TEST_CASE("Portal vein invasion of unknown extent is one of vp1 to vp4", "[reader]") {
  constexpr Field kPortal = "portal_vein_invasion"_f;
  constexpr WordSet kNone = word(kPortal, "none");
  constexpr WordSet kVp4 = word(kPortal, "vp4");
  const Reading present = read_field("portal_vein_invasion", R"("present_extent_unknown")");
  CHECK(present.patient.is_in(kPortal, kNone) == Tri::kFalse);
  CHECK(present.patient.is_in(kPortal, kVp4) == Tri::kUnknown);
  const Reading vp4 = read_field("portal_vein_invasion", R"("vp4")");
  CHECK(vp4.patient.is_in(kPortal, kVp4) == Tri::kTrue);
  const Reading unknown = read_object("{}");
  CHECK(unknown.patient.is_in(kPortal, kNone) == Tri::kUnknown);
}
