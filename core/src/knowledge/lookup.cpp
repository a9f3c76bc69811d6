// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "knowledge/tables.h"

namespace nextline::knowledge {

namespace {
template <class Row>
std::optional<std::size_t> find_by_id(std::span<const Row> rows, std::string_view id) {
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  if (at == rows.end()) return std::nullopt;
  return static_cast<std::size_t>(at - rows.begin());
}
}  // namespace

std::optional<std::size_t> find_regimen(std::string_view id) { return find_by_id(regimens(), id); }
std::optional<std::size_t> find_option(std::string_view id) { return find_by_id(options(), id); }

std::string id_of(const Rule& rule) {
  const Frame& frame = frames()[rule.frame];
  std::string id(frame.before_id);
  id += wording(rule).id;
  id += frame.behind_id;
  return id;
}

std::string text_of(const Rule& rule) {
  std::string text(frames()[rule.frame].before_text);
  text += wording(rule).text;
  return text;
}

std::string short_of(const Rule& rule) {
  const std::string_view text = wording(rule).text;
  std::size_t end = text.find(": ");
  const auto in_brackets = [&] {
    const std::string_view before = text.substr(0, end);
    return std::count(before.begin(), before.end(), '(') > std::count(before.begin(), before.end(), ')');
  };
  while (end != text.npos && in_brackets()) end = text.find(": ", end + 1);
  std::string name(frames()[rule.frame].before_text);
  name += text.substr(0, end);
  return name;
}

}  // namespace nextline::knowledge
