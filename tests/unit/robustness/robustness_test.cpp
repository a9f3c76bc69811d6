// SPDX-License-Identifier: Apache-2.0
// The comparison as the page and the command get it: who takes part, shares, what flips the order, and why.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/explore.h"
#include "nextline/robustness.h"
#include "support/catch.h"

using namespace nextline;  // NOLINT(google-build-using-namespace)
using Json = nlohmann::json;

namespace {

// Good liver, fit, after atezolizumab-bevacizumab; `more` is put in front.
std::string patient(const std::string& more = {}) {
  return "{" + more +
         R"("prior_therapies": ["atezolizumab_bevacizumab"], "age": 66, "sex": "male", "weight": 72, "ecog": 1,
  "ecog_due_to_cancer": true, "bilirubin": 0.9, "albumin": 3.8, "inr": 1.1, "creatinine": 0.9, "sodium": 139,
  "platelets": 140, "ast": 48, "alt": 40, "ast_upper_limit": 40, "alt_upper_limit": 40, "afp": 120, "ascites": "none",
  "encephalopathy": "none", "dialysis": false, "hbv_status": "negative", "varices": "none", "portal_vein_invasion": "none",
  "hepatic_vein_invasion": "none", "extrahepatic_spread": true, "stop_reason": "progression", "intolerances": [],
  "immune_adverse_events": [], "vegf_adverse_events": [], "other_sites_controlled": false, "locally_treatable": false,
  "progression_sites": ["intrahepatic_growth"], "progressing_lesions": 8, "progressing_organs": 2,
  "anticoagulation": "none", "concomitant": [],
  "molecular_alterations": [], "comorbidities": [], "proteinuria": "none"})";
}

Json compare(const std::string& text, std::string_view preferences = {}, std::uint32_t draws = 2048) {
  const AssessOutcome out = robustness_text(text, preferences, {draws});
  REQUIRE(out.ok);
  return Json::parse(out.text);
}

// The ids by value: GCC 13 takes what is returned for a part of a temporary that was passed by reference.
const Json& option(const Json& object, std::string_view id) {
  for (const Json& one : object.at("options")) {
    if (one.at("id").get_ref<const std::string&>() == id) return one;
  }
  FAIL("no option " << id);
  return object;
}

const Json& criterion(const Json& one, std::string_view id) {
  for (const Json& each : one.at("criteria")) {
    if (each.at("id").get_ref<const std::string&>() == id) return each;
  }
  FAIL("no criterion " << id);
  return one;
}

double sum(const Json& numbers) {
  double total = 0;
  for (const Json& number : numbers) total += number.get<double>();
  return total;
}

}  // namespace

TEST_CASE("Usable treatments with a survival result take part, and the others say why not", "[robustness]") {
  const Json object = compare(patient());
  CHECK(object.at("schema") == "robustness/1");
  CHECK(object.at("shown") == true);
  CHECK(object.at("hidden_because").is_null());
  CHECK(object.at("options").size() + object.at("left_out").size() == 25);
  std::set<std::string> because;
  for (const Json& out : object.at("left_out")) {
    because.insert(out.at("because").get<std::string>());
    CHECK(out.at("text").get<std::string>().size() > 20);
  }
  CHECK(because == std::set<std::string>{"no_survival_result", "not_usable", "placed_by_rule"});
  double rank = 0;
  for (const Json& one : object.at("options")) {
    CHECK(one.at("rank").get<double>() > rank);  // in the order of the ranking
    rank = one.at("rank").get<double>();
    CHECK(criterion(one, "os").at("missing") == false);
    CHECK((one.at("verdict") == "eligible" || one.at("verdict") == "eligible_with_caution"));
    CHECK(one.at("tier").is_string());
  }
}

TEST_CASE("Fewer than two results from the patient's setting: no ranks, and it is said", "[robustness]") {
  for (const std::string& text : {std::string("{}"), patient(R"("intolerances_": 1, "ecog": 4, )")}) {
    const Json object = compare(text);
    CHECK(object.at("shown") == false);
    CHECK(object.at("hidden_because").get<std::string>().find("Fewer than two") != std::string::npos);
    CHECK(object.at("options").empty());
    CHECK(object.at("pairwise").at("worst").empty());
    CHECK(object.at("never_first").at("whatever").empty());
    CHECK(object.at("swap").is_null());
    CHECK(object.at("interval_flip").empty());
    CHECK(object.at("without").empty());
    CHECK(object.at("draws") == 0);
    CHECK(object.at("standard_error").is_null());
    CHECK_FALSE(object.at("left_out").empty());
  }
}

TEST_CASE("Shares are shares: each option's ranks sum to one, first places to at least one", "[robustness]") {
  for (const char* const preferences :
       {"", R"({"preset": "efficacy_first"})", R"({"order": ["grade34", "os", "pfs", "orr"]})",
        R"({"weights": {"os": 1, "pfs": 0, "orr": 0, "grade34": 0}})"}) {
    INFO(preferences);
    const Json object = compare(patient(), preferences);
    const std::size_t n = object.at("options").size();
    for (const char* const policy : {"worst", "best"}) {
      double first = 0;
      for (const Json& one : object.at("options")) {
        CHECK(one.at("ranks").at(policy).size() == n);
        CHECK(sum(one.at("ranks").at(policy)) == Approx(1).margin(1e-4));
        CHECK(one.at("ranks").at(policy)[0] == one.at("first_rank_share").at(policy));
        CHECK((one.at("central_weights").at(policy).is_null()) ==
              (one.at("first_rank_share").at(policy) == 0.0));
        if (!one.at("central_weights").at(policy).is_null()) {
          CHECK(sum(one.at("central_weights").at(policy)) == Approx(1).margin(1e-4));
        }
        first += one.at("first_rank_share").at(policy).get<double>();
      }
      CHECK(first >= 1 - 1e-4);
      const Json& pairwise = object.at("pairwise").at(policy);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
          CHECK(pairwise[i][k].get<double>() + pairwise[k][i].get<double>() <= 1 + 1e-4);
        }
      }
    }
  }
}

TEST_CASE("What is missing as worst is never worth more than as best", "[robustness]") {
  const Json object = compare(patient());
  int open = 0;
  for (const Json& one : object.at("options")) {
    CHECK(one.at("value")[0].get<double>() <= one.at("value")[1].get<double>());
    CHECK(one.at("mean_value").at("worst").get<double>() <=
          one.at("mean_value").at("best").get<double>() + 0.01);
    double low = 0;
    double high = 0;
    for (const Json& each : one.at("criteria")) {
      CHECK(each.at("contribution")[0].get<double>() <= each.at("contribution")[1].get<double>());
      low += each.at("contribution")[0].get<double>();
      high += each.at("contribution")[1].get<double>();
      const bool narrow = !each.at("missing").get<bool>() && !each.at("upper_bound_only").get<bool>();
      if (narrow) CHECK(each.at("value")[0] == each.at("value")[1]);
      open += narrow ? 0 : 1;
    }
    // The contributions are the value.
    CHECK(low == Approx(one.at("value")[0].get<double>()).margin(1e-5));
    CHECK(high == Approx(one.at("value")[1].get<double>()).margin(1e-5));
  }
  CHECK(open > 0);
}

TEST_CASE("An inhibitor's survival in patients who had none is an upper bound after one", "[robustness]") {
  const Json after = compare(patient());
  const Json& pair = criterion(option(after, "durvalumab_tremelimumab"), "os");
  CHECK(pair.at("upper_bound_only") == true);
  CHECK(pair.at("value")[0] == 0);
  CHECK(pair.at("value")[1].get<double>() > 0.5);
  // After sorafenib alone it counts.
  std::string text = patient();
  text.replace(text.find("atezolizumab_bevacizumab"), 24, "sorafenib");
  const Json before = compare(text);
  CHECK(criterion(option(before, "durvalumab_tremelimumab"), "os").at("upper_bound_only") == false);
}

TEST_CASE("A missing harm is bounded by its class, not by anything", "[robustness]") {
  const Json object = compare(patient());
  int bounded = 0;
  for (const Json& one : object.at("options")) {
    const Json& harm = criterion(one, "grade34");
    if (harm.at("bounds").is_null()) continue;
    ++bounded;
    CHECK(harm.at("missing") == true);
    CHECK(harm.at("bounds")[0].get<double>() >= harm.at("bounds")[1].get<double>());
    CHECK(harm.at("value")[0].get<double>() ==
          Approx(1 - harm.at("bounds")[0].get<double>() / 80).margin(1e-6));
  }
  CHECK(bounded > 0);
}

TEST_CASE("Every result says what its interval rests on, and how sure it is", "[robustness]") {
  const Json object = compare(patient());
  std::set<std::string> rules;
  for (const Json& one : object.at("options")) {
    for (const Json& each : one.at("criteria")) {
      rules.insert(each.at("rule").get<std::string>());
      const bool there = !each.at("result").is_null();
      CHECK((each.at("rule") == "none") == !there);
      CHECK(each.at("says").is_string() == there);
      if (!there) continue;
      if (!each.at("low").is_null()) CHECK(each.at("low").get<double>() <= each.at("result").get<double>());
      if (!each.at("high").is_null()) CHECK(each.at("high").get<double>() >= each.at("result").get<double>());
    }
  }
  CHECK(rules.count("n") == 1);
  CHECK(rules.count("none") == 1);
  // Retrospective patients speak less surely than a prospective study.
  CHECK(criterion(option(object, "sorafenib"), "os").at("says") == "may");
  CHECK(criterion(option(object, "lenvatinib"), "os").at("says") == "probably");
}

TEST_CASE("What no weights put first never has a first place at fixed results", "[robustness]") {
  const Json object = compare(patient());
  const Json& never = object.at("never_first");
  // What is never first whatever its missing results are is never first with them at worst.
  for (const Json& id : never.at("whatever")) {
    CHECK(std::find(never.at("worst").begin(), never.at("worst").end(), id) != never.at("worst").end());
  }
  // At chosen weights all but the leaders are never first.
  const Json chosen = compare(patient(), R"({"preset": "tolerability_first"})");
  double most = 0;
  for (const Json& one : chosen.at("options")) most = std::max(most, one.at("value")[0].get<double>());
  for (const Json& one : chosen.at("options")) {
    const Json& list = chosen.at("never_first").at("worst");
    const bool listed = std::find(list.begin(), list.end(), one.at("id")) != list.end();
    CHECK(listed == (one.at("value")[0].get<double>() < most - 1e-6));
  }
}

TEST_CASE("The weight at which the first two are worth the same is where they are worth the same",
          "[robustness]") {
  // Lenvatinib leads cabozantinib in all but survival.
  const Json object = compare(patient());
  const Json& swap = object.at("swap");
  CHECK(swap.at("first") == object.at("options")[0].at("id"));
  CHECK(swap.at("second") == object.at("options")[1].at("id"));
  CHECK(swap.at("one_way").size() == 5);
  const Json& first = object.at("options")[0];
  const Json& second = object.at("options")[1];
  int found = 0;
  for (const Json& way : swap.at("one_way")) {
    if (way.at("at").is_null()) continue;
    ++found;
    const double at = way.at("at").get<double>();
    CHECK((at >= 0 && at <= 1));
    // Weights with that one moved and the others in proportion.
    double difference = 0;
    for (const char* const id : {"os", "pfs", "orr", "grade34"}) {
      const double now = criterion(first, id).at("weight").get<double>();
      const bool moved =
          way.at("weight") == id || (way.at("weight") == "benefit" && std::string(id) != "grade34");
      const double part =
          moved ? now / way.at("now").get<double>() * at : now / (1 - way.at("now").get<double>()) * (1 - at);
      difference += part * (criterion(first, id).at("value")[0].get<double>() -
                            criterion(second, id).at("value")[0].get<double>());
    }
    CHECK(difference == Approx(0).margin(1e-5));
  }
  CHECK(found > 0);
}

TEST_CASE("A weight is only named where the two change places, not where they are alike at its end",
          "[robustness]") {
  // After a bleed under bevacizumab two pairs lead, one of them in every criterion.
  std::string bled = patient(R"("vegf_adverse_event_grade": 3, )");
  bled.replace(bled.find(R"("vegf_adverse_events": [])"), 25, R"("vegf_adverse_events": ["gi_bleeding"])");
  const Json none = compare(bled).at("swap");
  for (const Json& way : none.at("one_way")) CHECK(way.at("at").is_null());
  CHECK(none.at("text") == "No single weight changes which of the two comes out higher.");
  // Cabozantinib and regorafenib have the same harm, that of their class: with all weight on it they tie.
  std::string text = patient(R"("sorafenib_tolerated": true, )");
  text.replace(text.find("\"intolerances\": []"), 18, "\"intolerances\": [\"lenvatinib\"]");
  const std::string given = R"("prior_therapies": [)";
  text.replace(text.find(given), given.size(), given + R"("sorafenib", )");
  const Json swap = compare(text).at("swap");
  REQUIRE(swap.at("first") == "cabozantinib");
  REQUIRE(swap.at("second") == "regorafenib");
  for (const Json& way : swap.at("one_way")) {
    INFO(way);
    if (way.at("weight") == "benefit" || way.at("weight") == "grade34") CHECK(way.at("at").is_null());
    if (way.at("weight") == "os") CHECK(way.at("at").get<double>() == Approx(0.193548).margin(1e-6));
  }
}

TEST_CASE("What would flip the first two is said for every limit and every criterion left out",
          "[robustness]") {
  const Json object = compare(patient());
  CHECK(object.at("without").size() == 4);
  CHECK_FALSE(object.at("interval_flip").empty());
  for (const Json& flip : object.at("interval_flip")) {
    CHECK((flip.at("option") == object.at("swap").at("first") ||
           flip.at("option") == object.at("swap").at("second")));
    CHECK(flip.at("changes") == (!flip.at("leads").is_null() && !object.at("swap").at("leads").is_null() &&
                                 flip.at("leads") != object.at("swap").at("leads")));
  }
  for (const Json& out : object.at("without")) {
    const double first = out.at("values")[0].get<double>();
    const double second = out.at("values")[1].get<double>();
    if (std::fabs(first - second) > 1e-5) {
      CHECK(out.at("leads") == object.at("swap").at(first > second ? "first" : "second"));
    }
  }
}

TEST_CASE("The weights and where they come from stand with the shares", "[robustness]") {
  const Json plain = compare(patient());
  CHECK(plain.at("preferences").at("from") == "default");
  CHECK(plain.at("weight_space").at("id") == "tree");
  CHECK(plain.at("draws") == 2048);
  CHECK(plain.at("standard_error").get<double>() == Approx(0.5 / std::sqrt(2048)).margin(1e-6));
  CHECK(plain.at("statements").size() == 3);
  // What else could be chosen, each with its reason.
  CHECK(plain.at("presets").size() == 4);
  CHECK(plain.at("presets")[0].at("id") == "default");
  for (const Json& preset : plain.at("presets")) CHECK(preset.at("reason").get<std::string>().size() > 40);
  CHECK(compare(patient(), R"({"preset": "default"})").at("weight_space").at("id") == "tree");
  const Json survey = compare(patient(), R"({"preset": "patient_preference"})");
  CHECK(survey.at("weight_space").at("id") == "fixed");
  CHECK(survey.at("preferences").at("published").at("citation").get<std::string>().find("Postmus") !=
        std::string::npos);
  CHECK(criterion(survey.at("options")[0], "pfs").at("weight") == 0.54);
  const Json order = compare(patient(), R"({"order": ["os", "grade34", "pfs", "orr"]})");
  CHECK(order.at("weight_space").at("id") == "order");
  CHECK(order.at("preferences").at("order") == Json({"os", "grade34", "pfs", "orr"}));
  const Json bad = compare(patient(), R"({"preset": "cheapest"})");
  CHECK(bad.at("issues").size() == 1);
  CHECK(bad.at("preferences").at("from") == "default");
  Json rest = bad;
  rest["issues"] = Json::array();
  CHECK(rest == plain);
}

TEST_CASE("The same input and seed give the same bytes, another seed other shares", "[robustness]") {
  const std::string text = patient();
  const auto run = [&](std::uint32_t draws, std::uint64_t seed) {
    return robustness_text(text, {}, {draws, seed}).text;
  };
  CHECK(run(2048, 1) == run(2048, 1));
  CHECK(run(2048, 1) != run(2048, 2));
  // The number of draws is brought into its limits, and the one used is printed.
  CHECK(Json::parse(run(0, 1)).at("draws") == 4);
  CHECK(Json::parse(run(5, 1)).at("draws") == 8);
}

TEST_CASE(
    "An assessment has the comparison and what would change it under keys of their own, and is otherwise what "
    "it was",
    "[robustness]") {
  const std::string text = patient();
  const std::string plain = assess_text(text).text;
  const std::string both = assess_with_robustness_text(text, {}, {2048}).text;
  const std::string alone = robustness_text(text, {}, {2048}).text;
  const std::string explored = nextline::explore_text(text).text;
  const std::string schema = R"({"schema":"explore/1",)";  // where it stands alone
  REQUIRE(explored.starts_with(schema));
  CHECK(both == plain.substr(0, plain.size() - 1) + "," +
                    explored.substr(schema.size(), explored.size() - schema.size() - 1) +
                    ",\"robustness\":" + alone + "}");
  CHECK_FALSE(robustness_text("[]").ok);
  CHECK(robustness_text("[]").text.empty());
  CHECK_FALSE(assess_with_robustness_text("", {}, {}).ok);
}

TEST_CASE("Of two options the two largest differences are named, whomever they speak for", "[robustness]") {
  const std::string text = patient();
  const char* const criteria[] = {"os", "pfs", "orr", "grade34"};
  const auto weighed = [&](const std::array<double, 4>& weights) {
    Json chosen;
    for (std::size_t c = 0; c < 4; ++c) chosen[criteria[c]] = weights[c];
    return Json({{"weights", chosen}}).dump();
  };
  const auto differences = [&](const std::string& preferences, const std::string& a, const std::string& b) {
    const Json out = Json::parse(compare_text(text, preferences, a, b).text);
    const double sign = out.at("above") == a ? 1 : -1;
    std::map<std::string, double> by;
    for (const Json& one : out.at("differences"))
      by[one.at("criterion")] = sign * one.at("contribution").get<double>();
    return by;
  };
  const std::vector<std::string> options = {"lenvatinib",  "cabozantinib", "sorafenib",
                                            "regorafenib", "ramucirumab",  "nivolumab_ipilimumab"};
  int against = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    for (std::size_t j = i + 1; j < options.size(); ++j) {
      const std::string &a = options[i], &b = options[j];
      // What each criterion would count if it alone counted.
      std::map<std::string, double> alone;
      for (std::size_t c = 0; c < 4; ++c) {
        std::array<double, 4> one{};
        one[c] = 1;
        for (const auto& [id, by] : differences(weighed(one), a, b)) alone[id] = by;
      }
      for (const std::array<double, 4>& weights :
           {std::array<double, 4>{0.4, 0.2, 0.1, 0.3}, {0.25, 0.25, 0.25, 0.25}, {0.1, 0.2, 0.6, 0.1}}) {
        const auto listed = differences(weighed(weights), a, b);
        INFO(a << " " << b);
        double smallest = 1;
        for (const auto& [id, by] : listed) smallest = std::min(smallest, std::fabs(by));
        for (std::size_t c = 0; c < 4; ++c) {
          const auto found = alone.find(criteria[c]);
          const double by = found == alone.end() ? 0 : weights[c] * found->second;
          if (listed.contains(criteria[c])) {
            CHECK(std::fabs(listed.at(criteria[c]) - by) < 2e-6);
          } else {
            CHECK(std::fabs(by) <= smallest + 2e-6);
          }
        }
        for (const auto& [id, by] : listed)
          if (by * (listed.begin()->second) < 0) ++against;
      }
    }
  }
  CHECK(against > 0);  // some of both kinds were among them
}

TEST_CASE("Why of any two options one stands above the other", "[robustness]") {
  const std::string text = patient();
  const Json assessment = Json::parse(assess_text(text).text);
  const Json& options = assessment.at("options");
  // Neighbours: the level and the sentence of the assessment.
  for (std::size_t r = 0; r + 1 < options.size(); ++r) {
    const std::string a = options[r].at("id");
    const std::string b = options[r + 1].at("id");
    INFO(a << " " << b);
    const AssessOutcome forth = compare_text(text, {}, a, b);
    REQUIRE(forth.ok);
    CHECK(forth.text == compare_text(text, {}, b, a).text);
    const Json out = Json::parse(forth.text);
    CHECK(out.at("above") == a);
    CHECK(out.at("because") == options[r].at("above_next").at("because"));
    CHECK(out.at("text") == options[r].at("above_next").at("text"));
    // What speaks for the upper one comes first, the largest before; then what speaks for the lower one, and says so.
    double before = 1;
    bool for_upper = true;
    CHECK(out.at("differences").size() <= 2);
    for (const Json& difference : out.at("differences")) {
      const double by = difference.at("contribution").get<double>();
      if (for_upper && by < 0) before = 1;
      CHECK((for_upper || by < 0));
      for_upper = by > 0;
      CHECK(std::fabs(by) <= before);
      before = std::fabs(by);
      const std::string lower = options[r + 1].at("label");
      CHECK((difference.at("text").get<std::string>().rfind("For " + lower + ": ", 0) == 0) == !for_upper);
    }
  }
  const Json far = Json::parse(compare_text(text, {}, "sorafenib", "lenvatinib").text);
  CHECK(far.at("differences")[0].at("text").get<std::string>().find(" against ") != std::string::npos);
  CHECK_FALSE(compare_text(text, {}, "lenvatinib", "lenvatinib").ok);
  CHECK_FALSE(compare_text(text, {}, "lenvatinib", "aspirin").ok);
  CHECK_FALSE(compare_text("[]", {}, "lenvatinib", "sorafenib").ok);
}
