// SPDX-License-Identifier: Apache-2.0
#include "smaa/read_problem.h"

#include <algorithm>
#include <utility>

#include "nextline/json_writer.h"
#include "numbers/sort.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

// Named: clang 14 leaves a text of the catalogue inside a template undefined.
constexpr std::string_view kRowEach = "smaa.expect.row_each"_text;
constexpr std::string_view kEntryEach = "smaa.expect.entry_each"_text;

struct Distribution {
  std::string_view name;
  Kind kind;
  std::string_view key;  // of its two numbers
};
constexpr Distribution kDistributions[] = {{"normal", Kind::kNormal, "mean_sd"},
                                           {"lognormal", Kind::kLognormal, "mean_sd"},
                                           {"logit_normal", Kind::kLogitNormal, "mean_sd"},
                                           {"beta", Kind::kBeta, "alpha_beta"}};

// Every read_ function gives false with the sentence in `error` where something is wrong.
class Reader {
 public:
  Reader(const JsonValue& top, const JsonValue& one, std::string& error)
      : top_(top), case_(one), error_(error) {}

  bool read(Problem& p, Missing& missing) {
    if (!read_ids() || !read_criteria(p) || !read_measurements(p)) return false;
    p.alternatives = std::move(alternatives_);
    return read_weights(p.weights) && read_missing(missing);
  }

 private:
  std::optional<JsonValue> find(std::string_view key) const {
    std::optional<JsonValue> found = case_.find(key);
    return found ? found : top_.find(key);
  }

  bool fail(std::string_view place, std::string_view expected) {
    error_ = say<"smaa.at">(place, expected);
    return false;
  }

  // --- pieces ---

  bool read_number(const JsonValue& json, const std::string& place, double& out) {
    if (json.kind() != JsonKind::kNumber) return fail(place, "smaa.expect.number"_text);
    out = json.number();
    return true;
  }

  bool read_numbers(const JsonValue& json, const std::string& place, std::vector<double>& out) {
    if (!json.is_array()) return fail(place, "smaa.expect.numbers"_text);
    out.clear();
    for (const JsonValue& member : json.members()) {
      if (member.kind() != JsonKind::kNumber) return fail(place, "smaa.expect.numbers"_text);
      out.push_back(member.number());
    }
    return true;
  }

  bool read_pair(const JsonValue& json, const std::string& place, double& a, double& b) {
    std::vector<double> two;
    if (!read_numbers(json, place, two)) return false;
    if (two.size() != 2) return fail(place, "smaa.expect.two_numbers"_text);
    a = two[0];
    b = two[1];
    return true;
  }

  // Places in the list of criteria.
  bool read_places(const JsonValue& json, const std::string& place, std::vector<std::uint32_t>& out) {
    std::vector<double> numbers;
    if (!read_numbers(json, place, numbers)) return false;
    out.clear();
    for (const double x : numbers) {
      if (!(x >= 0 && x < static_cast<double>(m_)) || static_cast<double>(static_cast<std::uint32_t>(x)) != x) {
        return fail(place, "smaa.expect.places"_text);
      }
      out.push_back(static_cast<std::uint32_t>(x));
    }
    return true;
  }

  // --- alternatives and criteria ---

  // How many alternatives there are, where none are named: rows of whatever holds the measurements.
  bool read_ids() {
    if (const auto named = find("alternatives")) {
      if (!named->is_array()) return fail("alternatives", "smaa.expect.ids"_text);
      for (const JsonValue& id : named->members()) {
        if (id.kind() != JsonKind::kString) return fail("alternatives", "smaa.expect.ids"_text);
        alternatives_.emplace_back(id.string());
      }
    } else {
      std::optional<JsonValue> rows = find("partial_values");
      if (!rows) rows = find("performance");
      if (!rows) return fail("alternatives", "smaa.expect.ids_or_rows"_text);
      if (!rows->is_array()) return fail("smaa.place_rows"_text, "smaa.expect.rows"_text);
      const std::size_t count = rows->members().size();
      for (std::size_t i = 1; i <= count; ++i) alternatives_.push_back(std::to_string(i));
    }
    n_ = alternatives_.size();
    // The whole check comes later; this much keeps what is read here small.
    if (n_ == 0 || n_ > kMaxAlternatives)
      return fail("alternatives", say<"smaa.expect.count">(std::to_string(kMaxAlternatives)));
    return true;
  }

  bool read_criteria(Problem& p) {
    const std::optional<JsonValue> list = find("criteria");
    if (list) {
      if (!list->is_array()) return fail("criteria", "smaa.expect.objects"_text);
      criteria_ = list->members();
      m_ = criteria_.size();
    } else {
      const std::optional<JsonValue> values = find("partial_values");
      if (!values || !values->is_array() || values->members().empty() || !values->members()[0].is_array()) {
        return fail("criteria", "smaa.expect.objects_or_values"_text);
      }
      m_ = values->members()[0].members().size();
    }
    if (m_ == 0 || m_ > kMaxCriteria)
      return fail("criteria", say<"smaa.expect.count">(std::to_string(kMaxCriteria)));
    for (std::size_t c = 0; c < m_; ++c) {
      Criterion criterion;
      criterion.id = std::to_string(c + 1);
      criterion.value = {{0, 1}, {0, 1}, OutOfRange::kExtrapolate};
      if (list && !read_criterion(criteria_[c], c, criterion)) return false;
      p.criteria.push_back(std::move(criterion));
    }
    return true;
  }

  bool read_criterion(const JsonValue& json, std::size_t c, Criterion& criterion) {
    std::string place = "criteria[" + std::to_string(c) + "]";
    if (!json.is_object()) return fail(place, "smaa.expect.object"_text);
    if (const auto id = json.find("id")) {
      if (id->kind() != JsonKind::kString) return fail(place + ", id", "smaa.expect.text"_text);
      criterion.id = id->string();
      place = say<"smaa.place_criterion">(cut(criterion.id));
    }
    const auto pvf = json.find("pvf");
    if (!pvf) {
      return find("partial_values") ? true : fail(place, "smaa.expect.value_function"_text);
    }
    const std::string where = place + ", pvf";
    if (!pvf->is_object()) return fail(where, "smaa.expect.object"_text);
    const auto type = pvf->find("type");
    if (type && !type->says("piecewise_linear")) {
      return fail(where + ", type", "smaa.expect.piecewise_linear"_text);
    }
    const auto x = pvf->find("x");
    const auto v = pvf->find("v");
    if (!x || !v) return fail(where, "smaa.expect.x_and_v"_text);
    if (!read_numbers(*x, where + ", x", criterion.value.x)) return false;
    if (!read_numbers(*v, where + ", v", criterion.value.v)) return false;
    criterion.value.out_of_range = OutOfRange::kClip;
    if (const auto mode = pvf->find("out_of_range")) {
      if (mode->says("extrapolate")) {
        criterion.value.out_of_range = OutOfRange::kExtrapolate;
      } else if (!mode->says("clip")) {
        return fail(where + ", out_of_range", "smaa.expect.out_of_range"_text);
      }
    }
    return true;
  }

  // --- measurements ---

  bool read_measurements(Problem& p) {
    p.measurements.assign(n_ * m_, Measurement{});
    const auto numbers = [&](std::string_view key, const JsonValue& rows, Measurement (*make)(double)) {
      return read_matrix(
          rows, std::string(key),
          [&](const JsonValue& json, const std::string& place, Measurement& out) {
            double x = 0;
            if (!read_number(json, place, x)) return false;
            out = make(x);
            return true;
          },
          p);
    };
    if (const auto rows = find("partial_values")) return numbers("partial_values", *rows, &fixed_value);
    if (const auto rows = find("performance")) return numbers("performance", *rows, &fixed);
    if (const auto all = find("measurements")) return read_all_of_one_kind(*all, p);
    if (criteria_.empty()) return fail("measurements", "smaa.expect.measurements"_text);
    for (std::size_t c = 0; c < m_; ++c) {
      if (!read_of_criterion(c, p)) return false;
    }
    return true;
  }

  template <class Read>
  bool read_matrix(const JsonValue& rows, const std::string& place, const Read& read_one, Problem& p) {
    if (!rows.is_array() || rows.members().size() != n_) return fail(place, kRowEach);
    const std::vector<JsonValue> lines = rows.members();
    for (std::size_t i = 0; i < n_; ++i) {
      const std::string line = place + "[" + std::to_string(i) + "]";
      if (!lines[i].is_array() || lines[i].members().size() != m_) return fail(line, kEntryEach);
      const std::vector<JsonValue> entries = lines[i].members();
      for (std::size_t c = 0; c < m_; ++c) {
        if (!read_one(entries[c], line + "[" + std::to_string(c) + "]", p.measurements[i * m_ + c]))
          return false;
      }
    }
    return true;
  }

  // "distribution" of an object, and the key under which its two numbers stand.
  bool read_distribution(const JsonValue& json, const std::string& place, Kind& kind, std::string_view& key) {
    const auto name = json.find("distribution");
    for (const Distribution& one : kDistributions) {
      if (!name || !name->says(one.name)) continue;
      kind = one.kind;
      key = one.key;
      return true;
    }
    return fail(place + ", distribution", "smaa.expect.distribution_name"_text);
  }

  bool read_scale(const JsonValue& json, const std::string& place, double& scale) {
    scale = 1;
    const auto found = json.find("scale");
    return !found || read_number(*found, place + ", scale", scale);
  }

  bool read_all_of_one_kind(const JsonValue& all, Problem& p) {
    if (!all.is_object()) return fail("measurements", "smaa.expect.object"_text);
    Kind kind{};
    std::string_view key;
    double scale = 1;
    if (!read_distribution(all, "measurements", kind, key) || !read_scale(all, "measurements", scale))
      return false;
    const auto rows = all.find(key);
    if (!rows) return fail("measurements", key);
    return read_matrix(
        *rows, std::string(key),
        [&](const JsonValue& json, const std::string& place, Measurement& out) {
          out.kind = kind;
          out.scale = scale;
          return read_pair(json, place, out.a, out.b);
        },
        p);
  }

  bool read_of_criterion(std::size_t c, Problem& p) {
    const JsonValue& json = criteria_[c];
    const std::string place = say<"smaa.place_criterion">(cut(p.criteria[c].id));
    if (json.find("baseline_logit_normal")) return read_group(json, place, c, p);
    if (const auto list = json.find("measurements")) {
      if (!list->is_array() || list->members().size() != n_) {
        return fail(place + ", measurements", "smaa.expect.one_each"_text);
      }
      const std::vector<JsonValue> entries = list->members();
      for (std::size_t i = 0; i < n_; ++i) {
        const std::string where = place + ", measurements[" + std::to_string(i) + "]";
        if (!read_measurement(entries[i], where, p.measurements[i * m_ + c])) return false;
      }
      return true;
    }
    if (!json.find("distribution")) return fail(place, "smaa.expect.results"_text);
    Kind kind{};
    std::string_view key;
    double scale = 1;
    if (!read_distribution(json, place, kind, key) || !read_scale(json, place, scale)) return false;
    const auto list = json.find(key);
    if (!list || !list->is_array() || list->members().size() != n_) {
      return fail(place + ", " + std::string(key), "smaa.expect.one_each"_text);
    }
    const std::vector<JsonValue> entries = list->members();
    for (std::size_t i = 0; i < n_; ++i) {
      Measurement& out = p.measurements[i * m_ + c];
      out.kind = kind;
      out.scale = scale;
      const std::string where = place + ", " + std::string(key) + "[" + std::to_string(i) + "]";
      if (!read_pair(entries[i], where, out.a, out.b)) return false;
    }
    return true;
  }

  bool read_group(const JsonValue& json, const std::string& place, std::size_t c, Problem& p) {
    CorrelatedGroup& group = p.criteria[c].group;
    const JsonValue baseline = *json.find("baseline_logit_normal");
    const auto mu = baseline.find("mu");
    const auto sigma = baseline.find("sigma");
    if (!mu || !sigma) return fail(place + ", baseline_logit_normal", "smaa.expect.mu_and_sigma"_text);
    if (!read_number(*mu, place + ", mu", group.baseline_mu)) return false;
    if (!read_number(*sigma, place + ", sigma", group.baseline_sigma)) return false;
    const auto relative = json.find("relative_mu");
    if (!relative) return fail(place, "relative_mu");
    if (!read_numbers(*relative, place + ", relative_mu", group.mu)) return false;
    const auto cov = json.find("relative_cov");
    if (!cov || !cov->is_array()) return fail(place, "relative_cov");
    for (const JsonValue& row : cov->members()) {
      std::vector<double> numbers;
      if (!read_numbers(row, place + ", relative_cov", numbers)) return false;
      if (numbers.size() != n_) return fail(place + ", relative_cov", "smaa.expect.row_length"_text);
      group.cov.insert(group.cov.end(), numbers.begin(), numbers.end());
      if (group.cov.size() > n_ * n_) return fail(place + ", relative_cov", "smaa.expect.row_count"_text);
    }
    double scale = 1;
    if (!read_scale(json, place, scale)) return false;
    for (std::size_t i = 0; i < n_; ++i) p.measurements[i * m_ + c] = correlated(scale);
    return true;
  }

  bool read_measurement(const JsonValue& json, const std::string& place, Measurement& out) {
    if (json.kind() == JsonKind::kNull) {
      out = missing_value();
      return true;
    }
    if (!json.is_object()) return fail(place, "smaa.expect.object_or_null"_text);
    if (json.find("distribution")) {
      std::string_view key;
      if (!read_distribution(json, place, out.kind, key) || !read_scale(json, place, out.scale)) return false;
      const auto two = json.find(key);
      if (!two) return fail(place, key);
      if (!read_pair(*two, place + ", " + std::string(key), out.a, out.b)) return false;
    } else if (const auto value = json.find("value")) {
      if (!read_number(*value, place + ", value", out.a)) return false;
      out.kind = Kind::kFixed;
    } else {
      const auto worst = json.find("worst");
      const auto best = json.find("best");
      if (!worst || !best) return fail(place, "smaa.expect.distribution_or_value"_text);
      if (!read_number(*worst, place + ", worst", out.a) || !read_number(*best, place + ", best", out.b))
        return false;
      out.kind = Kind::kMissing;
    }
    if (const auto on_values = json.find("on_values")) {
      if (on_values->kind() != JsonKind::kTrue && on_values->kind() != JsonKind::kFalse) {
        return fail(place + ", on_values", "smaa.expect.boolean"_text);
      }
      out.on_values = on_values->kind() == JsonKind::kTrue;
      if (out.on_values && out.kind != Kind::kFixed && out.kind != Kind::kMissing) {
        return fail(place + ", on_values", "smaa.expect.value_beside"_text);
      }
    }
    const auto tau = json.find("tau");
    if (!tau) return true;
    const auto study = json.find("study");
    if (!study || study->kind() != JsonKind::kString)
      return fail(place + ", study", "smaa.expect.name_beside_tau"_text);
    if (!read_number(*tau, place + ", tau", out.tau)) return false;
    out.study = study_number(study->string());
    return true;
  }

  // By the names in order: numbers must not depend on where in the text a study stands first.
  int study_number(std::string_view name) {
    if (studies_.empty()) {
      for (const JsonValue& criterion : criteria_) {
        const auto list = criterion.find("measurements");
        if (!list || !list->is_array()) continue;
        for (const JsonValue& entry : list->members()) {
          const auto study = entry.find("study");
          if (study && study->kind() == JsonKind::kString) studies_.push_back(study->string());
        }
      }
      sort_few(studies_);
      studies_.erase(std::unique(studies_.begin(), studies_.end()), studies_.end());
    }
    return static_cast<int>(std::lower_bound(studies_.begin(), studies_.end(), name) - studies_.begin());
  }

  // --- weights and policy ---

  bool read_weights(Weights& w) {
    const auto json = find("weights");
    if (!json) return true;
    if (json->is_array()) {
      w.space = WeightSpace::kFixed;
      return read_numbers(*json, "weights", w.fixed);
    }
    const auto type = json->find("type");
    for (const WeightSpace space :
         {WeightSpace::kSimplex, WeightSpace::kTree, WeightSpace::kOrdinal, WeightSpace::kFixed}) {
      if (!type || !type->says(id(space))) continue;
      w.space = space;
      if (space == WeightSpace::kSimplex) return true;
      const std::string_view key = space == WeightSpace::kTree      ? "branches"
                                   : space == WeightSpace::kOrdinal ? "order_most_important_first"
                                                                    : "w";
      const auto found = json->find(key);
      if (!found) return fail("weights", key);
      if (space == WeightSpace::kTree) return read_branches(*found, w);
      const std::string place = "weights, " + std::string(key);
      return space == WeightSpace::kOrdinal ? read_places(*found, place, w.order)
                                            : read_numbers(*found, place, w.fixed);
    }
    return fail("weights, type", "smaa.expect.weight_space"_text);
  }

  bool read_branches(const JsonValue& json, Weights& w) {
    const std::string place = "weights, branches";
    const std::string_view once = "smaa.expect.every_place"_text;
    if (!json.is_array()) return fail(place, "smaa.expect.lists"_text);
    w.branch.assign(m_, kMaxCriteria);
    std::uint32_t number = 0;
    for (const JsonValue& branch : json.members()) {
      std::vector<std::uint32_t> inside;
      if (!read_places(branch, place, inside)) return false;
      if (inside.empty()) return fail(place, "smaa.expect.filled_branch"_text);
      for (const std::uint32_t c : inside) {
        if (w.branch[c] != kMaxCriteria) return fail(place, once);
        w.branch[c] = number;
      }
      ++number;
    }
    for (const std::uint32_t b : w.branch) {
      if (b == kMaxCriteria) return fail(place, once);
    }
    return true;
  }

  bool read_missing(Missing& missing) {
    const auto json = find("missing");
    if (!json) return true;
    for (const Missing one : {Missing::kWorst, Missing::kBest}) {
      if (!json->says(id(one))) continue;
      missing = one;
      return true;
    }
    return fail("missing", "smaa.expect.worst_or_best"_text);
  }

  const JsonValue& top_;
  const JsonValue& case_;
  std::string& error_;
  std::vector<std::string> alternatives_;
  std::vector<JsonValue> criteria_;
  std::vector<std::string_view> studies_;
  std::size_t n_ = 0;
  std::size_t m_ = 0;
};

}  // namespace

bool read_problem(const JsonValue& top, const JsonValue& one, Problem& problem, Missing& missing,
                  std::string& error) {
  return Reader(top, one, error).read(problem, missing);
}

}  // namespace nextline::smaa
