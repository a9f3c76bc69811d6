// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/shapes.h"

#include <algorithm>
#include <array>
#include <string>

namespace nextline::knowledge::compiler {

namespace {

using enum Kind;
constexpr Need kOptional = Need::kOptional;

constexpr std::string_view kMarks[] = {"V", "V2", "K", "U"};
constexpr std::string_view kKinds[] = {"excludes", "requires", "caution", "note"};
constexpr std::string_view kTiers[] = {"preferred", "option", "less_preferred", "not_recommended"};
constexpr std::string_view kStatuses[] = {"open", "closed", "unknown"};
constexpr std::string_view kDesigns[] = {"randomised", "prospective", "retrospective", "simulation", "review"};
constexpr std::string_view kUnits[] = {"months", "%"};

constexpr Key kId{"id"};
constexpr Key kSource{"source"};
constexpr Key kLocator{"locator"};
constexpr Key kMark{"mark", kWord, Need::kRequired, false, kMarks};
constexpr Key kEntered{"entered", kDate};
constexpr Key kReviewDue{"review_due", kDate};
constexpr Key kOptionalMark{"mark", kWord, kOptional, false, kMarks};
constexpr Key kOptionalEntered{"entered", kDate, kOptional};
constexpr Key kOptionalReviewDue{"review_due", kDate, kOptional};
constexpr Key kOptionalSource{"source", kText, kOptional};
constexpr Key kOptionalLocator{"locator", kText, kOptional};

constexpr Key kSourceKeys[] = {kId,
                               {"citation"},
                               {"title", kText, Need::kRequired, true},
                               {"doi", kText, kOptional, true},
                               {"document", kText, kOptional, true},
                               kOptionalEntered,
                               kOptionalReviewDue};
constexpr Key kDocumentKeys[] = {kId, {"label"}};
constexpr Key kGuidelineKeys[] = {
    kId,      {"label"}, {"says", kText, Need::kRequired, true}, {"options", kTexts}, kSource, kLocator, kMark,
    kEntered, kReviewDue};
constexpr Key kAgentKeys[] = {kId,
                              {"label"},
                              {"classes", kTexts},
                              {"groups", kTexts, kOptional},
                              kOptionalSource,
                              kOptionalLocator,
                              kOptionalMark,
                              kOptionalEntered,
                              kOptionalReviewDue};
constexpr Key kRegimenKeys[] = {kId,
                                {"label"},
                                {"agents", kTexts},
                                {"unknown_classes", kTexts, kOptional},
                                {"unknown_agents", kTexts, kOptional},
                                kOptionalSource,
                                kOptionalLocator,
                                kOptionalMark,
                                kOptionalEntered,
                                kOptionalReviewDue};
constexpr Key kOptionKeys[] = {kId,
                               {"label"},
                               {"family"},
                               {"groups", kTexts},
                               {"regimen", kText, Need::kRequired, true},
                               {"agents", kTexts},
                               {"harm", kText, Need::kRequired, true},
                               {"treatment", kBoolean},
                               {"doses", kObjects},
                               {"carries", kObjects, kOptional},
                               kOptionalSource,
                               kOptionalLocator,
                               kOptionalMark,
                               kOptionalEntered,
                               kOptionalReviewDue};
constexpr Key kCarriesKeys[] = {
    {"groups", kTexts}, {"kinds", kTexts}, {"except", kTexts, kOptional}, {"when", kCondition}};
constexpr Key kDoseKeys[] = {{"when", kCondition, kOptional, true},
                             {"text"},
                             {"short", kText, kOptional},
                             {"short_if", kText, kOptional},
                             kSource,
                             kLocator,
                             kMark,
                             kOptionalEntered,
                             kOptionalReviewDue};
constexpr Key kRuleKeys[] = {kId,
                             {"kind", kWord, Need::kRequired, false, kKinds},
                             {"applies_to", kTexts},
                             {"except", kTexts, kOptional},
                             {"arms_only", kBoolean, kOptional},
                             {"when", kCondition},
                             {"text"},
                             {"strong", kBoolean, kOptional},
                             {"as_entered", kBoolean, kOptional},
                             {"cap", kObject, kOptional, true},
                             {"before_start", kText, kOptional, true},
                             kSource,
                             kLocator,
                             kMark,
                             kEntered,
                             kReviewDue};
constexpr Key kCapKeys[] = {{"tier", kWord, Need::kRequired, false, kTiers}, {"reason"}};
constexpr Key kTrialKeys[] = {kId,
                              {"label"},
                              {"phase"},
                              {"arms"},
                              {"n", kCount, Need::kRequired, true},
                              {"endpoint", kText, Need::kRequired, true},
                              {"design", kText, Need::kRequired, true},
                              {"completion", kText, Need::kRequired, true},
                              {"population", kText, kOptional, true},
                              {"gives", kObjects, kOptional},
                              {"criteria", kObjects},
                              {"recruitment", kObject},
                              {"second_line", kBoolean},
                              kSource,
                              kLocator,
                              kMark,
                              kEntered,
                              kReviewDue};
constexpr Key kTrialCriterionKeys[] = {kId,
                                       {"kind", kWord, Need::kRequired, false, kKinds},
                                       {"when", kCondition},
                                       {"text"},
                                       {"strong", kBoolean, kOptional},
                                       {"cap", kObject, kOptional, true},
                                       {"before_start", kText, kOptional, true},
                                       kSource,
                                       kLocator,
                                       kMark,
                                       kOptionalEntered,
                                       kOptionalReviewDue};
constexpr Key kArmKeys[] = {kId,
                            {"regimen", kText, kOptional},
                            {"agents", kTexts, kOptional},
                            {"inactive", kText, kOptional},
                            {"choice", kText, kOptional},
                            {"experimental", kBoolean},
                            kSource,
                            kLocator};
constexpr Key kRecruitmentKeys[] = {
    {"status", kWord, Need::kRequired, false, kStatuses}, {"as_of", kRoughDate}, kSource, kLocator};
constexpr Key kPathwayKeys[] = {
    kId, {"label"}, {"applies", kObject}, {"steps", kObjects}, kSource, kLocator, kMark, kEntered, kReviewDue};
constexpr Key kAppliesKeys[] = {{"when", kCondition}, {"text"}};
constexpr Key kStepKeys[] = {kId,
                             {"text"},
                             {"when", kCondition},
                             {"otherwise", kBoolean, kOptional},
                             {"quotes", kTexts},
                             {"note", kText, kOptional},
                             {"yes", kObjects, kOptional},
                             {"no", kObjects, kOptional},
                             kSource,
                             kLocator,
                             kOptionalMark};
constexpr Key kStatementKeys[] = {{"options", kTexts},
                                  {"except", kTexts, kOptional},
                                  {"value", kNumber},
                                  {"strong", kBoolean, kOptional},
                                  {"when", kCondition, kOptional, true},
                                  {"text"},
                                  {"quotes", kTexts},
                                  {"note", kText, kOptional},
                                  kLocator,
                                  kOptionalMark};
constexpr Key kEvidenceKeys[] = {kId,
                                 kSource,
                                 {"study", kText, kOptional},
                                 {"document"},
                                 kLocator,
                                 {"options", kTexts},
                                 {"regimen"},
                                 {"comparator", kText, Need::kRequired, true},
                                 {"setting"},
                                 {"design", kWord, Need::kRequired, false, kDesigns},
                                 {"region", kText, Need::kRequired, true},
                                 {"n", kCount, Need::kRequired, true},
                                 {"arms", kCount, kOptional},
                                 {"year", kCount},
                                 {"population"},
                                 {"line"},
                                 {"inhibitor_naive", kBoolean, kOptional},
                                 {"os", kObject, kOptional, true},
                                 {"pfs", kObject, kOptional, true},
                                 {"ttp", kObject, kOptional, true},
                                 {"orr", kObject, kOptional, true},
                                 {"dcr", kObject, kOptional, true},
                                 {"grade34", kObject, kOptional, true},
                                 kMark,
                                 kEntered,
                                 kReviewDue};
constexpr Key kOutcomeKeys[] = {{"value", kNumber, Need::kRequired, true},
                                {"low", kNumber, kOptional, true},
                                {"high", kNumber, kOptional, true},
                                {"unit", kWord, Need::kRequired, false, kUnits},
                                {"comparator_value", kNumber, kOptional, true},
                                {"hazard_ratio", kRatio, kOptional, true},
                                {"p", kProbability, kOptional, true},
                                {"note", kText, kOptional, true},
                                {"valued", kBoolean, kOptional},
                                {"quotes", kTexts, kOptional},
                                {"printed", kNumber, kOptional, true},
                                {"conflict", kText, kOptional, true}};
constexpr Key kOrder{"order", kCount, kOptional};  // place among its like; those without come last
constexpr Key kConsiderationKeys[] = {kId,
                                      kOrder,
                                      {"when", kCondition},
                                      {"show_if_unknown", kBoolean},
                                      {"text"},
                                      {"because"},
                                      {"because_unknown", kMaybeText, kOptional, true},
                                      kSource,
                                      kLocator,
                                      kMark,
                                      kEntered,
                                      kReviewDue};
constexpr Key kStopKeys[] = {kId,      kOrder,    {"when", kCondition}, {"text"}, kSource, kLocator, kMark,
                             kEntered, kReviewDue};
constexpr Key kDefinitionKeys[] = {kId, {"term"}, {"text"}, kSource, kLocator, kMark, kEntered, kReviewDue};
constexpr Key kConflictKeys[] = {kId,
                                 {"about"},
                                 {"readings", kObjects},
                                 {"used"},
                                 {"why"},
                                 {"evidence", kTexts},
                                 kOptionalEntered,
                                 kOptionalReviewDue};
constexpr Key kReadingKeys[] = {kSource, {"document"}, kLocator, {"says"}};
constexpr Key kLabelKeys[] = {
    kId,     {"regimen"}, {"region"}, {"text"}, {"since", kRoughDate, Need::kRequired, true},
    kSource, kLocator,    kMark,      kEntered, kReviewDue};
constexpr Key kSentenceKeys[] = {kId,           {"text"},         kOptionalSource,   kOptionalLocator,
                                 kOptionalMark, kOptionalEntered, kOptionalReviewDue};
constexpr Key kChangeKeys[] = {{"date", kDate}, {"text"}};
constexpr Key kValuesKeys[] = {{"anchors", kObject}, {"presets", kObjects}, {"between_studies", kObject},
                               {"harm", kObjects},   kOptionalEntered,      kOptionalReviewDue};
constexpr Key kAnchorsKeys[] = {{"os", kObject}, {"pfs", kObject}, {"orr", kObject}, {"grade34", kObject}};
constexpr Key kAnchorKeys[] = {
    {"best", kNumber}, {"worst", kNumber}, {"unit", kWord, Need::kRequired, false, kUnits}, {"reason"}};
constexpr Key kPresetKeys[] = {kId,
                               {"label"},
                               {"benefit", kNumber},
                               {"harm", kNumber},
                               {"os", kNumber},
                               {"pfs", kNumber},
                               {"orr", kNumber},
                               {"reason"},
                               kOptionalSource,
                               kOptionalLocator,
                               kOptionalMark,
                               kOptionalEntered,
                               kOptionalReviewDue};
constexpr Key kBetweenStudiesKeys[] = {{"randomised", kNumber}, {"other", kNumber}, {"reason"},
                                       kOptionalSource,         kOptionalLocator,   kOptionalMark,
                                       kOptionalEntered,        kOptionalReviewDue};
constexpr Key kHarmKeys[] = {kId,
                             {"label", kText, kOptional},
                             {"best", kNumber},
                             {"worst", kNumber},
                             {"source_best"},
                             {"locator_best"},
                             {"source_worst"},
                             {"locator_worst"},
                             {"reason", kText, kOptional, true},
                             kOptionalMark,
                             kOptionalEntered,
                             kOptionalReviewDue};

}  // namespace

const Shape kSourceShape{"sources", kSourceKeys};
const Shape kDocumentShape{"documents", kDocumentKeys};
const Shape kGuidelineShape{"guidelines", kGuidelineKeys};
const Shape kAgentShape{"agents", kAgentKeys};
const Shape kRegimenShape{"regimens", kRegimenKeys};
const Shape kOptionShape{"options", kOptionKeys};
const Shape kDoseShape{"options#dose", kDoseKeys};
const Shape kCarriesShape{"options#carries", kCarriesKeys};
const Shape kRuleShape{"rules", kRuleKeys};
const Shape kCapShape{"common#cap", kCapKeys};
const Shape kTrialShape{"trials", kTrialKeys};
const Shape kTrialCriterionShape{"trials#criterion", kTrialCriterionKeys};
const Shape kArmShape{"trials#arm", kArmKeys};
const Shape kRecruitmentShape{"trials#recruitment", kRecruitmentKeys};
const Shape kPathwayShape{"pathways", kPathwayKeys};
const Shape kAppliesShape{"pathways#applies", kAppliesKeys};
const Shape kStepShape{"pathways#step", kStepKeys};
const Shape kStatementShape{"pathways#statement", kStatementKeys};
const Shape kEvidenceShape{"evidence", kEvidenceKeys};
const Shape kOutcomeShape{"evidence#outcome", kOutcomeKeys};
const Shape kConsiderationShape{"considerations", kConsiderationKeys};
const Shape kStopShape{"stops", kStopKeys};
const Shape kDefinitionShape{"definitions", kDefinitionKeys};
const Shape kConflictShape{"conflicts", kConflictKeys};
const Shape kReadingShape{"conflicts#reading", kReadingKeys};
const Shape kLabelShape{"labels", kLabelKeys};
const Shape kSentenceShape{"statements", kSentenceKeys};
const Shape kChangeShape{"changelog", kChangeKeys};
const Shape kValuesShape{"values", kValuesKeys};
const Shape kAnchorsShape{"values#anchors", kAnchorsKeys};
const Shape kAnchorShape{"values#anchor", kAnchorKeys};
const Shape kPresetShape{"values#preset", kPresetKeys};
const Shape kBetweenStudiesShape{"values#between_studies", kBetweenStudiesKeys};
const Shape kHarmShape{"values#harm", kHarmKeys};

std::span<const Section> sections() {
  static const Section all[] = {
      {"sources", true, &kSourceShape},
      {"documents", false, &kDocumentShape},
      {"guidelines", false, &kGuidelineShape},
      {"agents", false, &kAgentShape},
      {"regimens", false, &kRegimenShape},
      {"options", false, &kOptionShape},
      {"rules", true, &kRuleShape},
      {"trials", false, &kTrialShape},
      {"pathways", true, &kPathwayShape},
      {"evidence", true, &kEvidenceShape},
      {"considerations", false, &kConsiderationShape},
      {"stops", false, &kStopShape},
      {"definitions", false, &kDefinitionShape},
      {"conflicts", false, &kConflictShape},
      {"labels", false, &kLabelShape},
      {"statements", false, &kSentenceShape},
      {"changelog", false, &kChangeShape},
  };
  return all;
}

std::span<const Shape* const> shapes() {
  static const Shape* const all[] = {&kSourceShape,   &kDocumentShape,    &kGuidelineShape,
                                     &kAgentShape,    &kRegimenShape,     &kOptionShape,
                                     &kDoseShape,     &kCarriesShape,     &kRuleShape,
                                     &kCapShape,      &kTrialShape,       &kTrialCriterionShape,
                                     &kArmShape,      &kRecruitmentShape, &kPathwayShape,
                                     &kAppliesShape,  &kStepShape,        &kStatementShape,
                                     &kEvidenceShape, &kOutcomeShape,     &kConsiderationShape,
                                     &kStopShape,     &kDefinitionShape,  &kConflictShape,
                                     &kReadingShape,  &kLabelShape,       &kSentenceShape,
                                     &kChangeShape,   &kValuesShape,      &kAnchorsShape,
                                     &kAnchorShape,   &kPresetShape,      &kBetweenStudiesShape,
                                     &kHarmShape};
  return all;
}

namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_rough_date(std::string_view text) {
  if (text.size() == 4) return digits(text) && is_date(std::string(text) + "-01-01");
  if (text.size() == 7) return is_date(std::string(text) + "-01");
  return is_date(text);
}

bool is_text(const Json& value) { return value.is_string() && !value.get_ref<const std::string&>().empty(); }

std::string list(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

// Empty when the value is of the kind, else what was expected.
std::string expected(const Json& value, const Key& key) {
  if (value.is_null()) return key.null ? "" : "something other than null";
  switch (key.kind) {
    case kText:
      return is_text(value) ? "" : "a text that is not empty";
    case kMaybeText:
      return value.is_string() ? "" : "a text";
    case kTexts:
      return value.is_array() && std::all_of(value.begin(), value.end(), is_text) ? "" : "an array of texts";
    case kBoolean:
      return value.is_boolean() ? "" : "true or false";
    case kNumber:
      return value.is_number() ? "" : "a number";
    case kCount:
      return value.is_number_integer() && value.get<double>() > 0 && value.get<double>() < 1e9
                 ? ""
                 : "a whole number above 0";
    case kDate:
      return value.is_string() && is_date(value.get<std::string>()) ? "" : "a date as 2026-11-21";
    case kRoughDate:
      return value.is_string() && is_rough_date(value.get<std::string>())
                 ? ""
                 : "a date as 2026-11-21, 2026-11 or 2026";
    case kWord:
      return value.is_string() &&
                     std::find(key.words.begin(), key.words.end(), value.get<std::string>()) != key.words.end()
                 ? ""
                 : "one of " + list(key.words);
    case kObject:
    case kCondition:
      return value.is_object() ? "" : "an object";
    case kObjects:
      return value.is_array() &&
                     std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_object(); })
                 ? ""
                 : "an array of objects";
    case kProbability: {
      if (value.is_number()) {
        return value.get<double>() >= 0 && value.get<double>() <= 1 ? "" : "a number from 0 to 1";
      }
      const auto text = value.is_string() ? value.get<std::string>() : std::string();
      const bool printed = text.size() > 3 && (text[0] == '<' || text[0] == '>') &&
                           text.compare(1, 2, "0.") == 0 && digits(text.substr(3));
      return printed ? "" : "a number from 0 to 1 or a text as <0.001";
    }
    case kRatio: {
      const auto positive = [](const Json& x) { return x.is_number() && x.get<double>() > 0; };
      const bool object = value.is_object() && value.size() == 3 && value.contains("value") &&
                          value.contains("low") && value.contains("high") &&
                          std::all_of(value.begin(), value.end(), positive);
      return positive(value) || object ? "" : "a number above 0, or value, low and high";
    }
  }
  return "";
}

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  if (!digits(text.substr(0, 4)) || !digits(text.substr(5, 2)) || !digits(text.substr(8))) {
    return false;
  }
  const int year = std::stoi(std::string(text.substr(0, 4)));
  const int month = std::stoi(std::string(text.substr(5, 2)));
  const int day = std::stoi(std::string(text.substr(8)));
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

void check_shape(const Json& entry, const Shape& shape, const Where& where) {
  for (const auto& item : entry.items()) {
    if (std::none_of(shape.keys.begin(), shape.keys.end(),
                     [&](const Key& key) { return key.name == item.key(); })) {
      refuse(where, "the key \"" + item.key() + "\" is not known");
    }
  }
  for (const auto& key : shape.keys) {
    const auto name = std::string(key.name);
    const auto at = entry.find(name);
    if (at == entry.end()) {
      if (key.need == Need::kRequired) refuse(where, "the key \"" + name + "\" is missing");
      continue;
    }
    const auto what = expected(*at, key);
    if (!what.empty()) refuse(where, "\"" + name + "\" must be " + what);
  }
}

}  // namespace nextline::knowledge::compiler
