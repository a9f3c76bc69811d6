// SPDX-License-Identifier: Apache-2.0
// knowledge-detail.<hash>.json, and the same as C++ for the native command. The arrays of `nextline knowledge` stand
// together in the middle of the text, so that the command prints a part of it and nothing is stored twice.
#include <algorithm>
#include <set>

#include "knowledge/compiler/check.h"
#include "knowledge/compiler/literal.h"
#include "knowledge/compiler/outputs.h"
#include "knowledge/compiler/sha256.h"
#include "knowledge/compiler/vocabulary.h"
#include "nextline/scores.h"

namespace nextline::knowledge::compiler {

namespace {

using Ordered = nlohmann::ordered_json;

// Keys in the order of the shape; what is optional and absent is null.
Ordered in_order(const Json& entry, const Shape& shape) {
  Ordered out = Ordered::object();
  for (const auto& key : shape.keys) {
    const auto name = std::string(key.name);
    const auto at = entry.find(name);
    if (at != entry.end()) {
      out[name] = Ordered(*at);
    } else if (key.null) {
      out[name] = nullptr;
    }
  }
  return out;
}

// The shape of contract.md: quotes of the entry are those of its outcomes, each once.
Ordered evidence_entry(const Json& data) {
  Ordered out = Ordered::object();
  Json quotes = Json::array();
  for (const auto& name : outcome_names()) {
    const Json& outcome = part(data, name);
    if (!outcome.is_object()) continue;
    for (const auto& quote : part(outcome, "quotes")) {
      if (std::find(quotes.begin(), quotes.end(), quote) == quotes.end()) quotes.push_back(quote);
    }
  }
  for (const char* const key : {"id", "source", "document", "locator"}) out[key] = Ordered(data[key]);
  out["quotes"] = Ordered(quotes);
  for (const char* const key : {"regimen", "comparator", "setting", "design", "region", "n"}) {
    out[key] = Ordered(part(data, key));
  }
  for (const auto& name : outcome_names()) {
    const Json& outcome = part(data, name);
    if (!outcome.is_object()) {
      out[name] = nullptr;
      continue;
    }
    out[name] = in_order(outcome, kOutcomeShape);
    out[name].erase("quotes");
    out[name]["valued"] = outcome["value"].is_number() && flag(outcome, "valued", true);
  }
  for (const auto& key : kEvidenceShape.keys) {
    const auto name = std::string(key.name);
    if (!out.contains(name)) out[name] = Ordered(part(data, name));
  }
  out["inhibitor_naive"] = flag(data, "inhibitor_naive");
  return out;
}

const Shape& shape_of(std::string_view name) {
  for (const auto& section : sections()) {
    if (section.name == name) return *section.shape;
  }
  return kValuesShape;  // not reached
}

// `"rules":[...]`
std::string array_member(const Base& base, std::string_view name) {
  std::string out = "\"" + std::string(name) + "\":[";
  bool first = true;
  for (const auto& entry : base[name]) {
    if (!first) out += ',';
    first = false;
    out += (name == "evidence" ? evidence_entry(entry.data) : in_order(entry.data, shape_of(name))).dump();
  }
  return out + "]";
}

// Which publication each score rests on, and between which values its grades lie: scores are code, and a list of sources
// would miss them.
std::string score_member() {
  Ordered scores = Ordered::array();
  for (const auto& score : kScores) {
    Ordered grades = Ordered::array();
    for (std::size_t g = 0; !score.edges.empty() && g < score.grades.size(); ++g) {
      Ordered up_to = g < score.edges.size() ? Ordered(score.edges[g]) : Ordered(nullptr);
      grades.push_back(Ordered{{"grade", score.grades[g]}, {"up_to", std::move(up_to)}});
    }
    scores.push_back(Ordered{{"id", score.id}, {"source", score.source}, {"grades", std::move(grades)}});
  }
  return "\"scores\":" + scores.dump();
}

}  // namespace

void for_each_review(const Base& base, const std::function<void(const Where&, const std::string&)>& visit) {
  const auto one = [&](const Json& entry, const Where& where) {
    const auto due = text_or_empty(entry, "review_due");
    if (!due.empty()) visit(where, due);
  };
  for (const auto& item : base.entries) {
    for (const auto& entry : item.second) {
      one(entry.data, entry.where());
      for (const auto& criterion : part(entry.data, "criteria")) {
        one(criterion, entry.where().part(criterion["id"]));
      }
      for (const auto& dose : part(entry.data, "doses")) one(dose, entry.where().part("dose"));
    }
  }
  one(base.values, {"values.json"});
  one(base.values["between_studies"], {"values.json", "between_studies"});
  for (const char* const key : {"harm", "presets"}) {
    for (const auto& entry : base.values[key]) one(entry, {"values.json", entry["id"]});
  }
}

Stamp stamp_of(const Base& base) {
  Stamp stamp{base["changelog"].front().id, sha256(canonical_text(base)), ""};
  for_each_review(base, [&](const Where&, const std::string& date) {
    if (stamp.review_due.empty() || date < stamp.review_due) stamp.review_due = date;
  });
  return stamp;
}

std::string detail_text(const Base& base, const Stamp& stamp) {
  std::string out = "{\"schema\":\"knowledge-detail/1\",\"sha256\":\"" + stamp.sha256 + "\",\"version\":\"" +
                    stamp.version + "\"";
  for (const char* const name :
       {"sources", "regimens", "options", "trials", "pathways", "evidence", "rules", "definitions", "conflicts",
        "labels", "agents", "considerations", "stops", "statements", "changelog", "documents", "guidelines"}) {
    out += "," + array_member(base, name);
  }
  return out + "," + score_member() + ",\"values\":" + base.values.dump() + "}";
}

std::string embed_source(const Base& base, const std::string& detail) {
  // Literals of a length that every compiler takes, never cut inside a character.
  std::string pieces;
  for (std::size_t at = 0; at < detail.size();) {
    std::size_t size = std::min<std::size_t>(4000, detail.size() - at);
    while (at + size < detail.size() && (static_cast<unsigned char>(detail[at + size]) & 0xc0U) == 0x80U)
      --size;
    pieces += "    " + text_literal(std::string_view(detail).substr(at, size)) + ",\n";
    at += size;
  }
  std::string reviews;
  for_each_review(base, [&](const Where& where, const std::string& date) {
    reviews += "    {" + text_literal(where.file) + ", " + text_literal(where.entry) + ", " +
               text_literal(date) + "},\n";
  });
  const auto begin = detail.find("\"version\":");
  const auto end = detail.find(",\"agents\":[{\"id\"");
  return "// SPDX-License-Identifier: Apache-2.0\n"
         "// Written by nextline-knowledge from core/knowledge. Do not edit.\n"
         "#include \"knowledge/detail.h\"\n\n"
         "namespace nextline::knowledge {\n\n"
         "namespace {\n\n"
         "using namespace std::string_view_literals;\n\n"
         "constexpr std::string_view kPieces[] = {\n" +
         pieces +
         "};\n\n"
         "// Every entry with the date on which it is to be looked at again; the last row ends the list.\n"
         "constexpr ReviewDate kReviews[] = {\n" +
         reviews +
         "    {},\n"
         "};\n\n"
         "}  // namespace\n\n"
         "std::string_view detail_json() {\n"
         "  static const std::string text = [] {\n"
         "    std::string all;\n"
         "    for (const auto piece : kPieces) all += piece;\n"
         "    return all;\n"
         "  }();\n"
         "  return text;\n"
         "}\n\n"
         "std::string knowledge_json() {\n"
         "  return \"{\" + std::string(detail_json().substr(" +
         std::to_string(begin) + ", " + std::to_string(end - begin) +
         ")) + \"}\";\n"
         "}\n\n"
         "std::span<const ReviewDate> review_dates() {\n"
         "  return std::span<const ReviewDate>(kReviews, std::size(kReviews) - 1);\n"
         "}\n\n"
         "}  // namespace nextline::knowledge\n";
}

}  // namespace nextline::knowledge::compiler
