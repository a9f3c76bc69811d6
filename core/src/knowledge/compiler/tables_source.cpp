// SPDX-License-Identifier: Apache-2.0
// knowledge_tables.cpp: constant arrays behind the functions of tables.h. Lists of indices and statements are slices
// of one array each, so that no array is ever empty.
#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

#include "knowledge/compiler/arms.h"
#include "knowledge/compiler/check.h"
#include "knowledge/compiler/expression.h"
#include "knowledge/compiler/literal.h"
#include "knowledge/compiler/outputs.h"
#include "knowledge/compiler/vocabulary.h"

namespace nextline::knowledge::compiler {

namespace {

std::string text(const Json& entry, std::string_view key) { return text_literal(text_or_empty(entry, key)); }
std::string truth(bool value) { return value ? "true" : "false"; }

// Values with ", " between them, in braces.
std::string row(std::initializer_list<std::string> values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : ", ") + value;
  return "{" + out + "}";
}

// Rows of one array, and the slices taken of it.
class Array {
 public:
  Array(std::string type, std::string name) : type_(std::move(type)), name_(std::move(name)) {}
  void push(std::string value) { rows_.push_back(std::move(value)); }
  [[nodiscard]] std::string slice(const std::vector<std::string>& values) {
    if (values.empty()) return "{}";
    const auto at = rows_.size();
    rows_.insert(rows_.end(), values.begin(), values.end());
    return "std::span<const " + type_ + ">(" + name_ + " + " + std::to_string(at) + ", " +
           std::to_string(values.size()) + ")";
  }
  [[nodiscard]] const std::string& type() const { return type_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string definition() const {
    if (rows_.empty()) return "constexpr std::span<const " + type_ + "> " + name_ + " = {};\n\n";
    std::string out = "constexpr " + type_ + " " + name_ + "[] = {\n";
    for (const auto& value : rows_) out += "    " + value + ",\n";
    return out + "};\n\n";
  }

 private:
  std::string type_;
  std::string name_;
  std::vector<std::string> rows_;
};

// A rule of rules/ or a criterion of a trial.
struct AnyRule {
  std::string id;
  const Json* data;
  Where where;
  std::string repeats;         // the rule whose words it has; empty: its own
  const Json* gate = nullptr;  // null: always open
};

const std::string kNothing = "std::nullopt";  // of what is optional

constexpr std::string_view kRuleKinds[] = {"excludes", "requires", "caution", "note"};

class Writer {
 public:
  explicit Writer(const Base& base) : base_(base) {
    for_each_condition(base, [&](const Json& condition, const Where& where) {
      pool_.add(compile_condition(condition, base, where));
    });
    pool_.lay_out();
    for (const auto& rule : base["rules"]) {
      if (flag(rule.data, "arms_only")) continue;
      const bool carried = !rule.gate.is_null();
      rules_.push_back({rule.id, &rule.data, rule.where(), rule.repeats, carried ? &rule.gate : nullptr});
    }
    for (const auto& trial : base["trials"]) {
      if (!flag(trial.data, "second_line")) continue;
      for (const auto& criterion : trial.data["criteria"]) {
        const auto id = criterion["id"].get<std::string>();
        rules_.push_back({id, &criterion, trial.where().part(id), {}});
      }
      const auto& of_arms = arm_criteria_[trial.id] = Json(arm_criteria(base, trial));
      for (const auto& criterion : of_arms) {
        const auto id = criterion["id"].get<std::string>();
        rules_.push_back({id, &criterion, trial.where().part(id), text_or_empty(criterion, "repeats")});
      }
    }
    std::sort(rules_.begin(), rules_.end(), [](const AnyRule& a, const AnyRule& b) { return a.id < b.id; });
  }

  std::string source(const Stamp& stamp) {
    sources();
    agents();
    regimens();
    rules();
    evidence();
    harm();
    presets();
    options();
    trials();
    pathways();
    considerations_and_stops();
    for (const auto& node : pool_.nodes()) nodes_.push(node);
    for (const auto& words : pool_.word_lists()) word_lists_.push(text_literal(words));
    for (const auto& sentence : base_["statements"]) sentences_.push(text(sentence.data, "text"));
    return assemble(stamp);
  }

 private:
  // ---- looking up ----
  [[nodiscard]] std::string place(const Json& condition, const Where& where) const {
    return std::to_string(pool_.place(compile_condition(condition, base_, where)));
  }
  [[nodiscard]] std::string index(std::string_view section, const Json& id) const {
    return id.is_string() ? std::to_string(index_of(base_[section], id.get<std::string>()).value()) : kNothing;
  }
  [[nodiscard]] AgentSet agents_of(const Json& ids) const {
    AgentSet set;
    for (const auto& id : ids) {
      set |= AgentSet::one(index_of(base_["agents"], id.get<std::string>()).value());
    }
    return set;
  }
  [[nodiscard]] static ClassSet classes(const Json& names) {
    ClassSet mask;
    for (const auto& name : names) {
      if (name == "all") mask |= all_classes();
      for (const auto& word : class_words()) {
        if (word.id == name.get<std::string>()) mask |= word.mask;
      }
    }
    return mask;
  }
  [[nodiscard]] AgentSet agents_or_all(const Json& names) const {
    if (names.is_array() && std::find(names.begin(), names.end(), "all") != names.end()) return kAnyAgent;
    return agents_of(names);
  }
  [[nodiscard]] ClassSet classes_of_agents(const Json& agents) const {
    ClassSet mask;
    for (const auto& id : agents) {
      const std::size_t at = index_of(base_["agents"], id.get<std::string>()).value();
      mask |= classes(base_["agents"][at].data["classes"]);
    }
    return mask;
  }

  // Rules by kind, then id.
  [[nodiscard]] std::string rule_list(std::vector<std::size_t> indices) {
    const auto kind = [&](std::size_t i) {
      return std::find(std::begin(kRuleKinds), std::end(kRuleKinds),
                       (*rules_[i].data)["kind"].get<std::string>()) -
             std::begin(kRuleKinds);
    };
    std::stable_sort(indices.begin(), indices.end(), [&](std::size_t a, std::size_t b) {
      return std::make_tuple(kind(a), rules_[a].id) < std::make_tuple(kind(b), rules_[b].id);
    });
    std::vector<std::string> values;
    for (const auto i : indices) values.push_back(std::to_string(i));
    return lists_.slice(values);
  }

  // ---- arrays ----
  void sources() {
    for (const auto& source : base_["sources"]) {
      sources_.push(row({text_literal(source.id), text(source.data, "citation")}));
    }
  }
  void agents() {
    for (const auto& agent : base_["agents"]) {
      agents_.push(row(
          {text_literal(agent.id), text(agent.data, "label"), set_literal(classes(agent.data["classes"]))}));
    }
  }
  void regimens() {
    for (const auto& regimen : base_["regimens"]) {
      const Json& list = regimen.data["agents"];
      regimens_.push(row({text_literal(regimen.id), text(regimen.data, "label"), set_literal(agents_of(list)),
                          set_literal(classes_of_agents(list)),
                          set_literal(classes(part(regimen.data, "unknown_classes"))),
                          set_literal(agents_or_all(part(regimen.data, "unknown_agents")))}));
    }
  }
  // What a rule says, once for all that repeat it, and what stands around it there.
  struct Words {
    std::size_t wording;
    std::size_t frame;
  };
  Words words(const AnyRule& rule) {
    const Json* said = rule.data;
    std::string frame = row({"{}", "{}", "{}"});
    if (!rule.repeats.empty()) {
      const auto& repeated = base_["rules"][index_of(base_["rules"], rule.repeats).value()];
      said = &repeated.data;
      const auto at = rule.id.find(repeated.id);
      const auto sentence = text_or_empty(*rule.data, "text");
      const auto inner = text_or_empty(*said, "text");
      frame = row({text_literal(rule.id.substr(0, at)), text_literal(rule.id.substr(at + repeated.id.size())),
                   text_literal(sentence.substr(0, sentence.size() - inner.size()))});
    }
    const Json& cap = part(*said, "cap");
    const auto wording = row({text(*said, "id"), text(*said, "text"),
                              cap.is_object() ? text(cap, "reason") : "{}", text(*said, "before_start")});
    const auto place_of = [](std::vector<std::string>& all, const std::string& one) {
      const auto found = std::find(all.begin(), all.end(), one);
      if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
      all.push_back(one);
      return all.size() - 1;
    };
    return {place_of(wordings_list_, wording), place_of(frames_list_, frame)};
  }
  void rules() {
    frames_list_.push_back(row({"{}", "{}", "{}"}));
    for (const auto& rule : rules_) {
      const Json& data = *rule.data;
      const Json& cap = part(data, "cap");
      const auto whole = compile_condition(data["when"], base_, rule.where);
      const Json& when = rule.gate == nullptr
                             ? data["when"]
                             : base_["rules"][index_of(base_["rules"], rule.repeats).value()].data["when"];
      const auto [wording, frame] = words(rule);
      rules_array_.push(
          row({"RuleKind::" + enumerator(data["kind"]), truth(flag(data, "strong")),
               truth(flag(data, "as_entered")), truth(speaks_of_option(whole)),
               std::to_string(assumable(fields_read(whole))), truth(cap.is_object()),
               "Tier::" + (cap.is_object() ? enumerator(cap["tier"]) : "kPreferred"), std::to_string(frame),
               place(when, rule.where), rule.gate == nullptr ? "kNone" : place(*rule.gate, rule.where),
               index("sources", data["source"]), std::to_string(wording)}));
    }
    if (frames_list_.size() > 256) refuse({"rules"}, "there are more frames of repeated rules than fit a byte");
    for (const auto& one : wordings_list_) wordings_.push(one);
    for (const auto& one : frames_list_) frames_.push(one);
  }
  // Bits of kAssumable.
  [[nodiscard]] static unsigned assumable(const FieldBits& reads) {
    unsigned bits = 0;
    for (std::size_t a = 0; a < kAssumableCount; ++a) {
      const auto field = kAssumable[a].index;
      if (((field < 64 ? reads.low : reads.high) >> (field % 64U) & 1U) != 0) bits |= 1U << a;
    }
    return bits;
  }
  void harm() {
    for (const auto& data : base_.values["harm"]) {
      const auto id = data["id"].get<std::string>();
      harm_places_[id] = static_cast<int>(harm_places_.size());
      harm_.push(row({text_literal(id), number_literal(data["best"].get<double>()),
                      number_literal(data["worst"].get<double>()), index("sources", data["source_best"]),
                      index("sources", data["source_worst"])}));
    }
  }
  // The default first, then by id.
  void presets() {
    std::vector<const Json*> sorted;
    for (const auto& data : base_.values["presets"]) sorted.push_back(&data);
    std::stable_partition(sorted.begin(), sorted.end(),
                          [](const Json* data) { return (*data)["id"] == kDefaultPreset; });
    for (const Json* const preset : sorted) {
      const Json& data = *preset;
      const auto inside = [&](const char* key) {
        return number_literal(data["benefit"].get<double>() * data[key].get<double>());
      };
      presets_.push(row(
          {text(data, "id"), text(data, "label"), text(data, "reason"), index("sources", part(data, "source")),
           row({inside("os"), inside("pfs"), inside("orr"), number_literal(data["harm"].get<double>())})}));
    }
  }
  void options() {
    for (std::size_t i = 0; i < base_["options"].size(); ++i) {
      const auto& option = base_["options"][i];
      const Json& data = option.data;
      std::vector<std::size_t> applying;
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        const Json& rule = *rules_[r].data;
        if (!rule.contains("applies_to")) continue;
        const auto named = named_options(base_, rule["applies_to"], part(rule, "except"), rules_[r].where);
        if (std::binary_search(named.begin(), named.end(), static_cast<int>(i))) applying.push_back(r);
      }
      std::vector<std::string> doses;
      for (const auto& dose : data["doses"]) {
        doses.push_back(row({place(part(dose, "when"), option.where()), text(dose, "text"), text(dose, "short"),
                             text(dose, "short_if")}));
      }
      std::vector<std::string> rows;
      for (std::size_t e = 0; e < base_["evidence"].size(); ++e) {
        const Json& about = base_["evidence"][e].data["options"];
        if (std::find(about.begin(), about.end(), option.id) != about.end()) rows.push_back(std::to_string(e));
      }
      const Json& list = agents_of_option(base_, data);
      const std::string regimen = index("regimens", part(data, "regimen"));
      const Json& harm_id = data["harm"];
      const std::string harm_place =
          harm_id.is_string() ? std::to_string(harm_places_.at(harm_id.get<std::string>())) : kNothing;
      options_.push(
          row({text_literal(option.id), text(data, "label"), text(data, "family"), regimen,
               set_literal(agents_of(list)), set_literal(classes_of_agents(list)), harm_place,
               truth(flag(data, "treatment")), rule_list(applying), doses_.slice(doses), lists_.slice(rows)}));
    }
  }
  void trials() {
    for (const auto& trial : base_["trials"]) {
      const Json& data = trial.data;
      if (!flag(data, "second_line")) continue;
      const Json& of_arms = arm_criteria_.at(trial.id);
      std::vector<std::size_t> criteria;
      for (std::size_t r = 0; r < rules_.size(); ++r) {
        if (names_trials(*rules_[r].data)) criteria.push_back(r);
        for (const Json* const list : {&data["criteria"], &of_arms}) {
          for (const auto& criterion : *list) {
            if (rules_[r].data == &criterion) criteria.push_back(r);
          }
        }
      }
      const Json& recruitment = data["recruitment"];
      trials_.push(row({text_literal(trial.id), text(data, "label"), rule_list(criteria),
                        text(recruitment, "status"), text(recruitment, "as_of"),
                        index("sources", recruitment["source"]), index("sources", data["source"]),
                        text(data, "arms"), text(data, "phase"), text(data, "endpoint"), count(data["n"])}));
    }
  }
  void pathways() {
    for (const auto& pathway : base_["pathways"]) {
      std::vector<std::string> steps;
      for (const auto& step : pathway.data["steps"]) {
        steps.push_back(row({text(step, "id"), text(step, "text"), place(step["when"], pathway.where()),
                             truth(flag(step, "otherwise")), index("sources", step["source"]),
                             statements_.slice(statements(step, pathway.where()))}));
      }
      const Json& applies = pathway.data["applies"];
      pathways_.push(
          row({text_literal(pathway.id), text(pathway.data, "label"), index("sources", pathway.data["source"]),
               place(applies["when"], pathway.where()), text(applies, "text"), steps_.slice(steps)}));
    }
  }
  // One row for each option a statement names. Of several that apply to one option the last one speaks: those with
  // a condition after those without, and the more cautious one last.
  [[nodiscard]] std::vector<std::string> statements(const Json& step, const Where& where) const {
    std::vector<std::tuple<std::string, int, bool, int, std::string>> sorted;
    for (const char* const branch : {"yes", "no"}) {
      for (const auto& statement : part(step, branch)) {
        const Json& when = part(statement, "when");
        const int value = statement["value"].get<int>();
        for (const int option : named_options(base_, statement["options"], part(statement, "except"), where)) {
          sorted.emplace_back(
              branch == std::string("yes") ? "0" : "1", option, !when.is_null(), -value,
              row({std::to_string(option), std::to_string(value), truth(flag(statement, "strong")),
                   branch == std::string("yes") ? "Branch::kYes" : "Branch::kNo", place(when, where),
                   text(statement, "text"), index("sources", step["source"])}));
        }
      }
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::string> out;
    for (const auto& item : sorted) out.push_back(std::get<4>(item));
    return out;
  }
  void evidence() {
    std::map<std::string, std::size_t> studies;
    for (const auto& entry : base_["evidence"]) studies.emplace(study_of(entry), 0);
    std::size_t number = 0;
    for (auto& item : studies) item.second = number++;
    for (std::size_t at = 0; at < base_["evidence"].size(); ++at) {
      const auto& entry = base_["evidence"][at];
      const Json& data = entry.data;
      const auto setting = read_setting(base_, data, entry.where());
      constexpr std::string_view kSettings[] = {"kAfterRegimen", "kAfterInhibitor", "kAfterSorafenib",
                                                "kFirstLine", "kOther"};
      const auto word = data["design"].get<std::string>();
      const bool other = word == "simulation" || word == "review";
      const auto outcome = [&](const char* name) {
        const Json& reported = part(data, name);
        const bool there = reported.is_object() && part(reported, "value").is_number();
        const bool valued = there && flag(reported, "valued", true);
        // Intervals are few: they stand in an array of their own.
        const Json& low = part(reported, "low");
        const Json& high = part(reported, "high");
        if (valued && (low.is_number() || high.is_number())) {
          const auto end = [](const Json& x) {
            return x.is_number() ? number_literal(x.get<double>()) : kNothing;
          };
          intervals_.push(
              row({std::to_string(at), std::string("Endpoint::") + enumerator(name), end(low), end(high)}));
        }
        return row(
            {there ? number_literal(part(reported, "value").get<double>()) : "0", truth(there), truth(valued)});
      };
      evidence_.push(
          row({text_literal(entry.id), text(data, "line"), index("sources", data["source"]),
               "SettingKind::" + std::string(kSettings[static_cast<std::size_t>(setting.kind)]),
               set_literal(setting.regimens), "Design::" + (other ? "kOther" : enumerator(data["design"])),
               count(data["n"]), arm_count(data), std::to_string(studies.at(study_of(entry))),
               count(data["year"]), truth(flag(data, "inhibitor_naive")), outcome("os"), outcome("pfs"),
               outcome("orr"), outcome("grade34")}));
    }
  }
  // What a row shares with the other arms of its study. A document that reviews several studies is none itself.
  [[nodiscard]] std::string study_of(const Entry& row) const {
    const auto named = text_or_empty(row.data, "study");
    if (!named.empty()) return named;
    const auto source = row.data["source"].get<std::string>();
    const std::size_t at = index_of(base_["sources"], source).value();
    const bool document = !part(base_["sources"][at].data, "document").is_null();
    return document ? row.id : source;
  }
  // Entries in the order they are read in, then by id.
  [[nodiscard]] std::vector<const Entry*> in_order(std::string_view section) const {
    std::vector<const Entry*> sorted;
    for (const auto& entry : base_[section]) sorted.push_back(&entry);
    const auto place_of = [](const Entry* entry) {
      const Json& order = part(entry->data, "order");
      return order.is_number() ? order.get<int>() : std::numeric_limits<int>::max();
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const Entry* a, const Entry* b) { return place_of(a) < place_of(b); });
    return sorted;
  }
  void considerations_and_stops() {
    for (const Entry* const consideration : in_order("considerations")) {
      const Entry& entry = *consideration;
      const Json& data = entry.data;
      considerations_.push(
          row({text_literal(entry.id), place(data["when"], entry.where()), truth(flag(data, "show_if_unknown")),
               text(data, "text"), index("sources", data["source"]), text(data, "because"),
               text(data, "because_unknown")}));
    }
    for (const Entry* const stop : in_order("stops")) {
      const Entry& entry = *stop;
      stops_.push(row({text_literal(entry.id), place(entry.data["when"], entry.where()),
                       text(entry.data, "text"), index("sources", entry.data["source"])}));
    }
  }

  // ---- words ----
  [[nodiscard]] static std::string count(const Json& n) { return n.is_number() ? n.dump() : kNothing; }
  // Patients of one arm: where n counts a whole trial, its even share. An arm that got more (2 to 1) is larger, so
  // that no interval comes out too narrow.
  [[nodiscard]] static std::string arm_count(const Json& row) {
    const Json& arms = part(row, "arms");
    return arms.is_number() ? std::to_string(row["n"].get<int>() / arms.get<int>()) : count(row["n"]);
  }
  // {0x1fULL}, of classes {0x1fU}; the empty set is {}.
  template <class Of, class Bits>
  [[nodiscard]] static std::string set_literal(BitsOf<Of, Bits> set) {
    if (set.empty()) return "{}";
    const auto digits = mask_literal(set.bits);
    return '{' + (sizeof(Bits) == 4 ? digits.substr(0, digits.size() - 2) : digits) + '}';
  }
  // "not_recommended" to "kNotRecommended".
  [[nodiscard]] static std::string enumerator(const Json& word) {
    std::string out = "k";
    bool upper = true;
    for (const char c : word.get<std::string>()) {
      if (c != '_') out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      upper = c == '_';
    }
    return out;
  }

  [[nodiscard]] std::string values() const {
    const auto best = [&](const char* name, const char* end) {
      return number_literal(base_.values["anchors"][name][end].get<double>());
    };
    const auto between = [&](const char* name) {
      return number_literal(base_.values["between_studies"][name].get<double>());
    };
    return "constexpr Values kValues = " +
           row({row({best("os", "best"), best("pfs", "best"), best("orr", "best"), best("grade34", "worst")}),
                between("randomised"), between("other")}) +
           ";\n\n";
  }

  [[nodiscard]] std::string assemble(const Stamp& stamp) const {
    std::string out =
        "// SPDX-License-Identifier: Apache-2.0\n"
        "// Written by nextline-knowledge from core/knowledge. Do not edit.\n"
        "#include \"knowledge/tables.h\"\n\n"
        "namespace nextline::knowledge {\n\n"
        "namespace {\n\n"
        "using namespace std::string_view_literals;\n\n";
    const std::pair<const Array*, const char*> parts[] = {{&sources_, "sources"},
                                                          {&agents_, "agents"},
                                                          {&regimens_, "regimens"},
                                                          {&nodes_, "nodes"},
                                                          {&word_lists_, "word_lists"},
                                                          {&wordings_, "wordings"},
                                                          {&frames_, "frames"},
                                                          {&rules_array_, "rules"},
                                                          {&lists_, ""},
                                                          {&doses_, ""},
                                                          {&options_, "options"},
                                                          {&trials_, "trials"},
                                                          {&statements_, ""},
                                                          {&steps_, ""},
                                                          {&pathways_, "pathways"},
                                                          {&evidence_, "evidence"},
                                                          {&intervals_, "intervals"},
                                                          {&harm_, "harm_bounds"},
                                                          {&presets_, "presets"},
                                                          {&considerations_, "considerations"},
                                                          {&stops_, "stops"},
                                                          {&sentences_, "statements"}};
    for (const auto& item : parts) out += item.first->definition();
    out += values();
    out += "constexpr Named kNamed = detail::find_named(kAgents, kRegimens, kOptions);\n\n";
    out += "}  // namespace\n\n";
    for (const auto& [array, function] : parts) {
      if (*function == '\0') continue;
      out += "std::span<const " + array->type() + "> " + function + "() { return " + array->name() + "; }\n";
    }
    out += "const Values& values() { return kValues; }\n";
    out += "const Named& named() { return kNamed; }\n";
    const std::pair<const char*, std::string> stamps[] = {{"version", stamp.version},
                                                          {"sha256", stamp.sha256},
                                                          {"review_due", stamp.review_due},
                                                          {"reviewed_by", ""}};
    for (const auto& [function, value] : stamps) {
      out += std::string("std::string_view ") + function + "() { return " + text_literal(value) + "; }\n";
    }
    return out + "\n}  // namespace nextline::knowledge\n";
  }

  const Base& base_;
  NodePool pool_;
  std::map<std::string, Json> arm_criteria_;  // by trial
  std::vector<AnyRule> rules_;
  std::vector<std::string> wordings_list_, frames_list_;
  std::map<std::string, int> harm_places_;
  Array sources_{"Source", "kSources"}, agents_{"Agent", "kAgents"}, regimens_{"Regimen", "kRegimens"},
      nodes_{"Node", "kNodes"}, word_lists_{"std::string_view", "kWordLists"},
      wordings_{"Wording", "kWordings"}, frames_{"Frame", "kFrames"}, rules_array_{"Rule", "kRules"},
      lists_{"std::uint16_t", "kLists"}, doses_{"Dose", "kDoses"}, options_{"Option", "kOptions"},
      trials_{"Trial", "kTrials"}, statements_{"Statement", "kStatements"}, steps_{"Step", "kSteps"},
      pathways_{"Pathway", "kPathways"}, evidence_{"Evidence", "kEvidence"},
      intervals_{"Interval", "kIntervals"}, harm_{"HarmBounds", "kHarmBounds"}, presets_{"Preset", "kPresets"},
      considerations_{"Consideration", "kConsiderations"}, stops_{"Stop", "kStops"},
      sentences_{"std::string_view", "kSentences"};
};

}  // namespace

std::string tables_source(const Base& base, const Stamp& stamp) { return Writer(base).source(stamp); }

}  // namespace nextline::knowledge::compiler
