// SPDX-License-Identifier: Apache-2.0
// Over 600 lines: one check after the other in the order in which they are made, each of a few lines, none used elsewhere.
#include "knowledge/compiler/check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "knowledge/compiler/arms.h"
#include "knowledge/compiler/expression.h"
#include "knowledge/compiler/vocabulary.h"
#include "knowledge/limits.h"
#include "nextline/scores.h"

namespace nextline::knowledge::compiler {

namespace {

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

// ---- parts of entries: their own shapes --------------------------------------------------------------------

void check_trial_shape(const Entry& trial) {
  for (const auto& criterion : trial.data["criteria"]) {
    check_shape(criterion, kTrialCriterionShape, trial.where().part(text_or_empty(criterion, "id")));
  }
  for (const auto& arm : part(trial.data, "gives")) {
    check_shape(arm, kArmShape, trial.where().part(text_or_empty(arm, "id")));
  }
  check_shape(trial.data["recruitment"], kRecruitmentShape, trial.where().part("recruitment"));
}

void check_pathway_shape(const Entry& pathway) {
  check_shape(pathway.data["applies"], kAppliesShape, pathway.where().part("applies"));
  for (const auto& step : pathway.data["steps"]) {
    const auto where = pathway.where().part(text_or_empty(step, "id"));
    check_shape(step, kStepShape, where);
    for (const char* const branch : {"yes", "no"}) {
      for (const auto& statement : part(step, branch)) {
        check_shape(statement, kStatementShape, where.part(branch));
      }
    }
  }
}

void check_values_shape(const Json& values) {
  const Where where{"values.json"};
  check_shape(values["anchors"], kAnchorsShape, where.part("anchors"));
  for (const auto& item : values["anchors"].items()) {
    check_shape(item.value(), kAnchorShape, where.part("anchors").part(item.key()));
  }
  for (const auto& preset : values["presets"]) {
    check_shape(preset, kPresetShape, where.part(text_or_empty(preset, "id")));
  }
  check_shape(values["between_studies"], kBetweenStudiesShape, where.part("between_studies"));
  for (const auto& harm : values["harm"]) {
    check_shape(harm, kHarmShape, where.part(text_or_empty(harm, "id")));
  }
}

void check_part_shapes(const Base& base) {
  for (const auto& option : base["options"]) {
    for (const auto& dose : option.data["doses"]) check_shape(dose, kDoseShape, option.where().part("dose"));
  }
  for (const auto& rule : base["rules"]) {
    const Json& cap = part(rule.data, "cap");
    if (!cap.is_null()) check_shape(cap, kCapShape, rule.where().part("cap"));
  }
  for (const auto& trial : base["trials"]) check_trial_shape(trial);
  for (const auto& pathway : base["pathways"]) check_pathway_shape(pathway);
  for (const auto& row : base["evidence"]) {
    for (const auto& name : outcome_names()) {
      const Json& outcome = part(row.data, name);
      if (!outcome.is_null()) check_shape(outcome, kOutcomeShape, row.where().part(name));
    }
  }
  for (const auto& conflict : base["conflicts"]) {
    for (const auto& reading : conflict.data["readings"]) {
      check_shape(reading, kReadingShape, conflict.where().part("reading"));
    }
  }
  check_values_shape(base.values);
}

// ---- references ------------------------------------------------------------------------------------------------

void must_exist(const Base& base, std::string_view section, const Json& names, const std::string& what,
                const Where& where) {
  const auto one = [&](const Json& name) {
    if (!index_of(base[section], name.get<std::string>())) {
      refuse(where, "the " + what + " " + in_quotes(name.get<std::string>()) + " does not exist");
    }
  };
  if (names.is_string()) one(names);
  if (names.is_array()) {
    for (const auto& name : names) one(name);
  }
}

// Every "source" of an entry and its parts.
void check_sources_in(const Base& base, const Json& value, const Where& where, std::set<std::string>& used) {
  if (value.is_array()) {
    for (const auto& item : value) check_sources_in(base, item, where, used);
  }
  if (!value.is_object()) return;
  for (const auto& item : value.items()) {
    const bool names_source =
        item.key() == "source" || item.key() == "source_best" || item.key() == "source_worst";
    if (!names_source) {
      check_sources_in(base, item.value(), where, used);
    } else if (item.value().is_string()) {
      must_exist(base, "sources", item.value(), "source", where);
      used.insert(item.value().get<std::string>());
    }
  }
}

void check_sources(const Base& base) {
  std::set<std::string> used;
  for (const auto& [name, entries] : base.entries) {
    if (name == "sources") continue;
    for (const auto& entry : entries) check_sources_in(base, entry.data, entry.where(), used);
  }
  check_sources_in(base, base.values, {"values.json"}, used);
  for (const auto& score : kScores) {
    const std::string source(score.source);
    if (!index_of(base["sources"], source)) {
      refuse({"sources/*.json"}, "the source " + in_quotes(source) + " of the score " +
                                     in_quotes(std::string(score.id)) + " is missing");
    }
    used.insert(source);
  }
  for (const auto& source : base["sources"]) {
    if (used.count(source.id) == 0) refuse(source.where(), "the source is used by no entry");
  }
}

bool is_group(const Base& base, const std::string& name) {
  const auto& options = base["options"];
  return std::any_of(options.begin(), options.end(), [&](const Entry& option) {
    const Json& groups = option.data["groups"];
    return std::find(groups.begin(), groups.end(), name) != groups.end();
  });
}

void check_groups(const Base& base, const Json& names, const Where& where) {
  for (const auto& name : names) {
    if (!is_group(base, name.get<std::string>())) {
      refuse(where, "no option is in the group " + name.dump());
    }
  }
}

void check_agents(const Base& base) {
  for (const auto& agent : base["agents"]) {
    for (const auto& name : agent.data["classes"]) {
      const auto words = class_words();
      const bool known = std::any_of(words.begin(), words.end(), [&](const ClassWord& word) {
        return word.id == name.get<std::string>() && word.id != "checkpoint_inhibitor";
      });
      if (!known) refuse(agent.where(), "the class " + name.dump() + " is not known");
    }
    if (agent.data["classes"].empty()) refuse(agent.where(), "the agent has no class");
    check_groups(base, part(agent.data, "groups"), agent.where());
    const auto names = [&](const Json& entry) {
      const Json& agents = part(entry, "agents");
      return std::find(agents.begin(), agents.end(), agent.id) != agents.end();
    };
    const auto holds = [&](const Entry& entry) { return names(entry.data); };
    const auto gives = [&](const Entry& trial) {
      const Json& arms = part(trial.data, "gives");
      return std::any_of(arms.begin(), arms.end(), names);
    };
    const auto& regimens = base["regimens"];
    const auto& options = base["options"];
    if (std::none_of(regimens.begin(), regimens.end(), holds) &&
        std::none_of(options.begin(), options.end(), holds) &&
        std::none_of(base["trials"].begin(), base["trials"].end(), gives)) {
      refuse(agent.where(), "the agent is in no regimen, no option and no trial");
    }
  }
}

void check_regimens_and_options(const Base& base) {
  for (const auto& regimen : base["regimens"]) {
    must_exist(base, "agents", regimen.data["agents"], "agent", regimen.where());
    for (const auto& name : part(regimen.data, "unknown_classes")) {
      const auto words = class_words();
      if (name != "all" && std::none_of(words.begin(), words.end(), [&](const ClassWord& word) {
            return word.id == name.get<std::string>();
          })) {
        refuse(regimen.where(), "the class " + name.dump() + " is not known");
      }
    }
    for (const auto& name : part(regimen.data, "unknown_agents")) {
      if (name != "all") must_exist(base, "agents", name, "agent", regimen.where());
    }
  }
  std::set<std::string> harms;
  for (const auto& harm : base.values["harm"]) {
    if (!harms.insert(harm["id"].get<std::string>()).second) {
      refuse({"values.json", harm["id"]}, "the id is already used");
    }
  }
  for (const auto& option : base["options"]) {
    const Json& groups = option.data["groups"];
    if (option.id == kTrialsGroup || std::find(groups.begin(), groups.end(), kTrialsGroup) != groups.end()) {
      refuse(option.where(), "\"trials\" names the trials and is neither an option nor a group");
    }
    must_exist(base, "agents", option.data["agents"], "agent", option.where());
    must_exist(base, "regimens", option.data["regimen"], "regimen", option.where());
    const Json& harm = option.data["harm"];
    if (harm.is_string() && harms.count(harm.get<std::string>()) == 0) {
      refuse(option.where(), "the harm " + harm.dump() + " does not exist in values.json");
    }
    const std::optional<std::size_t> regimen =
        index_of(base["regimens"], text_or_empty(option.data, "regimen"));
    if (regimen && !option.data["agents"].empty() &&
        option.data["agents"] != base["regimens"][*regimen].data["agents"]) {
      refuse(option.where(), "its agents are not those of its regimen");
    }
    // What a drug is to the rules it is wherever it is given: alone, in a pair, in the arm of a trial.
    for (const auto& agent : agents_of_option(base, option.data)) {
      for (const auto& group : groups_of_agent(base, agent.get<std::string>())) {
        const bool named = std::find(groups.begin(), groups.end(), group) != groups.end();
        if (!named && is_group(base, group)) {
          refuse(option.where(),
                 "gives " + agent.get<std::string>() + " and is not in the group " + in_quotes(group));
        }
      }
    }
  }
  for (const auto& label : base["labels"]) {
    must_exist(base, "regimens", label.data["regimen"], "regimen", label.where());
  }
}

// ---- rules and statements ----------------------------------------------------------------------------------------

void check_rule_words(const Json& rule, const Where& where) {
  const auto kind = rule["kind"].get<std::string>();
  if (flag(rule, "strong") && kind != "caution") refuse(where, "only a caution can be strong");
  if (flag(rule, "arms_only") && (names_trials(rule) || !part(rule, "cap").is_null())) {
    refuse(where, "a rule of arms speaks of drugs: it names no trials and has no cap");
  }
}

void check_rules(const Base& base) {
  std::map<std::string, std::string> ids;
  for (const auto& rule : base["rules"]) {
    ids[rule.id] = rule.file;
    check_rule_words(rule.data, rule.where());
    const auto named = named_options(base, rule.data["applies_to"], part(rule.data, "except"), rule.where());
    if (named.empty() && !names_trials(rule.data)) {
      refuse(rule.where(), "the rule applies to no option");
    }
  }
  for (const auto& trial : base["trials"]) {
    const bool registered = trial.id.size() == 11 && trial.id.rfind("NCT", 0) == 0 &&
                            trial.id.find_first_not_of("0123456789", 3) == std::string::npos;
    if (!registered) refuse(trial.where(), "the id is no registry number (NCT and eight digits)");
    must_exist(base, "definitions", part(trial.data, "population"), "definition", trial.where());
    check_arms(base, trial);
    for (const auto& criterion : trial.data["criteria"]) {
      const auto id = criterion["id"].get<std::string>();
      const auto where = trial.where().part(id);
      check_rule_words(criterion, where);
      const Json& cap = part(criterion, "cap");
      if (!cap.is_null()) refuse(where, "a trial has no tier that could be capped");
      if (!ids.insert({id, trial.file}).second) refuse(where, "the id is already used in " + ids[id]);
    }
    const auto of_arms = arm_criteria(base, trial);
    for (const auto& criterion : of_arms) {
      const auto id = criterion["id"].get<std::string>();
      if (!ids.insert({id, trial.file}).second) {
        refuse(trial.where().part(id), "the id is already used in " + ids[id]);
      }
    }
    const auto shared = static_cast<std::size_t>(std::count_if(
        base["rules"].begin(), base["rules"].end(), [](const Entry& rule) { return names_trials(rule.data); }));
    const auto all = trial.data["criteria"].size() + of_arms.size() + shared;
    if (all > kMaxRulesEach) {
      refuse(trial.where(), "has more than " + std::to_string(kMaxRulesEach) +
                                " criteria, those of its arms among them (" + std::to_string(all) + ")");
    }
  }
}

// ---- quotes ----------------------------------------------------------------------------------------------------

int word_count(const std::string& text) {
  std::istringstream in(text);
  std::string word;
  int count = 0;
  while (in >> word) ++count;
  return count;
}

void check_quotes(const Json& quotes, std::size_t most, const Where& where) {
  if (quotes.size() > most) {
    refuse(where, std::string("has more than ") + (most == 2 ? "two" : "four") + " quotes");
  }
  for (const auto& quote : quotes) {
    const int words = word_count(quote.get<std::string>());
    if (words == 0) refuse(where, "a quote is blank");
    if (words > 25) refuse(where, "a quote is longer than 25 words");
  }
}

// Of a step or a statement of a pathway: what no sentence of the document says must be said to be a reading.
void check_words(const Json& item, const Where& where) {
  check_quotes(item["quotes"], 2, where);
  if (item["quotes"].empty() && part(item, "note").is_null()) {
    refuse(where, "has neither a quote nor a note that says whose reading it is");
  }
}

void check_statements(const Base& base, const Json& step, const char* branch, const Where& where) {
  std::set<int> unconditional;
  for (const auto& statement : part(step, branch)) {
    check_words(statement, where.part(branch));
    const Json& value = statement["value"];
    if (value != -2 && value != -1 && value != 1 && value != 2) {
      refuse(where, "the value of a statement is -2, -1, 1 or 2, not " + value.dump());
    }
    const auto options = named_options(base, statement["options"], part(statement, "except"), where);
    if (options.empty()) refuse(where, "a statement applies to no option");
    if (!part(statement, "when").is_null()) continue;
    for (const int option : options) {
      if (!unconditional.insert(option).second) {
        refuse(where, "two statements without a condition speak of the option " +
                          in_quotes(base["options"][static_cast<std::size_t>(option)].id) + " under " + branch);
      }
    }
  }
}

void check_pathways(const Base& base) {
  for (const auto& pathway : base["pathways"]) {
    std::set<std::string> ids;
    for (const auto& step : pathway.data["steps"]) {
      const auto id = step["id"].get<std::string>();
      const auto where = pathway.where().part(id);
      if (!ids.insert(id).second) refuse(where, "the id is already used in this pathway");
      check_words(step, where);
      check_statements(base, step, "yes", where);
      check_statements(base, step, "no", where);
    }
    if (ids.empty()) refuse(pathway.where(), "the pathway has no steps");
  }
}

// ---- evidence and conflicts ------------------------------------------------------------------------------------

void check_interval(const Json& low, const Json& value, const Json& high, const Where& where) {
  const auto above = [](const Json& a, const Json& b) {
    return a.is_number() && b.is_number() && a.get<double>() > b.get<double>();
  };
  if (above(low, value) || above(value, high) || above(low, high)) {
    refuse(where, "the interval does not hold its value");
  }
}

void check_outcome(const Base& base, const Json& outcome, const std::string& name, const Where& where) {
  const bool months = name == "os" || name == "pfs" || name == "ttp";
  if (outcome["unit"] != (months ? "months" : "%")) {
    refuse(where, std::string("the unit must be ") + (months ? "months" : "%"));
  }
  for (const char* const key : {"value", "low", "high", "comparator_value"}) {
    const Json& number = part(outcome, key);
    if (!number.is_number()) continue;
    if (number.get<double>() < 0 || (!months && number.get<double>() > 100)) {
      refuse(where, in_quotes(key) + (months ? " must not be below 0" : " must lie between 0 and 100"));
    }
  }
  check_interval(part(outcome, "low"), outcome["value"], part(outcome, "high"), where);
  const Json& ratio = part(outcome, "hazard_ratio");
  if (ratio.is_object())
    check_interval(ratio["low"], ratio["value"], ratio["high"], where.part("hazard_ratio"));
  if (outcome["value"].is_null() && part(outcome, "note").is_null()) {
    refuse(where, "a value that is null needs a note that says why");
  }
  if (outcome["value"].is_null() && flag(outcome, "valued")) {
    refuse(where, "a value that is null cannot be valued");
  }
  check_quotes(part(outcome, "quotes"), 4, where);
  must_exist(base, "conflicts", part(outcome, "conflict"), "conflict", where);
  if (!part(outcome, "printed").is_null() && part(outcome, "conflict").is_null()) {
    refuse(where, "\"printed\" needs the conflict that explains it");
  }
}

void check_evidence(const Base& base) {
  for (const auto& row : base["evidence"]) {
    const int year = row.data["year"].get<int>();
    if (year < 1990 || year > 2100) refuse(row.where(), "the year is not plausible");
    const Json& arms = part(row.data, "arms");
    if (!arms.is_null() && (row.data["n"].is_null() || arms.get<int>() < 2)) {
      refuse(row.where(), "\"arms\" says how many arms share n: it needs an n and two arms or more");
    }
    must_exist(base, "options", row.data["options"], "option", row.where());
    static_cast<void>(read_setting(base, row.data, row.where()));
    bool any = false;
    for (const auto& name : outcome_names()) {
      const Json& outcome = part(row.data, name);
      if (outcome.is_null()) continue;
      any = true;
      check_outcome(base, outcome, name, row.where().part(name));
    }
    if (!any) refuse(row.where(), "the row reports no outcome");
  }
  for (const auto& conflict : base["conflicts"]) {
    if (conflict.data["readings"].size() < 2) refuse(conflict.where(), "a conflict needs two readings");
    must_exist(base, "evidence", conflict.data["evidence"], "evidence", conflict.where());
  }
}

// A document is what its entry in documents.json says: new ones need no code.
void check_documents(const Base& base) {
  for (const char* const section : {"sources", "evidence"}) {
    for (const auto& entry : base[section]) {
      must_exist(base, "documents", part(entry.data, "document"), "document", entry.where());
    }
  }
  for (const auto& conflict : base["conflicts"]) {
    for (const auto& reading : conflict.data["readings"]) {
      must_exist(base, "documents", reading["document"], "document", conflict.where().part("reading"));
    }
  }
}

void check_guidelines(const Base& base) {
  for (const auto& guideline : base["guidelines"]) {
    const auto mark = guideline.data["mark"].get<std::string>();
    if (!guideline.data["says"].is_null() && mark != "V" && mark != "V2") {
      refuse(guideline.where(),
             "a guideline says only what was read (V or V2); \"says\" is null where it was not");
    }
    must_exist(base, "options", guideline.data["options"], "option", guideline.where());
    if (guideline.data["says"].is_null() != guideline.data["options"].empty()) {
      refuse(guideline.where(), "names the options it speaks of where it was read, and none where it was not");
    }
  }
}

void check_considerations(const Base& base) {
  for (const auto& entry : base["considerations"]) {
    if (flag(entry.data, "show_if_unknown") && text_or_empty(entry.data, "because_unknown").empty()) {
      refuse(entry.where(), "is shown where unknown and needs \"because_unknown\"");
    }
  }
}

// ---- marks, dates, numbers, limits -----------------------------------------------------------------------------

void refuse_unsure(const Json& entry, const Where& where) {
  if (part(entry, "mark") == "U") refuse(where, "is marked U (unsure) and must not decide anything");
}

void check_marks(const Base& base) {
  for (const auto& [name, entries] : base.entries) {
    if (name == "labels" || name == "guidelines") continue;
    for (const auto& entry : entries) {
      // A note may be unsure as long as it only informs.
      if (name == "rules" && entry.data["kind"] == "note" && part(entry.data, "cap").is_null()) continue;
      refuse_unsure(entry.data, entry.where());
    }
  }
  for (const auto& option : base["options"]) {
    for (const auto& dose : option.data["doses"]) refuse_unsure(dose, option.where().part("dose"));
  }
  for (const auto& trial : base["trials"]) {
    for (const auto& criterion : trial.data["criteria"]) {
      if (criterion["kind"] != "note") refuse_unsure(criterion, trial.where().part(criterion["id"]));
    }
  }
  for (const auto& pathway : base["pathways"]) {
    for (const auto& step : pathway.data["steps"]) {
      const auto where = pathway.where().part(step["id"]);
      refuse_unsure(step, where);
      for (const char* const branch : {"yes", "no"}) {
        for (const auto& statement : part(step, branch)) refuse_unsure(statement, where.part(branch));
      }
    }
  }
  for (const char* const key : {"harm", "presets"}) {
    for (const auto& entry : base.values[key]) refuse_unsure(entry, {"values.json", entry["id"]});
  }
  refuse_unsure(base.values["between_studies"], {"values.json", "between_studies"});
}

void check_review_dates(const Json& entry, const Where& where) {
  const auto entered = text_or_empty(entry, "entered");
  const auto due = text_or_empty(entry, "review_due");
  if (!entered.empty() && !due.empty() && due < entered)
    refuse(where, "is due for review before it was entered");
}

void check_values(const Base& base) {
  const Where where{"values.json"};
  const auto from_0_to_1 = [&](const Json& entry, const char* key, const Where& at) {
    const double x = entry[key].get<double>();
    if (x < 0 || x > 1) refuse(at, in_quotes(key) + " must lie between 0 and 1");
    return x;
  };
  std::set<std::string> presets;
  for (const auto& preset : base.values["presets"]) {
    const auto id = preset["id"].get<std::string>();
    const auto at = where.part(id);
    const auto weight = [&](const char* key) { return from_0_to_1(preset, key, at); };
    if (!presets.insert(id).second) refuse(at, "the id is already used by another preset");
    if (std::fabs(weight("benefit") + weight("harm") - 1) > 1e-9) {
      refuse(at, "benefit and harm do not sum to 1");
    }
    if (std::fabs(weight("os") + weight("pfs") + weight("orr") - 1) > 1e-9) {
      refuse(at, "os, pfs and orr do not sum to 1");
    }
    if (part(preset, "source").is_null() != part(preset, "locator").is_null()) {
      refuse(at, "a source needs its locator, and a locator its source");
    }
  }
  if (presets.count(std::string(kDefaultPreset)) == 0) {
    refuse(where.part("presets"), "there is no preset with the id \"default\"");
  }
  for (const char* const key : {"randomised", "other"}) {
    static_cast<void>(from_0_to_1(base.values["between_studies"], key, where.part("between_studies")));
  }
  for (const auto& item : base.values["anchors"].items()) {
    const bool harm = item.key() == "grade34";
    const double best = item.value()["best"].get<double>();
    const double worst = item.value()["worst"].get<double>();
    const bool months = item.key() == "os" || item.key() == "pfs";
    const auto at = where.part("anchors").part(item.key());
    if (item.value()["unit"] != (months ? "months" : "%")) {
      refuse(at, std::string("the unit must be ") + (months ? "months" : "%"));
    }
    // The tables say: nothing is worth 0, no event is worth 1.
    if ((harm ? best : worst) != 0) refuse(at, harm ? "the best must be 0" : "the worst must be 0");
    if ((harm ? worst : best) <= 0) refuse(at, "the other end must be above 0");
  }
  for (const auto& harm : base.values["harm"]) {
    const double best = harm["best"].get<double>();
    const double worst = harm["worst"].get<double>();
    if (best < 0 || worst > 100 || best > worst) {
      refuse(where.part(harm["id"]), "0 <= best <= worst <= 100 does not hold");
    }
  }
}

// What the masks of the tables and the arrays of an evaluation can hold.
void check_limits(const Base& base) {
  const auto limit = [&](std::string_view section, std::size_t most) {
    if (base[section].size() > most) {
      refuse(base[section].back().where(),
             "there are more than " + std::to_string(most) + " " + std::string(section));
    }
  };
  limit("agents", 64);
  limit("regimens", 64);
  limit("options", kMaxOptions);
  limit("trials", kMaxTrials);
  limit("pathways", kMaxPathways);
  limit("stops", kMaxStops);
  limit("evidence", 10000);
  limit("sources", 10000);
  std::map<int, std::size_t> rules;
  for (const auto& rule : base["rules"]) {
    if (flag(rule.data, "arms_only")) continue;
    for (const int option :
         named_options(base, rule.data["applies_to"], part(rule.data, "except"), rule.where())) {
      if (++rules[option] > kMaxRulesEach) {
        refuse(base["options"][static_cast<std::size_t>(option)].where(),
               "has more than " + std::to_string(kMaxRulesEach) + " rules");
      }
    }
  }
  for (const auto& pathway : base["pathways"]) {
    if (pathway.data["steps"].size() > kMaxSteps) {
      refuse(pathway.where(), "has more than " + std::to_string(kMaxSteps) + " steps");
    }
  }
}

}  // namespace

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> kNames = {"os", "pfs", "ttp", "orr", "dcr", "grade34"};
  return kNames;
}

Setting read_setting(const Base& base, const Json& evidence, const Where& where) {
  const auto text = evidence["setting"].get<std::string>();
  const auto named = [&](SettingKind kind) { return Setting{kind}; };
  if (text == "after_inhibitor") return named(SettingKind::kAfterInhibitor);
  if (text == "after_sorafenib") return named(SettingKind::kAfterSorafenib);
  if (text == "first_line") return named(SettingKind::kFirstLine);
  if (text == "other") return named(SettingKind::kOther);
  if (text.rfind("after:", 0) != 0) refuse(where, "the setting " + in_quotes(text) + " is not known");
  auto setting = named(SettingKind::kAfterRegimen);
  std::istringstream list(text.substr(6) + ",");
  std::string id;
  while (std::getline(list, id, ',')) {
    const std::optional<std::size_t> regimen = index_of(base["regimens"], id);
    if (!regimen) refuse(where, "the regimen " + in_quotes(id) + " of the setting does not exist");
    setting.regimens |= RegimenSet::one(*regimen);
  }
  return setting;
}

void for_each_condition(const Base& base, const std::function<void(const Json&, const Where&)>& visit) {
  for (const auto& option : base["options"]) {
    for (const auto& dose : option.data["doses"]) visit(part(dose, "when"), option.where().part("dose"));
  }
  for (const char* const section : {"rules", "considerations", "stops"}) {
    for (const auto& entry : base[section]) {
      visit(entry.gate.is_null() ? entry.data["when"] : entry.gate, entry.where());
    }
  }
  for (const auto& trial : base["trials"]) {
    for (const auto& criterion : trial.data["criteria"]) {
      visit(criterion["when"], trial.where().part(criterion["id"]));
    }
    for (const auto& criterion : arm_criteria(base, trial)) {
      visit(criterion["when"], trial.where().part(criterion["id"]));
    }
  }
  for (const auto& pathway : base["pathways"]) {
    visit(pathway.data["applies"]["when"], pathway.where().part("applies"));
    for (const auto& step : pathway.data["steps"]) {
      const auto where = pathway.where().part(step["id"]);
      visit(step["when"], where);
      for (const char* const branch : {"yes", "no"}) {
        for (const auto& statement : part(step, branch)) {
          visit(part(statement, "when"), where.part(branch));
        }
      }
    }
  }
}

void check_base(const Base& base) {
  check_part_shapes(base);
  check_limits(base);
  check_regimens_and_options(base);
  check_agents(base);
  check_rules(base);
  check_pathways(base);
  check_documents(base);
  check_guidelines(base);
  check_evidence(base);
  check_considerations(base);
  check_sources(base);
  for_each_condition(base, [&](const Json& condition, const Where& where) {
    static_cast<void>(compile_condition(condition, base, where));
  });
  check_marks(base);
  check_values(base);
  for (const auto& item : base.entries) {
    for (const auto& entry : item.second) check_review_dates(entry.data, entry.where());
  }
}

}  // namespace nextline::knowledge::compiler
