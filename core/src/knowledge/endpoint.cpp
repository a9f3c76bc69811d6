// SPDX-License-Identifier: Apache-2.0
#include "nextline/endpoint.h"

namespace nextline {

std::string_view id(Endpoint endpoint) {
  constexpr std::string_view kIds[] = {"os", "pfs", "orr", "grade34"};
  return kIds[place(endpoint)];
}

std::string_view unit(Endpoint endpoint) { return endpoint <= Endpoint::kPfs ? "months" : "%"; }

}  // namespace nextline
