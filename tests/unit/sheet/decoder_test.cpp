// SPDX-License-Identifier: Apache-2.0
// The encodings that files of spreadsheets come in, and the files that are no text.
#include "sheet/decoder.h"

#include <string>

#include "support/catch.h"

using nextline::sheet::Decoder;
using nextline::sheet::from_windows_1252;
using nextline::sheet::is_utf8;

namespace {

std::string utf16(const std::string& ascii, bool little) {
  std::string out;
  for (const char c : ascii) {
    if (!little) out += '\0';
    out += c;
    if (little) out += '\0';
  }
  return out;
}

struct Decoded {
  std::string text;
  std::string refusal;
};

Decoded decode(const std::string& bytes, std::size_t size = 1000000) {
  Decoder decoder;
  Decoded out;
  for (std::size_t at = 0; at < bytes.size(); at += size)
    decoder.feed(std::string_view(bytes).substr(at, size), out.text);
  decoder.finish(out.text);
  decoder.finish(out.text);
  out.refusal = decoder.refusal();
  return out;
}

}  // namespace

TEST_CASE("text comes out as it is, without its byte order mark") {
  CHECK(decode("a,b\n").text == "a,b\n");
  CHECK(decode("\xEF\xBB\xBF"
               "a,b\n")
            .text == "a,b\n");
  CHECK(decode("").text.empty());
}

TEST_CASE("UTF-16 is read by its mark and by its zeros, both ways round, in pieces of any size") {
  const std::string text = "id,albumin\n1,38\n";
  for (const bool little : {true, false}) {
    const std::string mark = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const std::size_t size : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
      CHECK(decode(mark + utf16(text, little), size).text == text);
      CHECK(decode(utf16(text, little), size).text == text);
    }
  }
}

TEST_CASE("pairs of surrogates are one letter, and a half one is replaced") {
  using namespace std::literals;
  CHECK(decode("\xFF\xFE\x3D\xD8\x00\xDE"s).text == "\xF0\x9F\x98\x80");
  CHECK(decode("\xFF\xFE\x3D\xD8\x61\x00"s).text ==
        "\xEF\xBF\xBD"
        "a");
  CHECK(decode("\xFF\xFE\x61\x00\x3D\xD8"s).text == "a\xEF\xBF\xBD");
}

TEST_CASE("behind a zero nothing of UTF-16 is believed, in pieces of any size") {
  using namespace std::literals;
  for (const bool little : {true, false}) {
    const std::string bytes =
        (little ? "\xFF\xFE" : "\xFE\xFF") + utf16("a,b\n"s + std::string(2000, 'x') + "\0rest"s, little);
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{100000}}) {
      INFO(size);
      const Decoded read = decode(bytes, size);
      CHECK(read.text == "a,b\n" + std::string(2000, 'x'));
      CHECK(!read.refusal.empty());
    }
  }
}

TEST_CASE("packed files, workbooks and other bytes are refused, each with a sentence of its own") {
  using namespace std::literals;
  CHECK(decode("\x1F\x8B\x08\x00"s).refusal.find("gunzip") != std::string::npos);
  CHECK(decode("\x1F\x8B"s).refusal.find("gunzip") != std::string::npos);
  CHECK(decode("PK\x03\x04rest"s).refusal.find("CSV") != std::string::npos);
  CHECK(decode("PAR1rest"s).refusal.find("Parquet") != std::string::npos);
  CHECK(!decode("\x00\x01\x02\x00\x00\x05"s).refusal.empty());
  CHECK(!decode("a,b\n1,2\n"s + std::string(2000, 'x') + "\0\0rest"s).refusal.empty());
}

TEST_CASE("what is no UTF-8 is read as Windows-1252") {
  CHECK(is_utf8("\xC3\xA9"));
  CHECK_FALSE(is_utf8("caf\xE9"));
  CHECK(from_windows_1252("caf\xE9 \x80 \x93q\x94") == "caf\xC3\xA9 \xE2\x82\xAC \xE2\x80\x9Cq\xE2\x80\x9D");
}
