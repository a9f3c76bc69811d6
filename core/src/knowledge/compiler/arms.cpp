// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/arms.h"

#include <algorithm>
#include <map>

#include "knowledge/compiler/vocabulary.h"
#include "knowledge/tables.h"

namespace nextline::knowledge::compiler {

namespace {

using Names = std::set<std::string>;

bool holds(const Json& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

const Json& entry_of(const Base& base, std::string_view section, const std::string& id) {
  return base[section][index_of(base[section], id).value()].data;
}

struct Arm {
  const Json* data = nullptr;
  std::string label;
  Json agents = Json::array();
  std::string regimen;  // the one with these agents; empty: none
  Json not_tolerated =
      Json::array();         // regimens of which a patient who did not tolerate one speaks against the arm
  std::string choice;        // empty: given whatever the doctor chooses
  std::vector<Names> parts;  // what each of its drugs is to the rules: options and groups
};

ClassSet classes_of(const Json& agent) {
  ClassSet mask;
  for (const auto& name : agent["classes"]) {
    for (const auto& word : class_words()) {
      if (word.id == name.get<std::string>()) mask |= word.mask;
    }
  }
  return mask;
}

// An arm is to the rules what the options made of its drugs are; a drug that no option gives alone is known by its
// groups.
std::vector<Names> parts_of(const Base& base, const Json& agents) {
  std::vector<Names> parts;
  for (const auto& agent : agents) parts.push_back(groups_of_agent(base, agent.get<std::string>()));
  for (const auto& option : base["options"]) {
    const Json& own = agents_of_option(base, option.data);
    const bool inside = std::all_of(own.begin(), own.end(),
                                    [&](const Json& agent) { return holds(agents, agent.get<std::string>()); });
    if (own.empty() || !inside) continue;
    Names names = {option.id};
    for (const auto& group : option.data["groups"]) names.insert(group.get<std::string>());
    if (own.size() == 1) {
      // The drug alone: what is said of the option is said of it, and an `except` that names the option holds.
      const auto at = std::find(agents.begin(), agents.end(), own.front()) - agents.begin();
      parts[static_cast<std::size_t>(at)].merge(names);
    } else {
      parts.push_back(std::move(names));
    }
  }
  return parts;
}

bool applies(const Json& rule, const Names& names) {
  const auto named = [&](const char* key) {
    const Json& list = part(rule, key);
    return std::any_of(list.begin(), list.end(),
                       [&](const Json& name) { return names.count(name.get<std::string>()) != 0; });
  };
  return named("applies_to") && !named("except");
}

bool applies(const Json& rule, const Arm& arm) {
  return std::any_of(arm.parts.begin(), arm.parts.end(),
                     [&](const Names& names) { return applies(rule, names); });
}

std::vector<Arm> arms_of(const Base& base, const Entry& trial) {
  std::vector<Arm> arms;
  for (const auto& data : part(trial.data, "gives")) {
    Arm arm;
    arm.data = &data;
    arm.choice = text_or_empty(data, "choice");
    arm.regimen = text_or_empty(data, "regimen");
    if (!arm.regimen.empty()) {
      arm.agents = entry_of(base, "regimens", arm.regimen)["agents"];
      arm.label = text_or_empty(entry_of(base, "regimens", arm.regimen), "label");
    } else if (const Json& agents = part(data, "agents"); !agents.is_null()) {
      arm.agents = agents;
      for (const auto& agent : agents) {
        arm.label += (arm.label.empty() ? "" : " + ") +
                     text_or_empty(entry_of(base, "agents", agent.get<std::string>()), "label");
      }
      for (const auto& regimen : base["regimens"]) {
        if (regimen.data["agents"] == agents) arm.regimen = regimen.id;
      }
    }
    for (const auto& regimen : base["regimens"]) {
      const Json& agents = regimen.data["agents"];
      const bool alone = agents.size() == 1 && holds(arm.agents, agents[0].get<std::string>());
      if (regimen.id == arm.regimen || alone) arm.not_tolerated.push_back(regimen.id);
    }
    arm.parts = parts_of(base, arm.agents);
    arms.push_back(std::move(arm));
  }
  return arms;
}

bool speaks_of_option(const Json& condition) {
  if (condition.is_object() &&
      (condition.contains("option_used") || condition.contains("option_not_tolerated"))) {
    return true;
  }
  return condition.is_structured() && std::any_of(condition.begin(), condition.end(),
                                                  [](const Json& inner) { return speaks_of_option(inner); });
}

// The condition with the arm in the place of the option.
Json for_arm(const Json& condition, const Arm& arm) {
  if (!condition.is_structured()) return condition;
  if (condition.is_object() && condition.contains("option_used")) {
    Json given = Json::array();
    for (const auto& agent : arm.agents) given.push_back({{"prior", "any"}, {"agent", Json::array({agent})}});
    return {{"all", std::move(given)}};
  }
  if (condition.is_object() && condition.contains("option_not_tolerated")) {
    if (arm.not_tolerated.empty()) return {{"not", {{"always", true}}}};
    return {{"field", "intolerances"}, {"has_any", arm.not_tolerated}};
  }
  Json out = condition;
  for (auto& inner : out) inner = for_arm(inner, arm);
  return out;
}

// What a rule is to an arm; nothing where it does not judge arms.
std::string kind_in_arm(const Json& rule, const Arm& arm) {
  if (names_trials(rule) || arm.agents.empty() || !applies(rule, arm)) return {};
  const auto kind = rule["kind"].get<std::string>();
  if (flag(rule, "arms_only")) {
    // What an arm requires is required of what the trial tests, not of what it compares with.
    return kind == "requires" && !flag(*arm.data, "experimental") ? std::string() : kind;
  }
  const Json& cap = part(rule, "cap");
  const bool ends = cap.is_object() && cap["tier"] == "not_recommended";
  if (kind == "excludes" || ends) return "excludes";
  // No trial fits without a word where a strong caution or a stop sign stands over what it gives. What `clinical_trial`
  // waits for is said of trials by rules of their own.
  const bool holds_back = flag(rule, "strong") || !part(rule, "before_start").is_null();
  return kind == "caution" && holds_back && !holds(rule["applies_to"], "clinical_trial") ? kind : std::string();
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

class Writer {
 public:
  Writer(const Base& base, const Entry& trial) : trial_(trial), arms_(arms_of(base, trial)) {
    for (const Arm& arm : arms_) {
      if (!arm.choice.empty()) spoils_[arm.choice];
    }
    prefix_ = trial.id;
    std::transform(prefix_.begin(), prefix_.end(), prefix_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    prefix_ += ".arm.";
    for (const auto& rule : base["rules"]) add(rule);
    add_choices();
  }
  std::vector<Json> criteria;

 private:
  struct Spoiling {
    std::vector<Json> excluded;  // conditions that rule the choice out
    std::vector<Json> missed;    // ... and those that leave nothing new to give
  };
  const Entry& trial_;
  std::vector<Arm> arms_;
  std::map<std::string, Spoiling> spoils_;  // by choice
  std::string prefix_;

  void add(const Entry& rule) {
    const Json& when = rule.data["when"];
    std::map<std::string, std::vector<const Arm*>> touched;  // by kind
    for (const Arm& arm : arms_) {
      const auto kind = kind_in_arm(rule.data, arm);
      if (kind.empty()) continue;
      if (speaks_of_option(when)) {
        add(rule, kind, for_arm(when, arm), {&arm}, "." + text_or_empty(*arm.data, "id"));
      } else {
        touched[kind].push_back(&arm);
      }
    }
    for (const auto& [kind, arms] : touched) add(rule, kind, when, arms, "");
  }

  void add(const Entry& rule, const std::string& kind, const Json& when, const std::vector<const Arm*>& arms,
           const std::string& suffix) {
    std::vector<std::string> labels;
    std::set<std::string> choices;
    bool all = spoils_.empty();
    for (const Arm* const arm : arms) {
      if (std::find(labels.begin(), labels.end(), arm->label) == labels.end()) labels.push_back(arm->label);
      all = all || arm->choice.empty();
      choices.insert(arm->choice);
    }
    all = all || choices.size() == spoils_.size();
    const std::string in_arms = (labels.size() == 1 ? "Arm " : "Arms ") + joined(labels);
    const auto text = rule.data["text"].get<std::string>();
    Json criterion = {
        {"id", prefix_ + rule.id + suffix}, {"kind", kind}, {"when", when}, {"text", in_arms + ": " + text}};
    criterion["repeats"] = rule.id;
    for (const char* const key : {"source", "locator", "mark"}) criterion[key] = rule.data[key];
    if (kind == "caution" && flag(rule.data, "strong")) criterion["strong"] = true;
    if (kind == "caution" && flag(rule.data, "as_entered")) criterion["as_entered"] = true;
    const bool decides = kind == "excludes" || kind == "requires";
    if (decides && !all) {
      // The doctor can choose another: a caution, until nothing is left to choose.
      const Json spoilt = kind == "requires" ? Json{{"not", when}} : when;
      for (const auto& choice : choices) {
        auto& spoiling = spoils_[choice];
        (kind == "requires" ? spoiling.missed : spoiling.excluded).push_back(spoilt);
      }
      criterion["kind"] = "caution";
      criterion["when"] = spoilt;
      criterion["text"] = "The choice of " + joined({choices.begin(), choices.end()}) + " falls away. " +
                          in_arms + (kind == "requires" ? ", not met: " : ": ") + text;
    }
    criteria.push_back(std::move(criterion));
  }

  void add_choices() {
    Json excluded = Json::array();
    Json spoilt = Json::array();
    std::vector<std::string> names;
    for (const auto& [choice, spoiling] : spoils_) {
      names.push_back(choice);
      if (!spoiling.excluded.empty()) excluded.push_back({{"any", spoiling.excluded}});
      Json any = spoiling.excluded;
      for (const auto& one : spoiling.missed) any.push_back(one);
      if (!any.empty()) spoilt.push_back({{"any", any}});
    }
    if (names.empty()) return;
    if (excluded.size() == names.size()) {
      add_choice("excludes", "no_choice_left", {{"all", excluded}},
                 "Each choice that the doctor has is ruled out: " + joined(names));
    }
    if (spoilt.size() == names.size() && spoilt != excluded) {
      add_choice("requires", "a_choice_is_left", {{"not", {{"all", spoilt}}}},
                 "A choice is left that is not ruled out and holds a drug not yet given: " + joined(names));
    }
  }

  void add_choice(const char* kind, const char* id, const Json& when, const std::string& text) {
    criteria.push_back({{"id", prefix_ + id},
                        {"kind", kind},
                        {"when", when},
                        {"text", text},
                        {"source", trial_.data["source"]},
                        {"locator", trial_.data["locator"]},
                        {"mark", trial_.data["mark"]}});
  }
};

}  // namespace

std::set<std::string> groups_of_agent(const Base& base, const std::string& agent) {
  const Json& data = entry_of(base, "agents", agent);
  Names names = {"anticancer", "systemic"};
  const auto classes = classes_of(data);
  if (classes.meets(kCheckpointInhibitor)) names.insert("checkpoint_inhibitor");
  // Multikinase inhibitors act on VEGF receptors (safety.md, "any anti-VEGF").
  if (classes.meets(kAntiVegf | kMultikinase)) names.insert("anti_vegf");
  for (const auto& group : part(data, "groups")) names.insert(group.get<std::string>());
  return names;
}

const Json& agents_of_option(const Base& base, const Json& option) {
  const auto regimen = text_or_empty(option, "regimen");
  return option["agents"].empty() && !regimen.empty() ? entry_of(base, "regimens", regimen)["agents"]
                                                      : option["agents"];
}

void check_arms(const Base& base, const Entry& trial) {
  const Json& gives = part(trial.data, "gives");
  if (flag(trial.data, "second_line") && gives.empty()) {
    refuse(trial.where(), "a second-line trial must say what its arms give");
  }
  std::set<std::string> ids;
  std::map<std::string, int> by_choice;
  bool tests_something = gives.empty();
  for (const auto& arm : gives) {
    const auto id = arm["id"].get<std::string>();
    const auto where = trial.where().part(id);
    if (!ids.insert(id).second) refuse(where, "the id is already used by another arm");
    const Json& agents = part(arm, "agents");
    const auto regimen = text_or_empty(arm, "regimen");
    const bool inactive = !text_or_empty(arm, "inactive").empty();
    if ((regimen.empty() ? 0 : 1) + (agents.empty() ? 0 : 1) + (inactive ? 1 : 0) != 1) {
      refuse(where, "an arm has one of regimen, agents (not empty) and inactive");
    }
    if (!regimen.empty()) {
      const std::optional<std::size_t> at = index_of(base["regimens"], regimen);
      if (!at) refuse(where, "the regimen \"" + regimen + "\" does not exist");
      const Json& data = base["regimens"][*at].data;
      if (data["agents"].empty()) refuse(where, "the regimen \"" + regimen + "\" names no agent");
    }
    for (const auto& agent : agents) {
      if (!index_of(base["agents"], agent.get<std::string>())) {
        refuse(where, "the agent \"" + agent.get<std::string>() + "\" does not exist");
      }
    }
    if (flag(arm, "experimental") && inactive) refuse(where, "what is inactive is not what the trial tests");
    tests_something = tests_something || flag(arm, "experimental");
    if (const auto choice = text_or_empty(arm, "choice"); !choice.empty()) ++by_choice[choice];
  }
  if (!tests_something) refuse(trial.where(), "no arm is experimental");
  if (by_choice.size() == 1) {
    refuse(trial.where(), "a choice of one is none: \"" + by_choice.begin()->first + "\"");
  }
}

std::vector<Json> arm_criteria(const Base& base, const Entry& trial) {
  if (!flag(trial.data, "second_line")) return {};
  return Writer(base, trial).criteria;
}

}  // namespace nextline::knowledge::compiler
