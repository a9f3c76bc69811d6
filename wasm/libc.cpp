// SPDX-License-Identifier: Apache-2.0
// The two functions of the C library that nlohmann/json pulls in, small. The library's own weigh 16 kB of the module
// (a tenth of its code): formatting and 128-bit floating point in software, none of which the core uses.
#include <cstdarg>
#include <cstddef>
#include <string_view>

#include "numbers/decimal.h"

// NOLINTBEGIN: the names and shapes are the C library's
extern "C" {

double strtod(const char* __restrict text, char** __restrict end) {
  const char* behind = text;
  const double value = nextline::read_decimal(text, &behind);
  if (end != nullptr) *end = const_cast<char*>(behind);
  return value;
}

// Never called; they stand beside strtod in the library's own file, which would come in with them.
float strtof(const char* __restrict text, char** __restrict end) {
  return static_cast<float>(strtod(text, end));
}
long double strtold(const char* __restrict text, char** __restrict end) {
  return static_cast<long double>(strtod(text, end));
}

// Called with "<U+%.4X>" for a control character in the text of a parse error. Another format would be printed wrong:
// there the module stops.
int snprintf(char* __restrict out, std::size_t size, const char* __restrict format, ...) {
  if (std::string_view(format) != "<U+%.4X>") __builtin_trap();
  va_list arguments;
  va_start(arguments, format);
  const unsigned character = va_arg(arguments, unsigned);
  va_end(arguments);
  constexpr char kDigits[] = "0123456789ABCDEF";
  const char text[] = {'<', 'U', '+', '0', '0', kDigits[character >> 4U & 15U], kDigits[character & 15U],
                       '>', '\0'};
  for (std::size_t i = 0; i < sizeof text && i < size; ++i) out[i] = text[i];
  return static_cast<int>(sizeof text) - 1;
}

}  // extern "C"
// NOLINTEND
