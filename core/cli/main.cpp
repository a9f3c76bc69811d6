// SPDX-License-Identifier: Apache-2.0
// The command `nextline`: the native door to the core, for tests, for scripts and for checking a number by hand.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cohort.h"
#include "files.h"
#include "knowledge/detail.h"
#include "nextline/explore.h"
#include "nextline/fields.h"
#include "nextline/json_writer.h"
#include "nextline/nextline.h"
#include "nextline/patient.h"
#include "nextline/robustness.h"
#include "nextline/smaa_text.h"
#include "numbers/date.h"
#include "words.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr int kUsageError = 2;

constexpr std::string_view kUsage[] = {
    "usage: nextline assess [FILE|-]      one patient in, one assessment out\n"
    "         --preferences FILE           weights (form: nextline/preferences.h)\n"
    "         --overview                   what is shown at once: without the whole lists of criteria\n"
    "         --robustness                 how much the order means, what would change it\n"
    "           [--draws N] [--seed S]     from so many draws, 4 to 1048576\n"
    "       nextline compare OPTION OPTION [FILE|-] [--preferences FILE]\n"
    "                                     why the one stands above the other\n"
    "       nextline explore [FILE|-] [--preferences FILE]\n"
    "                                     what to ask next, what would change the answer, best and worst "
    "ranks\n",
    kCohortUsage,
    "       nextline fields               every field of a patient\n"
    "       nextline knowledge            the whole knowledge base\n"
    "       nextline knowledge --check [--today YYYY-MM-DD]\n"
    "       nextline smaa FILE|- [--draws N] [--seed S] [--sampled] [--confidence]\n"
    "                                     rank acceptability of a problem: alternatives, criteria with value\n"
    "                                     functions, measurements, weights (form: nextline/smaa_text.h)\n"
    "       nextline words                every sentence and word that the core says, with its parameters\n"
    "       nextline version\n"};

int usage() {
  for (const std::string_view part : kUsage) std::cerr << part;
  return kUsageError;
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

// What `assess` and `compare` are asked for.
struct Request {
  std::vector<std::string> words;  // what is no option of the command
  bool lines = false;
  bool robustness = false;
  bool overview = false;
  bool explore = false;
  std::string preferences;  // the text; empty: none
  RobustnessOptions options;
  bool sampling = false;  // --draws or --seed was given
};

// False where the arguments are wrong or a file cannot be read; then `exit_code` is set and all is said.
bool read_request(const std::vector<std::string>& args, Request& request, int& exit_code) {
  exit_code = kUsageError;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    const bool has_value = arg == "--preferences" || arg == "--draws" || arg == "--seed";
    if (!has_value) {
      if (arg == "--robustness") {
        request.robustness = true;
      } else if (arg == "--overview") {
        request.overview = true;
      } else if (arg == "--lines") {
        request.lines = true;
      } else if (arg.size() > 1 && arg[0] == '-') {
        return usage(), false;
      } else {
        request.words.push_back(arg);
      }
      continue;
    }
    if (++i == args.size()) return usage(), false;
    if (arg == "--preferences") {
      const std::optional<std::string> text = read_for_option(arg, args[i], kMaxInputBytes);
      if (!text) return false;
      request.preferences = *text;
      continue;
    }
    request.sampling = true;
    const std::optional<std::uint64_t> value = whole_number(args[i]);
    const bool draws = arg == "--draws";
    if (!value || (draws && (*value < 4 || *value > kMostDraws))) return usage(), false;
    if (draws) {
      request.options.draws = static_cast<std::uint32_t>(*value);
    } else {
      request.options.seed = *value;
    }
  }
  return true;
}

AssessOutcome assessed(const Request& request, std::string_view patient) {
  if (request.explore) return explore_text(patient, request.preferences);
  if (request.overview) return overview_text(patient, request.preferences);
  return request.robustness ? assess_with_robustness_text(patient, request.preferences, request.options)
                            : assess_text(patient, request.preferences);
}

int print(const AssessOutcome& outcome) {
  if (!outcome.ok) {
    std::cerr << say<"command.says">(outcome.error) << "\n";
    return kUsageError;
  }
  std::cout << outcome.text << "\n";
  return outcome.has_error ? 1 : 0;
}

// One patient a line in, one answer a line out: for the comparisons of the tests.
int assess_lines(const Request& request) {
  std::string line;
  while (std::cout && std::getline(std::cin, line)) {
    const AssessOutcome outcome = assessed(request, line);
    if (outcome.ok) {
      std::cout << outcome.text << "\n";
      continue;
    }
    std::string text;
    JsonWriter json(text);
    json.begin_object();
    json.field("error", outcome.error);
    json.end_object();
    std::cout << text << "\n";
  }
  return std::cin.bad() ? cannot_read("-") : 0;
}

int assess(const std::vector<std::string>& args, bool explore) {
  Request request;
  int exit_code = 0;
  if (!read_request(args, request, exit_code)) return exit_code;
  request.explore = explore;
  if (explore && (request.robustness || request.overview)) return usage();
  if (request.overview && (request.robustness || request.sampling)) return usage();
  if (request.words.size() > (request.lines ? 0U : 1U)) return usage();
  if (request.lines) return assess_lines(request);
  const std::optional<std::string> text =
      read_whole(request.words.empty() ? "-" : request.words[0], kMaxInputBytes);
  return text ? print(assessed(request, *text)) : kUsageError;
}

int compare(const std::vector<std::string>& args) {
  Request request;
  int exit_code = 0;
  if (!read_request(args, request, exit_code)) return exit_code;
  const std::vector<std::string>& words = request.words;
  if (words.size() < 2 || words.size() > 3 || request.lines || request.robustness || request.overview ||
      request.sampling) {
    return usage();
  }
  const std::optional<std::string> text = read_whole(words.size() == 3 ? words[2] : "-", kMaxInputBytes);
  return text ? print(compare_text(*text, request.preferences, words[0], words[1])) : kUsageError;
}

int knowledge(const std::vector<std::string>& args) {
  if (args.empty()) {
    std::cout << knowledge::knowledge_json() << "\n";
    return 0;
  }
  if (args[0] != "--check") return usage();
  std::string today;
  if (args.size() == 3 && args[1] == "--today") {
    today = args[2];
    if (!is_iso_date(today)) return usage();
  } else if (args.size() != 1) {
    return usage();
  }
  const knowledge::Checked checked = knowledge::check_text(today);
  std::cout << checked.text;
  return checked.overdue ? 1 : 0;
}

int smaa(const std::vector<std::string>& args) {
  smaa::Options options;
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
  const std::optional<std::string> text = read_whole(path, kMaxInputBytes);
  if (!text) return kUsageError;
  const smaa::TextOutcome outcome = smaa::analyse_text(*text, options);
  if (!outcome.ok) {
    std::cerr << say<"command.says">(outcome.error) << "\n";
    return kUsageError;
  }
  std::cout << outcome.text << "\n";
  return 0;
}

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::vector<std::string> args(argv + 1, argv + argc);
  if (args.empty()) return usage();
  const std::string command = args[0];
  args.erase(args.begin());
  if (command == "assess" || command == "explore") return assess(args, command == "explore");
  if (command == "compare") return compare(args);
  if (command == "cohort") {
    bool usage_error = false;
    const int exit_code = cohort(args, usage_error);
    return usage_error ? usage() : exit_code;
  }
  if (command == "fields" && args.empty()) {
    std::string text;
    fields_json(text);
    std::cout << text << "\n";
    return 0;
  }
  if (command == "knowledge") return knowledge(args);
  if (command == "smaa") return smaa(args);
  if (command == "words" && args.empty()) {
    std::cout << words_json() << "\n";
    return 0;
  }
  if (command == "version" && args.empty()) {
    std::cout << version() << "\n";
    return 0;
  }
  return usage();
}

// Whatever was asked for: an answer that did not arrive is no success.
int arrived(int exit_code) {
  if (std::cout.flush()) return exit_code;
  std::cerr << say<"command.says">("command.cannot_write"_text) << "\n";
  return kUsageError;
}

}  // namespace
}  // namespace nextline

int main(int argc, char** argv) {
  nextline::hold_standard_streams();
  return nextline::arrived(nextline::run(argc, argv));
}
