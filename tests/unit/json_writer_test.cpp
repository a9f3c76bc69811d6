// SPDX-License-Identifier: Apache-2.0
#include "nextline/json_writer.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "nextline/numbers.h"
#include "support/catch.h"

using namespace nextline;
using namespace std::string_literals;

namespace {

std::string printed(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

std::string written(std::string_view text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

}  // namespace

TEST_CASE("Objects and arrays are compact, with commas only between", "[json_writer]") {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "assessment/1");
  json.key("issues");
  json.begin_array();
  json.end_array();
  json.key("scores");
  json.begin_array();
  json.begin_object();
  json.field_number("value", 6);
  json.field_or_null("near", "");
  json.field_or_null("label", "A6");
  json.end_object();
  json.begin_object();
  json.end_object();
  json.integer(-9'223'372'036'854'775'807 - 1);
  json.boolean(true);
  json.boolean(false);
  json.null();
  json.end_array();
  json.key("last");
  json.number(0.5);
  json.end_object();
  CHECK(out == R"({"schema":"assessment/1","issues":[],"scores":[{"value":6,"near":null,"label":"A6"},{},)"
               R"(-9223372036854775808,true,false,null],"last":0.5})");
}

TEST_CASE("Numbers have at most six decimals, no exponent and no minus zero", "[json_writer]") {
  struct Case {
    double value;
    const char* text;
  };
  const auto c = GENERATE(Case{0, "0"}, Case{-0.0, "0"}, Case{1, "1"}, Case{-1, "-1"}, Case{1.5, "1.5"},
                          Case{-2.4538, "-2.4538"}, Case{0.1, "0.1"}, Case{0.1 + 0.2, "0.3"},
                          Case{1e-6, "0.000001"}, Case{5e-7, "0.000001"}, Case{4.9e-7, "0"}, Case{-5e-7, "0"},
                          Case{-6e-7, "-0.000001"}, Case{0.9999995, "1"}, Case{0.9999994, "0.999999"},
                          Case{100, "100"}, Case{120.05, "120.05"}, Case{1e6, "1000000"},
                          Case{1e15, "1000000000000000"}, Case{2251799813685249.5, "2251799813685249.5"},
                          Case{3000000000.25, "3000000000.25"}, Case{-3000000000.25, "-3000000000.25"});
  CHECK(printed(c.value) == c.text);
}

TEST_CASE("Very large numbers are printed in full", "[json_writer]") {
  CHECK(printed(0x1p53) == "9007199254740992");
  CHECK(printed(1e16) == "10000000000000000");
  CHECK(printed(1.8446744073709552e19) == "18446744073709551616");
  CHECK(printed(-1e22) == "-10000000000000000000000");
  CHECK(printed(1e23) == "99999999999999991611392");
  const std::string large = printed(1e300);
  CHECK(large.size() == 301);
  CHECK(large.substr(0, 20) == "10000000000000000525");
  CHECK(std::stod(large) == 1e300);
  CHECK(printed(std::numeric_limits<double>::max()).size() == 309);
  CHECK(std::stod(printed(std::numeric_limits<double>::max())) == std::numeric_limits<double>::max());
}

TEST_CASE("What is not a number is printed as null, so that the text stays JSON", "[json_writer]") {
  CHECK(printed(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(printed(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("The printed number is the rounded number", "[json_writer][property]") {
  double x = 0.3;
  for (int i = 0; i < 20'000; ++i) {
    x = 3.9 * x * (1 - x);  // a chaotic series of numbers between 0 and 1
    const double value = (x - 0.5) * std::pow(10.0, i % 12);
    REQUIRE(std::stod(printed(value)) == Approx(value).margin(5.1e-7));
    REQUIRE(printed(round6(value)) == printed(value));
  }
}

TEST_CASE("Quotes, backslashes and control characters are escaped", "[json_writer]") {
  CHECK(written(R"(say "no" to \)") == R"("say \"no\" to \\")");
  CHECK(written("a\nb\tc\rd") == R"("a\nb\tc\rd")");
  CHECK(written("\x01\x1f\x7f"s) == "\"\\u0001\\u001f\x7f\"");
  CHECK(written("\0"s) == R"("\u0000")");
  CHECK(written("é€😀") == "\"é€😀\"");
}

TEST_CASE("Broken UTF-8 becomes U+FFFD, one for each broken beginning", "[json_writer]") {
  CHECK(written("a\xffz") == "\"a\uFFFDz\"");
  CHECK(written("\xc3") == "\"\uFFFD\"");
  CHECK(written("\xe2\x82") == "\"\uFFFD\"");                  // cut short
  CHECK(written("\xc0\xaf") == "\"\uFFFD\uFFFD\"");            // overlong
  CHECK(written("\xed\xa0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");  // surrogate
  CHECK(written("\xf4\x90\x80\x80") == "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
  CHECK(written("\xf0\x9f\x98\"") == "\"\uFFFD\\\"\"");
}

TEST_CASE("Echoed text is cut after 64 characters, not bytes", "[json_writer]") {
  CHECK(cut("short") == "short");
  CHECK(cut(std::string(64, 'x')) == std::string(64, 'x'));
  CHECK(cut(std::string(65, 'x')) == std::string(64, 'x'));
  std::string umlauts;
  for (int i = 0; i < 70; ++i) umlauts += "ä";
  CHECK(cut(umlauts) == umlauts.substr(0, 128));
  CHECK(cut("a\xff"
            "b") == "a\uFFFDb");
  CHECK(cut("abc", 2) == "ab");
}

TEST_CASE("What is written is whole and alone behind what stood there, wherever it is long or needs marks",
          "[json_writer]") {
  // Every length around the steps of eight, and at every place each kind of character that is not copied as it is.
  const std::pair<std::string, std::string> kinds[] = {
      {"a", "a"},          {"\"", "\\\""},           {"\\", "\\\\"},           {"\n", "\\n"},
      {"\x01", "\\u0001"}, {"\xC2\xB7", "\xC2\xB7"}, {"\xFF", "\xEF\xBF\xBD"}, {"\x7F", "\x7F"}};
  for (std::size_t size = 0; size <= 20; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      for (const auto& [given, written] : kinds) {
        const std::string before(at, 'x');
        const std::string behind(size - at, 'y');
        std::string out = "before ";
        JsonWriter json(out);
        json.begin_object();
        json.field("key", before + given + behind);
        json.end_object();
        out += " behind";
        CHECK(out == "before {\"key\":\"" + before + written + behind + "\"} behind");
      }
    }
  }
}

TEST_CASE("A text that grows by control characters alone has room for each of them", "[json_writer]") {
  for (const std::size_t size : {1U, 7U, 8U, 9U, 1000U, 100000U}) {
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    json.string(std::string(size, '\x02'));
    json.string("end");
    json.end_array();
    CHECK(out.size() == 6 * size + 10);
    CHECK(out.substr(out.size() - 14) == "\\u0002\",\"end\"]");
  }
}
