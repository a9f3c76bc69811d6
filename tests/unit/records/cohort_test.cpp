// SPDX-License-Identifier: Apache-2.0
// A table in, a table out: what columns mean, what cells say, what goes wrong with one row and costs no other.
#include "nextline/cohort.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sheet/words_of.h"
#include "support/catch.h"

using nextline::Cohort;
using nextline::CohortFormat;
using nextline::CohortOptions;
using Json = nlohmann::ordered_json;

namespace {

struct Answer {
  bool whole = false;
  std::string error;
  std::vector<Json> rows;
  std::vector<std::string> notices;
  std::string errors;
  Json summary;
};

// As lines of JSON, which are easier to look into; `name` is the row's name.
Answer ask(const std::string& text, CohortOptions options = {}) {
  options.out = CohortFormat::kJsonLines;
  Cohort cohort(options);
  Answer answer;
  answer.whole = cohort.feed(text);
  answer.whole = cohort.finish() && answer.whole;
  answer.error = cohort.error();
  answer.notices = cohort.notices();
  answer.errors = cohort.take_errors();
  const std::string output = cohort.take_output();
  for (std::size_t at = 0; at < output.size();) {
    const std::size_t end = output.find('\n', at);
    answer.rows.push_back(Json::parse(output.substr(at, end - at)));
    at = end + 1;
  }
  answer.summary = Json::parse(cohort.summary());
  return answer;
}

// One row under one header.
Json row(const std::string& header, const std::string& cells, CohortOptions options = {}) {
  const Answer answer = ask(header + "\n" + cells + "\n", std::move(options));
  INFO(answer.error);
  REQUIRE(answer.rows.size() == 1);
  return answer.rows[0];
}

std::string score(const std::string& header, const std::string& cells, const std::string& name) {
  const Json value = row(header, cells).at(name);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool holds(const std::vector<std::string>& sentences, const std::string& text) {
  for (const std::string& one : sentences) {
    if (one.find(text) != std::string::npos) return true;
  }
  return false;
}

const std::string kLiver = "id,bilirubin[mg/dL],albumin[g/dL],inr,ascites,encephalopathy";

}  // namespace

TEST_CASE("a row of a table gives the scores of its patient") {
  const Json one = row(kLiver, "p1,1.4,3.2,1.1,none,none");
  CHECK(one["id"] == "p1");
  CHECK(one["row"] == 1);
  CHECK(one["child_pugh"] == "A6");
  CHECK(one["albi_grade"] == "2");
  CHECK(one["errors"] == 0);
}

TEST_CASE("what is not known leaves a range, not a guess") {
  const Json one = row(kLiver, "p1,1.4,,1.1,none,none");
  CHECK(one["child_pugh"] == "A5..B7");
  CHECK(one["albi_grade"] == "1..3");
  const auto missing = one["missing"].get<std::vector<std::string>>();
  CHECK(std::find(missing.begin(), missing.end(), "albumin") != missing.end());
}

TEST_CASE("a unit in the header is that of the column, and one in the cell wins over it") {
  CHECK(score("id,bilirubin[umol/L],albumin[g/L]", "p,20,38", "albi") ==
        score("id,bilirubin,albumin", "p,20 umol/L,38 g/L", "albi"));
  CHECK(score("id,bilirubin (\xC2\xB5mol/l),Albumin [G/L]", "p,20,38", "albi") ==
        score("id,bilirubin[umol/L],albumin[g/L]", "p,20,38", "albi"));
  CHECK(score("id,bilirubin[umol/L],albumin[g/L]", "p,20,3.8 g/dL", "albi") ==
        score("id,bilirubin[umol/L],albumin[g/L]", "p,20,38", "albi"));
}

TEST_CASE("units that convert exactly are converted: cells per microlitre, katal, metres") {
  const std::string header = "id,age,ast,alt,platelets";
  const std::string fib4 = "score.fib4";
  CohortOptions options;
  options.columns = {"score.fib4"};
  const auto value = [&](const std::string& columns, const std::string& cells) {
    return row(columns, cells, options).at(fib4);
  };
  const Json expected = value(header, "p,60,60,60,150");
  CHECK(expected.is_number());
  CHECK(value("id,age,ast,alt,platelets[/uL]", "p,60,60,60,150000") == expected);
  CHECK(value("id,age,ast[ukat/L],alt[nkat/L],platelets[cells/uL]", "p,60,1,1000,150000") == expected);
  CHECK(value("id,age,ast,alt,platelets[10^3/\xC2\xB5L]", "p,60,60,60,150") == expected);
}

TEST_CASE("an unknown unit is said, its column is not read, and nothing else is lost") {
  const Answer answer = ask("id,albumin[stones],bilirubin[mg/dL],inr\np,38,1,1.1\n");
  CHECK(holds(answer.notices, "unknown unit \"stones\""));
  REQUIRE(answer.rows.size() == 1);
  CHECK(answer.rows[0]["errors"] == 1);
  CHECK(answer.rows[0]["albi"].is_string());  // open
}

TEST_CASE("words are read by id or label, whatever their case and the marks between them") {
  const auto child_pugh = [](const std::string& ascites) {
    return row(kLiver, "p,1.4,3.2,1.1," + ascites + ",none").at("child_pugh");
  };
  CHECK(child_pugh("none") == "A6");
  CHECK(child_pugh("None") == "A6");
  CHECK(child_pugh("MILD") == "B7");
  CHECK(child_pugh("moderate or severe") == "B8");
  CHECK(child_pugh("\"Moderate or severe, or refractory\"") == "B8");
  CHECK(child_pugh("mild?") == "A6..B8");
}

TEST_CASE("usual short forms are read where they mean what a label means, and no others") {
  const auto errors = [](const std::string& column, const std::string& text) {
    return row("id," + column + ",ecog", "p," + text + ",1")["errors"].get<int>();
  };
  for (const char* sex : {"m", "F", "w"}) CHECK(errors("sex", sex) == 0);
  for (const char* ascites : {"no", "absent", "slight", "Moderate", "refractory"})
    CHECK(errors("ascites", ascites) == 0);
  for (const char* grade : {"Grade 1", "grade II", "Grade 3"}) CHECK(errors("encephalopathy", grade) == 0);
  CHECK(errors("portal_vein_invasion", "yes") == 0);
  CHECK(errors("ascites", "yes") == 1);
  CHECK(errors("ascites", "1") == 1);
  CHECK(errors("sex", "1") == 1);
}

TEST_CASE(
    "the plan says of each column what it is taken for, with some of its cells, also where the table is "
    "refused") {
  Cohort cohort({});
  cohort.feed("name;albumin[g/L];Plt;course.2.inr\na;38,5;150;1,2\nb;38,5;;1,3\n");
  cohort.finish();
  const Json plan = Json::parse(cohort.plan());
  CHECK(plan["delimiter"] == ";");
  CHECK(plan["error"].is_null());
  const Json& columns = plan["columns"];
  REQUIRE(columns.size() == 4);
  CHECK(columns[0]["meaning"] == "id");
  CHECK(columns[1]["field"] == "albumin");
  CHECK(columns[1]["unit"] == "g/L");
  CHECK(columns[1]["decimal"] == ",");
  CHECK(columns[1]["samples"] == Json::array({"38,5"}));
  CHECK(columns[2]["meaning"] == "ignore");
  CHECK(columns[2]["proposal"] == "platelets");
  CHECK(columns[3]["set"] == 2);
  Cohort twice({});
  twice.feed("id,ecog,ECOG\na,1,1\n");
  CHECK_FALSE(twice.finish());
  CHECK(Json::parse(twice.plan())["error"].get<std::string>().find("same field") != std::string::npos);
  CHECK(Json::parse(twice.plan())["columns"].size() == 3);
}

TEST_CASE(
    "a name that is short for one field, or a slip of it, is proposed; one that is short for two, or of a few "
    "letters, is not") {
  using nextline::sheet::likely_field;
  for (const auto& [name, field] : {std::pair{"Asc", "ascites"},
                                    {"enceph.", "encephalopathy"},
                                    {"albumine", "albumin"},
                                    {"Bilirubn", "bilirubin"},
                                    {"Plt", "platelets"},
                                    {"bilirubin_t", "bilirubin"}}) {
    INFO(name);
    CHECK(likely_field(name) == field);
  }
  for (const char* name : {"As", "asx", "immune", "prog", "imr", "colour", "Centre", "Row", ""}) {
    INFO(name);
    CHECK(likely_field(name).empty());
  }
}

TEST_CASE(
    "the plan lists the cells of a column that no word of its field explains, and the units it may be in") {
  Cohort cohort({});
  cohort.feed(
      "id,ascites,albumin[g/L],ecog,dialysis,etiology,Plt[/uL],platelets[furlong]\n"
      "a,1,38,1,1,hcv,150000,1\nb,2,CANCELED,1,2,C;alcohol,90000,2\nc,none,35,9,0,?,NA,3\nd,1,34,2,1,?,1,4\n");
  cohort.finish();
  const Json columns = Json::parse(cohort.plan())["columns"];
  CHECK(columns[1]["unread"] == Json::array({"1", "2"}));
  CHECK(columns[2]["unread"] == Json::array({"CANCELED"}));
  CHECK(columns[3]["unread"] == Json::array({"9"}));
  CHECK(columns[4]["unread"] == Json::array({"1", "2", "0"}));  // nobody has said what 1 and 2 are
  CHECK(columns[5]["unread"] == Json::array({"C;alcohol"}));
  CHECK(columns[6]["unread"].empty());
  CHECK(columns[6]["meaning"] == "ignore");
  CHECK(columns[7]["unread"].empty());  // its unit is the matter, not its cells
  CHECK(columns[7]["units"] == Json::array({"10*9/L", "10*3/uL", "/uL", "/L"}));
  CHECK(columns[2]["units"].size() >= 2);
  CohortOptions options;
  options.map = R"({"columns":[{"from":"Plt","field":"platelets","unit":"cells/uL"}]})";
  Cohort mapped(options);
  mapped.feed("Plt\n150000\n");
  mapped.finish();
  CHECK(Json::parse(mapped.plan())["columns"][0]["unit"] == "/uL");
}

TEST_CASE(
    "the patient of one row comes out as the assessment takes it; a cell that is an error stands as its text") {
  const std::string text =
      "name,albumin[g/L],bilirubin,ecog,ascites,dialysis,afp,course.1.date,course.1.inr\n"
      "a,38,1.1,1,none,no,< 9,2026-01-01,1.1\n"
      "b,\"3,5\",CANCELED,2,much,perhaps,7 furlong,soon,x\n"
      "c,1,2,3,4,5,6,7,8,9,10\n";
  const auto patient = [&](std::uint64_t number, bool whole = true) {
    CohortOptions options;
    options.patient_of = number;
    Cohort cohort(options);
    CHECK((cohort.feed(text) && cohort.finish()) == whole);
    CHECK(cohort.take_errors().empty());
    return cohort.take_output();
  };
  CHECK(patient(1) ==
        R"({"albumin":{"value":38,"unit":"g/L"},"bilirubin":1.1,"ecog":1,"ascites":"none","dialysis":false,)"
        R"("afp":{"value":9,"unit":"ng/mL","comparator":"<"},"course":[{"date":"2026-01-01","inr":1.1}]})");
  const Json second = Json::parse(patient(2));
  CHECK(second["bilirubin"] == "CANCELED");
  CHECK(second["ascites"] == "much");
  CHECK(second["dialysis"] == "perhaps");
  CHECK(second["afp"] == "7 furlong");
  CHECK(patient(3).empty());  // more cells than columns: there is no patient
  CHECK(patient(4).empty());
  CohortOptions options;
  options.patient_of = 2;
  Cohort lines(options);
  lines.feed("{\"ecog\":1}\n{\"id\":7,\"patient\":{\"ecog\":2,\"a \\\"b\\\"\":[null,1e999]}}\n");
  lines.finish();
  CHECK(lines.take_output() == R"({"ecog":2,"a \"b\"":[null,1e999]})");
}

TEST_CASE("the cells of rows that came out are what was written, quotes, commas and newlines in them") {
  CHECK(nextline::table_cells("a,b\n\"x, \"\"y\"\"\nz\",\n") == "[[\"a\",\"b\"],[\"x, \\\"y\\\"\\nz\",\"\"]]");
  CHECK(nextline::table_cells("") == "[]");
}

TEST_CASE("times are read as headers spell them") {
  CHECK(row("id,Age (years),ecog", "p,64,1")["errors"] == 0);
  CHECK(row("id,age[yrs],ecog", "p,64,1")["errors"] == 0);
  CHECK(row("id,months_to_progression (months),ecog", "p,4,1")["errors"] == 0);
  CHECK(row("id,age,ecog", "p,64 years,1")["errors"] == 0);
}

TEST_CASE("yes and no as 1 and 2 are not read until it is said which is which; as 1 and 0 they are") {
  const std::string text = "id,ecog,dialysis\na,1,1\nb,1,2\nc,1,\n";
  const Answer answer = ask(text);
  CHECK(holds(answer.notices, "what its codes mean"));
  CHECK(answer.rows[0]["errors"] == 1);
  CHECK(answer.rows[2]["errors"] == 0);
  CohortOptions options;
  options.map = R"({"columns":[{"from":"dialysis","field":"dialysis","values":{"1":false,"2":true}}]})";
  const Answer said = ask(text, options);
  CHECK(said.notices.empty());
  CHECK(said.rows[0]["errors"] == 0);
  CHECK(ask("id,ecog,dialysis\na,1,1\nb,1,0\n").notices.empty());
  options.map.clear();
  options.missing = {"9"};
  CHECK(ask("id,ecog,dialysis\na,1,1\nb,1,9\n", options).notices.empty());
}

TEST_CASE("no two words of a field are the same when they are written together") {
  for (std::size_t f = 0; f < nextline::kFieldCount; ++f) {
    const nextline::FieldSpec& field = nextline::kFields[f];
    for (std::size_t i = 0; i < field.words.size(); ++i) {
      INFO(field.id << " " << field.words[i].id);
      CHECK(nextline::sheet::find_word(field, field.words[i].id) == i);
      CHECK(nextline::sheet::find_word(field, field.words[i].label) == i);
    }
  }
}

TEST_CASE("everything that stands for not known is not known") {
  for (const char* text :
       {"", "NA", "n/a", "NaN", "null", ".", "?", "-", "unknown", "[Not Available]", "#N/A", "#REF!"}) {
    INFO(text);
    const Json one = row(kLiver, std::string("p,1.4,3.2,1.1,") + text + ",none");
    CHECK(one["child_pugh"] == "A6..B8");
    CHECK(one["errors"] == 0);
  }
}

TEST_CASE("-9 and the like are not known where it is said, and a number where it is not") {
  CohortOptions options;
  options.missing = {"-9", "CANCELED"};
  CHECK(row(kLiver, "p,-9,3.2,1.1,canceled,none", options)["errors"] == 0);
  CHECK(row(kLiver, "p,-9,3.2,1.1,canceled,none")["errors"] == 2);
}

TEST_CASE("what stands for not known is no evidence of a column's unit") {
  std::string text = "id,platelets,ecog\n";
  for (int i = 0; i < 20; ++i) text += i % 2 == 0 ? "a,99999,1\n" : "a,150,1\n";
  CHECK(holds(ask(text).notices, "some of its numbers"));
  CohortOptions options;
  options.missing = {"99999"};
  const Answer answer = ask(text, options);
  CHECK(answer.notices.empty());
  for (const Json& one : answer.rows) CHECK(one["errors"] == 0);
}

TEST_CASE("yes and no are understood in four languages") {
  for (const char* yes : {"true", "Yes", "y", "1", "ja", "oui", "si", "wahr"}) {
    CohortOptions options;
    options.columns = {"fact.extrahepatic_spread"};
    CHECK(row("id,extrahepatic_spread,ecog", std::string("p,") + yes + ",1",
              options)["fact.extrahepatic_spread"] == true);
  }
  for (const char* no : {"false", "No", "n", "0", "nein", "non", "falso"}) {
    INFO(no);
    CHECK(row("id,extrahepatic_spread,ecog", std::string("p,") + no + ",1")["errors"] == 0);
  }
  CHECK(row("id,extrahepatic_spread,ecog", "p,perhaps,1")["errors"] == 1);
}

TEST_CASE("regimens are read with arrows, semicolons and numbers before them, first line first") {
  CohortOptions options;
  options.columns = {"fact.lines_of_therapy", "fact.prior_ici", "fact.prior_sorafenib", "errors"};
  for (const char* text :
       {"atezolizumab_bevacizumab > sorafenib", "Atezolizumab + bevacizumab -> Sorafenib",
        "Bevacizumab/Atezolizumab > sorafenib", "bevacizumab and atezolizumab > sorafenib",
        "1. Atezolizumab + Bevacizumab 2. Sorafenib", "1) atezolizumab+bevacizumab; 2) sorafenib",
        "atezolizumab_bevacizumab;sorafenib", "\"1. Atezolizumab + bevacizumab, 2. Sorafenib\""}) {
    INFO(text);
    const Json one = row("id,prior_therapies,ecog", std::string("p,") + text + ",1", options);
    CHECK(one["errors"] == 0);
    CHECK(one["fact.lines_of_therapy"] == 2);
    CHECK(one["fact.prior_ici"] == true);
    CHECK(one["fact.prior_sorafenib"] == true);
  }
  CHECK(row("id,prior_therapies,ecog", "p,none,1", options)["fact.lines_of_therapy"] == 0);
  // One that nobody knows is a line all the same.
  const Json unknown = row("id,prior_therapies,ecog", "p,sorafenib > zzz,1", options);
  CHECK(unknown["errors"] == 1);
  CHECK(unknown["fact.lines_of_therapy"] == 2);
}

TEST_CASE("sets say what is there, what is not, and what was not looked for") {
  CohortOptions options;
  options.columns = {"errors", "fact.immune_event_recorded", "fact.severe_immune_adverse_event"};
  const auto events = [&](const std::string& text) {
    return row("id,prior_therapies,immune_adverse_events", "p,nivolumab," + text, options);
  };
  CHECK(events("none")["fact.immune_event_recorded"] == false);
  CHECK(events("[]")["fact.immune_event_recorded"] == false);
  CHECK(events("")["fact.immune_event_recorded"].is_null());
  CHECK(events("hepatitis;colitis")["fact.immune_event_recorded"] == true);
  CHECK(events("\"Hepatitis, Colitis\"")["errors"] == 0);
  CHECK(events("hepatitis:1;?")["fact.severe_immune_adverse_event"].is_null());
  CHECK(events("hepatitis:4:resolved")["fact.severe_immune_adverse_event"] == true);
  CHECK(events("hepatitis:7")["errors"] == 1);
  CHECK(events("hepatitis:bad")["errors"] == 1);
}

TEST_CASE("events with grades may stand behind commas, and one that cannot be read leaves the others open") {
  CohortOptions options;
  options.columns = {"errors", "fact.vegf_bleeding"};
  const auto bleeding = [&](const std::string& text) {
    return row("id,prior_therapies,vegf_adverse_events", "p,atezolizumab_bevacizumab," + text, options);
  };
  const auto two = bleeding("\"hypertension:2, intracranial_bleeding:4\"");
  CHECK(two["errors"] == 0);
  CHECK(two["fact.vegf_bleeding"] == true);
  CHECK(bleeding("hypertension:2+gi_bleeding:2")["fact.vegf_bleeding"] == true);
  for (const char* unread :
       {"hypertension:two", "\"hypertension:2, bleed:4\"", "\"hypertension:2 / gi_bleeding:4\""}) {
    INFO(unread);
    const auto answer = bleeding(unread);
    CHECK(answer["errors"] == 1);
    CHECK(answer["fact.vegf_bleeding"].is_null());
  }
}

TEST_CASE("a range, a minus and a comma between words never make another word of them") {
  CohortOptions options;
  options.columns = {"errors", "child_pugh", "fact.lines_of_therapy", "fact.poor_liver_function"};
  for (const char* range : {"Grade I-II", "grade I/II", "\"Grade I, II\"", "grade i+ii"}) {
    INFO(range);
    const auto answer = row(kLiver, "p,1.4,3.2,1.1,none," + std::string(range), options);
    CHECK(answer["errors"] == 1);
    CHECK(answer["child_pugh"] == "A6..B8");
  }
  for (const char* both : {"Grade 1-2", "grade_1_2"})
    CHECK(row(kLiver, "p,1.4,3.2,1.1,none," + std::string(both), options)["child_pugh"] == "B7");
  for (const char* score : {"-3", "-2", "-2.6"}) {
    INFO(score);
    const auto answer = row("id,stated_albi,ecog", "p," + std::string(score) + ",1", options);
    CHECK(answer["errors"] == 1);
    CHECK(answer["fact.poor_liver_function"] != true);
  }
  for (const char* lines : {"\"atezolizumab, lenvatinib\"", "nivolumab - lenvatinib"}) {
    INFO(lines);
    CHECK(row("id,prior_therapies", "p," + std::string(lines), options)["errors"] == 1);
  }
  for (const char* pair :
       {"lenvatinib-pembrolizumab", "lenvatinib+pembrolizumab", "Lenvatinib / Pembrolizumab"}) {
    INFO(pair);
    const auto answer = row("id,prior_therapies", "p," + std::string(pair), options);
    CHECK(answer["errors"] == 0);
    CHECK(answer["fact.lines_of_therapy"] == 1);
  }
  // Of what was not tolerated each by itself.
  CHECK(ask("id,prior_therapies,intolerances\np,sorafenib,\"lenvatinib, sorafenib\"\n").rows[0]["errors"] == 0);
}

TEST_CASE("1.234 is not read where the other columns of the file have decimal commas") {
  const Answer answer = ask("id;afp[ng/mL];bilirubin[mg/dL]\na;1.050;1,4\nb;<1.000;2,1\nc;24;0,9\n");
  CHECK(answer.rows[0]["errors"] == 1);
  CHECK(answer.rows[1]["errors"] == 1);
  CHECK(answer.rows[2]["errors"] == 0);
  CHECK(ask("id;afp[ng/mL];bilirubin[mg/dL]\na;1.050;1.4\n").rows[0]["errors"] == 0);
  CHECK(ask("id;afp[ng/mL];bilirubin[mg/dL]\na;1.050;1,4\nb;12,5;1,4\n").rows[0]["errors"] == 0);
}

TEST_CASE("a header that says what its codes mean, and an H beside an M, are asked about") {
  const Answer coded = ask("id,\"dialysis (1=no, 2=yes)\",ecog\na,1,1\nb,1,1\n");
  CHECK(holds(coded.notices, "what its codes mean"));
  CHECK(coded.rows[0]["errors"] == 1);
  CHECK(ask("id,\"dialysis (1 = yes; 0 = no)\",ecog\na,1,1\nb,1,1\n").rows[0]["errors"] == 0);
  const Answer letters = ask("id;sex;ecog\na;M;1\nb;H;1\n");
  CHECK(holds(letters.notices, "what its codes mean"));
  CHECK(letters.rows[0]["errors"] == 1);
  CHECK(ask("id;sex;ecog\na;M;1\nb;F;1\n").notices.empty());
  CHECK(ask("id;sex;ecog\na;H;1\nb;F;1\n").rows[1]["errors"] == 0);
}

TEST_CASE("a second line of units is no patient: the file is refused until they stand in the header") {
  const Answer answer = ask("id;albumin;crp;afp\n;g/l;mg/dl;IU/ml\na;38;0,5;350\n");
  CHECK(answer.rows.empty());
  CHECK(answer.error.find("second line") != std::string::npos);
  CHECK(ask("id;albumin;crp;afp\n;;mg/dl;\na;38;0,5;350\n").error.empty());
}

TEST_CASE("earlier laboratory sets stand in columns of their own") {
  CohortOptions options;
  options.columns = {"errors", "fact.afp_falling"};
  const Json one = row("id,afp,course.1.date,course.1.afp,course.2.date,course.2.afp",
                       "p,100,2026-01-01,900,2026-02-01,500", options);
  CHECK(one["errors"] == 0);
  CHECK(row("id,afp,course.1.date[excel],course.1.afp", "p,100,46023,900", options)["errors"] == 0);
  CHECK(row("id,afp,course.1.date,course.1.afp", "p,100,46023,900", options)["errors"] == 1);
  CHECK(row("id,afp,course.1.date,course.1.afp", "p,100,2026-13-01,900", options)["errors"] == 1);
}

TEST_CASE("a limit narrows, as it does anywhere else") {
  CHECK(row(kLiver, "p,< 1.9,3.6,1.1,none,none")["child_pugh"] == "A5");
  CHECK(row(kLiver,
            "p,\xE2\x89\xA4"
            "2.5,3.6,1.1,none,none")["child_pugh"] == "A5..A6");
}

TEST_CASE("with semicolons between cells a decimal comma is a decimal comma") {
  const Answer answer = ask("id;albumin[g/dL];bilirubin[mg/dL]\na;3,8;1,2\nb;3,25;0,9\nc;4;1\n");
  REQUIRE(answer.rows.size() == 3);
  CHECK(answer.rows[0]["albi"] == row("id,albumin[g/dL],bilirubin[mg/dL]", "a,3.8,1.2")["albi"]);
  for (const Json& one : answer.rows) CHECK(one["errors"] == 0);
}

TEST_CASE("1,234 is an error of its cell until the column or the user says what it is") {
  CHECK(row("id;afp", "a;1,234")["errors"] == 1);
  CohortOptions comma;
  comma.decimal = ',';
  CHECK(row("id;afp", "a;1,234", comma)["errors"] == 0);
  // A column of decimal points: then it is a thousand.
  const Answer answer = ask("id;afp\na;1.5\nb;1,234\n");
  CHECK(answer.rows[1]["errors"] == 0);
}

TEST_CASE("a column with both marks says so, and reads only what is clear") {
  const Answer answer = ask("id;albumin[g/dL]\na;3.8\nb;3,6\nc;3,625\n");
  CHECK(holds(answer.notices, "decimal comma"));
  CHECK(answer.rows[0]["errors"] == 0);
  CHECK(answer.rows[1]["errors"] == 0);
  CHECK(answer.rows[2]["errors"] == 1);
}

TEST_CASE("a date where a number was is an error that says what it looks like") {
  const Json one = row(kLiver, "p,3-Jan,3.2,1.1,none,none");
  CHECK(one["errors"] == 1);
  CHECK(one["first_issue"].get<std::string>().find("looks like a date") != std::string::npos);
  CHECK(one["child_pugh"] == "A6..B8");
}

TEST_CASE("platelets of which some are per litre and some per microlitre are not read until it is said which") {
  std::string text = "id,platelets,ecog\n";
  for (int i = 0; i < 20; ++i) text += "a" + std::to_string(i) + (i % 3 == 0 ? ",150000,1\n" : ",150,1\n");
  const Answer answer = ask(text);
  CHECK(holds(answer.notices, "some of its numbers"));
  for (const Json& one : answer.rows) CHECK(one["errors"] == 1);

  CohortOptions options;
  options.columns = {"errors", "warnings"};
  options.map = R"({"columns":[{"from":"platelets","field":"platelets",
      "units":[{"from":1000,"unit":"/uL"},{"unit":"10*9/L"}]}]})";
  const Answer split = ask(text, options);
  CHECK(split.notices.empty());
  for (const Json& one : split.rows) CHECK(one["errors"] == 0);
  const Json& platelets = split.summary["fields"];
  for (const Json& field : platelets) {
    if (field["field"] == "platelets") CHECK(field["median"] == 150);
  }
}

TEST_CASE("a column whose numbers look like another unit is not read; a single slip is an issue of its row") {
  std::string text = "id,albumin\n";
  for (int i = 0; i < 10; ++i) text += "a,3" + std::to_string(i) + "\n";
  CHECK(holds(ask(text).notices, "look like g/L"));
  std::string slip = "id,albumin\n";
  for (int i = 0; i < 40; ++i) slip += i == 7 ? "a,38\n" : "a,3.8\n";
  const Answer answer = ask(slip);
  CHECK_FALSE(holds(answer.notices, "not read"));
  CHECK(answer.rows[6]["errors"] == 0);
  CHECK(answer.rows[7]["errors"] == 1);
}

TEST_CASE("jaundice in one patient of ten is no other unit") {
  std::string text = "id,bilirubin[mg/dL]\n";
  for (int i = 0; i < 40; ++i) text += i % 10 == 0 ? "a,9\n" : "a,1.2\n";
  CHECK(ask(text).notices.empty());
}

TEST_CASE("a column that says no unit is told how it is read, where another unit would mean another number") {
  CHECK(holds(ask("id,bilirubin\na,1.2\n").notices, "says no unit"));
  CHECK(ask("id,bilirubin[mg/dL],sodium,ecog\na,1.2,140,1\n").notices.empty());
}

TEST_CASE("a map of columns gives foreign headers and codes their meaning") {
  CohortOptions options;
  options.map = R"({"schema":"column-map/1","columns":[
      {"from":"Pat","field":"id"},
      {"from":"Ascites code","field":"ascites","values":{"1":"none","2":"mild","3":"moderate_or_severe","9":null}},
      {"from":"HE","field":"encephalopathy","values":{"0":"none"}},
      {"from":"Bili","field":"bilirubin","unit_column":"Bili unit"},
      {"from":"Alb","field":"albumin","unit":"g/L","missing":["CANCELED"]},
      {"from":"INR","field":"inr"}]})";
  const std::string header = "Pat,Ascites code,HE,Bili,Bili unit,Alb,INR";
  const Json one = row(header, "x,1,0,20,umol/L,38,1.1", options);
  CHECK(one["id"] == "x");
  CHECK(one["errors"] == 0);
  CHECK(one["child_pugh"] == "A5");
  CHECK(row(header, "x,2.0,0,1.2,mg/dL,38,1.1", options)["child_pugh"] == "A6");
  CHECK(row(header, "x,9,0,1.2,mg/dL,CANCELED,1.1", options)["errors"] == 0);
  CHECK(row(header, "x,4,0,1.2,mg/dL,38,1.1", options)["errors"] == 1);
}

TEST_CASE("a wrong map is refused with one sentence") {
  const auto error = [](const std::string& map) {
    CohortOptions options;
    options.map = map;
    return nextline::check_cohort_options(options);
  };
  CHECK(error(R"({"columns":[{"from":"a","field":"age"}]})").empty());
  CHECK_FALSE(error("[]").empty());
  CHECK_FALSE(error(R"({"columns":[{"from":"a"}]})").empty());
  CHECK_FALSE(error(R"({"columns":[{"from":"a","field":"age","colour":"red"}]})").empty());
  CHECK_FALSE(error(R"({"schema":"column-map/9","columns":[]})").empty());
  CHECK_FALSE(error(R"({"columns":[{"from":"a","field":"age","units":[{"from":"x"}]}]})").empty());
  CohortOptions options;
  options.map = R"({"columns":[{"from":"a","field":"no_such_field"}]})";
  const Answer answer = ask("a,age\n1,60\n", options);
  CHECK_FALSE(answer.whole);
  CHECK(answer.error.find("no_such_field") != std::string::npos);
}

TEST_CASE("two columns of one field are refused: nobody knows which one counts") {
  const Answer answer = ask("id,albumin,Albumin[g/L]\na,3.8,38\n");
  CHECK_FALSE(answer.whole);
  CHECK(answer.error.find("same field") != std::string::npos);
  CHECK(answer.rows.empty());
}

TEST_CASE("columns that are no field are named once, with the nearest one; the first is the row's name") {
  const Answer answer = ask("patient,albumine,ecog,zzz\na,1,1,2\n");
  REQUIRE(answer.notices.size() == 1);
  CHECK(answer.notices[0].find("did you mean albumin") != std::string::npos);
  CHECK(answer.notices[0].find("zzz") != std::string::npos);
  CHECK(answer.rows[0]["id"] == "a");
}

TEST_CASE("what laboratories and registries call a column is proposed, and never read without being asked") {
  const auto notice = [](const std::string& column) {
    const Answer answer = ask("id,ecog," + column + "\na,1,2\n");
    return answer.notices.empty() ? std::string() : answer.notices[0];
  };
  CHECK(notice("Plt").find("did you mean platelets?") != std::string::npos);
  CHECK(notice("Platelet count (x10^9/L)").find("did you mean platelets?") != std::string::npos);
  CHECK(notice("LOINC 1975-2").find("did you mean bilirubin?") != std::string::npos);
  CHECK(notice("Child-Pugh class").find("did you mean stated_child_pugh?") != std::string::npos);
  CHECK(notice("zzz").find("did you mean") == std::string::npos);
}

TEST_CASE("each regimen is found by its label, and those of known agents by these in any order") {
  const nextline::FieldSpec& field = nextline::spec(nextline::Field{[] {
    nextline::Field found{};
    CHECK(nextline::find_field("prior_therapies", found));
    return found.index;
  }()});
  using nextline::sheet::find_word;
  CHECK(find_word(field, "Bevacizumab + atezolizumab") == find_word(field, "atezolizumab_bevacizumab"));
  CHECK(find_word(field, "tremelimumab & durvalumab") == find_word(field, "durvalumab_tremelimumab"));
  CHECK_FALSE(find_word(field, "bevacizumab").has_value());
  CHECK_FALSE(find_word(field, "atezolizumab + placebo").has_value());
  CHECK_FALSE(find_word(field, "lenvatinib, sorafenib").has_value());
}

TEST_CASE("what is kept is passed on as it stands, and no spreadsheet takes it for a formula") {
  CohortOptions options;
  options.keep = {"centre"};
  options.columns = {"row"};
  Cohort cohort(options);
  CHECK(cohort.feed("id,centre,ecog\n=1+1,\"a, \"\"b\"\"\",1\n-x,@y,0\n"));
  CHECK(cohort.finish());
  CHECK(cohort.take_output() == "id,centre,row\n'=1+1,\"a, \"\"b\"\"\",1\n'-x,'@y,2\n");
}

TEST_CASE("a row that cannot be read gives a row that says why, and the next one is judged") {
  const Answer answer = ask("id,ecog\na,1\nb,1,2,3\nc,\"1\nd,2\n");
  REQUIRE(answer.rows.size() == 4);
  CHECK(answer.rows[1]["error"].get<std::string>().find("4 cells") != std::string::npos);
  CHECK(answer.rows[1]["first_option"].is_null());
  CHECK(answer.rows[2]["error"].get<std::string>().find("quotation mark") != std::string::npos);
  CHECK(answer.rows[3]["id"] == "d");
  CHECK(answer.summary["rows"] == 4);
  CHECK(answer.summary["unreadable"] == 2);
}

TEST_CASE("empty columns and rows at the end are none, empty rows between are rows") {
  const Answer answer = ask("id,ecog,,\na,1,,\n,,,\nb,2,,\n,,,\n,,,\n");
  CHECK(answer.rows.size() == 3);
  CHECK(answer.rows[2]["row"] == 3);
  CHECK(answer.rows[2]["id"] == "b");
}

TEST_CASE("files without a header, without a field, without anything are refused with one sentence each") {
  for (const char* text : {"", "\n\n", "1,2,3\n4,5,6\n", "name,colour\na,red\n"}) {
    INFO(text);
    const Answer answer = ask(text);
    CHECK_FALSE(answer.whole);
    CHECK_FALSE(answer.error.empty());
    CHECK(answer.rows.empty());
  }
  const Answer header = ask("id,ecog\n");
  CHECK(header.whole);
  CHECK(header.rows.empty());
}

TEST_CASE("ten thousand columns are read like three") {
  std::string header = "id,ecog";
  std::string cells = "a,1";
  for (int i = 0; i < 10000; ++i) {
    header += ",c" + std::to_string(i);
    cells += ",x";
  }
  const Answer answer = ask(header + "\n" + cells + "\n");
  REQUIRE(answer.rows.size() == 1);
  CHECK(holds(answer.notices, "and 9980 more"));
}

TEST_CASE("a row of ten megabytes is refused alone") {
  const Answer answer = ask("id,ecog\na,1\n" + std::string(10'000'000, 'x') + ",1\nb,2\n");
  REQUIRE(answer.rows.size() == 3);
  CHECK(answer.rows[1]["error"].get<std::string>().find("longer than") != std::string::npos);
  CHECK(answer.rows[2]["id"] == "b");
}

TEST_CASE("lines of JSON are patients, or patients with a name and what was given") {
  const Answer answer = ask(
      "{\"ecog\":1,\"albumin\":3.8}\n\n"
      "{\"id\":\"x\",\"patient\":{\"ecog\":1,\"prior_therapies\":[\"sorafenib\"]},\"given\":\"regorafenib\"}\n"
      "{\"id\":7,\"patient\":{}}\n[1]\n{\"patient\":3}\nnot json\n");
  REQUIRE(answer.rows.size() == 6);
  CHECK(answer.rows[0]["errors"] == 0);
  CHECK(answer.rows[1]["id"] == "x");
  CHECK(answer.rows[1]["given_rank"].is_number());
  CHECK(answer.rows[2]["id"] == "7");
  for (const std::size_t i : {3U, 5U}) CHECK(answer.rows[i].contains("error"));
  CHECK(answer.rows[4]["errors"] == 1);
  CHECK(answer.summary["unreadable"] == 2);
}

TEST_CASE("a line of JSON with fields beside a patient is the patient that they make, and the other is told") {
  const Answer answer =
      ask("{\"patient\":{},\"prior_therapies\":[\"nivolumab\"],\"ecog\":4}\n"
          "{\"id\":\"x\",\"patient\":{\"ecog\":1},\"ward\":3}\n"
          "{\"schema\":\"nextline-case/1\",\"id\":\"y\",\"patient\":{\"ecog\":1},\"ward\":3}\n"
          "{\"schema\":\"nextline-case/1\",\"id\":\"z\",\"patient\":{\"ecog\":1},\"age\":60}\n");
  REQUIRE(answer.rows.size() == 4);
  CHECK(answer.rows[0]["errors"] == 1);
  CHECK(answer.rows[1]["errors"] == 3);
  CHECK(answer.rows[2]["errors"] == 0);
  CHECK(answer.rows[2]["id"] == "y");
  CHECK(answer.rows[3]["errors"] == 1);
}

TEST_CASE("a line of JSON names one patient once, and no number that JSON cannot hold is its name") {
  const Answer answer =
      ask("{\"id\":\"a\",\"patient\":{\"age\":62},\"patient\":{\"age\":70}}\n"
          "{\"id\":90071992547409931,\"patient\":{\"age\":62}}\n{\"id\":12.5,\"patient\":{}}\n"
          "{\"id\":9007199254740991,\"patient\":{}}\n");
  REQUIRE(answer.rows.size() == 4);
  CHECK(answer.rows[0].contains("error"));
  CHECK(answer.rows[1]["id"] != "90071992547409936");
  CHECK(answer.rows[2]["id"] != "12.5");
  CHECK(answer.rows[3]["id"] == "9007199254740991");
}

TEST_CASE("what was given has a rank and a verdict, and the summary says what agreement is not") {
  const Answer answer =
      ask("id,ecog,prior_therapies,bilirubin[mg/dL],albumin[g/dL],inr,ascites,encephalopathy,given\n"
          "a,1,atezolizumab_bevacizumab,0.9,4.1,1.0,none,none,Lenvatinib\n"
          "b,1,sorafenib,0.9,4.1,1.0,none,none,atezolizumab_bevacizumab\n"
          "c,1,sorafenib,0.9,4.1,1.0,none,none,leeches\n");
  CHECK(answer.rows[0]["given_rank"].get<int>() >= 1);
  CHECK(answer.rows[2]["given_rank"].is_null());
  CHECK(answer.errors.find("\"leeches\"") != std::string::npos);
  CHECK(answer.summary["given"]["rows"] == 2);
  CHECK(answer.summary["given"]["unknown"] == 1);
  CHECK(answer.summary["given"]["says"] == "Agreement with what was done is not correctness.");
}

TEST_CASE("a median is that of the numbers to three figures, its ends are theirs") {
  const Answer answer = ask("id,albumin[g/dL]\na,3.1\nb,3.256\nc,4\nd,3.9\ne,\n");
  for (const Json& field : answer.summary["fields"]) {
    if (field["field"] != "albumin") continue;
    CHECK(field["known"] == 4);
    CHECK(field["unknown"] == 1);
    CHECK(field["low"] == 3.1);
    CHECK(field["high"] == 4);
    CHECK(field["median"] == 3.26);
  }
}

TEST_CASE("columns of the output are chosen by name, and a wrong name is refused") {
  CohortOptions options;
  options.columns = {"rank.lenvatinib", "verdict.lenvatinib", "score.meld", "trial.NCT04770896"};
  const Json one = row("id,ecog", "a,1", options);
  CHECK(one.size() == 6);
  CHECK(one["rank.lenvatinib"].is_number());
  options.columns = {"no_such"};
  CHECK(nextline::check_cohort_options(options).find("no_such") != std::string::npos);
  for (const std::string& name : nextline::cohort_columns()) {
    options.columns = {name};
    CHECK(nextline::check_cohort_options(options).empty());
  }
}

TEST_CASE("summaries of other knowledge are not put together") {
  const std::string good = ask("id,ecog\na,1\n").summary.dump();
  std::string other = good;
  other.replace(other.find("\"sha256\":\"") + 10, 4, "0000");
  std::string merged;
  std::string error;
  CHECK(nextline::merge_cohort_summaries({good, good}, merged, error));
  CHECK(Json::parse(merged)["rows"] == 2);
  CHECK_FALSE(nextline::merge_cohort_summaries({good, other}, merged, error));
  CHECK_FALSE(error.empty());
  CHECK_FALSE(nextline::merge_cohort_summaries({"{}"}, merged, error));
}
