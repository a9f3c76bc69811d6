// SPDX-License-Identifier: Apache-2.0
// Bytes of a file to UTF-8 text, piece by piece (interop.md B1, "Encoding"): a byte order mark decides, else the pattern of
// zero bytes, else it is taken as UTF-8. What is no text at all is refused with a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nextline::sheet {

class Decoder {
 public:
  // Adds to `out` what is decided; the beginning is held back until it shows what it is.
  void feed(std::string_view bytes, std::string& out);
  // What is still held back. Without it the last piece may be missing.
  void finish(std::string& out);

  // Why nothing more comes out: packed, a workbook, no text; empty while all is well.
  [[nodiscard]] std::string_view refusal() const { return refusal_; }

 private:
  enum class Kind : std::uint8_t { kNotKnown, kBytes, kUtf16Little, kUtf16Big };

  void decide();
  void pass(std::string_view bytes, std::string& out);
  void pass_utf16(std::string_view bytes, std::string& out);
  void add(std::uint32_t unit, std::string& out);

  Kind kind_ = Kind::kNotKnown;
  std::string held_;             // the beginning, while the kind is not known
  std::string half_;             // the first byte of a unit of UTF-16 whose second has not come
  std::uint32_t surrogate_ = 0;  // the first half of a pair; 0: none
  std::string_view refusal_;
};

// Text that is not valid UTF-8 was written in Windows-1252, as spreadsheets of Western Europe do: the same as UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] std::string from_windows_1252(std::string_view text);

// Adds a code point.
void append_utf8(std::uint32_t code_point, std::string& out);

}  // namespace nextline::sheet
