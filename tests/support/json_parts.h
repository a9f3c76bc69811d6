// SPDX-License-Identifier: Apache-2.0
// The parts of a JSON text as they stand there, byte for byte: what a parser would give back with other digits.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace nextline::test {

struct Member {
  std::string_view key;  // as it stands between its quotes; empty: of a list
  std::string_view value;
};

namespace parts {

// Each gives the place behind what begins at `at`; npos where it does not end.
inline std::size_t behind_text(std::string_view json, std::size_t at) {
  while ((at = json.find('"', at + 1)) != std::string_view::npos) {
    std::size_t slashes = 0;  // right before the quote; in pairs they stand for themselves
    while (json[at - 1 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 0) return at + 1;
  }
  return at;
}

inline std::size_t behind_blanks(std::string_view json, std::size_t at) {
  while (at < json.size() && std::string_view(" \t\r\n").find(json[at]) != std::string_view::npos) ++at;
  return at;
}

inline std::size_t behind_value(std::string_view json, std::size_t at) {
  int depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (c == '"') {
      at = behind_text(json, at);
      if (at == std::string_view::npos || depth == 0) return at;
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return at;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at;
    if (depth == 0 && (c == '}' || c == ']')) return at;
  }
  return std::string_view::npos;
}

}  // namespace parts

// The members of the object or list at the beginning of `json`; false where it is none, with those before the fault.
[[nodiscard]] inline bool read_parts(std::string_view json, std::vector<Member>& members) {
  members.clear();
  const bool object = json.starts_with('{');
  if (!object && !json.starts_with('[')) return false;
  const char close = object ? '}' : ']';
  std::size_t at = parts::behind_blanks(json, 1);
  while (at < json.size() && json[at] != close) {
    Member member;
    if (object) {
      if (json[at] != '"') return false;
      const std::size_t end = parts::behind_text(json, at);
      if (end == std::string_view::npos) return false;
      member.key = json.substr(at + 1, end - at - 2);
      at = parts::behind_blanks(json, end);
      if (at >= json.size() || json[at] != ':') return false;
      at = parts::behind_blanks(json, at + 1);
    }
    const std::size_t end = parts::behind_value(json, at);
    if (end == std::string_view::npos || end == at) return false;
    member.value = json.substr(at, end - at);
    members.push_back(member);
    at = parts::behind_blanks(json, end);
    if (at >= json.size() || (json[at] != ',' && json[at] != close)) return false;
    if (json[at] == ',') at = parts::behind_blanks(json, at + 1);
  }
  return at < json.size();
}

[[nodiscard]] inline std::vector<Member> parts_of(std::string_view json) {
  std::vector<Member> members;
  if (!read_parts(json, members)) members.clear();
  return members;
}

// The value of a key; empty: it has none.
[[nodiscard]] inline std::string_view value_of(const std::vector<Member>& members, std::string_view key) {
  for (const Member& member : members) {
    if (member.key == key) return member.value;
  }
  return {};
}

}  // namespace nextline::test
