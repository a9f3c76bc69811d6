// SPDX-License-Identifier: Apache-2.0
#include "patient/messages.h"

#include <iterator>

namespace nextline {

namespace {

struct Row {
  Message message;
  std::string_view text;
};

// In the order of the enumeration, which is checked below.
constexpr Row kTable[] = {
    {Message::kUnknownField,
     "Expected only fields that \"nextline fields\" lists; \"{key}\" is not one of them."},
    {Message::kUnknownFieldHint,
     "Expected only fields that \"nextline fields\" lists; \"{key}\" is not one of them, did you "
     "mean "
     "\"{did_you_mean}\"?"},
    {Message::kUnknownKeyInQuantity,
     "{label}: expected \"value\" and \"unit\", or \"comparator\" and \"confirmed\" beside them; \"{key}\" "
     "does not belong there."},
    {Message::kUnknownKeyInCourse,
     "Earlier laboratory set {number}: expected a date and laboratory values; \"{field}\" is "
     "neither."},
    {Message::kUnknownUnit, "{label}: expected the unit {expected}; \"{unit}\" is not known here."},
    {Message::kUnknownWord, "{label}: expected {expected}; \"{word}\" is none of them."},
    {Message::kUnknownWordHint,
     "{label}: expected {expected}; \"{word}\" is none of them, did you mean \"{did_you_mean}\"?"},
    {Message::kUnknownRegimen,
     "{label}: expected ids of regimens that \"nextline knowledge\" lists; \"{regimen}\" is not "
     "one of them."},
    {Message::kUnknownRegimenHint,
     "{label}: expected ids of regimens that \"nextline knowledge\" lists; \"{regimen}\" is not "
     "one of them, "
     "did you mean \"{did_you_mean}\"?"},
    {Message::kWrongType, "{label}: expected {expected}; found {found}."},
    {Message::kWrongSchema, "Expected the schema \"patient/1\"; found {found}."},
    {Message::kWrongMember, "{label}: expected only text in the list; found {found}."},
    {Message::kWrongDate,
     "Earlier laboratory set {number}: expected a date such as 2026-03-01; found {found}."},
    {Message::kWrongCourseEntry,
     "Earlier laboratory set {number}: expected an object with a date and laboratory values; found "
     "{found}."},
    {Message::kWrongValueInQuantity, "{label}: expected a number as \"value\"; found {found}."},
    {Message::kWrongUnitInQuantity, "{label}: expected a text such as \"{unit}\" as \"unit\"; found {found}."},
    {Message::kNotWhole, "{label}: expected a whole number; found {value}."},
    {Message::kTooManySets, "{label}: expected at most {limit} earlier laboratory sets; found {count}."},
    {Message::kTooManyMembers,
     "{label}: expected at most {limit} members; found {count}, read as far as they are known."},
    {Message::kUnknownComparator,
     "{label}: expected <, <=, >= or > as \"comparator\"; \"{word}\" is none of them."},
    {Message::kWrongComparator, "{label}: expected <, <=, >= or > as \"comparator\"; found {found}."},
    {Message::kWrongConfirmed, "{label}: expected true or false as \"confirmed\"; found {found}."},
    {Message::kWrongEvent, "{label}: expected the word of an event as \"event\"; found {found}."},
    {Message::kUnknownKeyInEvent,
     "{label}: expected \"event\", \"grade\" and \"status\" of an event; \"{key}\" does not belong there."},
    {Message::kUnknownKeyInGraded,
     "{label}: expected \"event\" and \"grade\" of an event; \"{key}\" does not belong there."},
    {Message::kImpossibleGrade,
     "{label}: expected {low} to {high} as the grade of an event; {value} is not possible, so its grade is not "
     "known."},
    {Message::kWrongGrade,
     "{label}: expected a whole number from 1 to 4 as the grade of an event; found {found}, so its grade is "
     "not known."},
    {Message::kUnknownStatus,
     "{label}: expected {expected} as the status of an event; \"{word}\" is none of them, so it is not known."},
    {Message::kWrongStatus,
     "{label}: expected {expected} as the status of an event; found {found}, so it is not known."},
    {Message::kNotFinite, "{label}: expected a number that a computer can hold; this one is too large."},
    {Message::kImpossibleValue, "{label}: expected {low} to {high}; {value} is not possible."},
    {Message::kImplausibleValue, "{label}: expected about {low} to {high}; please check {value}."},
    {Message::kUnitSlip, "{label}: {value} looks like a value in {likely}; please check the unit."},
    {Message::kWholeProthrombinTime,
     "{label}: {value} looks like a whole prothrombin time; please enter only the seconds over the control."},
    {Message::kDuplicateKey,
     "Expected \"{key}\" once; it stands there {count} times, so none of its values is used."},
    {Message::kDuplicateKeyInside,
     "{label}: expected \"{key}\" once; it stands there {count} times, so none of its values is "
     "used."},

    {Message::kWordAndNot,
     "{label}: \"{word}\" is said to be there and not to be there, so it counts as not known: please check."},
    {Message::kOwnGradeAboveWorst,
     "An event has a higher grade of its own than is stated for the worst one: its own counts, please check "
     "both."},
    {Message::kEncephalopathyWithEcog0,
     "Encephalopathy of grade 3-4 does not go with ECOG 0: please check both."},
    {Message::kDirectAboveTotalBilirubin,
     "Direct bilirubin is above total bilirubin, of which it is a part: please check both."},
    {Message::kSorafenibToleratedNeverGiven,
     "It is stated whether sorafenib was tolerated, but no earlier therapy holds sorafenib: please "
     "check both."},
    {Message::kSorafenibToleratedAndNot,
     "Sorafenib is stated as tolerated and listed as not tolerated: please check both."},
    {Message::kWorstNotAmongEvents,
     "The worst immune-related adverse event is not among those listed: please check both."},
    {Message::kImmuneDetailsWithoutEvent,
     "An immune-related adverse event is described, but none is listed: please check both."},
    {Message::kImmuneEventsWithoutInhibitor,
     "Immune-related adverse events are listed, but no earlier therapy holds a checkpoint "
     "inhibitor: please "
     "check both."},
    {Message::kVegfEventsWithoutAgent,
     "Adverse events under an anti-VEGF agent are listed, but no earlier therapy holds such an "
     "agent: please "
     "check both."},
    {Message::kVegfGradeWithoutEvent,
     "A grade of adverse events under an anti-VEGF agent is given, but no event is listed: please "
     "check both."},
    {Message::kNoSpreadWithMetastases,
     "Sites of metastases are listed, but extrahepatic spread is denied: please check both."},
    {Message::kSpreadWithoutSite,
     "Extrahepatic spread is stated, but the list of its sites is empty: please check both."},
    {Message::kNoSpreadWithExtrahepaticProgression,
     "Progression outside the liver is listed, but extrahepatic spread is denied: please check "
     "both."},
    {Message::kNoSiteWithExtrahepaticProgression,
     "Progression outside the liver is listed, but no site of metastases: it counts as spread, please check "
     "both."},
    {Message::kProgressionWithoutSite,
     "Progression is stated, but the list of its sites is empty: it counts as progression, please check both."},
    {Message::kNoInvasionWithNewInvasion,
     "New vascular invasion is listed, but portal and hepatic veins are said to be free: please "
     "check both."},
    {Message::kNoNoduleWithDiameter,
     "A diameter of the largest nodule is given, but the liver is said to hold none: please check "
     "both."},
    {Message::kMoreOrgansThanLesions,
     "More organs than lesions are said to progress, but each organ needs one lesion: please check "
     "both."},
    {Message::kHbvNegativeWithHbvEtiology,
     "Hepatitis B is named as a cause, but the patient is said never to have had it: please check "
     "both."},
    {Message::kLastTherapyWithoutTherapy,
     "The last therapy is described, but the list of earlier therapies is empty: please check "
     "both."},
    {Message::kPerforationNotAmongComorbidities,
     "Perforation under an anti-VEGF agent is listed, but the other conditions leave out "
     "perforation or "
     "fistula: please check both."},
    {Message::kPregnantMan, "Pregnancy is listed for a man: please check both."},

    {Message::kExpectNumber, "a number"},
    {Message::kExpectInteger, "a whole number"},
    {Message::kExpectQuantity, "a number in {unit}, or {\"value\": number, \"unit\": text}"},
    {Message::kExpectBoolean, "true or false"},
    {Message::kExpectEnum, "one of {words}"},
    {Message::kExpectSet, "a list of any of {words}"},
    {Message::kExpectRegimens, "a list of regimen ids, first line first"},
    {Message::kExpectRegimenSet, "a list of regimen ids"},
    {Message::kExpectCourse, "a list of earlier laboratory sets"},

    {Message::kFoundNull, "null"},
    {Message::kFoundBoolean, "true or false"},
    {Message::kFoundNumber, "a number"},
    {Message::kFoundText, "a text"},
    {Message::kFoundList, "a list"},
    {Message::kFoundObject, "an object"},
    {Message::kFoundObjectWithout, "an object without \"{key}\""},
    {Message::kLabelInCourse, "Earlier laboratory set {number}, {label}"},

    {Message::kPreferencesNoObject,
     "Weights: expected a JSON object such as {\"preset\": \"efficacy_first\"}."},
    {Message::kPreferencesKey,
     "Weights: expected one of \"preset\", \"weights\" and \"order\"; \"{text}\" is none of them."},
    {Message::kPreferencesTwice, "Weights: \"{text}\" stands twice, so it is not known what is meant."},
    {Message::kPreferencesSchema, "Weights: expected the schema \"preferences/1\"."},
    {Message::kPreferencesSeveral,
     "Weights: expected only one of \"preset\", \"weights\" and \"order\"; several are given."},
    {Message::kPreferencesPreset,
     "Weights: expected as \"preset\" the id of a preset that the knowledge base holds, such as "
     "\"efficacy_first\"."},
    {Message::kPreferencesWeights,
     "Weights: expected as \"weights\" an object with a number for each of os, pfs, orr and grade34."},
    {Message::kPreferencesNumber, "Weights: expected a number of 0 or more for \"{text}\"."},
    {Message::kPreferencesZero, "Weights: expected at least one weight above 0."},
    {Message::kPreferencesOrder,
     "Weights: expected as \"order\" a list of os, pfs, orr and grade34, each once, most important first."},
    {Message::kPreferencesDefault, "The default weights are used."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    if (static_cast<std::size_t>(kTable[i].message) != i) return false;
  }
  return std::size(kTable) == static_cast<std::size_t>(Message::kPreferencesDefault) + 1;
}
static_assert(in_order(), "one row per message, in the order of the enumeration");

}  // namespace

std::string sentence(Message message, const std::vector<Argument>& arguments) {
  return fill(kTable[static_cast<std::size_t>(message)].text, arguments);
}

}  // namespace nextline
