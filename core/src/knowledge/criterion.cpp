// SPDX-License-Identifier: Apache-2.0
#include "nextline/criterion.h"

namespace nextline {

std::string_view id(Criterion criterion) {
  constexpr std::string_view kIds[] = {"os", "pfs", "orr", "grade34"};
  return kIds[place(criterion)];
}

std::string_view unit(Criterion criterion) { return criterion <= Criterion::kPfs ? "months" : "%"; }

}  // namespace nextline
