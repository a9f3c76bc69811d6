// SPDX-License-Identifier: Apache-2.0
// The command `nextline`: the native door to the core, for tests, for scripts and for checking a number by hand.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/detail.h"
#include "nextline/fields.h"
#include "nextline/json_writer.h"
#include "nextline/nextline.h"
#include "nextline/patient.h"
#include "nextline/smaa_text.h"

namespace {

constexpr int kUsageError = 2;

constexpr std::string_view kUsage =
    "usage: nextline assess [FILE|-]      one patient in, one assessment out\n"
    "       nextline fields               every field of a patient\n"
    "       nextline knowledge            the whole knowledge base\n"
    "       nextline knowledge --check [--today YYYY-MM-DD]\n"
    "       nextline smaa FILE|- [--draws N] [--seed S] [--sampled] [--confidence]\n"
    "                                     rank acceptability of a problem: alternatives, criteria with value\n"
    "                                     functions, measurements, weights (form: nextline/smaa_text.h)\n"
    "       nextline version\n";

int usage() {
  std::cerr << kUsage;
  return kUsageError;
}

// At most one byte more than the core accepts: enough to be refused, never the whole of an endless stream.
std::optional<std::string> read_all(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return std::nullopt;
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string text(nextline::kMaxInputBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

int assess(const std::vector<std::string>& args) {
  if (args.size() > 1) return usage();
  const std::string path = args.empty() ? "-" : args[0];
  if (path.size() > 1 && path[0] == '-') return usage();
  const std::optional<std::string> text = read_all(path);
  if (!text) {
    std::cerr << "nextline: cannot read " << path << "\n";
    return kUsageError;
  }
  const nextline::AssessOutcome outcome = nextline::assess_text(*text);
  if (!outcome.ok) {
    std::cerr << "nextline: " << outcome.error << "\n";
    return kUsageError;
  }
  std::cout << outcome.text << "\n" << std::flush;
  if (!std::cout) {
    std::cerr << "nextline: cannot write the assessment\n";
    return kUsageError;
  }
  return outcome.has_error ? 1 : 0;
}

// One patient a line in, one answer a line out: for the comparisons of the tests.
int assess_lines() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const nextline::AssessOutcome outcome = nextline::assess_text(line);
    if (outcome.ok) {
      std::cout << outcome.text << "\n";
      continue;
    }
    std::string text;
    nextline::JsonWriter json(text);
    json.begin_object();
    json.field("error", outcome.error);
    json.end_object();
    std::cout << text << "\n";
  }
  return 0;
}

// YYYY-MM-DD
bool is_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

int knowledge(const std::vector<std::string>& args) {
  if (args.empty()) {
    std::cout << nextline::knowledge::knowledge_json() << "\n";
    return 0;
  }
  if (args[0] != "--check") return usage();
  std::string today;
  if (args.size() == 3 && args[1] == "--today") {
    today = args[2];
    if (!is_date(today)) return usage();
  } else if (args.size() != 1) {
    return usage();
  }
  std::cout << nextline::knowledge::check_text(today);
  return 0;
}

// Digits only, at most 2^53: every reader of JSON can hold it.
std::optional<std::uint64_t> whole_number(const std::string& text) {
  constexpr std::uint64_t kMost = 1ULL << 53U;
  if (text.empty() || text.size() > 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value <= kMost ? std::optional(value) : std::nullopt;
}

int smaa(const std::vector<std::string>& args) {
  nextline::smaa::Options options;
  std::string path;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "--sampled") {
      options.always_sample = true;
    } else if (arg == "--confidence") {
      options.confidence = true;
    } else if (arg == "--draws" || arg == "--seed") {
      const std::optional<std::uint64_t> value = whole_number(i + 1 < args.size() ? args[i + 1] : "");
      if (!value) return usage();
      if (arg == "--seed") {
        options.seed = *value;
      } else {
        options.draws = static_cast<std::uint32_t>(std::min<std::uint64_t>(*value, UINT32_MAX));
      }
      ++i;
    } else if (path.empty() && !arg.empty() && (arg == "-" || arg[0] != '-')) {
      path = arg;
    } else {
      return usage();
    }
  }
  if (path.empty()) return usage();
  const std::optional<std::string> text = read_all(path);
  if (!text) {
    std::cerr << "nextline: cannot read " << path << "\n";
    return kUsageError;
  }
  const nextline::smaa::TextOutcome outcome = nextline::smaa::analyse_text(*text, options);
  if (!outcome.ok) {
    std::cerr << "nextline: " << outcome.error << "\n";
    return kUsageError;
  }
  std::cout << outcome.text << "\n" << std::flush;
  if (!std::cout) {
    std::cerr << "nextline: cannot write the result\n";
    return kUsageError;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::vector<std::string> args(argv + 1, argv + argc);
  if (args.empty()) return usage();
  const std::string command = args[0];
  args.erase(args.begin());
  if (command == "assess") {
    return args.size() == 1 && args[0] == "--lines" ? assess_lines() : assess(args);
  }
  if (command == "fields" && args.empty()) {
    std::string text;
    nextline::fields_json(text);
    std::cout << text << "\n";
    return 0;
  }
  if (command == "knowledge") return knowledge(args);
  if (command == "smaa") return smaa(args);
  if (command == "version" && args.empty()) {
    std::cout << nextline::version() << "\n";
    return 0;
  }
  return usage();
}
