// SPDX-License-Identifier: Apache-2.0
// Decimal text to the nearest double. The C library's own way of doing this costs the page more bytes than all the
// scores together (128-bit floating point in software), so the WebAssembly module reads numbers with this one
// (wasm/libc.cpp); both are correctly rounded, so that it makes no difference which one reads.
#pragma once

namespace nextline {

// Reads the JSON number `-?digits(.digits)?([eE][+-]?digits)?` at `text`; `*end` is behind it, or `text` where none
// stands there. The nearest double, ties to even; too large is infinite, too small zero. Any number of digits.
[[nodiscard]] double read_decimal(const char* text, const char** end);

}  // namespace nextline
