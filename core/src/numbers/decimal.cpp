// SPDX-License-Identifier: Apache-2.0
#include "numbers/decimal.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "numbers/bits.h"

namespace nextline {

namespace {

// No double needs more digits to be told from its neighbours and the points halfway (767); what follows only
// matters by being there.
constexpr int kMaxDigits = 780;
constexpr int kLargestExponent = 310;    // 10^310 is infinite
constexpr int kSmallestExponent = -326;  // 10^-326 is less than half of the smallest double
constexpr int kExactPower = 22;          // 10^22 is exact, and so is a product or quotient of two exact numbers
constexpr std::uint64_t kExactLimit = std::uint64_t{1} << 53U;
constexpr int kMantissa = 53;
constexpr int kTopExponent = 1023;
constexpr int kBottomExponent = -1074;

// A natural number of up to 4096 bits: 10^(kMaxDigits - kSmallestExponent) has 3674.
class Natural {
 public:
  void multiply_add(std::uint32_t factor, std::uint32_t add) {
    std::uint64_t carry = add;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) limbs_[size_++] = static_cast<std::uint32_t>(carry);
  }
  void multiply_by_power_of_ten(int power) {
    for (; power >= 9; power -= 9) multiply_add(1'000'000'000, 0);
    for (; power > 0; --power) multiply_add(10, 0);
  }
  void shift_left(int bits) {
    for (; bits >= 16; bits -= 16) multiply_add(1U << 16U, 0);
    if (bits > 0) multiply_add(1U << static_cast<unsigned>(bits), 0);
  }
  // `other` is at most this.
  void subtract(const Natural& other) {
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      borrow += std::int64_t{limbs_[i]} - (i < other.size_ ? other.limbs_[i] : 0U);
      limbs_[i] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;  // NOLINT(hicpp-signed-bitwise): 0 or -1
    }
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }
  [[nodiscard]] int compare(const Natural& other) const {
    if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
    for (std::size_t i = size_; i-- > 0;) {
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
    }
    return 0;
  }
  [[nodiscard]] int bit_length() const {
    if (size_ == 0) return 0;
    int bits = static_cast<int>(size_ - 1) * 32;
    for (std::uint32_t top = limbs_[size_ - 1]; top != 0; top >>= 1U) ++bits;
    return bits;
  }
  // The number itself where it is below 2^64.
  [[nodiscard]] std::uint64_t low() const {
    return (size_ > 0 ? limbs_[0] : 0) | (size_ > 1 ? std::uint64_t{limbs_[1]} << 32U : 0);
  }

 private:
  std::array<std::uint32_t, 128> limbs_{};
  std::size_t size_ = 0;
};

// above / below, correctly rounded; both positive.
double quotient(Natural above, Natural below) {
  // 1 <= above / below / 2^exponent < 2
  int exponent = above.bit_length() - below.bit_length();
  above.shift_left(-exponent);
  below.shift_left(exponent);
  if (above.compare(below) < 0) {
    above.shift_left(1);
    --exponent;
  }
  if (exponent > kTopExponent) return std::numeric_limits<double>::infinity();
  const int bits = exponent - kBottomExponent + 1 < kMantissa ? exponent - kBottomExponent + 1 : kMantissa;
  if (bits < 0) return 0;
  std::uint64_t mantissa = 0;
  for (int bit = 0; bit < bits; ++bit) {
    mantissa <<= 1U;
    if (above.compare(below) >= 0) {
      above.subtract(below);
      mantissa |= 1U;
    }
    above.shift_left(1);
  }
  const int rest = above.compare(below);  // against one half of the last place
  if (rest > 0 || (rest == 0 && (mantissa & 1U) != 0)) ++mantissa;
  // Below the normal numbers the mantissa is the pattern of bits. Above, its first bit, which the pattern leaves out,
  // adds one to the exponent; so does one that was rounded up to 2^53.
  if (bits < kMantissa) return from_bits(mantissa);
  return from_bits((static_cast<std::uint64_t>(exponent + kTopExponent - 1) << 52U) + mantissa);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

double read_decimal(const char* text, const char** end) {
  const char* at = text;
  const bool negative = *at == '-';
  if (negative) ++at;
  Natural digits;
  int taken = 0;           // significant digits in `digits`
  std::int64_t scale = 0;  // the number is digits * 10^scale
  bool more = false;       // a digit other than 0 was left out
  bool any = false;
  const auto take = [&](bool fraction) {
    for (; is_digit(*at); ++at) {
      any = true;
      const auto digit = static_cast<std::uint32_t>(*at - '0');
      if (taken == kMaxDigits) {
        more = more || digit != 0;
        if (!fraction) ++scale;
        continue;
      }
      if (taken > 0 || digit != 0) {
        digits.multiply_add(10, digit);
        ++taken;
      }
      if (fraction) --scale;
    }
  };
  take(false);
  if (*at == '.') {
    ++at;
    take(true);
  }
  if (!any) {
    *end = text;
    return 0;
  }
  *end = at;
  if (*at == 'e' || *at == 'E') {
    ++at;
    const bool down = *at == '-';
    if (down || *at == '+') ++at;
    std::int64_t exponent = 0;
    for (; is_digit(*at); ++at) {
      *end = at + 1;
      if (exponent < 1'000'000'000) exponent = exponent * 10 + (*at - '0');
    }
    scale += down ? -exponent : exponent;
  }
  if (more) {
    digits.multiply_add(10, 1);
    ++taken;
    --scale;
  }
  double value = 0;
  if (taken == 0 || taken + scale < kSmallestExponent) {
    value = 0;
  } else if (taken + scale > kLargestExponent) {
    value = std::numeric_limits<double>::infinity();
  } else {
    const int power = static_cast<int>(scale);
    if (digits.bit_length() <= kMantissa && digits.low() <= kExactLimit && power >= -kExactPower &&
        power <= kExactPower) {
      double ten = 1;
      for (int i = 0; i < (power < 0 ? -power : power); ++i) ten *= 10;
      const auto whole = static_cast<double>(digits.low());
      value = power < 0 ? whole / ten : whole * ten;
    } else {
      Natural below;
      below.multiply_add(0, 1);
      if (power < 0) below.multiply_by_power_of_ten(-power);
      if (power > 0) digits.multiply_by_power_of_ten(power);
      value = quotient(digits, below);
    }
  }
  return negative ? -value : value;
}

}  // namespace nextline
