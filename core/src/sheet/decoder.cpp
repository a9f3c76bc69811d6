// SPDX-License-Identifier: Apache-2.0
#include "sheet/decoder.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "json/utf8.h"
#include "words/words.h"

namespace nextline::sheet {

namespace {

using namespace std::literals;

// So much of the beginning shows what a file is.
constexpr std::size_t kSample = 1024;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

}  // namespace

void append_utf8(std::uint32_t code_point, std::string& out) {
  const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0U | code_point >> 6U);
    out += tail(code_point);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0U | code_point >> 12U);
    out += tail(code_point >> 6U);
    out += tail(code_point);
  } else {
    out += static_cast<char>(0xF0U | code_point >> 18U);
    out += tail(code_point >> 12U);
    out += tail(code_point >> 6U);
    out += tail(code_point);
  }
}

void Decoder::feed(std::string_view bytes, std::string& out) {
  if (!refusal_.empty()) return;
  if (kind_ != Kind::kNotKnown) {
    pass(bytes, out);
    return;
  }
  held_ += bytes;
  if (held_.size() < kSample) return;
  finish(out);
}

void Decoder::finish(std::string& out) {
  if (!refusal_.empty()) return;
  if (kind_ == Kind::kNotKnown) {
    decide();
    if (!refusal_.empty()) return;
    std::string held;
    held.swap(held_);
    pass(held, out);
    return;
  }
  if (surrogate_ != 0 || !half_.empty()) out += kReplacement;
  surrogate_ = 0;
  half_.clear();
}

void Decoder::decide() {
  std::string_view start = held_;
  std::size_t mark = 0;
  if (start.starts_with("\x1F\x8B"sv)) {
    refusal_ = "cohort.is_gzip"_text;
  } else if (start.starts_with("PK\x03\x04"sv)) {
    refusal_ = "cohort.is_workbook"_text;
  } else if (start.starts_with("\xD0\xCF\x11\xE0"sv)) {
    refusal_ = "cohort.is_workbook"_text;
  } else if (start.starts_with("PAR1"sv)) {
    refusal_ = "cohort.is_parquet"_text;
  } else if (start.starts_with(kUtf8Mark)) {
    kind_ = Kind::kBytes;
    mark = kUtf8Mark.size();
  } else if (start.starts_with("\xFF\xFE"sv)) {
    kind_ = Kind::kUtf16Little;
    mark = 2;
  } else if (start.starts_with("\xFE\xFF"sv)) {
    kind_ = Kind::kUtf16Big;
    mark = 2;
  } else {
    // Without a mark: of letters of Europe the one byte in two is zero, always on the same side.
    const std::string_view sample = start.substr(0, kSample);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    const std::size_t half = sample.size() / 2;
    if (zeros[0] + zeros[1] == 0) {
      kind_ = Kind::kBytes;
    } else if (zeros[0] == 0 && zeros[1] * 2 > half) {
      kind_ = Kind::kUtf16Little;
    } else if (zeros[1] == 0 && zeros[0] * 2 > half) {
      kind_ = Kind::kUtf16Big;
    } else {
      refusal_ = "cohort.is_binary"_text;
    }
  }
  held_.erase(0, mark);
}

void Decoder::pass(std::string_view bytes, std::string& out) {
  if (kind_ != Kind::kBytes) {
    pass_utf16(bytes, out);
    return;
  }
  if (bytes.find('\0') != std::string_view::npos) {
    // What came before it is text and counts; behind it nothing is believed.
    out += bytes.substr(0, bytes.find('\0'));
    refusal_ = "cohort.is_binary"_text;
    return;
  }
  out += bytes;
}

void Decoder::pass_utf16(std::string_view bytes, std::string& out) {
  const auto unit = [&](char first, char second) {
    const auto a = static_cast<unsigned char>(first);
    const auto b = static_cast<unsigned char>(second);
    return kind_ == Kind::kUtf16Little ? static_cast<std::uint32_t>(b << 8U | a)
                                       : static_cast<std::uint32_t>(a << 8U | b);
  };
  std::size_t at = 0;
  if (!half_.empty() && !bytes.empty()) {
    add(unit(half_[0], bytes[0]), out);
    half_.clear();
    at = 1;
  }
  // Behind a zero nothing is believed.
  for (; refusal_.empty() && at + 1 < bytes.size(); at += 2) add(unit(bytes[at], bytes[at + 1]), out);
  if (at < bytes.size()) half_ = bytes.substr(at);
}

void Decoder::add(std::uint32_t unit, std::string& out) {
  const bool first = unit >= 0xD800 && unit <= 0xDBFF;
  const bool second = unit >= 0xDC00 && unit <= 0xDFFF;
  if (surrogate_ != 0) {
    if (second) {
      append_utf8(0x10000 + ((surrogate_ - 0xD800) << 10U) + (unit - 0xDC00), out);
      surrogate_ = 0;
      return;
    }
    out += kReplacement;
    surrogate_ = 0;
  }
  if (first) {
    surrogate_ = unit;
  } else if (second) {
    out += kReplacement;
  } else if (unit == 0) {
    refusal_ = "cohort.is_binary"_text;
  } else {
    append_utf8(unit, out);
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Utf8Step step = utf8_step(text, at);
    if (!step.valid) return false;
    at += step.size;
  }
  return true;
}

std::string from_windows_1252(std::string_view text) {
  // 0x80 to 0x9F; the five that stand for nothing become U+FFFD. The rest is Latin-1.
  constexpr std::array<std::uint16_t, 32> kHigh = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80U] : byte, out);
  }
  return out;
}

}  // namespace nextline::sheet
