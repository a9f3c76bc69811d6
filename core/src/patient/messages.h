// SPDX-License-Identifier: Apache-2.0
// Every sentence that reading a patient or preferences can say, in one table (messages.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "json/fill.h"

namespace nextline {

enum class Message : std::uint8_t {
  kUnknownField,
  kUnknownFieldHint,
  kUnknownKeyInQuantity,
  kUnknownKeyInCourse,
  kUnknownUnit,
  kUnknownWord,
  kUnknownWordHint,
  kUnknownRegimen,
  kUnknownRegimenHint,
  kWrongType,
  kWrongSchema,
  kWrongMember,
  kWrongDate,
  kWrongCourseEntry,
  kWrongValueInQuantity,
  kWrongUnitInQuantity,
  kNotWhole,
  kTooManySets,
  kTooManyMembers,
  kUnknownComparator,
  kWrongComparator,
  kWrongConfirmed,
  kWrongEvent,
  kUnknownKeyInEvent,
  kUnknownKeyInGraded,
  kImpossibleGrade,
  kWrongGrade,
  kUnknownStatus,
  kWrongStatus,
  kNotFinite,
  kImpossibleValue,
  kImplausibleValue,
  kUnitSlip,
  kWholeProthrombinTime,
  kDuplicateKey,
  kDuplicateKeyInside,
  // contradictions
  kWordAndNot,
  kOwnGradeAboveWorst,
  kEncephalopathyWithEcog0,
  kDirectAboveTotalBilirubin,
  kSorafenibToleratedNeverGiven,
  kSorafenibToleratedAndNot,
  kWorstNotAmongEvents,
  kImmuneDetailsWithoutEvent,
  kImmuneEventsWithoutInhibitor,
  kVegfEventsWithoutAgent,
  kVegfGradeWithoutEvent,
  kNoSpreadWithMetastases,
  kSpreadWithoutSite,
  kNoSpreadWithExtrahepaticProgression,
  kNoSiteWithExtrahepaticProgression,
  kProgressionWithoutSite,
  kNoInvasionWithNewInvasion,
  kNoNoduleWithDiameter,
  kMoreOrgansThanLesions,
  kHbvNegativeWithHbvEtiology,
  kLastTherapyWithoutTherapy,
  kPerforationNotAmongComorbidities,
  kPregnantMan,
  // what a type expects
  kExpectNumber,
  kExpectInteger,
  kExpectQuantity,
  kExpectBoolean,
  kExpectEnum,
  kExpectSet,
  kExpectRegimens,
  kExpectRegimenSet,
  kExpectCourse,
  // what was found
  kFoundNull,
  kFoundBoolean,
  kFoundNumber,
  kFoundText,
  kFoundList,
  kFoundObject,
  kFoundObjectWithout,
  kLabelInCourse,
  // preferences
  kPreferencesNoObject,
  kPreferencesKey,
  kPreferencesTwice,
  kPreferencesSchema,
  kPreferencesSeveral,
  kPreferencesPreset,
  kPreferencesWeights,
  kPreferencesNumber,
  kPreferencesZero,
  kPreferencesOrder,
  kPreferencesDefault,
};

// The sentence with each {name} replaced by its argument, the last of that name.
[[nodiscard]] std::string sentence(Message message, const std::vector<Argument>& arguments = {});

}  // namespace nextline
