// SPDX-License-Identifier: Apache-2.0
#include "nextline/sets.h"

#include <cstdint>
#include <type_traits>

#include "knowledge/sets.h"
#include "nextline/fields.h"
#include "support/catch.h"

using namespace nextline;
using knowledge::AgentSet;
using knowledge::ClassSet;
using knowledge::RegimenSet;

// No set is taken for another, nor for a number.
static_assert(!std::is_convertible_v<std::uint64_t, WordSet> && !std::is_convertible_v<WordSet, std::uint64_t>);
static_assert(!std::is_convertible_v<WordSet, AgentSet> && !std::is_convertible_v<WordSet, RegimenSet>);
static_assert(!std::is_convertible_v<AgentSet, WordSet> && !std::is_convertible_v<RegimenSet, AgentSet>);

TEST_CASE("A set of places: what is in both, in either, in the one alone", "[sets]") {
  const WordSet low = WordSet::first(2);
  const WordSet high = WordSet::one(1) | WordSet::one(63);
  CHECK((low | high).bits == 0x8000000000000003U);
  CHECK((low & high).bits == 2);
  CHECK((low - high).bits == 1);
  CHECK((high - low).bits == 0x8000000000000000U);
  CHECK(low.meets(high));
  CHECK_FALSE((low - high).meets(high));
  CHECK((low & high).within(low));
  CHECK_FALSE(low.within(high));
  CHECK(high.has(63));
  CHECK_FALSE(high.has(0));
  WordSet set = high;
  set |= low;
  set -= WordSet::one(1);
  set &= low;
  CHECK((set == WordSet::one(0)));
}

TEST_CASE("The first places of a set are all it can hold, and no more", "[sets]") {
  CHECK(WordSet::first(0).empty());
  CHECK(WordSet::first(63).bits == 0x7fffffffffffffffU);
  CHECK(WordSet::first(64).bits == 0xffffffffffffffffU);
  CHECK(ClassSet::first(31).bits == 0x7fffffffU);
  CHECK(ClassSet::first(32).bits == 0xffffffffU);
}

TEST_CASE("The lowest place comes first, once", "[sets]") {
  CHECK(WordSet{}.lowest().empty());
  std::uint64_t seen = 0;
  for (WordSet left = WordSet::one(3) | WordSet::one(63); !left.empty(); left -= left.lowest()) {
    seen = seen * 100 + (left.lowest() == WordSet::one(3) ? 3 : 63);
  }
  CHECK(seen == 363);
}

TEST_CASE("All words of a field are one set", "[sets]") {
  CHECK((all_words("sex"_f) == (word("sex"_f, "female") | word("sex"_f, "male"))));
  CHECK(all_words("bilirubin"_f).empty());
}
