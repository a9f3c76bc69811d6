// SPDX-License-Identifier: Apache-2.0
// Numbers of tables: what is one number, what could be two, and what is none (interop.md B1).
#include "sheet/number_text.h"

#include <string>

#include "support/catch.h"

using nextline::Comparator;
using nextline::sheet::Decimal;
using nextline::sheet::NumberKind;
using nextline::sheet::NumberText;
using nextline::sheet::read_number_text;

namespace {

double number(const std::string& text, Decimal decimal = Decimal::kNotKnown) {
  INFO(text);
  const NumberText read = read_number_text(text, decimal);
  CHECK(read.kind == NumberKind::kNumber);
  return read.value;
}

NumberKind kind(const std::string& text, Decimal decimal = Decimal::kNotKnown) {
  return read_number_text(text, decimal).kind;
}

}  // namespace

TEST_CASE("a plain number is read as it stands, with blanks, signs and exponents") {
  CHECK(number("38") == 38);
  CHECK(number("  1.4 ") == 1.4);
  CHECK(number("\xC2\xA0"
               "1.4\xE2\x80\xAF") == 1.4);
  CHECK(number("+2.5") == 2.5);
  CHECK(number("-2.5") == -2.5);
  CHECK(number("\xE2\x88\x92"
               "2.5") == -2.5);
  CHECK(number("1.23E+05") == 123000);
  CHECK(number(".5") == 0.5);
  CHECK(number("5.") == 5);
}

TEST_CASE("a comma that can only be a decimal one is one, whatever its column shows") {
  CHECK(number("1,5") == 1.5);
  CHECK(number("0,123") == 0.123);
  CHECK(number("1234,567") == 1234.567);
  CHECK(number("31,50", Decimal::kComma) == 31.5);
  CHECK(number("1.234,5") == 1234.5);
  CHECK(number("1,234.5") == 1234.5);
  CHECK(number("1.234.567") == 1234567);
  CHECK(number("1,234,567") == 1234567);
}

TEST_CASE("1,234 could be two numbers: it is none until its column says which") {
  CHECK(kind("1,234") == NumberKind::kAmbiguous);
  CHECK(kind("1,234", Decimal::kBoth) == NumberKind::kAmbiguous);
  CHECK(number("1,234", Decimal::kComma) == 1.234);
  CHECK(number("1,234", Decimal::kPoint) == 1234);
}

TEST_CASE("1.234 is what programs write, and thousands only in a column of decimal commas") {
  CHECK(number("1.234") == 1.234);
  CHECK(number("1.234", Decimal::kPoint) == 1.234);
  CHECK(number("1.234", Decimal::kComma) == 1234);
  CHECK(kind("1.234", Decimal::kBoth) == NumberKind::kAmbiguous);
}

TEST_CASE("a mark against its column is never read by luck") {
  CHECK(kind("1.5", Decimal::kComma) == NumberKind::kAmbiguous);
  CHECK(kind("1,5", Decimal::kPoint) == NumberKind::kAmbiguous);
  CHECK(number("1,5", Decimal::kBoth) == 1.5);
}

TEST_CASE("thousands may stand apart by blanks and apostrophes, in groups of three only") {
  CHECK(number("1 234,5") == 1234.5);
  CHECK(number("150 000") == 150000);
  CHECK(number("1'234.5") == 1234.5);
  CHECK(number("1\xE2\x80\x99"
               "234") == 1234);
  CHECK(kind("12 34") == NumberKind::kNone);
  CHECK(kind("1234 567") == NumberKind::kNone);
}

TEST_CASE("a limit keeps its comparator, in each way of writing it") {
  const auto comparator = [](const std::string& text) {
    const NumberText read = read_number_text(text, Decimal::kNotKnown);
    CHECK(read.kind == NumberKind::kNumber);
    return read.comparator;
  };
  CHECK(comparator("< 2") == Comparator::kLess);
  CHECK(comparator("<=2") == Comparator::kLessEqual);
  CHECK(comparator("\xE2\x89\xA4"
                   "5") == Comparator::kLessEqual);
  CHECK(comparator(">60500") == Comparator::kGreater);
  CHECK(comparator(">=400") == Comparator::kGreaterEqual);
  CHECK(comparator("\xE2\x89\xA5 400") == Comparator::kGreaterEqual);
}

TEST_CASE("what stands behind a number is its unit") {
  const NumberText read = read_number_text("38 g/L", Decimal::kNotKnown);
  CHECK(read.value == 38);
  CHECK(read.unit == "g/L");
  CHECK(read_number_text("38g/L", Decimal::kNotKnown).unit == "g/L");
  CHECK(read_number_text("< 1,2 mg/dl", Decimal::kComma).unit == "mg/dl");
  CHECK(read_number_text("5%", Decimal::kNotKnown).unit == "%");
  for (const char* unit : {"10*9/L", "10^9/L", "10e9/L", "10\xE2\x81\xB9/L", "x10^9/L", "/uL"}) {
    INFO(unit);
    const std::string text = std::string("150.5 ") + unit;
    const NumberText count = read_number_text(text, Decimal::kNotKnown);
    CHECK(count.value == 150.5);
    CHECK(count.unit == unit);
  }
}

TEST_CASE("what a spreadsheet made a date of is never a number") {
  for (const char* text :
       {"3-Jan", "03-Jan", "01.Feb", "Jan-03", "2026-03-01", "1/2/2026", "01.02.2026", "3 Jan 2026", "01.02.26",
        "2026-03-01 00:00", "2026-03-01T00:00:00", "3. M\xC3\xA4rz"}) {
    INFO(text);
    CHECK(kind(text) == NumberKind::kDate);
  }
}

TEST_CASE("a range, a time, a word and two numbers are no number") {
  for (const char* text :
       {"2-3", "12:30", "high", "1.2.3", "1,2,3", "1..2", "", "-", "<", "1 2", "3/4", "+-3"}) {
    INFO(text);
    CHECK(kind(text) != NumberKind::kNumber);
  }
}

TEST_CASE("each clear number says what its column uses, an unclear one nothing") {
  const auto shows = [](const std::string& text) { return read_number_text(text, Decimal::kNotKnown).shows; };
  CHECK(shows("1.5") == Decimal::kPoint);
  CHECK(shows("1,5") == Decimal::kComma);
  CHECK(shows("1,234.5") == Decimal::kPoint);
  CHECK(shows("1.234,5") == Decimal::kComma);
  CHECK(shows("1,234,567") == Decimal::kPoint);
  CHECK(shows("1.234.567") == Decimal::kComma);
  CHECK(shows("1,234") == Decimal::kNotKnown);
  CHECK(shows("1.234") == Decimal::kNotKnown);
  CHECK(shows("12") == Decimal::kNotKnown);
}
