// SPDX-License-Identifier: Apache-2.0
// Facts of what was entered only in part.
#include <string>

#include "assess/evaluation.h"
#include "nextline/assess.h"
#include "unit/read.h"

namespace nextline::test {

namespace {

Tri fact(Fact fact, const std::string& json) {
  Evaluation evaluation;
  evaluate(read_object(json).patient, evaluation);
  return evaluation.data().facts[fact];
}

Tri falling(const std::string& course, const std::string& now) {
  const std::string value = now.empty() ? "" : R"(,"afp":)" + now;
  return fact(Fact::kAfpFalling, R"({"course":[)" + course + "]" + value + "}");
}

}  // namespace

TEST_CASE("AFP falls where it is now below the last set of the course", "[facts][course]") {
  const std::string earlier = R"({"date":"2026-01-01","afp":1000})";
  CHECK(falling(earlier, "500") == Tri::kTrue);
  CHECK(falling(earlier, "999") == Tri::kTrue);
  CHECK(falling(earlier, "1000") == Tri::kFalse);
  CHECK(falling(earlier, "") == Tri::kUnknown);
  CHECK(falling("", "500") == Tri::kUnknown);
  CHECK(falling(R"({"date":"2026-03-01","afp":600},)" + earlier, "700") == Tri::kFalse);
  CHECK(falling(R"({"date":"2026-03-01","bilirubin":1},)" + earlier, "700") == Tri::kTrue);
}

TEST_CASE("An earlier AFP that is a limit is compared as far as it goes", "[facts][course]") {
  const auto last = [](const char* comparator, const char* value) {
    return R"({"date":"2026-01-01","afp":1000},{"date":"2026-03-01","afp":{"value":)" + std::string(value) +
           R"(,"comparator":")" + comparator + "\"}}";
  };
  CHECK(falling(last("<", "10"), "500") == Tri::kFalse);
  CHECK(falling(last("<", "10"), "10") == Tri::kFalse);
  CHECK(falling(last("<", "10"), "9") == Tri::kUnknown);
  CHECK(falling(last(">", "60500"), "500") == Tri::kTrue);
  CHECK(falling(last(">", "60500"), "60500") == Tri::kTrue);
  CHECK(falling(last(">=", "60500"), "60500") == Tri::kUnknown);
  CHECK(falling(last(">", "60500"), "60501") == Tri::kUnknown);
}

TEST_CASE("Where it is not known what the last AFP was, nothing falls and nothing rises", "[facts][course]") {
  const std::string earlier = R"({"date":"2026-01-01","afp":1000},)";
  for (const char* last :
       {R"({"date":"2026-03-01","afp":"10"})", R"({"date":"2026-03-01","afp":-1})",
        R"({"date":"2026-03-01","afp":10,"afp":10})", R"({"date":"1 March","afp":2000})", R"({"afp":2000})",
        R"("10 ng/mL")", R"({"date":"2026-01-01","afp":900})", R"({"date":"2026-01-01","afp":"10"})"}) {
    INFO(last);
    CHECK(falling(earlier + last, "500") == Tri::kUnknown);
    CHECK(falling(earlier + last, "1500") == Tri::kUnknown);
  }
  // What cannot be read and is older decides nothing.
  CHECK(falling(earlier + R"({"date":"2025-12-31","afp":"10"})", "500") == Tri::kTrue);
  CHECK(falling(earlier + R"({"date":"2025-12-31","afp":10},{"date":"2025-12-31","afp":20})", "500") ==
        Tri::kTrue);
}

TEST_CASE("A date that stands twice in the course is told, and the same value twice counts",
          "[facts][course]") {
  const std::string twice = R"({"date":"2026-01-01","afp":1000},{"date":"2026-01-01","afp":1000})";
  CHECK(falling(twice, "500") == Tri::kTrue);
  const Reading reading = read_object(R"({"course":[)" + twice + R"(,{"date":"2026-01-02"},{},{}]})");
  REQUIRE(codes(reading) == "contradiction course");
  CHECK(params(reading.issues[0]) == "index=1 field=date date=2026-01-01");
  CHECK(reading["course"_f].known);
  CHECK_FALSE(reading["course"_f].error);
}

}  // namespace nextline::test
