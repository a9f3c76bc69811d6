#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What must not stand in the core, because it would cost the same-bytes promise (design.md: no locale, no
# clock, no order of an unordered container, no libm beyond sqrt and floor), the size of the page, or print.
# First shows on planted lines that it would find each of them; then looks.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

# One rule a line: NAME, a tab, an extended regular expression, a tab, a line that breaks the rule.
rules() {
  cat <<'RULES'
unordered container	unordered_(multi)?(map|set)	std::unordered_map<int, int> counts;
stream	<(iostream|fstream|sstream|ostream|istream|iomanip|syncstream)>|std::(cout|cerr|clog|[io]?stringstream)	#include <iostream>
printing	(^|[^_[:alnum:]])(f|s|sn|v|vf|vs|vsn)?printf *\(|(^|[^_[:alnum:]])(puts|putchar|fputs|fwrite|perror) *\(	std::printf("%f", x);
formatted reading	(^|[^_[:alnum:]])(f|s)?scanf *\(|(^|[^_[:alnum:]])(atof|stod|stof|stold) *\(	const double x = std::atof(text);
libm	std::log10 *\(|(^|[^_[:alnum:].>])(log|logf|log2|log1p|expf|exp2|expm1|cbrt|sin|cos|tan|tanh|fma|hypot) *\(	return std::log(x);
exponential	(std|[^_[:alnum:]])::(log10|exp) *\(	return std::exp(x);
power	(^|[^_[:alnum:]])powf? *\(	return std::pow(x, 2);
clock	<chrono>|<ctime>|<time\.h>|std::chrono|(^|[^_[:alnum:]])(time|clock|localtime|gmtime|gettimeofday|clock_gettime) *\(	const auto now = time(nullptr);
locale	locale|<cctype>|<ctype\.h>|(^|[^_[:alnum:]])(isalpha|isdigit|isspace|tolower|toupper) *\(	std::locale::global(std::locale(""));
randomness	<random>|std::random_device|std::mt19937|(^|[^_[:alnum:]])s?rand *\(	std::mt19937 engine;
environment	getenv|<filesystem>|<thread>|<mutex>|<future>|<atomic>	const char* home = std::getenv("HOME");
ending the program	(^|[^_[:alnum:]])(abort|exit|_Exit|quick_exit|terminate) *\(	if (bad) std::abort();
exceptions	(^|[^_[:alnum:]])(throw|try|catch)([^_[:alnum:]]|$)	throw 1;
fast arithmetic	ffast-math|Ofast|FP_CONTRACT|__builtin_fma|optimize *\(	#pragma STDC FP_CONTRACT ON
RULES
}

# The core without its native programs: the command and the knowledge compiler may read, print and throw.
core_files() {
  find core/src core/include \( -name '*.h' -o -name '*.cpp' \) ! -path 'core/src/knowledge/compiler/*' |
    LC_ALL=C sort
}

# Code alone: comments may speak of what the code must not do; so may text, but not #include lines.
code_of() {
  sed -E -e 's/"([^"\\]|\\.)*"/""/g' -e 's://.*$::' -e 's:/\*[^*]*\*/::g' "$@"
}

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# look_at FILE...: what `finds` looks through, each line with the place where it stands.
look_at() {
  code_of "$@" >"$work/code"
  awk '{ print FILENAME ":" FNR }' "$@" >"$work/places"
}

# finds EXPRESSION: prints FILE:LINE: code of each line that has it.
finds() {
  local line code found=1
  while IFS=: read -r line code; do
    found=0
    echo "$(sed -n "${line}p" "$work/places"): $code"
  done < <(grep -nE "$1" "$work/code")
  return "$found"
}

passed=0
failed=0
note() {
  if "$2"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED: $1"; fi
}

mapfile -t files < <(core_files)

while IFS=$'\t' read -r name expression example; do
  printf '%s\n' 'int before;' "$example" >"$work/planted.cpp"
  look_at "$work/planted.cpp"
  found=true
  finds "$expression" >/dev/null || found=false
  note "$name: the planted line '$example' was not found" "$found"

  printf '// %s\nconst char* text = "";\n' "$example" >"$work/planted.cpp"
  look_at "$work/planted.cpp"
  silent=true
  ! finds "$expression" || silent=false
  note "$name: a comment was taken for code" "$silent"
done < <(rules)

look_at "${files[@]}"
while IFS=$'\t' read -r name expression example; do
  clean=true
  ! finds "$expression" || clean=false
  note "$name: stands in the core (see above)" "$clean"
done < <(rules)

enough=true
[ "${#files[@]}" -ge 10 ] || enough=false
note "only ${#files[@]} files were looked at" "$enough"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
