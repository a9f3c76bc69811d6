// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/base.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace nextline::knowledge::compiler {

namespace {

// "line 3, column 5" of a place in a text.
std::string place(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  const auto lines = std::count(text.begin(), end, '\n');
  const auto start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
  return "line " + std::to_string(lines + 1) + ", column " +
         std::to_string(std::max<std::ptrdiff_t>(end - start, 1));
}

Json parse(const std::string& file, const std::string& text) {
  std::vector<std::set<std::string>> open;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > 40) refuse({file}, "is nested too deep");
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto key = parsed.get<std::string>();
      if (!open.back().insert(key).second) refuse({file}, "the key \"" + key + "\" stands twice in one object");
    }
    return true;
  };
  try {
    return Json::parse(text, watch);
  } catch (const Json::parse_error& error) {
    refuse({file}, "is not JSON (" + place(text, error.byte) + ")");
  } catch (const Json::exception&) {
    refuse({file}, "holds a number that is out of range");
  }
}

// Keys whose arrays of texts are sets: their order says nothing.
bool is_set(const std::string& key) {
  static const std::set<std::string> kSets = {
      "classes", "kinds",    "agents", "unknown_classes", "unknown_agents", "groups",   "applies_to", "except",
      "options", "evidence", "in",     "has_any",         "has_all",        "has_none", "grade",      "class",
      "agent",   "regimen"};
  return kSets.count(key) != 0;
}

// One form for each content: whole numbers without point, sets and statements sorted.
void normalise(Json& value, const std::string& key = {}) {
  if (value.is_number_float()) {
    const double number = value.get<double>();
    if (std::floor(number) == number && std::fabs(number) < 1e15) {
      value = static_cast<std::int64_t>(number);
    }
  } else if (value.is_object()) {
    for (auto& item : value.items()) normalise(item.value(), item.key());
  } else if (value.is_array()) {
    for (auto& item : value) normalise(item);
    if (is_set(key)) {
      std::sort(value.begin(), value.end());
      value.erase(std::unique(value.begin(), value.end()), value.end());
    }
    if (key == "gives") {
      std::stable_sort(value.begin(), value.end(), [](const Json& a, const Json& b) {
        return text_or_empty(a, "id") < text_or_empty(b, "id");
      });
    }
    if (key == "yes" || key == "no") {
      std::stable_sort(value.begin(), value.end(),
                       [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
    }
  }
}

bool is_id(const std::string& id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  });
}

// The section a file belongs to; null: none.
const Section* section_of(const std::string& file) {
  for (const auto& section : sections()) {
    const std::string name(section.name);
    if (section.folder ? file.rfind(name + "/", 0) == 0 : file == name + ".json") return &section;
  }
  return nullptr;
}

void add_entries(Base& base, const Section& section, const std::string& file, Json content) {
  // A pathway has its file for itself and may stand in it without an array around it.
  if (content.is_object() && section.name == "pathways") content = Json::array({std::move(content)});
  if (!content.is_array()) refuse({file}, "must be an array of entries");
  auto& entries = base.entries[std::string(section.name)];
  const char* const name = section.name == "changelog" ? "date" : "id";
  for (auto& data : content) {
    const auto place = "number " + std::to_string(&data - &content[0] + 1);
    if (!data.is_object()) refuse({file, place}, "must be an object");
    const auto id = text_or_empty(data, name);
    if (id.empty()) refuse({file, place}, std::string("the key \"") + name + "\" is missing");
    if (!is_id(id)) refuse({file, id}, "an id has letters, digits and _ . - only");
    normalise(data);
    check_shape(data, *section.shape, {file, id});
    entries.push_back({file, id, std::move(data)});
  }
}

// What an option carries of the rules of others (`carries`): each rule of the groups named, under a condition. In the
// data it becomes a rule of its own; the tables hold the condition as the gate of the rule that is repeated.
Entry carried(const Entry& rule, const Entry& option, const Json& condition) {
  Entry copy = rule;
  copy.repeats = rule.id;
  copy.gate = condition;
  copy.id = option.id + "." + rule.id;
  Json& data = copy.data;
  data["id"] = copy.id;
  data["applies_to"] = Json::array({option.id});
  data["except"] = Json::array();
  // Nothing that is carried has a tier; that an agent is not recommended at all says where going on with it stands.
  const Json& cap = part(data, "cap");
  if (cap.is_object() && cap["tier"] != "not_recommended") data["cap"] = nullptr;
  if (text_or_empty(data, "kind") == "requires") {
    data["when"] = Json{{"any", Json::array({Json{{"not", condition}}, data["when"]})}};
  } else {
    data["when"] = Json{{"all", Json::array({condition, data["when"]})}};
  }
  return copy;
}

void carry_rules(Base& base) {
  auto& rules = base.entries["rules"];
  std::vector<Entry> added;
  for (const Entry& option : base.entries["options"]) {
    for (const Json& carries : part(option.data, "carries")) {
      check_shape(carries, kCarriesShape, {option.file, option.id});
      const auto holds = [](const Json& list, const Json& value) {
        return std::find(list.begin(), list.end(), value) != list.end();
      };
      for (const Entry& rule : rules) {
        if (flag(rule.data, "arms_only")) continue;
        if (holds(part(carries, "except"), rule.id) || !holds(carries["kinds"], part(rule.data, "kind")))
          continue;
        const Json& groups = part(rule.data, "applies_to");
        if (std::none_of(groups.begin(), groups.end(),
                         [&](const Json& group) { return holds(carries["groups"], group); })) {
          continue;
        }
        Entry one = carried(rule, option, carries["when"]);
        // The same rule by two ways: the first condition or the second.
        const auto same =
            std::find_if(added.begin(), added.end(), [&](const Entry& other) { return other.id == one.id; });
        if (same == added.end()) {
          added.push_back(std::move(one));
        } else {
          const bool required = text_or_empty(one.data, "kind") == "requires";
          same->data["when"] =
              Json{{required ? "all" : "any", Json::array({same->data["when"], one.data["when"]})}};
          if (!same->gate.contains("any")) same->gate = Json{{"any", Json::array({same->gate})}};
          same->gate["any"].push_back(one.gate);
        }
      }
    }
  }
  rules.insert(rules.end(), added.begin(), added.end());
}

}  // namespace

const Json& part(const Json& object, std::string_view key) {
  static const Json kNull;
  const auto at = object.find(std::string(key));
  return at == object.end() ? kNull : *at;
}

std::string text_or_empty(const Json& object, std::string_view key) {
  const Json& value = part(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool flag(const Json& object, std::string_view key, bool otherwise) {
  const Json& value = part(object, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

std::optional<std::size_t> index_of(const std::vector<Entry>& entries, std::string_view id) {
  const auto at = std::lower_bound(entries.begin(), entries.end(), id,
                                   [](const Entry& entry, std::string_view x) { return entry.id < x; });
  if (at == entries.end() || at->id != id) return std::nullopt;
  return static_cast<std::size_t>(at - entries.begin());
}

Base read_base(const Files& files) {
  Base base;
  for (const auto& section : sections()) base.entries[std::string(section.name)];
  std::set<std::string_view> found;
  for (const auto& [file, text] : files) {
    if (file == "values.json") {
      base.values = parse(file, text);
      if (!base.values.is_object()) refuse({file}, "must be one object");
      normalise(base.values);
      check_shape(base.values, kValuesShape, {file});
      for (const char* const key : {"presets", "harm"}) {
        Json& list = base.values[key];
        std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) {
          return text_or_empty(a, "id") < text_or_empty(b, "id");
        });
      }
      continue;
    }
    const Section* const section = section_of(file);
    if (section == nullptr) refuse({file}, "is no file of the knowledge base");
    found.insert(section->name);
    add_entries(base, *section, file, parse(file, text));
  }
  for (const auto& section : sections()) {
    const auto name = std::string(section.name) + (section.folder ? "/*.json" : ".json");
    if (found.count(section.name) == 0) refuse({name}, "is missing");
  }
  if (base.values.is_null()) refuse({"values.json"}, "is missing");
  carry_rules(base);
  for (auto& [name, entries] : base.entries) {
    if (name == "changelog") {
      if (entries.empty()) refuse({"changelog.json"}, "is empty, so the knowledge has no version");
      // Newest first.
      std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.id != b.id ? a.id > b.id : a.data.dump() < b.data.dump();
      });
      continue;
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.id != b.id ? a.id < b.id : a.file < b.file; });
    for (std::size_t i = 1; i < entries.size(); ++i) {
      if (entries[i].id == entries[i - 1].id) {
        refuse(entries[i].where(), "the id is already used in " + entries[i - 1].file);
      }
    }
  }
  return base;
}

std::string canonical_text(const Base& base) {
  Json all;
  for (const auto& [name, entries] : base.entries) {
    Json array = Json::array();
    for (const auto& entry : entries) array.push_back(entry.data);
    all[name] = std::move(array);
  }
  all["values"] = base.values;
  return all.dump();
}

bool names_trials(const Json& rule) {
  const auto holds = [&](const char* key) {
    const Json& names = part(rule, key);
    return std::find(names.begin(), names.end(), kTrialsGroup) != names.end();
  };
  return holds("applies_to") && !holds("except");
}

std::vector<int> named_options(const Base& base, const Json& names, const Json& except, const Where& where) {
  const auto& options = base["options"];
  const auto mark = [&](const Json& list) {
    std::vector<bool> named(options.size());
    for (const auto& item : list) {
      const auto name = item.get<std::string>();
      bool known = name == kTrialsGroup;
      for (std::size_t i = 0; i < options.size(); ++i) {
        const Json& groups = part(options[i].data, "groups");
        if (options[i].id == name || std::find(groups.begin(), groups.end(), name) != groups.end()) {
          named[i] = known = true;
        }
      }
      if (!known) refuse(where, "\"" + name + "\" is neither an option nor a group of options");
    }
    return named;
  };
  const auto named = mark(names);
  const auto left_out = mark(except);
  std::vector<int> out;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (named[i] && !left_out[i]) out.push_back(static_cast<int>(i));
  }
  return out;
}

}  // namespace nextline::knowledge::compiler
