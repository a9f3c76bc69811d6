// SPDX-License-Identifier: Apache-2.0
// The border between C++ and the worker that reads tables of many patients. A module of its own, asked for when it is wanted
// and compiled for speed; the same core, the same knowledge. Bytes in, bytes out, no logic.
#include "nextline/cohort.h"
#include "reply.h"

namespace {

using emscripten::val;
using nextline::Cohort;
using nextline::CohortOptions;

std::string bytes_of(const val& array) {
  std::string bytes(array["length"].as<std::size_t>(), '\0');
  const val view{emscripten::typed_memory_view(bytes.size(), reinterpret_cast<unsigned char*>(bytes.data()))};
  view.call<void>("set", array);
  return bytes;
}

// A copy of its own: the memory of the module moves when it grows.
val array_of(const std::string& bytes) {
  return val(emscripten::typed_memory_view(bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data())))
      .call<val>("slice");
}

std::vector<std::string> texts_of(const val& list) { return emscripten::vecFromJSArray<std::string>(list); }

// What the page may ask for; the rest is as the command has it.
CohortOptions options_of(const val& from) {
  CohortOptions options;
  options.map = from["map"].as<std::string>();
  const auto decimal = from["decimal"].as<std::string>();
  if (!decimal.empty()) options.decimal = decimal[0];
  options.missing = texts_of(from["missing"]);
  options.keep = texts_of(from["keep"]);
  options.all = from["all"].as<bool>();
  options.patient_of = static_cast<std::uint64_t>(from["patientOf"].as<double>());
  return options;
}

class Table {
 public:
  explicit Table(const val& options) : cohort_(options_of(options)) {}

  bool feed(const val& bytes) { return cohort_.feed(bytes_of(bytes)); }
  bool finish() { return cohort_.finish(); }
  bool pass(const val& bytes) { return cohort_.pass(bytes_of(bytes)); }
  bool pass_end() { return cohort_.pass_end(); }
  bool add_summary(const std::string& summary) {
    std::string error;
    return cohort_.add_summary(summary, error);
  }
  [[nodiscard]] std::string error() const { return std::string(cohort_.error()); }
  [[nodiscard]] std::string plan() const { return std::string(cohort_.plan()); }
  [[nodiscard]] std::string summary() const { return cohort_.summary(); }
  [[nodiscard]] double rows() const { return static_cast<double>(cohort_.progress().rows); }
  [[nodiscard]] double with_errors() const { return static_cast<double>(cohort_.progress().with_errors); }
  [[nodiscard]] double unreadable() const { return static_cast<double>(cohort_.progress().unreadable); }
  val take_output() { return array_of(cohort_.take_output()); }
  val take_errors() { return array_of(cohort_.take_errors()); }

 private:
  Cohort cohort_;
};

std::string cells(const val& csv) { return nextline::table_cells(bytes_of(csv)); }

}  // namespace

EMSCRIPTEN_BINDINGS(records) {
  nextline::border::register_reply();
  emscripten::class_<Table>("Table")
      .constructor<const val&>()
      .function("feed", &Table::feed)
      .function("finish", &Table::finish)
      .function("pass", &Table::pass)
      .function("passEnd", &Table::pass_end)
      .function("addSummary", &Table::add_summary)
      .function("error", &Table::error)
      .function("plan", &Table::plan)
      .function("summary", &Table::summary)
      .function("rows", &Table::rows)
      .function("withErrors", &Table::with_errors)
      .function("unreadable", &Table::unreadable)
      .function("takeOutput", &Table::take_output)
      .function("takeErrors", &Table::take_errors);
  emscripten::function("cells", &cells);
}
