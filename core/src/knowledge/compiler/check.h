// SPDX-License-Identifier: Apache-2.0
// What makes a knowledge base wrong, beyond its shape. The first thing found is thrown as Refused.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "knowledge/compiler/base.h"
#include "knowledge/tables.h"

namespace nextline::knowledge::compiler {

void check_base(const Base& base);

// Calls `visit` with every condition of the base (null: always).
void for_each_condition(const Base& base,
                        const std::function<void(const Json& condition, const Where&)>& visit);

// Where a result was obtained: "after:sorafenib,lenvatinib", "after_inhibitor", ... Refuses anything else.
struct Setting {
  SettingKind kind = SettingKind::kOther;
  RegimenSet regimens = {};
};
[[nodiscard]] Setting read_setting(const Base& base, const Json& evidence, const Where& where);

// Names of the outcomes an evidence row may have.
[[nodiscard]] const std::vector<std::string>& outcome_names();

}  // namespace nextline::knowledge::compiler
