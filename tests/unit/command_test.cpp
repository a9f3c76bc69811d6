// SPDX-License-Identifier: Apache-2.0
// The built command as a user runs it: exit codes, standard output and standard error.
// A build without the command (the sanitized one) has nothing to run here.
#ifdef NEXTLINE_COMMAND

#include <stdlib.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "nextline/explore.h"
#include "nextline/nextline.h"
#include "nextline/patient.h"
#include "nextline/robustness.h"
#include "support/catch.h"

using namespace nextline;

namespace {

struct Run {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// A folder of its own, gone with the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "nextline-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path path_;
};

std::string quoted(const std::string& text) { return "'" + text + "'"; }

// Arguments as a shell has them; `input` is standard input.
Run run(const std::string& arguments, std::string_view input = {}) {
  const Folder folder;
  const std::string in = folder.write("in", input);
  const std::string command =
      quoted(NEXTLINE_COMMAND) + " " + arguments + " <" + quoted(in) + " 2>" + quoted(folder.file("err"));
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Run result;
  char buffer[65536];
  for (std::size_t size = 0; (size = fread(buffer, 1, sizeof buffer, pipe)) != 0;)
    result.out.append(buffer, size);
  const int status = pclose(pipe);
  REQUIRE(WIFEXITED(status));
  result.exit_code = WEXITSTATUS(status);
  REQUIRE(result.exit_code != 127);  // the shell has found no command: build the target "nextline"
  result.err = folder.read("err");
  return result;
}

constexpr std::string_view kPatient =
    R"({"schema":"patient/1","prior_therapies":["atezolizumab_bevacizumab"],"ecog":1,"bilirubin":0.9,"albumin":3.8})";

void check_assessed(const Run& result, int exit_code) {
  CHECK(result.exit_code == exit_code);
  CHECK(result.out.rfind(R"({"schema":"assessment/1",)", 0) == 0);
  CHECK(result.out.find('\n') == result.out.size() - 1);
  CHECK(result.err.empty());
}

// Exit code 2: one sentence on standard error, and nothing else.
void check_refused(const Run& result) {
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err.rfind("nextline: ", 0) == 0);
  CHECK(result.err.find('\n') == result.err.size() - 1);
}

}  // namespace

TEST_CASE("The command assesses a file, standard input by name, and standard input", "[command]") {
  const Folder folder;
  const std::string file = folder.write("patient.json", kPatient);
  const Run by_file = run("assess " + quoted(file));
  check_assessed(by_file, 0);
  CHECK(by_file.out == assess_text(kPatient).text + "\n");
  CHECK(run("assess -", kPatient).out == by_file.out);
  CHECK(run("assess", kPatient).out == by_file.out);
}

TEST_CASE("The command explores a patient, with the exit codes of an assessment", "[command]") {
  const Run explored = run("explore", kPatient);
  CHECK(explored.exit_code == 0);
  CHECK(explored.out == explore_text(kPatient).text + "\n");
  CHECK(run("explore", R"({"albumin":38})").exit_code == 1);
  check_refused(run("explore", "["));
}

TEST_CASE("Exit code 0: nothing entered is wrong, questions aside", "[command]") {
  const auto input = GENERATE(as<std::string>{}, "{}", R"({"ecog":null})", R"({"albumin":6})",
                              R"({"sex":"male","comorbidities":["pregnancy"]})", " \n{\t}\r\n");
  INFO(input);
  check_assessed(run("assess", input), 0);
}

TEST_CASE("Exit code 1: something entered is wrong, and the assessment is printed all the same", "[command]") {
  const auto input = GENERATE(as<std::string>{}, R"({"shoe_size":42})", R"({"albumin":38})",
                              R"({"ecog":1e400})", R"({"ecog":1,"ecog":1})", R"({"sex":"x"})",
                              R"({"schema":"patient/2"})", R"({"albumin":{"value":4,"unit":"x"}})",
                              R"({"prior_therapies":["x"]})", R"({"course":[1]})", "{\"\xff\":1}");
  INFO(input);
  check_assessed(run("assess", input), 1);
}

TEST_CASE("Exit code 2: no JSON object", "[command]") {
  const auto input = GENERATE(as<std::string>{}, "", " \n", "[]", "[{}]", "1", "\"ecog\"", "null", "true",
                              "ecog", "{", "{\"ecog\":1", "{\"ecog\":1}}", "{} {}", "{}x", "{\"ecog\":NaN}",
                              "{\"ecog\":Infinity}", "{\"ecog\":-Infinity}", "{'ecog':1}", "{\"ecog\":1,}");
  INFO(input);
  check_refused(run("assess", input));
  check_refused(run("assess -", input));
}

TEST_CASE("Exit code 2: more than 1,048,576 bytes", "[command]") {
  std::string text = "{}";
  text.resize(kMaxInputBytes, ' ');
  check_assessed(run("assess", text), 0);
  text += ' ';
  check_refused(run("assess", text));
  check_refused(run("assess", std::string(3 * kMaxInputBytes, ' ')));
}

TEST_CASE("Exit code 2: an endless file is refused, not read to its end", "[command]") {
  if (!std::filesystem::exists("/dev/zero")) return;
  check_refused(run("assess /dev/zero"));
}

TEST_CASE("Exit code 2: nested more than 8 deep", "[command]") {
  check_assessed(run("assess", "{\"a\":" + std::string(7, '[') + std::string(7, ']') + "}"), 1);
  check_refused(run("assess", "{\"a\":" + std::string(8, '[') + std::string(8, ']') + "}"));
  check_refused(run("assess", std::string(100000, '[')));
}

TEST_CASE("Exit code 2: a file that cannot be read", "[command]") {
  const Folder folder;
  check_refused(run("assess " + quoted(folder.file("nobody.json"))));
  check_refused(run("assess " + quoted(folder.file(""))));  // a folder
}

TEST_CASE("Exit code 2: an answer that does not arrive is no success", "[command]") {
  if (!std::filesystem::exists("/dev/full")) return;
  const auto arguments =
      GENERATE(as<std::string>{}, "assess", "assess --lines", "explore", "compare lenvatinib sorafenib",
               "fields", "knowledge", "knowledge --check", "words", "version", "cohort", "cohort --plan",
               "cohort --row 1", "cohort --columns help");
  INFO(arguments);
  check_refused(run(arguments + " >/dev/full", kPatient));
  check_refused(run(arguments + " >&-", kPatient));
}

TEST_CASE("Exit code 2: what cannot be written is named", "[command]") {
  if (!std::filesystem::exists("/dev/full")) return;
  for (const std::string option : {"--output", "--errors", "--summary"}) {
    const Run result = run("cohort " + option + " /dev/full", kPatient);
    CHECK(result.exit_code == 2);
    CHECK(result.err == "nextline: cannot write /dev/full\n");
  }
}

TEST_CASE("Exit code 2: the command is used wrongly, and the sentence names what was not understood",
          "[command]") {
  struct Wrong {
    const char* arguments;
    const char* says;
  };
  const auto [arguments, says] = GENERATE(
      Wrong{"asses", "unknown command \"asses\""}, Wrong{"--bogus", "unknown command \"--bogus\""},
      Wrong{"assess a b", "assess takes one file"},
      Wrong{"assess --robust", "unknown option --robust for assess"},
      Wrong{"assess -x", "unknown option -x for assess"},
      Wrong{"assess --robust=yes", "unknown option --robust for assess"},
      Wrong{"assess --robustness=yes", "--robustness takes no value"},
      Wrong{"assess --draws", "--draws wants a number from 4"},
      Wrong{"assess --robustness --draws 3", "--draws wants a number from 4 to 1048576, not \"3\""},
      Wrong{"assess --robustness --draws 1048577", "not \"1048577\""},
      Wrong{"assess --robustness --draws -4", "not \"-4\""},
      Wrong{"assess --robustness --draws 4.5", "not \"4.5\""},
      Wrong{"assess --robustness --draws=", "not \"\""},
      Wrong{"assess --robustness --seed x", "--seed wants a whole number"},
      Wrong{"assess --robustness --draws 4 --draws 8", "--draws stands there twice"},
      Wrong{"assess --preferences", "--preferences wants a file"},
      Wrong{"assess --lines a", "--lines takes no \"a\""},
      Wrong{"assess --draws 64", "--draws does nothing without --robustness"},
      Wrong{"assess --overview --seed 7", "--seed does nothing without --robustness"},
      Wrong{"assess --overview --robustness", "--robustness does nothing beside --overview"},
      Wrong{"explore --overview", "unknown option --overview for explore"},
      Wrong{"explore a b", "explore takes one file"}, Wrong{"compare", "compare takes two options"},
      Wrong{"compare lenvatinib", "compare takes two options"},
      Wrong{"compare a b c d", "compare takes two options"},
      Wrong{"compare --draws 64 lenvatinib sorafenib", "unknown option --draws for compare"},
      Wrong{"fields x", "fields takes no \"x\""}, Wrong{"version x", "version takes no \"x\""},
      Wrong{"words --all", "unknown option --all for words"}, Wrong{"knowledge x", "knowledge takes no \"x\""},
      Wrong{"knowledge --check x", "knowledge takes no \"x\""},
      Wrong{"knowledge --today 2026-12-01", "--today does nothing without --check"},
      Wrong{"knowledge --check --today", "--today wants a day"},
      Wrong{"knowledge --check --today today", "not \"today\""},
      Wrong{"knowledge --check --today 2027-02-31", "not \"2027-02-31\""},
      Wrong{"knowledge --check --today 2027-02-29", "not \"2027-02-29\""}, Wrong{"smaa", "smaa takes one file"},
      Wrong{"smaa - -", "smaa takes one file"}, Wrong{"smaa - --draws", "--draws wants a whole number"},
      Wrong{"smaa - --draws -4", "not \"-4\""},
      Wrong{"smaa - --seed 9007199254740993", "up to 9007199254740992, not \"9007199254740993\""},
      Wrong{"smaa - --quick", "unknown option --quick for smaa"});
  INFO(arguments);
  const Run result = run(arguments, kPatient);
  check_refused(result);
  INFO(result.err);
  CHECK(result.err.find(says) != std::string::npos);
  CHECK(result.err.find("`nextline --help` says how it is used") != std::string::npos);
}

TEST_CASE("Without a command the usage stands on standard error; who asks for it gets it as an answer",
          "[command]") {
  const Run nothing = run("");
  CHECK(nothing.exit_code == 2);
  CHECK(nothing.out.empty());
  CHECK(nothing.err.rfind("usage: nextline assess [FILE|-]", 0) == 0);
  const auto arguments =
      GENERATE(as<std::string>{}, "help", "--help", "-h", "assess --help", "cohort -h a.csv");
  INFO(arguments);
  const Run asked = run(arguments);
  CHECK(asked.exit_code == 0);
  CHECK(asked.out == nothing.err);
  CHECK(asked.err.empty());
}

TEST_CASE("An option takes its value behind a blank or behind =, and behind -- all are files", "[command]") {
  const Folder folder;
  const std::string weights = folder.write("weights.json", R"({"preset":"efficacy_first"})");
  const std::string file = folder.write("-patient.json", kPatient);
  const std::string expected = run("assess --preferences " + quoted(weights), kPatient).out;
  CHECK(run("assess --preferences=" + quoted(weights), kPatient).out == expected);
  CHECK(run("assess --preferences=" + quoted(weights) + " -- " + quoted(file)).out == expected);
  const std::filesystem::path here = std::filesystem::path(file).parent_path();
  CHECK(
      run("version; cd " + quoted(here.string()) + "; " + quoted(NEXTLINE_COMMAND) + " assess -- -patient.json")
          .out == run("version").out + assess_text(kPatient).text + "\n");
  check_refused(run("assess -- --overview"));
  CHECK(run("--version").out == run("version").out);
}

TEST_CASE("A case that the page saved is the patient in it, wherever a patient is read", "[command]") {
  const std::string patient(kPatient);
  const std::string before =
      "{\n  \"schema\": \"nextline-case/1\",\n  \"versions\": \"1\",\n  \"limits\": [],\n  \"patient\": ";
  const std::string saved = before + patient + "\n}\n";
  for (const std::string command : {"assess", "assess --overview", "assess --robustness --draws 64", "explore",
                                    "compare lenvatinib sorafenib"}) {
    INFO(command);
    const Run result = run(command, saved);
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
    CHECK(result.out == run(command, patient).out);
  }
  // As in a cohort, where each line may be such an object.
  const std::string line = R"({"schema":"nextline-case/1","patient":)" + patient + "}";
  CHECK(run("cohort --full", line).out == run("assess", saved).out);
  CHECK(run("assess --lines", line).out == run("assess", saved).out);

  // The weights are no part of the patient, which is said.
  const std::string weights = R"({"schema":"preferences/1","preset":"efficacy_first"})";
  const std::string with_weights = before + patient + ",\n  \"preferences\": " + weights + "\n}\n";
  const Run left = run("assess", with_weights);
  CHECK(left.exit_code == 0);
  CHECK(left.out == run("assess", patient).out);
  CHECK(left.err.find("weights that this case asks for") != std::string::npos);
  const Folder folder;
  const Run taken = run("assess --preferences " + quoted(folder.write("weights.json", weights)), with_weights);
  CHECK(taken.err.empty());
  CHECK(taken.out == assess_text(patient, weights).text + "\n");

  const auto none = GENERATE(as<std::string>{}, R"({"schema":"nextline-case/1"})",
                             R"({"schema":"nextline-case/1","patient":[]})",
                             R"({"schema":"nextline-case/1","patient":{},"patient":{}})");
  INFO(none);
  check_refused(run("assess", none));
  check_refused(run("explore", none));
}

TEST_CASE("A patient beside fields of a patient is told, and the fields are assessed", "[command]") {
  const std::string text = R"({"schema":"patient/1","patient":{},"prior_therapies":["nivolumab"],"ecog":4})";
  const Run result = run("assess", text);
  CHECK(result.exit_code == 1);
  CHECK(result.out.find(R"("prior_ici":true)") != std::string::npos);
  CHECK(run("cohort --full", text).out == result.out);
}

TEST_CASE("Two patients in one file are told from what is no JSON", "[command]") {
  const auto input = GENERATE(as<std::string>{}, "{\"ecog\":1}\n{\"ecog\":2}", "{} {}", "{}x", "{}}");
  INFO(input);
  const Run result = run("assess", input);
  check_refused(result);
  CHECK(result.err.find(" goes on behind its end.") != std::string::npos);
  CHECK(run("assess", "{\"ecog\" 1}").err.find("is not JSON at") != std::string::npos);
}

TEST_CASE("The command takes weights from a file and adds the comparison when asked", "[command]") {
  const Folder folder;
  const std::string weights = folder.write("weights.json", R"({"preset":"efficacy_first"})");
  const std::string file = folder.write("patient.json", kPatient);
  CHECK(run("assess --preferences " + quoted(weights), kPatient).out ==
        assess_text(kPatient, R"({"preset":"efficacy_first"})").text + "\n");
  const std::string expected =
      assess_with_robustness_text(kPatient, R"({"preset":"efficacy_first"})", {512, 7}).text + "\n";
  const std::string arguments = " --robustness --draws 512 --seed 7 --preferences " + quoted(weights);
  CHECK(run("assess " + quoted(file) + arguments).out == expected);
  CHECK(run("assess --lines" + arguments, kPatient).out == expected);
  // Weights that cannot be read: exit code 1, and all the rest is there.
  check_assessed(run("assess --preferences " + quoted(folder.write("bad.json", "[]")), kPatient), 1);
  check_refused(run("assess --preferences " + quoted(folder.file("nobody.json")), kPatient));
}

TEST_CASE("The command gives an overview when asked", "[command]") {
  const Folder folder;
  const std::string file = folder.write("patient.json", kPatient);
  const std::string expected = overview_text(kPatient).text + "\n";
  CHECK(expected != assess_text(kPatient).text + "\n");
  CHECK(run("assess --overview", kPatient).out == expected);
  CHECK(run("assess --overview --lines", kPatient).out == expected);
  CHECK(run("assess " + quoted(file) + " --overview").out == expected);
  CHECK(run("assess --overview", R"({"albumin": -1})").exit_code == 1);
  check_refused(run("assess --overview", "[]"));
}

TEST_CASE("The command says why one option stands above another", "[command]") {
  const Run both = run("compare lenvatinib sorafenib", kPatient);
  CHECK(both.exit_code == 0);
  CHECK(both.out == compare_text(kPatient, {}, "lenvatinib", "sorafenib").text + "\n");
  for (const std::string options : {"lenvatinib aspirin", "aspirin lenvatinib"}) {
    const Run unknown = run("compare " + options, kPatient);
    check_refused(unknown);
    CHECK(unknown.err.rfind("nextline: \"aspirin\" is no option", 0) == 0);
  }
  check_refused(run("compare sorafenib sorafenib", kPatient));
  check_refused(run("compare lenvatinib sorafenib", "[]"));
}

TEST_CASE("The command prints its fields, its knowledge and its version", "[command]") {
  const Run fields = run("fields");
  CHECK(fields.exit_code == 0);
  CHECK(fields.err.empty());
  CHECK(fields.out.rfind(R"({"schema":"fields/1",)", 0) == 0);

  const Run knowledge = run("knowledge");
  CHECK(knowledge.exit_code == 0);
  CHECK(knowledge.err.empty());
  for (const char* part : {"sources", "regimens", "options", "trials", "pathways", "evidence", "rules",
                           "definitions", "conflicts", "labels"}) {
    INFO(part);
    CHECK(knowledge.out.find(std::string("\"") + part + "\":[") != std::string::npos);
  }
  CHECK(run("knowledge --check").exit_code == 0);
  CHECK(run("knowledge --check --today 2026-12-01").exit_code == 0);
  CHECK(run("knowledge --check --today 2028-02-29").exit_code == 1);  // a day that exists, and much is overdue

  const Run version_run = run("version");
  CHECK(version_run.exit_code == 0);
  CHECK(version_run.out == std::string(version()) + "\n");
}

TEST_CASE("The command gives rank acceptability for a problem", "[command][smaa]") {
  const std::string_view problem =
      R"({"alternatives":["a","b"],"criteria":[{"id":"x","pvf":{"x":[0,24],"v":[0,1]},)"
      R"("distribution":"lognormal","mean_sd":[[2.3,0.2],[2.1,0.2]]}]})";
  const Folder folder;
  const Run by_file = run("smaa " + quoted(folder.write("problem.json", problem)));
  CHECK(by_file.exit_code == 0);
  CHECK(by_file.err.empty());
  CHECK(by_file.out.rfind(R"({"schema":"smaa/1","cases":[{)", 0) == 0);
  CHECK(by_file.out.find(R"("confidence")") == std::string::npos);
  CHECK(run("smaa -", problem).out == by_file.out);
  CHECK(run("smaa --draws 16384 --seed 20261121 -", problem).out == by_file.out);
  CHECK(run("smaa - --seed 1", problem).out != by_file.out);
  CHECK(run("smaa - --confidence", problem).out.find(R"("confidence":[)") != std::string::npos);
  const std::string_view exact = R"({"partial_values":[[1,0],[0,1]]})";
  CHECK(run("smaa -", exact).out.find(R"("ranks":"closed form")") != std::string::npos);
  CHECK(run("smaa - --sampled", exact).out.find(R"("ranks":"sampled")") != std::string::npos);
}

TEST_CASE("The command refuses a bad problem, a bad number of draws and what it does not know",
          "[command][smaa]") {
  check_refused(run("smaa -", ""));
  check_refused(run("smaa -", "{}"));
  check_refused(run("smaa -", R"({"partial_values":[[1]],"weights":{"type":"x"}})"));
  check_refused(run("smaa -", "[[[[[[[[["));
  check_refused(run("smaa /nowhere/problem.json"));
  const std::string_view problem = R"({"partial_values":[[1,0],[0,1]]})";
  check_refused(run("smaa - --draws 6", problem));
  check_refused(run("smaa - --draws 9007199254740992", problem));
}

#endif  // NEXTLINE_COMMAND
