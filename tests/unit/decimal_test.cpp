// SPDX-License-Identifier: Apache-2.0
// What the page reads numbers with gives the double that the C library gives, to the last bit.
#include "numbers/decimal.h"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "numbers/bits.h"
#include "support/catch.h"

using nextline::bits_of;
using nextline::from_bits;
using nextline::read_decimal;

namespace {

void check_same(const std::string& text) {
  INFO(text);
  const char* end = nullptr;
  const double read = read_decimal(text.c_str(), &end);
  char* expected_end = nullptr;
  const double expected = std::strtod(text.c_str(), &expected_end);
  if (bits_of(read) != bits_of(expected) || end != expected_end) {
    CHECK(bits_of(read) == bits_of(expected));
    CHECK(end == expected_end);
  }
}

std::string joined(const std::string& before, std::size_t times, char digit, const std::string& after) {
  std::string text = before;
  text.append(times, digit);
  text += after;
  return text;
}

std::string printed(double value, int digits) {
  std::string text(400, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.*e", digits, value)));
  return text;
}

}  // namespace

TEST_CASE("A laboratory value is read as the double nearest to what was typed", "[numbers]") {
  for (const char* const text : {"0",
                                 "-0",
                                 "1",
                                 "3.5",
                                 "0.1",
                                 "1.4",
                                 "34.2",
                                 "51.3",
                                 "2.8",
                                 "400",
                                 "330.5785123966942",
                                 "17.104",
                                 "1e3",
                                 "1E-2",
                                 "1e+2",
                                 "123456789012345678",
                                 "9007199254740993",
                                 "0.30000000000000004",
                                 "00.5",
                                 "5.",
                                 "1e22",
                                 "1e23",
                                 "8.5e22",
                                 "1e-22",
                                 "1e-23"}) {
    check_same(text);
  }
}

TEST_CASE("The edges of what a double can hold are read right", "[numbers]") {
  for (const char* const text :
       {"1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1.8e308", "1e400",
        "-1e400", "1e999999999999", "1e-999999999999", "4.9406564584124654e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2.47032822920623272088284396434110686182e-324", "1e-324", "1e-400",
        "2.2250738585072014e-308", "2.2250738585072011e-308",
        "2.225073858507201136057409796709131975934819546351645648e-308",
        // Half between two doubles, and a digit far behind it.
        "9007199254740993.0", "9007199254740993.00000000000000000000000000000000000000000000000000000001",
        "9007199254740992.99999999999999999999999999999999999999999999999999999999"}) {
    check_same(text);
  }
  check_same(joined("1", 400, '0', ""));
  check_same(joined("0.", 400, '0', "1"));
  check_same(joined("9007199254740993.", 2000, '0', "1"));
  check_same(joined("", 900, '9', "e-880"));
  check_same(joined("0.", 330, '0', std::string(1000, '7')) + "e10");
  check_same(joined("1", 100000, '0', "e-100000"));
}

TEST_CASE("What is no number is left where it stands", "[numbers]") {
  for (const char* const text : {"", "-", "x", "-x", ".", "e5"}) {
    INFO(text);
    const char* end = nullptr;
    CHECK(read_decimal(text, &end) == 0);
    CHECK(end == text);
  }
  const char* const partly = "12e+x";
  const char* end = nullptr;
  CHECK(read_decimal(partly, &end) == 12);
  CHECK(end == partly + 2);
}

TEST_CASE("A hundred thousand doubles and the points halfway between them come back to the bit", "[numbers]") {
  std::mt19937_64 random(20261125);
  for (int i = 0; i < 100000; ++i) {
    const double value = from_bits(random());
    if (value != value || value - value != 0) continue;
    check_same(printed(value, static_cast<int>(random() % 25)));
    if (i % 20 == 0) {
      // The next double and the middle of the two, in full.
      const double next = from_bits(bits_of(value) + 1);
      if (next - next == 0 && value / 2 != 0) check_same(printed(value / 2 + next / 2, 780));
      check_same(printed(value, 780));
    }
  }
  for (int i = 0; i < 100000; ++i) {
    const int places = static_cast<int>(random() % 8);
    std::string text = std::to_string(random() % 100000000);
    if (places > 0) text.insert(text.size() > 3 ? text.size() - 3 : 0, ".");
    if (text[0] == '.') text.insert(0, "0");
    check_same(text);
  }
}
