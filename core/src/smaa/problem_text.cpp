// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "json/document.h"
#include "nextline/json_writer.h"
#include "nextline/smaa_text.h"
#include "numbers/sort.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

constexpr std::size_t kMaxCases = 64;

// A value in the text.
class Json {
 public:
  Json(const Document& document, std::uint32_t at) : document_(&document), at_(at) {}

  [[nodiscard]] JsonKind kind() const { return node().kind; }
  [[nodiscard]] bool is_array() const { return kind() == JsonKind::kArray; }
  [[nodiscard]] bool is_object() const { return kind() == JsonKind::kObject; }
  [[nodiscard]] double number() const { return node().number; }
  [[nodiscard]] std::string_view string() const { return document_->text_of(at_); }

  [[nodiscard]] std::vector<Json> members() const {
    std::vector<Json> result;
    for (std::uint32_t i = at_ + 1; i < node().next; i = document_->nodes[i].next)
      result.emplace_back(*document_, i);
    return result;
  }

  // Of a key that stands twice, the first.
  [[nodiscard]] std::optional<Json> find(std::string_view key) const {
    if (!is_object()) return std::nullopt;
    for (std::uint32_t i = at_ + 1; i < node().next;) {
      const std::uint32_t value = i + 1;
      if (document_->text_of(i) == key) {
        if (document_->nodes[value].kind == JsonKind::kNull) return std::nullopt;
        return Json(*document_, value);
      }
      i = document_->nodes[value].next;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] const JsonNode& node() const { return document_->nodes[at_]; }
  const Document* document_;
  std::uint32_t at_;
};

// Reads one case. Every read_ function gives false with the sentence in error() where something is wrong.
class Reader {
 public:
  Reader(Json top, Json one) : top_(top), case_(one) {}

  [[nodiscard]] const std::string& error() const { return error_; }

  bool read(Problem& p, Missing& missing) {
    if (!read_ids() || !read_criteria(p) || !read_measurements(p)) return false;
    p.alternatives = std::move(alternatives_);
    return read_weights(p.weights) && read_missing(missing);
  }

 private:
  std::optional<Json> find(std::string_view key) const {
    std::optional<Json> found = case_.find(key);
    return found ? found : top_.find(key);
  }

  bool fail(const std::string& place, std::string_view expected) {
    error_ = place + ": expected " + std::string(expected) + ".";
    return false;
  }

  // --- pieces ---

  bool read_number(const Json& json, const std::string& place, double& out) {
    if (json.kind() != JsonKind::kNumber) return fail(place, "a number");
    out = json.number();
    return true;
  }

  bool read_numbers(const Json& json, const std::string& place, std::vector<double>& out) {
    if (!json.is_array()) return fail(place, "a list of numbers");
    out.clear();
    for (const Json& member : json.members()) {
      if (member.kind() != JsonKind::kNumber) return fail(place, "a list of numbers");
      out.push_back(member.number());
    }
    return true;
  }

  bool read_pair(const Json& json, const std::string& place, double& a, double& b) {
    std::vector<double> two;
    if (!read_numbers(json, place, two)) return false;
    if (two.size() != 2) return fail(place, "two numbers");
    a = two[0];
    b = two[1];
    return true;
  }

  // Places in the list of criteria.
  bool read_places(const Json& json, const std::string& place, std::vector<std::uint32_t>& out) {
    std::vector<double> numbers;
    if (!read_numbers(json, place, numbers)) return false;
    out.clear();
    for (const double x : numbers) {
      if (!(x >= 0 && x < static_cast<double>(m_)) || static_cast<double>(static_cast<std::uint32_t>(x)) != x) {
        return fail(place, "places in the list of criteria, counted from 0");
      }
      out.push_back(static_cast<std::uint32_t>(x));
    }
    return true;
  }

  // --- alternatives and criteria ---

  // How many alternatives there are, where none are named: rows of whatever holds the measurements.
  bool read_ids() {
    if (const auto named = find("alternatives")) {
      if (!named->is_array()) return fail("alternatives", "a list of ids");
      for (const Json& id : named->members()) {
        if (id.kind() != JsonKind::kString) return fail("alternatives", "a list of ids");
        alternatives_.emplace_back(id.string());
      }
    } else {
      std::optional<Json> rows = find("partial_values");
      if (!rows) rows = find("performance");
      if (!rows)
        return fail("alternatives", "a list of ids, or partial_values or performance to count them by");
      if (!rows->is_array()) return fail("partial_values or performance", "a list of rows");
      const std::size_t count = rows->members().size();
      for (std::size_t i = 1; i <= count; ++i) alternatives_.push_back(std::to_string(i));
    }
    n_ = alternatives_.size();
    // The whole check comes later; this much keeps what is read here small.
    if (n_ == 0 || n_ > kMaxAlternatives)
      return fail("alternatives", "1 to " + std::to_string(kMaxAlternatives));
    return true;
  }

  bool read_criteria(Problem& p) {
    const std::optional<Json> list = find("criteria");
    if (list) {
      if (!list->is_array()) return fail("criteria", "a list of objects");
      criteria_ = list->members();
    } else {
      const std::optional<Json> values = find("partial_values");
      if (!values || !values->is_array() || values->members().empty() || !values->members()[0].is_array()) {
        return fail("criteria", "a list of objects, or partial_values to count them by");
      }
      m_ = values->members()[0].members().size();
    }
    if (list) m_ = criteria_.size();
    if (m_ == 0 || m_ > kMaxCriteria) return fail("criteria", "1 to " + std::to_string(kMaxCriteria));
    for (std::size_t c = 0; c < m_; ++c) {
      Criterion criterion;
      criterion.id = std::to_string(c + 1);
      criterion.value = {{0, 1}, {0, 1}, OutOfRange::kExtrapolate};
      if (list && !read_criterion(criteria_[c], c, criterion)) return false;
      p.criteria.push_back(std::move(criterion));
    }
    return true;
  }

  bool read_criterion(const Json& json, std::size_t c, Criterion& criterion) {
    std::string place = "criteria[" + std::to_string(c) + "]";
    if (!json.is_object()) return fail(place, "an object");
    if (const auto id = json.find("id")) {
      if (id->kind() != JsonKind::kString) return fail(place + ", id", "a text");
      criterion.id = id->string();
      place = "criterion \"" + cut(criterion.id) + "\"";
    }
    const auto pvf = json.find("pvf");
    if (!pvf) {
      return find("partial_values") ? true : fail(place, "a value function as pvf");
    }
    const std::string where = place + ", pvf";
    if (!pvf->is_object()) return fail(where, "an object");
    if (const auto type = pvf->find("type")) {
      if (type->kind() != JsonKind::kString || type->string() != "piecewise_linear") {
        return fail(where + ", type", "\"piecewise_linear\"");
      }
    }
    const auto x = pvf->find("x");
    const auto v = pvf->find("v");
    if (!x || !v) return fail(where, "x and v");
    if (!read_numbers(*x, where + ", x", criterion.value.x)) return false;
    if (!read_numbers(*v, where + ", v", criterion.value.v)) return false;
    criterion.value.out_of_range = OutOfRange::kClip;
    if (const auto mode = pvf->find("out_of_range")) {
      const bool text = mode->kind() == JsonKind::kString;
      if (text && mode->string() == "extrapolate") {
        criterion.value.out_of_range = OutOfRange::kExtrapolate;
      } else if (!text || mode->string() != "clip") {
        return fail(where + ", out_of_range", "\"clip\" or \"extrapolate\"");
      }
    }
    return true;
  }

  // --- measurements ---

  bool read_measurements(Problem& p) {
    p.measurements.assign(n_ * m_, Measurement{});
    const auto numbers = [&](std::string_view key, const Json& rows, Measurement (*make)(double)) {
      return read_matrix(
          rows, std::string(key),
          [&](const Json& json, const std::string& place, Measurement& out) {
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
    if (criteria_.empty()) return fail("measurements", "partial_values, performance or measurements");
    for (std::size_t c = 0; c < m_; ++c) {
      if (!read_of_criterion(c, p)) return false;
    }
    return true;
  }

  template <class Read>
  bool read_matrix(const Json& rows, const std::string& place, const Read& read_one, Problem& p) {
    if (!rows.is_array() || rows.members().size() != n_) return fail(place, "a row for each alternative");
    const std::vector<Json> lines = rows.members();
    for (std::size_t i = 0; i < n_; ++i) {
      const std::string line = place + "[" + std::to_string(i) + "]";
      if (!lines[i].is_array() || lines[i].members().size() != m_)
        return fail(line, "an entry for each criterion");
      const std::vector<Json> entries = lines[i].members();
      for (std::size_t c = 0; c < m_; ++c) {
        if (!read_one(entries[c], line + "[" + std::to_string(c) + "]", p.measurements[i * m_ + c]))
          return false;
      }
    }
    return true;
  }

  // "distribution" of an object, and the key under which its two numbers stand.
  bool read_distribution(const Json& json, const std::string& place, Kind& kind, std::string_view& key) {
    const auto name = json.find("distribution");
    if (!name || name->kind() != JsonKind::kString) {
      return fail(place + ", distribution", "\"normal\", \"lognormal\", \"logit_normal\" or \"beta\"");
    }
    key = "mean_sd";
    if (name->string() == "normal") {
      kind = Kind::kNormal;
    } else if (name->string() == "lognormal") {
      kind = Kind::kLognormal;
    } else if (name->string() == "logit_normal") {
      kind = Kind::kLogitNormal;
    } else if (name->string() == "beta") {
      kind = Kind::kBeta;
      key = "alpha_beta";
    } else {
      return fail(place + ", distribution", "\"normal\", \"lognormal\", \"logit_normal\" or \"beta\"");
    }
    return true;
  }

  bool read_scale(const Json& json, const std::string& place, double& scale) {
    scale = 1;
    const auto found = json.find("scale");
    return !found || read_number(*found, place + ", scale", scale);
  }

  bool read_all_of_one_kind(const Json& all, Problem& p) {
    if (!all.is_object()) return fail("measurements", "an object");
    Kind kind{};
    std::string_view key;
    double scale = 1;
    if (!read_distribution(all, "measurements", kind, key) || !read_scale(all, "measurements", scale))
      return false;
    const auto rows = all.find(key);
    if (!rows) return fail("measurements", key);
    return read_matrix(
        *rows, std::string(key),
        [&](const Json& json, const std::string& place, Measurement& out) {
          out.kind = kind;
          out.scale = scale;
          return read_pair(json, place, out.a, out.b);
        },
        p);
  }

  bool read_of_criterion(std::size_t c, Problem& p) {
    const Json& json = criteria_[c];
    const std::string place = "criterion \"" + cut(p.criteria[c].id) + "\"";
    if (json.find("baseline_logit_normal")) return read_group(json, place, c, p);
    if (const auto list = json.find("measurements")) {
      if (!list->is_array() || list->members().size() != n_) {
        return fail(place + ", measurements", "one for each alternative");
      }
      const std::vector<Json> entries = list->members();
      for (std::size_t i = 0; i < n_; ++i) {
        const std::string where = place + ", measurements[" + std::to_string(i) + "]";
        if (!read_measurement(entries[i], where, p.measurements[i * m_ + c])) return false;
      }
      return true;
    }
    if (!json.find("distribution")) return fail(place, "a distribution, baseline_logit_normal or measurements");
    Kind kind{};
    std::string_view key;
    double scale = 1;
    if (!read_distribution(json, place, kind, key) || !read_scale(json, place, scale)) return false;
    const auto list = json.find(key);
    if (!list || !list->is_array() || list->members().size() != n_) {
      return fail(place + ", " + std::string(key), "one for each alternative");
    }
    const std::vector<Json> entries = list->members();
    for (std::size_t i = 0; i < n_; ++i) {
      Measurement& out = p.measurements[i * m_ + c];
      out.kind = kind;
      out.scale = scale;
      const std::string where = place + ", " + std::string(key) + "[" + std::to_string(i) + "]";
      if (!read_pair(entries[i], where, out.a, out.b)) return false;
    }
    return true;
  }

  bool read_group(const Json& json, const std::string& place, std::size_t c, Problem& p) {
    CorrelatedGroup& group = p.criteria[c].group;
    const Json baseline = *json.find("baseline_logit_normal");
    const auto mu = baseline.find("mu");
    const auto sigma = baseline.find("sigma");
    if (!mu || !sigma) return fail(place + ", baseline_logit_normal", "mu and sigma");
    if (!read_number(*mu, place + ", mu", group.baseline_mu)) return false;
    if (!read_number(*sigma, place + ", sigma", group.baseline_sigma)) return false;
    const auto relative = json.find("relative_mu");
    if (!relative) return fail(place, "relative_mu");
    if (!read_numbers(*relative, place + ", relative_mu", group.mu)) return false;
    const auto cov = json.find("relative_cov");
    if (!cov || !cov->is_array()) return fail(place, "relative_cov");
    for (const Json& row : cov->members()) {
      std::vector<double> numbers;
      if (!read_numbers(row, place + ", relative_cov", numbers)) return false;
      if (numbers.size() != n_) return fail(place + ", relative_cov", "rows as long as there are alternatives");
      group.cov.insert(group.cov.end(), numbers.begin(), numbers.end());
      if (group.cov.size() > n_ * n_) return fail(place + ", relative_cov", "as many rows as alternatives");
    }
    double scale = 1;
    if (!read_scale(json, place, scale)) return false;
    for (std::size_t i = 0; i < n_; ++i) p.measurements[i * m_ + c] = correlated(scale);
    return true;
  }

  bool read_measurement(const Json& json, const std::string& place, Measurement& out) {
    if (json.kind() == JsonKind::kNull) {
      out = missing_value();
      return true;
    }
    if (!json.is_object()) return fail(place, "an object or null");
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
      if (!worst || !best) return fail(place, "a distribution, a value, or worst and best");
      if (!read_number(*worst, place + ", worst", out.a) || !read_number(*best, place + ", best", out.b))
        return false;
      out.kind = Kind::kMissing;
    }
    if (const auto on_values = json.find("on_values")) {
      if (on_values->kind() != JsonKind::kTrue && on_values->kind() != JsonKind::kFalse) {
        return fail(place + ", on_values", "true or false");
      }
      out.on_values = on_values->kind() == JsonKind::kTrue;
      if (out.on_values && out.kind != Kind::kFixed && out.kind != Kind::kMissing) {
        return fail(place + ", on_values", "a value, or worst and best, beside it");
      }
    }
    const auto study = json.find("study");
    const auto tau = json.find("tau");
    if (!tau) return true;
    if (!study || study->kind() != JsonKind::kString) return fail(place + ", study", "a name beside tau");
    if (!read_number(*tau, place + ", tau", out.tau)) return false;
    out.study = study_number(study->string());
    return true;
  }

  // By the names in order: numbers must not depend on where in the text a study stands first.
  int study_number(std::string_view name) {
    if (studies_.empty()) {
      for (const Json& criterion : criteria_) {
        const auto list = criterion.find("measurements");
        if (!list || !list->is_array()) continue;
        for (const Json& entry : list->members()) {
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
    const std::string_view name =
        type && type->kind() == JsonKind::kString ? type->string() : std::string_view();
    if (name == "uniform_simplex") return true;
    if (name == "fixed") {
      w.space = WeightSpace::kFixed;
      const auto numbers = json->find("w");
      return numbers ? read_numbers(*numbers, "weights, w", w.fixed) : fail("weights", "w");
    }
    if (name == "ordinal") {
      w.space = WeightSpace::kOrdinal;
      const auto order = json->find("order_most_important_first");
      return order ? read_places(*order, "weights, order_most_important_first", w.order)
                   : fail("weights", "order_most_important_first");
    }
    if (name == "tree") {
      w.space = WeightSpace::kTree;
      const auto branches = json->find("branches");
      return branches ? read_branches(*branches, w) : fail("weights", "branches");
    }
    return fail("weights, type", "\"uniform_simplex\", \"tree\", \"ordinal\" or \"fixed\"");
  }

  bool read_branches(const Json& json, Weights& w) {
    const std::string place = "weights, branches";
    const std::string_view once = "every criterion once, by its place";
    if (!json.is_array()) return fail(place, "a list of lists");
    w.branch.assign(m_, kMaxCriteria);
    std::uint32_t number = 0;
    for (const Json& branch : json.members()) {
      std::vector<std::uint32_t> inside;
      if (!read_places(branch, place, inside)) return false;
      if (inside.empty()) return fail(place, "a criterion in every branch");
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
    const bool text = json->kind() == JsonKind::kString;
    if (text && json->string() == "worst") {
      missing = Missing::kWorst;
    } else if (text && json->string() == "best") {
      missing = Missing::kBest;
    } else {
      return fail("missing", "\"worst\" or \"best\"");
    }
    return true;
  }

  Json top_;
  Json case_;
  std::string error_;
  std::vector<std::string> alternatives_;
  std::vector<Json> criteria_;
  std::vector<std::string_view> studies_;
  std::size_t n_ = 0;
  std::size_t m_ = 0;
};

// --- writing --------------------------------------------------------------------------------------------

// nlohmann's shortest digits are whole-number arithmetic: the same everywhere.
void write_number(JsonWriter& writer, double x) { writer.digits(nlohmann::json(x + 0.0).dump()); }

void write_numbers(JsonWriter& writer, const double* numbers, std::size_t count) {
  writer.begin_array();
  for (std::size_t i = 0; i < count; ++i) write_number(writer, numbers[i]);
  writer.end_array();
}

void write_matrix(JsonWriter& writer, std::string_view key, const std::vector<double>& numbers,
                  std::size_t columns) {
  writer.key(key);
  writer.begin_array();
  for (std::size_t at = 0; at < numbers.size(); at += columns)
    write_numbers(writer, numbers.data() + at, columns);
  writer.end_array();
}

std::string_view name_of(Method method) { return method == Method::kClosedForm ? "closed form" : "sampled"; }

std::string_view name_of(WeightSpace space) {
  switch (space) {
    case WeightSpace::kSimplex:
      return "uniform_simplex";
    case WeightSpace::kTree:
      return "tree";
    case WeightSpace::kOrdinal:
      return "ordinal";
    case WeightSpace::kFixed:
      break;
  }
  return "fixed";
}

// What was not sampled has no sampling error.
std::vector<double> errors_of(const std::vector<double>& shares, Method method, std::uint32_t draws) {
  std::vector<double> errors;
  for (const double share : shares)
    errors.push_back(method == Method::kSampled ? standard_error(share, draws) : 0);
  return errors;
}

void write_case(JsonWriter& writer, std::string_view id, const Problem& p, const Result& r) {
  const std::size_t n = r.alternatives;
  const std::size_t m = r.criteria;
  writer.begin_object();
  writer.field_or_null("id", id);
  writer.field("weights", name_of(r.space));
  writer.field("missing", r.missing == Missing::kWorst ? "worst" : "best");
  writer.key("draws");
  writer.integer(r.draws);
  writer.key("seed");
  writer.integer(static_cast<std::int64_t>(r.seed));
  writer.key("method");
  writer.begin_object();
  writer.field("ranks", name_of(r.rank_method));
  writer.field("pairwise", name_of(r.pairwise_method));
  writer.field("values", name_of(r.value_method));
  writer.end_object();
  writer.key("alternatives");
  writer.begin_array();
  for (const std::string& alternative : p.alternatives) writer.string(alternative);
  writer.end_array();
  writer.key("criteria");
  writer.begin_array();
  for (const Criterion& criterion : p.criteria) writer.string(criterion.id);
  writer.end_array();
  write_matrix(writer, "rank_acceptability", r.rank, n);
  write_matrix(writer, "pairwise_winning", r.pairwise, n);
  writer.key("central_weights");
  writer.begin_array();
  for (std::size_t i = 0; i < n; ++i) {
    if (r.has_central[i] == 0) {
      writer.null();
    } else {
      write_numbers(writer, r.central.data() + i * m, m);
    }
  }
  writer.end_array();
  if (!r.confidence.empty()) {
    writer.key("confidence");
    writer.begin_array();
    for (std::size_t i = 0; i < n; ++i) {
      if (r.has_central[i] == 0) {
        writer.null();
      } else {
        write_number(writer, r.confidence[i]);
      }
    }
    writer.end_array();
  }
  writer.key("values");
  writer.begin_array();
  for (const ValueSummary& value : r.value) {
    writer.begin_object();
    const std::pair<std::string_view, double> entries[] = {
        {"mean", value.mean}, {"sd", value.sd},   {"q025", value.q025}, {"q25", value.q25},
        {"q50", value.q50},   {"q75", value.q75}, {"q975", value.q975}};
    for (const auto& [key, x] : entries) {
      writer.key(key);
      write_number(writer, x);
    }
    writer.end_object();
  }
  writer.end_array();
  write_matrix(writer, "outside", r.outside, m);
  writer.key("standard_error");
  writer.begin_object();
  write_matrix(writer, "rank_acceptability", errors_of(r.rank, r.rank_method, r.draws), n);
  write_matrix(writer, "pairwise_winning", errors_of(r.pairwise, r.pairwise_method, r.draws), n);
  writer.end_object();
  writer.end_object();
}

std::string case_name(std::string_view id, std::size_t number, bool alone) {
  if (alone) return "";
  return id.empty() ? "Case " + std::to_string(number + 1) + ": " : "Case \"" + cut(id) + "\": ";
}

}  // namespace

TextOutcome analyse_text(std::string_view json, const Options& options) {
  TextOutcome outcome;
  Document document;
  if (!read_document(json, document, outcome.error, "document.problem"_text)) return outcome;
  const Json top(document, 0);
  std::vector<Json> cases = {top};
  const auto list = top.find("cases");
  if (list) {
    cases = list->is_array() ? list->members() : std::vector<Json>();
    const bool objects =
        std::all_of(cases.begin(), cases.end(), [](const Json& one) { return one.is_object(); });
    if (cases.empty() || cases.size() > kMaxCases || !objects) {
      outcome.error = "cases: expected a list of 1 to " + std::to_string(kMaxCases) + " objects.";
      return outcome;
    }
  }
  JsonWriter writer(outcome.text);
  writer.begin_object();
  writer.field("schema", "smaa/1");
  writer.key("cases");
  writer.begin_array();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto id_json = cases[i].find("id");
    const std::string_view id = id_json && id_json->kind() == JsonKind::kString ? id_json->string() : "";
    Problem problem;
    Options own = options;
    Reader reader(top, cases[i]);
    Result result;
    const bool read = reader.read(problem, own.missing);
    if (read) result = analyse(problem, own);
    if (!result.ok) {
      outcome.error = case_name(id, i, !list) + (read ? result.error : reader.error());
      outcome.text.clear();
      return outcome;
    }
    write_case(writer, id, problem, result);
  }
  writer.end_array();
  writer.end_object();
  outcome.ok = true;
  return outcome;
}

}  // namespace nextline::smaa
