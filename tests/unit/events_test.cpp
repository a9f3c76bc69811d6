// SPDX-License-Identifier: Apache-2.0
// Events with their own grade and state: what "some event" means when only part of it was entered.
#include <string>
#include <vector>

#include "facts/events.h"
#include "nextline/patient.h"
#include "support/catch.h"

using nextline::EventSet;
using nextline::PossibleEvent;
using nextline::PossibleEvents;
using nextline::Tri;
using nextline::operator""_f;

namespace {

constexpr nextline::Field kImmune = "immune_adverse_events"_f;
constexpr nextline::Field kVegf = "vegf_adverse_events"_f;

nextline::Patient patient_of(const std::string& json) {
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  REQUIRE(nextline::read_patient(json, patient, issues, error));
  return patient;
}

bool bleed_of_grade_3(const PossibleEvent& event) {
  constexpr nextline::WordSet kBleeds =
      nextline::word(kVegf, "gi_bleeding") | nextline::word(kVegf, "other_bleeding");
  return event.kind.meets(kBleeds) && event.grade >= 3;
}
bool grade_3(const PossibleEvent& event) { return event.grade >= 3; }
bool colitis_of_grade_4(const PossibleEvent& event) {
  return event.kind.meets(nextline::word(kImmune, "colitis")) && event.grade == 4;
}
bool colitis(const PossibleEvent& event) { return event.kind.meets(nextline::word(kImmune, "colitis")); }
bool myocarditis(const PossibleEvent& event) {
  return event.kind.meets(nextline::word(kImmune, "myocarditis"));
}
bool colitis_ongoing(const PossibleEvent& event) {
  return event.kind.meets(nextline::word(kImmune, "colitis")) &&
         event.status.meets(nextline::word("immune_adverse_event_status"_f, "ongoing"));
}

Tri vegf(const std::string& json, nextline::EventTest test) {
  return PossibleEvents(patient_of(json), EventSet::kVegf).some(test);
}
Tri immune(const std::string& json, nextline::EventTest test) {
  return PossibleEvents(patient_of(json), EventSet::kImmune).some(test);
}

}  // namespace

TEST_CASE("A set that is not known, or that was looked for and is empty", "[events]") {
  CHECK(vegf("{}", grade_3) == Tri::kUnknown);
  CHECK(vegf(R"({"vegf_adverse_events":[]})", grade_3) == Tri::kFalse);
  CHECK(vegf(R"({"vegf_adverse_events":[],"vegf_adverse_event_grade":3})", grade_3) == Tri::kFalse);
  CHECK(vegf(R"({"vegf_adverse_event_grade":3})", grade_3) == Tri::kUnknown);
}

TEST_CASE("What an event says of itself counts", "[events]") {
  CHECK(vegf(R"({"vegf_adverse_events":[{"event":"other_bleeding","grade":3}]})", bleed_of_grade_3) ==
        Tri::kTrue);
  CHECK(vegf(R"({"vegf_adverse_events":[{"event":"other_bleeding","grade":2}]})", bleed_of_grade_3) ==
        Tri::kFalse);
  CHECK(vegf(R"({"vegf_adverse_events":[{"event":"other_bleeding","grade":3}],"vegf_adverse_event_grade":2})",
             bleed_of_grade_3) == Tri::kTrue);
  CHECK(
      vegf(
          R"({"vegf_adverse_events":[{"event":"other_bleeding","grade":1},{"event":"hypertension","grade":3}]})",
          bleed_of_grade_3) == Tri::kFalse);
}

TEST_CASE("The grade beside the set is that of the only event", "[events]") {
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding"],"vegf_adverse_event_grade":3})", bleed_of_grade_3) ==
        Tri::kTrue);
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding"],"vegf_adverse_event_grade":2})", bleed_of_grade_3) ==
        Tri::kFalse);
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding"]})", bleed_of_grade_3) == Tri::kUnknown);
}

TEST_CASE("With several events one of them has the grade, and none above it", "[events]") {
  const std::string two =
      R"({"vegf_adverse_events":["other_bleeding","hypertension"],"vegf_adverse_event_grade":)";
  CHECK(vegf(two + "3}", bleed_of_grade_3) == Tri::kUnknown);
  CHECK(vegf(two + "3}", grade_3) == Tri::kTrue);
  CHECK(vegf(two + "2}", grade_3) == Tri::kFalse);
  const std::string bleeds =
      R"({"vegf_adverse_events":["other_bleeding","gi_bleeding"],"vegf_adverse_event_grade":)";
  CHECK(vegf(bleeds + "3}", bleed_of_grade_3) == Tri::kTrue);  // whichever it was
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding",{"event":"hypertension","grade":3}],)"
             R"("vegf_adverse_event_grade":3})",
             bleed_of_grade_3) == Tri::kUnknown);  // the bleed may be of grade 3 too
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding",{"event":"hypertension","grade":2}],)"
             R"("vegf_adverse_event_grade":3})",
             bleed_of_grade_3) == Tri::kTrue);  // no other event can have it
}

TEST_CASE("Where others were not looked for the grade may be theirs", "[events]") {
  CHECK(vegf(R"({"vegf_adverse_events":["other_bleeding","?"],"vegf_adverse_event_grade":3})",
             bleed_of_grade_3) == Tri::kUnknown);
  CHECK(vegf(R"({"vegf_adverse_events":["hypertension","?"],"vegf_adverse_event_grade":3})", grade_3) ==
        Tri::kTrue);
  CHECK(vegf(R"({"vegf_adverse_events":["hypertension","!gi_bleeding","!other_bleeding","?"]})",
             bleed_of_grade_3) == Tri::kFalse);
}

TEST_CASE("A grade alone does not say that there was an event", "[events]") {
  CHECK(vegf(R"({"vegf_adverse_events":["!perforation","?"],"vegf_adverse_event_grade":3})", grade_3) ==
        Tri::kUnknown);
}

TEST_CASE("The worst event that is named has the grade and the state", "[events]") {
  const std::string two = R"({"immune_adverse_events":["colitis","dermatitis"],"immune_adverse_event_grade":4,)"
                          R"("immune_adverse_event_status":"ongoing")";
  CHECK(immune(two + "}", colitis_of_grade_4) == Tri::kUnknown);
  CHECK(immune(two + "}", colitis_ongoing) == Tri::kUnknown);  // without a name the state is nobody's
  CHECK(immune(two + R"(,"immune_adverse_event_worst":"colitis"})", colitis_of_grade_4) == Tri::kTrue);
  CHECK(immune(two + R"(,"immune_adverse_event_worst":"colitis"})", colitis_ongoing) == Tri::kTrue);
  CHECK(immune(two + R"(,"immune_adverse_event_worst":"dermatitis"})", colitis_of_grade_4) == Tri::kUnknown);
  // The list has the last word.
  CHECK(immune(two + R"(,"immune_adverse_event_worst":"myocarditis"})", colitis_of_grade_4) == Tri::kUnknown);
}

TEST_CASE("A worst event that is named is there unless the list says that it is not", "[events]") {
  const std::string said = R"("immune_adverse_event_worst":"colitis","immune_adverse_event_grade":4,)"
                           R"("immune_adverse_event_status":"ongoing")";
  const auto with = [&](const std::string& set) {
    return set.empty() ? "{" + said + "}" : R"({"immune_adverse_events":)" + set + "," + said + "}";
  };
  for (const char* open : {"", "null", R"(["?"])", R"(["dermatitis","?"])", R"(["!dermatitis","?"])",
                           R"(["dermatitis","unreadable"])", R"(["unreadable"])", R"("colitis")"}) {
    INFO(open);
    CHECK(immune(with(open), colitis_of_grade_4) == Tri::kTrue);
    CHECK(immune(with(open), colitis_ongoing) == Tri::kTrue);
    CHECK(immune(with(open), myocarditis) == Tri::kUnknown);  // another may be there
  }
  for (const char* without : {"[]", R"(["dermatitis"])", R"(["!colitis"])"}) {
    INFO(without);
    CHECK(immune(with(without), colitis_of_grade_4) == Tri::kFalse);
  }
  CHECK(immune(with(R"(["!colitis","?"])"), colitis_of_grade_4) == Tri::kFalse);
  // Without a grade it may have been any, and without a name a grade is nobody's.
  CHECK(immune(R"({"immune_adverse_event_worst":"colitis"})", colitis_of_grade_4) == Tri::kUnknown);
  CHECK(immune(R"({"immune_adverse_event_worst":"colitis"})", colitis) == Tri::kTrue);
  CHECK(immune(R"({"immune_adverse_event_grade":4})", colitis_of_grade_4) == Tri::kUnknown);
}

TEST_CASE("What could not be read of an event may be anything, whatever stands beside the set", "[events]") {
  const auto with = [](const std::string& event, const char* grade) {
    return R"({"immune_adverse_events":[)" + event + R"(],"immune_adverse_event_worst":"colitis",)" +
           R"("immune_adverse_event_status":"resolved","immune_adverse_event_grade":)" + grade + "}";
  };
  for (const char* grade : {R"("grade":"4")", R"("grade":5)", R"("grade":0)", R"("grade":2.5)",
                            R"("grade":[4])", R"("grade":4,"grade":4)", R"("Grade":4)"}) {
    INFO(grade);
    const std::string event = R"({"event":"colitis",)" + std::string(grade) + "}";
    for (const char* beside : {"1", "3", "4", "null"}) {
      CHECK(immune(with(event, beside), colitis_of_grade_4) == Tri::kUnknown);
      CHECK(immune(with(event + R"(,"dermatitis")", beside), grade_3) == Tri::kUnknown);
    }
  }
  // An event that says nothing of its grade has that of the shorthand.
  const std::string plain = R"({"event":"colitis","grade":null})";
  CHECK(immune(with(plain, "4"), colitis_of_grade_4) == Tri::kTrue);
  CHECK(immune(with(plain, "3"), colitis_of_grade_4) == Tri::kFalse);
  CHECK(immune(with(plain, "1"), colitis_ongoing) == Tri::kFalse);
  for (const char* status :
       {R"("status":"gone")", R"("status":3)", R"("status":"resolved","status":"resolved")"}) {
    INFO(status);
    CHECK(immune(with(R"({"event":"colitis",)" + std::string(status) + "}", "1"), colitis_ongoing) ==
          Tri::kUnknown);
  }
  // Of an event that is read, an unreadable one beside it changes only that it is not alone.
  CHECK(
      vegf(
          R"({"vegf_adverse_events":[{"event":"other_bleeding","grade":2},{"event":"hypertension","grade":"x"}],)"
          R"("vegf_adverse_event_grade":3})",
          bleed_of_grade_3) == Tri::kFalse);
}

TEST_CASE("The same event twice is two episodes", "[events]") {
  CHECK(immune(R"({"immune_adverse_events":[{"event":"colitis","grade":1},{"event":"colitis","grade":4}]})",
               colitis_of_grade_4) == Tri::kTrue);
  CHECK(immune(R"({"immune_adverse_events":["colitis","colitis"],"immune_adverse_event_grade":4})",
               colitis_of_grade_4) == Tri::kTrue);
}
