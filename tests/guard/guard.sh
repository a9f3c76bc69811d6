#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What must not stand in the core, because it would cost the same-bytes promise (design.md: no locale, no
# clock, no order of an unordered container, no libm beyond sqrt and floor), the size of the page, or print; and which
# room of the core may know which. First shows on planted lines that it would find each of them; then looks.
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

# --- the rooms ------------------------------------------------------------------------------------------
# From the ground: a room knows itself and those before it. The folder of core/src, then the public headers that are its
# own. `words`, which knows no clinical type, stands near the ground, for every room above speaks.
rooms() {
  cat <<'ROOMS'
numbers tri numbers sets
words
json json_writer input_limits
knowledge endpoint
patient fields field_table patient issues
scores scores score_table
facts
criteria
value preferences
assess assess
render render nextline
explore explore
smaa smaa smaa_text
robustness robustness
sheet
records cohort
ROOMS
}

# crossings FOLDER: prints each include under FOLDER/core that reaches where it may not. Two know less than their place
# allows: smaa (rank acceptability of any problem) only numbers, words and JSON; the knowledge compiler, a program beside the
# library, up to facts, and nothing knows it.
crossings() {
  (cd "$1" && grep -rnE --include='*.h' --include='*.cpp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' core/src core/include) |
    awk '
      function room_of_include(path, part) {
        if (path ~ /^knowledge\/compiler\//) return "compiler"
        split(path, part, "/")
        if (part[1] != "nextline") return part[1]
        sub(/\.h$/, "", part[2])
        return (part[2] in header) ? header[part[2]] : "nextline/" part[2]
      }
      NR == FNR { place[$1] = NR; for (i = 2; i <= NF; ++i) header[$i] = $1; next }
      {
        split($0, at, ":")
        from = at[1]
        if (!sub(/^core\/src\//, "", from)) sub(/^core\/include\//, "", from)
        from = room_of_include(from)
        split($0, quoted, "\"")
        to = room_of_include(quoted[2])
        if (from == "compiler") right = to == "compiler" || (to in place && place[to] <= place["facts"])
        else if (from == "smaa") right = to == "smaa" || to == "numbers" || to == "words" || to == "json"
        else right = from in place && to in place && place[to] <= place[from]
        if (!right) print $0 "   (" from " may not know " to ")"
      }' <(rooms) -
}

# plant PATH INCLUDE found|silent: one file with one include in an empty tree.
plant() {
  local result=true
  rm -rf "$work/core"
  mkdir -p "$work/core/include" "$work/core/src" "$work/$(dirname "$1")"
  printf '#include "%s"\n' "$2" >"$work/$1"
  if [ -n "$(crossings "$work")" ]; then [ "$3" = found ] || result=false; else [ "$3" = silent ] || result=false; fi
  note "rooms: '#include \"$2\"' planted in $1 was not $3" "$result"
}

mapfile -t order < <(rooms | cut -d ' ' -f 1)
for ((i = 0; i + 1 < ${#order[@]}; ++i)); do
  plant "core/src/${order[i]}/planted.cpp" "${order[i + 1]}/planted.h" found
  if [ "${order[i + 1]}" != smaa ]; then
    plant "core/src/${order[i + 1]}/planted.cpp" "${order[i]}/planted.h" silent
  fi
done
plant core/src/criteria/planted.cpp assess/evaluation.h found
plant core/src/criteria/planted.cpp nextline/assess.h found
plant core/include/nextline/fields.h nextline/scores.h found
plant core/include/nextline/scores.h nextline/fields.h silent
plant core/src/smaa/planted.cpp nextline/patient.h found
plant core/src/smaa/planted.cpp knowledge/tables.h found
plant core/src/smaa/planted.cpp json/document.h silent
plant core/src/knowledge/compiler/planted.cpp assess/evaluation.h found
plant core/src/knowledge/compiler/planted.cpp facts/facts.h silent
plant core/src/knowledge/planted.cpp knowledge/compiler/base.h found
plant core/src/elsewhere/planted.cpp numbers/sort.h found
plant core/src/render/planted.cpp nextline/elsewhere.h found

wrong="$(crossings .)"
apart=true
[ -z "$wrong" ] || apart=false
[ -z "$wrong" ] || printf '%s\n' "$wrong"
note "rooms: an include reaches into a later room (see above)" "$apart"

# --- the catalogue --------------------------------------------------------------------------------------
# Sentences stand in core/src/words alone: elsewhere no text has two words of letters with a blank between them. The
# knowledge compiler, a program beside the library, says what is wrong with data in words of its own.
prose() {
  find "$1/core/src" \( -name '*.h' -o -name '*.cpp' \) ! -path '*/src/words/*' ! -path '*/knowledge/compiler/*' \
    -exec sed -E -e '/^[[:space:]]*\/\//d' -e 's:  //.*$::' -e "s/'\"'//g" {} + | grep -oE '"([^"\\]|\\.)*"' | grep -E '[[:alpha:]] [[:alpha:]]' || true
}
rm -rf "$work/core" && mkdir -p "$work/core/src/render" "$work/core/src/words"
echo 'json.field("text", "Two words");' >"$work/core/src/render/planted.cpp"
found=true
[ -n "$(prose "$work")" ] || found=false
note "words: a planted sentence was not found" "$found"
mv "$work/core/src/render/planted.cpp" "$work/core/src/words/"
silent=true
[ -z "$(prose "$work")" ] || silent=false
note "words: the catalogue was taken for prose outside it" "$silent"
outside="$(prose .)"
[ -z "$outside" ] || printf '%s\n' "$outside"
none=true
[ -z "$outside" ] || none=false
note "words: a sentence stands outside the catalogue (see above)" "$none"

mapfile -t ids < <(sed -nE 's/^    \{"([a-z0-9_.]+)",.*/\1/p' core/src/words/catalogue.h)
mapfile -t twice < <(printf '%s\n' "${ids[@]}" | LC_ALL=C sort | uniq -d)
unique=true
[ "${#twice[@]}" -eq 0 ] || unique=false
note "words: more than once in the catalogue: ${twice[*]}" "$unique"
used="$(grep -rhoE '"[a-z0-9_.]+"(_text|_words|>)' core/src core/cli | sed -E 's/^"([^"]*)".*/\1/' | LC_ALL=C sort -u)"
# What the page alone says; outcomes that the core does not weigh are among it.
page='^((trial|op|criterion|criteria|judged|outcome|measure|design|setting|result|options|example)\.|ask\.nothing$)'
mapfile -t unused < <(printf '%s\n' "${ids[@]}" | LC_ALL=C sort -u | LC_ALL=C comm -23 - <(echo "$used") | grep -vE "$page" || true)
all=true
[ "${#unused[@]}" -eq 0 ] || all=false
note "words: nothing says ${unused[*]}" "$all"

# --- the page -------------------------------------------------------------------------------------------
# The page says the core's words as the core has them (#words, made by site/tools/words.mjs): a text of the vocabulary
# stands in no source of the page. What could be an id (one small word) is left out; a text with a parameter is looked for
# by what stands before it.
vocabulary() {
  sed -nE 's/^    \{"(state|verdict|tier|trial|criterion|criteria|judged|op|outcome|measure|design|setting|result|options|example|ask)\.[a-z0-9_]+", "([^"]*)"\},$/\2/p' \
    core/src/words/catalogue.h | sed -E 's/\{.*//' | grep -E '^[A-Z]|[a-z] ' | LC_ALL=C sort -u
}

# said_again FOLDER: prints each text of the vocabulary that is a literal of its own, or begins or ends one that has more in it.
said_again() {
  find "$1" -name '*.ts' -exec grep -HnvE '^[[:space:]]*(//|/?\*)' {} + |
    grep -F -f <(vocabulary | sed -E 's/(.*)/"\1"\n`\1`\n`\1${\n`\1 ${\n}\1`\n} \1`/') || true
}
rm -rf "$work/page" && mkdir "$work/page"
for line in 'const text = "Suitable so far";' 'const text = `at least ${limit}`;' 'const text = `${count} criteria fit`;'; do
  echo "$line" >"$work/page/planted.ts"
  found=true
  [ -n "$(said_again "$work/page")" ] || found=false
  note "page: the planted line '$line' was not found" "$found"
done
printf '%s\n' '// "Suitable so far"' '/** "less preferred" */' ' * "not recommended"' 'const id = "preferred";' 'h("p", {}, "Suitable for both");' \
  >"$work/page/planted.ts"
silent=true
[ -z "$(said_again "$work/page")" ] || silent=false
note "page: a comment, an id or another text was taken for a word of the core" "$silent"
again="$(said_again site/src)"
[ -z "$again" ] || printf '%s\n' "$again"
once=true
[ -z "$again" ] || once=false
note "page: a word of the core's catalogue stands again in the page (see above)" "$once"
many=true
[ "$(vocabulary | wc -l)" -ge 40 ] || many=false
note "page: only $(vocabulary | wc -l) texts of the vocabulary were found" "$many"

enough=true
[ "${#files[@]}" -ge 10 ] || enough=false
note "only ${#files[@]} files were looked at" "$enough"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
