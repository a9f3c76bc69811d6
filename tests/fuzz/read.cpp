// SPDX-License-Identifier: Apache-2.0
// From bytes to a patient and its issues. Whatever the bytes: one sentence, or a patient with issues in their order; and
// what was read, written and read again, is the same patient.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/fields.h"
#include "nextline/issues.h"
#include "nextline/numbers.h"
#include "nextline/patient.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"
#include "support/patient_text.h"

using nextline::Cell;
using nextline::Issue;
using nextline::IssueCode;
using nextline::kFieldCount;
using nextline::Patient;
using nextline::test::fail;

namespace {

struct Reading {
  bool ok = false;
  Patient patient;
  std::vector<Issue> issues;
  std::string error;
};

Reading read(std::string_view text) {
  Reading reading;
  reading.ok = nextline::read_patient(text, reading.patient, reading.issues, reading.error);
  return reading;
}

// Bits alone: also of what is no number.
bool same(const Issue& a, const Issue& b) {
  return a.code == b.code && a.field == b.field && a.message == b.message && a.params.size() == b.params.size();
}

// The same thing known of a field. A number that only a limit left may differ by its last bit.
bool same(const Cell& a, const Cell& b) {
  if (a.known != b.known || a.comparator != b.comparator || a.words != b.words) return false;
  if (!a.known && a.comparator == nextline::Comparator::kNone) return true;
  return a.absent == b.absent && (a.error || (a.open == b.open && a.confirmed == b.confirmed)) &&
         a.unit == b.unit && nextline::compare(a.value, b.value) == 0 &&
         nextline::compare(a.entered, b.entered) == 0 && a.low == b.low && a.high == b.high;
}

void check_issues(const std::vector<Issue>& issues, std::string_view input) {
  std::vector<Issue> sorted = issues;
  nextline::sort_issues(sorted);
  if (!std::equal(issues.begin(), issues.end(), sorted.begin(), sorted.end(),
                  [](const Issue& a, const Issue& b) { return same(a, b); })) {
    fail("issues out of their order", input);
  }
  for (const Issue& issue : issues) {
    if (issue.message.empty() || nextline::id(issue.code).empty()) fail("an issue without its sentence", input);
  }
}

void check_again(const Reading& first, std::string_view input) {
  const std::string text = nextline::test::text_of(first.patient);
  const Reading again = read(text);
  const auto differs = [&](std::string_view what) {
    fail(std::string(what) + ", written as " + text + ",", input);
  };
  if (!again.ok) differs("a patient that cannot be read again");
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (!same(first.patient.cells[i], again.patient.cells[i])) {
      differs("another " + std::string(nextline::kFields[i].id));
    }
  }
  if (first.patient.prior != again.patient.prior) differs("other therapies");
  if (first.patient.course.size() != again.patient.course.size()) differs("another course");
  for (std::size_t set = 0; set < first.patient.course.size(); ++set) {
    const nextline::CourseEntry& entry = first.patient.course[set];
    if (entry.date != again.patient.course[set].date) differs("another date");
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (!same(entry.cells[i], again.patient.course[set].cells[i])) {
        differs("another " + std::string(nextline::kFields[i].id) + " of the course");
      }
    }
  }
  // What is told of it now was told before; a line that was no text, and a grade or state of an event that could not be read,
  // are written as what nobody can read.
  const auto unread = [&](nextline::Field field) {
    return spec(field).event != nextline::EventDetail::kNone &&
           std::ranges::any_of(first.patient.events(field), [](const nextline::Event& event) {
             return event.grade == nextline::Event::kUnreadGrade ||
                    (event.status != 0 && !std::has_single_bit(event.status));
           });
  };
  for (const Issue& issue : again.issues) {
    if (issue.code == IssueCode::kUnknownRegimen) continue;
    if (issue.of && unread(*issue.of)) continue;
    if (std::none_of(first.issues.begin(), first.issues.end(),
                     [&](const Issue& one) { return one.code == issue.code && one.field == issue.field; })) {
      differs("a new issue, " + issue.message);
    }
  }
  // An event stands there once more for each time it was told; a list that was too long is another.
  const bool too_many = std::any_of(first.issues.begin(), first.issues.end(), [](const Issue& issue) {
    return issue.code == IssueCode::kWrongType && issue.message.find("100") != std::string::npos;
  });
  if (!too_many && (first.patient.immune_events != again.patient.immune_events ||
                    first.patient.vegf_events != again.patient.vegf_events)) {
    differs("other events");
  }
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{patient_seeds(), patient_pieces(), vary_patient, 10000};
  std::string many = "{";
  for (int i = 0; i < 60000; ++i) many += "\"ecog\":1,";
  stage.large.push_back(many + "\"age\":60}");
  // Of an event what stands there and cannot be read, of each kind.
  for (const char* of_event : {R"("grade":7.3)", R"("grade":9)", R"("grade":"3")", R"("grade":1e999)",
                               R"("status":"better")", R"("status":1)", R"("grade":[],"status":{})"}) {
    for (const char* field : {"immune_adverse_events", "vegf_adverse_events"}) {
      const std::string kind = field[0] == 'i' ? "hepatitis" : "hypertension";
      stage.large.push_back("{\"" + std::string(field) + "\":[{\"event\":\"" + kind + "\"," + of_event + "}]}");
    }
  }
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  const std::string_view text = nextline::test::two_of(input).first;
  const Reading first = read(text);
  if (!first.ok) {
    if (first.error.empty()) fail("a refusal without its sentence", input);
    return 0;
  }
  ++nextline::test::reached;
  if (!first.error.empty()) fail("an error beside a patient", input);
  check_issues(first.issues, input);
  check_again(first, input);
  return 0;
}
