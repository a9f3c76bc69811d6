// SPDX-License-Identifier: Apache-2.0
// Reads patients for the tests of the reader, and prints issues as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nextline/fields.h"
#include "nextline/issues.h"
#include "nextline/json_writer.h"
#include "nextline/patient.h"
#include "support/catch.h"

namespace nextline::test {

struct Reading {
  bool ok = false;
  Patient patient;
  std::vector<Issue> issues;
  std::string error;

  [[nodiscard]] const Cell& operator[](Field field) const { return patient[field]; }
};

inline Reading read(std::string_view json) {
  Reading reading;
  reading.ok = read_patient(json, reading.patient, reading.issues, reading.error);
  return reading;
}

// The reading of a text that is a JSON object.
inline Reading read_object(std::string_view json) {
  Reading reading = read(json);
  INFO(reading.error);
  REQUIRE(reading.ok);
  REQUIRE(reading.error.empty());
  return reading;
}

// {"FIELD": VALUE}
inline Reading read_field(std::string_view field, std::string_view value) {
  return read_object("{\"" + std::string(field) + "\":" + std::string(value) + "}");
}

// "value=38 unit=g/dL low=0.5 high=7"
inline std::string params(const Issue& issue) {
  std::string out;
  for (const IssueParam& param : issue.params) {
    if (!out.empty()) out += ' ';
    out += param.name;
    out += '=';
    if (param.is_number) {
      append_number(out, param.number);
    } else {
      out += param.text;
    }
  }
  return out;
}

// "impossible_value albumin, unit_slip albumin"; empty where nothing is wrong.
inline std::string codes(const std::vector<Issue>& issues) {
  std::string out;
  for (const Issue& issue : issues) {
    if (!out.empty()) out += ", ";
    out += id(issue.code);
    out += ' ';
    out += issue.field;
  }
  return out;
}
inline std::string codes(const Reading& reading) { return codes(reading.issues); }

// The set of one word at run time; the word must exist.
inline WordSet bit(Field field, std::string_view id) {
  const auto words = spec(field).words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].id == id) return WordSet::one(i);
  }
  FAIL("no such word: " << id);
  return {};
}

}  // namespace nextline::test
