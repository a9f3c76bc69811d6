// SPDX-License-Identifier: Apache-2.0
// What else may be entered beside a plain value: limits, confirmed values, sets of which others were not looked for,
// events with their own grade, units as laboratories spell them, values that question their unit.
#include <string>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "nextline/numbers.h"
#include "unit/read.h"

using namespace nextline;
using namespace nextline::test;

namespace {

constexpr Field kBilirubin = "bilirubin"_f;
constexpr Field kComorbidities = "comorbidities"_f;
constexpr Field kImmune = "immune_adverse_events"_f;
constexpr Field kVegf = "vegf_adverse_events"_f;

std::string limit(std::string_view comparator, std::string_view value, std::string_view unit = "") {
  std::string text =
      R"({"value": )" + std::string(value) + R"(, "comparator": ")" + std::string(comparator) + '"';
  if (!unit.empty()) text += R"(, "unit": ")" + std::string(unit) + '"';
  return text + "}";
}

std::string list_of(std::string_view member, int count) {
  std::string out = "[";
  for (int i = 0; i < count; ++i) (out += i == 0 ? "" : ",") += member;
  return out + "]";
}

// "hepatitis 3 resolved, colitis"
std::string events_text(const Patient& patient, Field field) {
  std::string out;
  const auto statuses = spec("immune_adverse_event_status"_f).words;
  for (const Event& event : patient.events(field)) {
    if (!out.empty()) out += ", ";
    out += spec(field).words[event.kind].id;
    if (event.has_grade()) out += ' ' + std::to_string(event.grade);
    if (event.grade == Event::kUnreadGrade) out += " of any grade";
    if (event.status == (1U << statuses.size()) - 1) out += " in any state";
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (event.status == 1U << i) (out += ' ') += statuses[i].id;
    }
  }
  return out;
}

std::string assessment(std::string_view json) {
  const AssessOutcome outcome = assess_text(json);
  REQUIRE(outcome.ok);
  return outcome.text;
}

bool holds_text(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

// ---- limits ---------------------------------------------------------------------------------------------------

TEST_CASE("A limit leaves the number unknown inside a narrower range", "[reader][limits]") {
  struct Case {
    const char* comparator;
    double low;
    double high;
  };
  const auto c = GENERATE(values<Case>({
      {"<", 0.1, 2 * (1 - 2e-9)},
      {"<=", 0.1, 2},
      {">=", 2, 60},
      {">", 2 * (1 + 2e-9), 60},
  }));
  INFO(c.comparator);
  for (const char* unit : {"", "mg/dL"}) {
    const Reading reading = read_field("bilirubin", limit(c.comparator, "2", unit));
    CHECK(reading.issues.empty());
    CHECK_FALSE(reading[kBilirubin].known);
    CHECK(reading.patient.entered(kBilirubin));
    CHECK(reading.patient.open(kBilirubin));
    CHECK(id(reading[kBilirubin].comparator) == c.comparator);
    CHECK(reading.patient.range(kBilirubin).low == c.low);
    CHECK(reading.patient.range(kBilirubin).high == c.high);
  }
}

TEST_CASE("The end of an open limit is told apart from the limit itself", "[reader][limits]") {
  const Reading below = read_field("bilirubin", limit("<", "34.2", "umol/L"));
  CHECK(compare(below.patient.entered_range(kBilirubin).high, 34.2) == -1);
  const Reading up_to = read_field("bilirubin", limit("<=", "34.2", "umol/L"));
  CHECK(compare(up_to.patient.entered_range(kBilirubin).high, 34.2) == 0);
}

TEST_CASE("A limit of a whole number is one too, and one value left is the value", "[reader][limits]") {
  const auto range_of = [](const char* comparator, const char* value) {
    return read_field("nodules", limit(comparator, value)).patient.range("nodules"_f);
  };
  CHECK(range_of("<", "3").high == 2);
  CHECK(range_of("<=", "3").high == 3);
  CHECK(range_of(">", "3").low == 4);
  CHECK(range_of(">=", "3").low == 3);
  for (const std::string& none : {limit("<", "1"), limit("<=", "0")}) {
    const Reading reading = read_field("ecog", none);
    CHECK(reading["ecog"_f].known);
    CHECK(reading["ecog"_f].value == 0);
  }
  CHECK(codes(read_field("nodules", limit("<", "2.5"))) == "wrong_type nodules");
}

TEST_CASE("A limit is cut to what is possible, and one that leaves nothing is not possible",
          "[reader][limits]") {
  struct Case {
    const char* comparator;
    const char* value;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {"<", "100", "unit_slip bilirubin"},
      {">", "-1", ""},
      {"<", "0.1", "impossible_value bilirubin"},
      {"<=", "0.09", "impossible_value bilirubin"},
      {"<=", "0.1", "implausible_value bilirubin"},
      {">", "60", "impossible_value bilirubin, unit_slip bilirubin"},
      {">=", "60", "implausible_value bilirubin, unit_slip bilirubin"},
      {">=", "60.1", "impossible_value bilirubin, unit_slip bilirubin"},
      {"<", "1e400", "not_finite bilirubin"},
  }));
  INFO(c.comparator << " " << c.value);
  const Reading reading = read_field("bilirubin", limit(c.comparator, c.value));
  CHECK(codes(reading) == c.codes);
  if (std::string(c.value) == "100" || std::string(c.value) == "-1") {
    CHECK(reading.patient.range(kBilirubin).low == 0.1);
    CHECK(reading.patient.range(kBilirubin).high == 60);
  }
}

TEST_CASE("An open limit at nought leaves something or nothing, as it says", "[reader][limits]") {
  CHECK(read_field("crp", limit(">", "0")).patient.range("crp"_f).low > 0);
  CHECK(codes(read_field("crp", limit("<", "0"))) == "impossible_value crp");
}

TEST_CASE("What is no comparator makes its field unknown, with one issue, and nothing else",
          "[reader][limits]") {
  struct Case {
    const char* value;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"value":5,"comparator":"~"})", "unknown_word afp"},
      {R"({"value":5,"comparator":"="})", "unknown_word afp"},
      {R"({"value":5,"comparator":"≤","unit":"ng/mL"})", "unknown_word afp"},
      {R"({"value":5,"comparator":""})", "unknown_word afp"},
      {R"({"value":5,"comparator":1})", "wrong_type afp"},
      {R"({"value":5,"comparator":["<"]})", "wrong_type afp"},
      {R"({"value":5,"comparator":"<","comparator":">"})", "duplicate_key afp"},
      {R"({"comparator":"<"})", "wrong_type afp"},
      {R"({"value":5,"confirmed":"yes"})", "wrong_type afp"},
      {R"({"value":5,"confirmed":1,"unit":"ng/mL"})", "wrong_type afp"},
  }));
  INFO(c.value);
  const Reading reading = read_object(R"({"afp":)" + std::string(c.value) + R"(,"ecog":1})");
  CHECK(codes(reading) == c.codes);
  CHECK(reading["afp"_f].error);
  CHECK_FALSE(reading.patient.entered("afp"_f));
  CHECK(reading["ecog"_f].value == 1);
}

TEST_CASE("Null beside a value is no comparator and no confirmation", "[reader][limits]") {
  const Reading reading = read_field("afp", R"({"value":5,"comparator":null,"confirmed":null,"unit":"ng/mL"})");
  CHECK(reading.issues.empty());
  CHECK(reading["afp"_f].value == 5);
}

TEST_CASE("Whatever the whole range settles is settled", "[limits]") {
  const std::string text = assessment(
      R"({"bilirubin":{"value":2,"comparator":"<"},"albumin":3.8,"inr":1.1,"ascites":"none","encephalopathy":"none"})");
  CHECK(holds_text(text, R"({"id":"child_pugh","value":5,"grade":"A","label":"A5")"));
  CHECK(holds_text(text, R"("components":[{"field":"bilirubin","points":1},)"));
  CHECK(holds_text(
      text, R"({"field":"bilirubin","label":"Total bilirubin","value":2,"comparator":"<","unit":"mg/dL"})"));
  // On the other side of the limit 1 and 2 points are possible.
  const std::string up_to = assessment(
      R"({"bilirubin":{"value":2,"comparator":"<="},"albumin":3.8,"inr":1.1,"ascites":"none","encephalopathy":"none"})");
  CHECK(holds_text(up_to, R"({"id":"child_pugh","value":null,"at_least":5,"at_most":6,"grade":"A")"));
  CHECK(holds_text(up_to, R"("missing":["bilirubin"])"));
}

TEST_CASE(
    "AFP above what the laboratory counts settles ramucirumab's 400 ng/mL, and the explanation carries the "
    "limit",
    "[limits]") {
  const std::string above = assessment(R"({"afp":{"value":60500,"unit":"ng/mL","comparator":">"}})");
  CHECK(holds_text(
      above, R"({"field":"afp","value":60500,"comparator":">","unit":"ng/mL","op":">=","threshold":400})"));
  const auto criterion = [](const std::string& text) {
    const std::size_t at =
        text.find(R"("kind":"requires","outcome":")", text.find(R"({"id":"afp_at_least_400)"));
    return text.substr(at, 45);
  };
  CHECK(holds_text(criterion(above), R"("met")"));
  CHECK(holds_text(criterion(assessment(R"({"afp":{"value":400,"comparator":"<"}})")), R"("not_met")"));
  CHECK(holds_text(criterion(assessment(R"({"afp":{"value":400,"comparator":"<="}})")), R"("unknown")"));
  CHECK(holds_text(criterion(assessment(R"({"afp":{"value":400,"comparator":">="}})")), R"("met")"));
  CHECK(holds_text(criterion(assessment(R"({"afp":{"value":300,"comparator":">"}})")), R"("unknown")"));
}

// ---- confirmed ------------------------------------------------------------------------------------------------

TEST_CASE("A confirmed value is not questioned again; what is not possible stays so", "[reader][confirmed]") {
  CHECK(codes(read_field("bilirubin", "26")) == "implausible_value bilirubin, unit_slip bilirubin");
  const Reading confirmed = read_field("bilirubin", R"({"value":26,"confirmed":true})");
  CHECK(confirmed.issues.empty());
  CHECK(confirmed[kBilirubin].value == 26);
  CHECK(codes(read_field("bilirubin", R"({"value":26,"unit":"mg/dL","confirmed":false})")) ==
        "implausible_value bilirubin, unit_slip bilirubin");
  CHECK(codes(read_field("bilirubin", R"({"value":61,"confirmed":true})")) == "impossible_value bilirubin");
  // It answers for this value alone.
  CHECK(codes(read_object(R"({"ecog":{"value":0,"confirmed":true},"encephalopathy":"grade_3_4"})")) ==
        "contradiction ecog");
}

// ---- values that question their unit --------------------------------------------------------------------------

TEST_CASE("Bilirubin under 10 umol/L is asked about where the liver is ill", "[reader][slips]") {
  const auto asked = [](const std::string& bilirubin, const std::string& rest) {
    for (const Issue& issue :
         read_object(R"({"bilirubin":{"value":)" + bilirubin + R"(,"unit":"umol/L"})" + rest + "}").issues) {
      if (issue.code == IssueCode::kUnitSlip && issue.field == "bilirubin") return true;
    }
    return false;
  };
  CHECK_FALSE(asked("8", ""));
  CHECK(asked("8", R"(,"ascites":"mild")"));
  CHECK_FALSE(asked("8", R"(,"ascites":"none")"));
  CHECK(asked("9.9", R"(,"ascites":"moderate_or_severe")"));
  CHECK_FALSE(asked("10", R"(,"ascites":"moderate_or_severe")"));
  CHECK(asked("8", R"(,"encephalopathy":"grade_1_2")"));
  CHECK_FALSE(asked("8", R"(,"encephalopathy":"none")"));
  CHECK(asked("8", R"(,"albumin":{"value":29.9,"unit":"g/L"})"));
  CHECK_FALSE(asked("8", R"(,"albumin":{"value":30,"unit":"g/L"})"));
  CHECK(asked("8", R"(,"albumin":{"value":30,"unit":"g/L","comparator":"<"})"));
  CHECK(asked("8", R"(,"inr":1.7)"));
  CHECK_FALSE(asked("8", R"(,"inr":1.69)"));
  CHECK_FALSE(asked("8", R"(,"prothrombin_prolongation":1)"));
}

TEST_CASE("Each value is asked about once, and not when it is confirmed", "[reader][slips]") {
  CHECK(codes(read_object(R"({"bilirubin":{"value":4,"unit":"umol/L"},"ascites":"mild"})")) ==
        "unit_slip bilirubin");
  CHECK(read_object(R"({"bilirubin":{"value":8,"unit":"umol/L","confirmed":true},"ascites":"mild"})")
            .issues.empty());
  CHECK(codes(read_object(R"({"weight":130,"height":160})")) == "unit_slip weight");
  CHECK(read_object(R"({"weight":{"value":130,"confirmed":true},"height":160})").issues.empty());
}

TEST_CASE("A weight that with the height makes a body mass index over 45 is asked about", "[reader][slips]") {
  CHECK(read_object(R"({"weight":115,"height":160})").issues.empty());                // 44.9
  CHECK(codes(read_object(R"({"weight":116,"height":160})")) == "unit_slip weight");  // 45.3
  CHECK(read_object(R"({"weight":116})").issues.empty());
  CHECK(read_object(R"({"weight":{"value":256,"unit":"[lb_av]"},"height":160})").issues.empty());
}

TEST_CASE("Eight seconds over control look like a whole prothrombin time", "[reader][slips]") {
  CHECK(read_field("prothrombin_prolongation", "7.9").issues.empty());
  const Reading reading = read_field("prothrombin_prolongation", "8");
  REQUIRE(codes(reading) == "unit_slip prothrombin_prolongation");
  CHECK(holds_text(reading.issues[0].message, "8 s looks like a whole prothrombin time"));
  CHECK(reading["prothrombin_prolongation"_f].value == 8);
}

// ---- units ----------------------------------------------------------------------------------------------------

TEST_CASE("Units are read as laboratories spell them, and written out as they are called here",
          "[reader][units]") {
  struct Case {
    const char* field;
    const char* spelt;
    const char* unit;  // empty: not known here
  };
  const auto c = GENERATE(values<Case>({
      {"bilirubin", "MG/DL", "mg/dL"},
      {"bilirubin", "mg/dl", "mg/dL"},
      {"bilirubin", "mg/100 mL", "mg/dL"},
      {"bilirubin", "mg%", "mg/dL"},
      {"bilirubin", "\u00B5mol/L", "umol/L"},
      {"bilirubin", "\u03BCmol/l", "umol/L"},
      {"bilirubin", "mcmol/L", "umol/L"},
      {"bilirubin", "\u043C\u043A\u043C\u043E\u043B\u044C/\u043B", "umol/L"},
      {"bilirubin", "\u041C\u041A\u041C\u041E\u041B\u042C/\u041B", "umol/L"},
      {"bilirubin", "\u043C\u043A\u043C\u043E\u043B\u044C/\u041B", "umol/L"},
      {"bilirubin", "\uFF4D\uFF47\uFF0F\uFF44\uFF2C", "mg/dL"},
      {"bilirubin", "\uFF4D\uFF47\uFF05", "mg/dL"},
      {"bilirubin", "\u338E/\u3397", "mg/dL"},
      {"bilirubin", "mg\u2007/\u3000d\u2113\u200B", "mg/dL"},
      {"bilirubin", "\u00B5\u33D6/L", "umol/L"},
      {"bilirubin", "\u039Cmol/L", ""},  // a capital mu, or an M
      {"bilirubin", "\u338E/\u3396", ""},
      {"bilirubin", "mg\uFFFD/dL", ""},
      {"bilirubin", "g/L", ""},
      {"bilirubin", "mmol/L", ""},
      {"albumin", "gm/dL", "g/dL"},
      {"albumin", "G/L", "g/L"},
      {"albumin", "mg/dL", ""},
      {"inr", "{INR}", "1"},
      {"inr", "ratio", "1"},
      {"inr", "%", ""},
      {"platelets", "G/L", "10*9/L"},
      {"platelets", "\u00D710\u2079/L", "10*9/L"},
      {"platelets", "x10E9/L", "10*9/L"},
      {"platelets", "10^9 / L", "10*9/L"},
      {"platelets", "Gpt/L", "10*9/L"},
      {"platelets", "K/uL", "10*3/uL"},
      {"platelets", "10\u00B3/\u00B5L", "10*3/uL"},
      {"platelets", "thou/cu mm", "10*3/uL"},
      {"platelets", "K/mm\u00B3", "10*3/uL"},
      {"platelets", "\u212A/\u33A3", "10*3/uL"},
      {"platelets", "10\u2079/\uFF2C", "10*9/L"},
      {"platelets", "10\u2076/L", ""},
      {"platelets", "10\u00B9\u2079/L", ""},
      {"platelets", "/uL", ""},
      {"platelets", "g/dL", ""},
      {"ast", "IU/L", "U/L"},
      {"ast", "\u0415\u0434/\u043B", "U/L"},
      {"ast", "\u0435\u0434/\u043B", "U/L"},
      {"ast", "\u0415\u0414/\u041B", "U/L"},
      {"ast", "\u0435\u0434/\u043C\u043B", ""},
      {"ast", "ukat/L", ""},
      {"afp", "IU/mL", "[IU]/mL"},
      {"afp", "kU/L", "[IU]/mL"},
      {"afp", "\u00B5g/l", "ug/L"},
      {"afp", "U/mL", ""},
      {"sodium", "mEq/L", "meq/L"},
      {"weight", "lb", "[lb_av]"},
      {"weight", "lbs", "[lb_av]"},
      {"weight", "kilogram", "kg"},
      {"weight", "\u338F", "kg"},
      {"weight", "g", ""},
      {"height", "in", "[in_i]"},
      {"height", "\u339D", "cm"},
      {"height", "m", ""},
      {"prothrombin_prolongation", "sec", "s"},
      {"hemoglobin", "mmol/L", ""},
  }));
  INFO(c.field << " " << c.spelt);
  Field field{};
  REQUIRE(find_field(c.field, field));
  double value = spec(field).soft.low + 1;
  for (const Unit& unit : spec(field).units) {
    if (unit.ucum == c.unit) value = value * unit.div / unit.mul;
  }
  const Reading reading = read_field(
      c.field, R"({"value": )" + std::to_string(value) + R"(, "unit": ")" + std::string(c.spelt) + "\"}");
  bool known_unit = true;
  for (const Issue& issue : reading.issues) known_unit &= issue.code != IssueCode::kUnknownUnit;
  CHECK(known_unit == (*c.unit != '\0'));
  if (known_unit) CHECK(spec(field).units[reading[field].unit].ucum == c.unit);
}

TEST_CASE("No spelling stands for two units of one field", "[reader][units]") {
  for (const FieldSpec& field : kFields) {
    for (std::size_t i = 0; i < field.units.size(); ++i) {
      for (const std::string_view spelling : field.units[i].spellings) {
        INFO(field.id << " " << spelling);
        const Reading reading = read_field(field.id, R"({"value":1,"unit":")" + std::string(spelling) + "\"}");
        Field read_as{};
        REQUIRE(find_field(field.id, read_as));
        CHECK((reading[read_as].error || reading[read_as].unit == i));
      }
    }
  }
}

// ---- open sets ------------------------------------------------------------------------------------------------

TEST_CASE("A set of which others were not looked for", "[reader][sets]") {
  constexpr WordSet kPregnancy = word(kComorbidities, "pregnancy");
  constexpr WordSet kHeart = word(kComorbidities, "heart_failure");
  constexpr WordSet kTransplant = word(kComorbidities, "organ_transplant");
  const Reading reading = read_field("comorbidities", R"(["heart_failure","!pregnancy","?"])");
  CHECK(reading.issues.empty());
  CHECK(reading.patient.has_any(kComorbidities, kHeart) == Tri::kTrue);
  CHECK(reading.patient.has_any(kComorbidities, kPregnancy) == Tri::kFalse);
  CHECK(reading.patient.has_any(kComorbidities, kTransplant) == Tri::kUnknown);
  CHECK(reading.patient.open(kComorbidities));
  CHECK_FALSE(reading[kComorbidities].error);
  // Twice is fine, and the order says nothing.
  const Reading twice = read_field("comorbidities", R"(["?","!pregnancy","heart_failure","?","!pregnancy"])");
  CHECK(twice.issues.empty());
  CHECK((twice[kComorbidities].words == reading[kComorbidities].words));
  CHECK((twice[kComorbidities].absent == reading[kComorbidities].absent));
}

TEST_CASE("A question mark alone is the same as a field that is not there", "[reader][sets]") {
  for (const char* field : {"comorbidities", "intolerances", "etiology", "immune_adverse_events"}) {
    const Reading reading = read_field(field, R"(["?"])");
    Field f{};
    REQUIRE(find_field(field, f));
    CHECK(reading.issues.empty());
    CHECK_FALSE(reading[f].known);
    CHECK_FALSE(reading[f].error);
    CHECK_FALSE(reading[f].open);
  }
}

TEST_CASE("Without a question mark what is not named is absent, denied or not", "[reader][sets]") {
  const Reading reading = read_field("comorbidities", R"(["!pregnancy"])");
  CHECK(reading.issues.empty());
  CHECK(reading.patient.has_any(kComorbidities, states(kComorbidities)) == Tri::kFalse);
  CHECK_FALSE(reading.patient.open(kComorbidities));
}

TEST_CASE("A set that denies all it does not name is not open", "[reader][sets]") {
  const Reading reading = read_field("concomitant", R"(["!strong_cyp3a4","qt_prolonging","?"])");
  CHECK(reading.issues.empty());
  CHECK_FALSE(reading.patient.open("concomitant"_f));
}

TEST_CASE("What is there and not there is neither, and never assumed", "[reader][sets]") {
  const Reading reading = read_field("comorbidities", R"(["pregnancy","!pregnancy","heart_failure"])");
  CHECK(codes(reading) == "contradiction comorbidities");
  CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "pregnancy")) == Tri::kUnknown);
  CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "heart_failure")) == Tri::kTrue);
  CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "organ_transplant")) == Tri::kFalse);
  CHECK(reading[kComorbidities].error);
  CHECK_FALSE(holds_text(assessment(R"({"comorbidities":["pregnancy","!pregnancy","?"]})"),
                         R"({"field":"comorbidities","assumed")"));
}

TEST_CASE("With a bad member what is denied is absent, and every other member is unknown", "[reader][sets]") {
  for (const char* text : {R"(["!pregnancy","headache"])", R"(["!pregnancy","headache","?"])"}) {
    const Reading reading = read_field("comorbidities", text);
    CHECK(codes(reading) == "unknown_word comorbidities");
    CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "pregnancy")) == Tri::kFalse);
    CHECK(reading.patient.has_any(kComorbidities, word(kComorbidities, "heart_failure")) == Tri::kUnknown);
    CHECK(reading[kComorbidities].error);
  }
  const Reading denied = read_field("comorbidities", R"(["!headache"])");
  REQUIRE(codes(denied) == "unknown_word comorbidities");
  CHECK(params(denied.issues[0]) == "word=!headache");
}

TEST_CASE("What a question mark leaves open is assumed as for an absent field, a bad member never is",
          "[sets]") {
  const auto assumed = [](const char* set) {
    return holds_text(assessment(R"({"comorbidities":)" + std::string(set) + "}"),
                      R"({"field":"comorbidities","assumed")");
  };
  CHECK(assumed(R"(["?"])"));
  CHECK(assumed(R"(["heart_failure","?"])"));
  CHECK(assumed(R"(["!pregnancy","?"])"));
  CHECK_FALSE(assumed(R"(["heart_failure"])"));
  CHECK_FALSE(assumed("[]"));
  CHECK_FALSE(assumed(R"(["heart_failure","headache","?"])"));
}

TEST_CASE("Of a set that was answered in part it is said that the rest is assumed absent", "[sets]") {
  const auto says = [](const char* set, std::string_view sentence) {
    std::string part(spec("comorbidities"_f).label);
    (part += ": ") += sentence;
    return holds_text(assessment(R"({"comorbidities":)" + std::string(set) + "}"), part);
  };
  constexpr std::string_view kNothing = "not answered, assumed absent.";
  constexpr std::string_view kRest = "what was not looked for is assumed absent.";
  for (const char* nothing : {"null", R"(["?"])"}) {
    CHECK(says(nothing, kNothing));
    CHECK_FALSE(says(nothing, kRest));
  }
  for (const char* part : {R"(["pregnancy","?"])", R"(["!pregnancy","?"])"}) {
    CHECK(says(part, kRest));
    CHECK_FALSE(says(part, kNothing));
  }
}

TEST_CASE("Regimens not tolerated may be open too, and earlier therapies may not", "[reader][sets]") {
  const auto bit_of = [](std::string_view regimen) {
    return WordSet::one(knowledge::find_regimen(regimen).value());
  };
  const Reading reading = read_field("intolerances", R"(["sorafenib","!lenvatinib","?"])");
  CHECK(reading.issues.empty());
  CHECK(reading.patient.has_any("intolerances"_f, bit_of("sorafenib")) == Tri::kTrue);
  CHECK(reading.patient.has_any("intolerances"_f, bit_of("lenvatinib")) == Tri::kFalse);
  CHECK(reading.patient.has_any("intolerances"_f, bit_of("nivolumab")) == Tri::kUnknown);
  CHECK(codes(read_field("prior_therapies", R"(["sorafenib","?"])")) == "unknown_regimen prior_therapies");
}

TEST_CASE("A set of 500 members is told once, and loses nothing", "[reader][sets]") {
  std::string list = list_of(R"("heart_failure")", 499);
  list.insert(list.size() - 1, R"(,"pregnancy")");
  const Reading reading = read_object(R"({"comorbidities":)" + list + R"(,"ecog":1})");
  REQUIRE(codes(reading) == "wrong_type comorbidities");
  CHECK(params(reading.issues[0]) == "limit=100 count=500");
  CHECK(reading.patient.has_all(kComorbidities, word(kComorbidities, "heart_failure") |
                                                    word(kComorbidities, "pregnancy")) == Tri::kTrue);
  CHECK(reading["ecog"_f].value == 1);
  CHECK(read_field("comorbidities", list_of(R"("heart_failure")", 100)).issues.empty());

  const Reading events = read_field("immune_adverse_events", list_of(R"({"event":"colitis","grade":9})", 500));
  CHECK(codes(events) == "wrong_type immune_adverse_events");
  CHECK(events_text(events.patient, kImmune) == "colitis of any grade, colitis of any grade");
}

// ---- events ---------------------------------------------------------------------------------------------------

TEST_CASE("An event says its own grade and state", "[reader][events]") {
  const Reading reading = read_field(
      "immune_adverse_events",
      R"(["colitis",{"event":"hepatitis","grade":3,"status":"resolved"},{"event":"pneumonitis"},"!myocarditis","?"])");
  CHECK(reading.issues.empty());
  CHECK(events_text(reading.patient, kImmune) == "hepatitis 3 resolved, pneumonitis, colitis");
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "hepatitis")) == Tri::kTrue);
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "myocarditis")) == Tri::kFalse);
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "nephritis")) == Tri::kUnknown);
  const Reading vegf = read_field(
      "vegf_adverse_events", R"([{"event":"hypertension","grade":3},{"event":"other_bleeding","grade":1.0}])");
  CHECK(vegf.issues.empty());
  CHECK(events_text(vegf.patient, kVegf) == "other_bleeding 1, hypertension 3");
}

TEST_CASE("The same event twice is two episodes, a word twice is one", "[reader][events]") {
  const Reading reading = read_field(
      "immune_adverse_events",
      R"([{"event":"hepatitis","grade":3},"hepatitis",{"event":"hepatitis","grade":3},"hepatitis"])");
  CHECK(reading.issues.empty());
  CHECK(events_text(reading.patient, kImmune) == "hepatitis, hepatitis 3, hepatitis 3");
}

TEST_CASE("A bad part of an event gives one issue, and the event counts", "[reader][events]") {
  struct Case {
    const char* event;
    const char* codes;
    const char* left;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"event":"hepatitis","grade":0,"status":"ongoing"})", "impossible_value immune_adverse_events",
       "hepatitis of any grade ongoing"},
      {R"({"event":"hepatitis","grade":5})", "impossible_value immune_adverse_events",
       "hepatitis of any grade"},
      {R"({"event":"hepatitis","grade":2.5})", "wrong_type immune_adverse_events", "hepatitis of any grade"},
      {R"({"event":"hepatitis","grade":"3"})", "wrong_type immune_adverse_events", "hepatitis of any grade"},
      {R"({"event":"hepatitis","grade":1e400})", "not_finite immune_adverse_events", "hepatitis of any grade"},
      {R"({"event":"hepatitis","grade":3,"grade":2})", "duplicate_key immune_adverse_events",
       "hepatitis of any grade"},
      {R"({"event":"hepatitis","grade":3,"status":"gone"})", "unknown_word immune_adverse_events",
       "hepatitis 3 in any state"},
      {R"({"event":"hepatitis","grade":3,"status":1})", "wrong_type immune_adverse_events",
       "hepatitis 3 in any state"},
      {R"({"event":"hepatitis","grade":3,"status":"resolved","status":"ongoing"})",
       "duplicate_key immune_adverse_events", "hepatitis 3 in any state"},
      // What is called otherwise may have been meant as the grade or the state.
      {R"({"event":"hepatitis","grade":3,"severity":3})", "unknown_field immune_adverse_events",
       "hepatitis 3 in any state"},
      {R"({"event":"hepatitis","severity":3,"status":"resolved"})", "unknown_field immune_adverse_events",
       "hepatitis of any grade resolved"},
      {R"({"event":"hepatitis","grade":null,"status":null})", "", "hepatitis"},
  }));
  INFO(c.event);
  const Reading reading = read_field("immune_adverse_events", R"(["colitis",)" + std::string(c.event) + "]");
  CHECK(codes(reading) == c.codes);
  CHECK(events_text(reading.patient, kImmune) == std::string(c.left) + ", colitis");
  // Nothing else is lost: what is not named is absent.
  CHECK_FALSE(reading[kImmune].error);
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "myocarditis")) == Tri::kFalse);
}

TEST_CASE("An event that is not named is a bad member", "[reader][events]") {
  struct Case {
    const char* event;
    const char* codes;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"grade":3})", "wrong_type immune_adverse_events"},
      {R"({"event":3,"grade":3})", "wrong_type immune_adverse_events"},
      {R"({"event":null})", "wrong_type immune_adverse_events"},
      {R"({"event":"hepatitis","event":"colitis"})", "duplicate_key immune_adverse_events"},
      {R"({"event":"headache","grade":3})", "unknown_word immune_adverse_events"},
      {R"({"event":"!hepatitis"})", "unknown_word immune_adverse_events"},
      {R"({"event":"?"})", "unknown_word immune_adverse_events"},
      {"{}", "wrong_type immune_adverse_events"},
  }));
  INFO(c.event);
  const Reading reading = read_field("immune_adverse_events", R"(["colitis",)" + std::string(c.event) + "]");
  CHECK(codes(reading) == c.codes);
  CHECK(events_text(reading.patient, kImmune) == "colitis");
  CHECK(reading[kImmune].error);
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "myocarditis")) == Tri::kUnknown);
}

TEST_CASE("Events under an anti-VEGF agent have a grade and no state", "[reader][events]") {
  const Reading reading =
      read_field("vegf_adverse_events", R"([{"event":"hypertension","grade":3,"status":"resolved"}])");
  CHECK(codes(reading) == "unknown_field vegf_adverse_events");
  CHECK(events_text(reading.patient, kVegf) == "hypertension 3");
}

TEST_CASE("Only a set of events takes objects", "[reader][events]") {
  CHECK(codes(read_field("comorbidities", R"([{"event":"pregnancy"}])")) == "wrong_type comorbidities");
  CHECK(codes(read_field("immune_adverse_event_worst", R"({"event":"hepatitis"})")) ==
        "wrong_type immune_adverse_event_worst");
}

TEST_CASE("An event that is there and not there is neither", "[reader][events]") {
  const Reading reading =
      read_field("immune_adverse_events", R"([{"event":"hepatitis","grade":3},"!hepatitis","colitis"])");
  CHECK(codes(reading) == "contradiction immune_adverse_events");
  CHECK(events_text(reading.patient, kImmune) == "colitis");
  CHECK(reading.patient.has_any(kImmune, word(kImmune, "hepatitis")) == Tri::kUnknown);
}

// ---- words that stand for several -----------------------------------------------------------------------------

TEST_CASE("A branch of the portal vein, which is not known, is one of Vp1 to Vp3", "[reader]") {
  constexpr Field kVein = "portal_vein_invasion"_f;
  const Reading reading = read_field("portal_vein_invasion", R"("vp1_to_3")");
  CHECK(reading.patient.is_in(kVein, word(kVein, "none")) == Tri::kFalse);
  CHECK(reading.patient.is_in(kVein, word(kVein, "vp4")) == Tri::kFalse);
  CHECK(reading.patient.is_in(kVein, word(kVein, "vp3")) == Tri::kUnknown);
  CHECK(reading.patient.open(kVein));
  CHECK_FALSE(read_object("{}").patient.possible(kVein).meets(word(kVein, "vp1_to_3") |
                                                              word(kVein, "present_extent_unknown")));
}
