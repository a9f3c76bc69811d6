// SPDX-License-Identifier: Apache-2.0
// Here, because the sanitizers run the unit tests: what is asked of a regimen must not be asked of one that could not be read.
#include <string>

#include "nextline/nextline.h"
#include "support/catch.h"

using namespace nextline;

TEST_CASE("an earlier therapy that cannot be read is a line of its own, wherever it stands") {
  const auto lines = [](const std::string& therapies) {
    const std::string text = assess_text(R"({"prior_therapies": )" + therapies + "}").text;
    const std::string key = R"("lines_of_therapy":)";
    return text.substr(text.find(key) + key.size(), 1);
  };
  CHECK(lines(R"(["not_a_regimen", "atezolizumab"])") == "2");
  CHECK(lines(R"(["atezolizumab_bevacizumab", "not_a_regimen"])") == "2");
  CHECK(lines(R"(["not_a_regimen", "neither_is_this"])") == "2");
  CHECK(lines(R"(["not_a_regimen"])") == "1");
  // Bevacizumab left out is the same line.
  CHECK(lines(R"(["atezolizumab_bevacizumab", "atezolizumab"])") == "1");
}
