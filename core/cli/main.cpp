// SPDX-License-Identifier: Apache-2.0
// The command `nextline`: the native door to the core, for tests, for scripts and for checking a number by hand.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arguments.h"
#include "cohort.h"
#include "files.h"
#include "json/document.h"
#include "knowledge/detail.h"
#include "nextline/explore.h"
#include "nextline/fields.h"
#include "nextline/json_writer.h"
#include "nextline/nextline.h"
#include "nextline/patient.h"
#include "nextline/robustness.h"
#include "nextline/smaa_text.h"
#include "numbers/date.h"
#include "patient/read_document.h"
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
    "       nextline version              the release and its knowledge; also --version\n"
    "       nextline help                 this; also --help and -h\n"
    "exit code: 0; 1 where an input has an error, and the rest is answered all the same, or a review is "
    "overdue;\n"
    "           2 where there is no answer: the usage is wrong, an input cannot be read, an output cannot be "
    "written\n"};

constexpr std::uint64_t kMostSeed = 1ULL << 53U;  // every reader of JSON can hold it

void print_usage(std::ostream& to) {
  for (const std::string_view part : kUsage) to << part;
}

int complain(std::string_view sentence) {
  std::cerr << say<"command.says">(sentence) << "\n";
  return kUsageError;
}

Option preferences_option() { return {"--preferences", std::string("command.expect.file"_text)}; }
Option seed_option() { return {"--seed", say<"command.expect.whole">(std::to_string(kMostSeed))}; }

// What `assess`, `explore` and `compare` are asked for.
struct Request {
  bool robustness = false;
  bool overview = false;
  bool explore = false;
  std::string preferences;  // the text; empty: none
  RobustnessOptions options;
};

// False, and said, where the file cannot be read.
bool take_preferences(const Arguments& arguments, Request& request) {
  if (!arguments.has("--preferences")) return true;
  std::optional<std::string> text = read_whole(arguments.value("--preferences"), kMaxInputBytes);
  if (text) request.preferences = std::move(*text);
  return text.has_value();
}

// A case of the page may ask for weights of its own. They are no part of the patient, here as in a cohort; without a word the
// order would be another one than on the page.
void say_weights_left(const std::string& text) {
  Document document;
  std::string error;
  std::uint32_t patient = 0;
  if (!read_document(text, document, error)) return;
  if (!find_patient(document, Holder::kCase, patient, error) || patient == 0) return;
  for (std::uint32_t key = 1; key < document.nodes[0].next; key = document.nodes[key + 1].next) {
    if (document.text_of(key) != "preferences") continue;
    complain("command.case_weights"_text);
    return;
  }
}

std::optional<std::string> read_patient_text(const Request& request, const std::string& path) {
  std::optional<std::string> text = read_whole(path, kMaxInputBytes);
  if (text && request.preferences.empty()) say_weights_left(*text);
  return text;
}

AssessOutcome assessed(const Request& request, std::string_view patient) {
  if (request.explore) return explore_text(patient, request.preferences);
  if (request.overview) return overview_text(patient, request.preferences);
  return request.robustness ? assess_with_robustness_text(patient, request.preferences, request.options)
                            : assess_text(patient, request.preferences);
}

int print(const AssessOutcome& outcome) {
  if (!outcome.ok) return complain(outcome.error);
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

// `assess` and `explore`, once their arguments are taken apart.
int answer(const std::string& command, Arguments& arguments, Request request) {
  const std::vector<std::string>& words = arguments.words();
  const bool lines = arguments.has("--lines");
  if (lines && !words.empty()) arguments.refuse(say<"command.takes_no_word">("--lines", cut(words[0])));
  if (words.size() > 1) arguments.refuse(say<"command.takes_one_file">(command));
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  if (!take_preferences(arguments, request)) return kUsageError;
  if (lines) return assess_lines(request);
  const std::optional<std::string> text = read_patient_text(request, words.empty() ? "-" : words[0]);
  return text ? print(assessed(request, *text)) : kUsageError;
}

int assess(const std::vector<std::string>& args) {
  const std::string draws = say<"command.expect.draws">(std::to_string(kMostDraws));
  Arguments arguments(
      "assess", args,
      {preferences_option(), {"--overview"}, {"--robustness"}, {"--lines"}, {"--draws", draws}, seed_option()});
  Request request;
  request.robustness = arguments.has("--robustness");
  request.overview = arguments.has("--overview");
  request.options.draws =
      static_cast<std::uint32_t>(arguments.number("--draws", 4, kMostDraws).value_or(request.options.draws));
  request.options.seed = arguments.number("--seed", 0, kMostSeed).value_or(request.options.seed);
  arguments.needs("--draws", "--robustness");
  arguments.needs("--seed", "--robustness");
  arguments.excludes("--overview", {"--robustness"});
  return answer("assess", arguments, std::move(request));
}

int explore(const std::vector<std::string>& args) {
  Arguments arguments("explore", args, {preferences_option(), {"--lines"}});
  Request request;
  request.explore = true;
  return answer("explore", arguments, std::move(request));
}

int compare(const std::vector<std::string>& args) {
  Arguments arguments("compare", args, {preferences_option()});
  const std::vector<std::string>& words = arguments.words();
  if (words.size() < 2 || words.size() > 3) arguments.refuse(std::string("command.takes_two_options"_text));
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  Request request;
  if (!take_preferences(arguments, request)) return kUsageError;
  const std::optional<std::string> text = read_patient_text(request, words.size() == 3 ? words[2] : "-");
  return text ? print(compare_text(*text, request.preferences, words[0], words[1])) : kUsageError;
}

int knowledge(const std::vector<std::string>& args) {
  Arguments arguments("knowledge", args, {{"--check"}, {"--today", std::string("command.expect.day"_text)}});
  if (arguments.has("--today") && !is_iso_date(arguments.value("--today"))) arguments.value_is_wrong("--today");
  arguments.needs("--today", "--check");
  arguments.takes_no_words();
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  if (!arguments.has("--check")) {
    std::cout << knowledge::knowledge_json() << "\n";
    return 0;
  }
  const knowledge::Checked checked = knowledge::check_text(arguments.value("--today"));
  std::cout << checked.text;
  return checked.overdue ? 1 : 0;
}

int smaa(const std::vector<std::string>& args) {
  Arguments arguments("smaa", args,
                      {{"--sampled"},
                       {"--confidence"},
                       {"--draws", say<"command.expect.whole">(std::to_string(kMostSeed))},
                       seed_option()});
  smaa::Options options;
  options.always_sample = arguments.has("--sampled");
  options.confidence = arguments.has("--confidence");
  options.seed = arguments.number("--seed", 0, kMostSeed).value_or(options.seed);
  options.draws = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(arguments.number("--draws", 0, kMostSeed).value_or(options.draws), UINT32_MAX));
  if (arguments.words().size() != 1) arguments.refuse(say<"command.takes_one_file">("smaa"));
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  const std::optional<std::string> text = read_whole(arguments.words()[0], kMaxInputBytes);
  if (!text) return kUsageError;
  const smaa::TextOutcome outcome = smaa::analyse_text(*text, options);
  if (!outcome.ok) return complain(outcome.error);
  std::cout << outcome.text << "\n";
  return 0;
}

// A subcommand without arguments.
int print_text(const std::string& command, const std::vector<std::string>& args, std::string (*text)()) {
  Arguments arguments(command, args, {});
  arguments.takes_no_words();
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  std::cout << text() << "\n";
  return 0;
}

std::string fields_text() {
  std::string text;
  fields_json(text);
  return text;
}

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::vector<std::string> args(argv + 1, argv + argc);
  if (args.empty()) {
    print_usage(std::cerr);
    return kUsageError;
  }
  const std::string command = args[0];
  args.erase(args.begin());
  const auto end_of_options = std::find(args.begin(), args.end(), "--");
  const bool asks = std::any_of(args.begin(), end_of_options,
                                [](const std::string& arg) { return arg == "--help" || arg == "-h"; });
  if (asks || command == "help" || command == "--help" || command == "-h") {
    print_usage(std::cout);
    return 0;
  }
  if (command == "assess") return assess(args);
  if (command == "explore") return explore(args);
  if (command == "compare") return compare(args);
  if (command == "cohort") return cohort(args);
  if (command == "knowledge") return knowledge(args);
  if (command == "smaa") return smaa(args);
  if (command == "fields") return print_text(command, args, fields_text);
  if (command == "words") return print_text(command, args, words_json);
  if (command == "version" || command == "--version")
    return print_text(command, args, [] { return std::string(version()); });
  return wrong_usage(say<"command.unknown_command">(cut(command)));
}

// Whatever was asked for: an answer that did not arrive is no success.
int arrived(int exit_code) {
  if (std::cout.flush()) return exit_code;
  return complain("command.cannot_write"_text);
}

}  // namespace
}  // namespace nextline

int main(int argc, char** argv) {
  nextline::hold_standard_streams();
  return nextline::arrived(nextline::run(argc, argv));
}
