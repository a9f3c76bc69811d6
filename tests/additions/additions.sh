#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The README's table "To add ..." is true: to a copy of the tree a score, a field, a paper with a result, a pathway and a
# panel are added in the places that the table names and in no other, and the copy is built and tested. Slow: everything is
# compiled. NEXTLINE_JOBS says how many compilers run at once.
set -euo pipefail
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
copy="$work/nextline"
mkdir "$copy"
(cd "$here" && git ls-files -z --cached --others --exclude-standard | xargs -0 ls -d 2>/dev/null | tar -T - -cf -) |
  tar -xf - -C "$copy"
[ ! -e "$here/../shared" ] || ln -s "$(readlink -f "$here/../shared")" "$work/shared"
# What ./dev takes from the npm registry is no part of the tree.
for folder in site tests; do
  [ ! -e "$here/$folder/node_modules" ] || ln -s "$here/$folder/node_modules" "$copy/$folder/node_modules"
done
export CCACHE_BASEDIR="$copy" CCACHE_NOHASHDIR=1

passed=0
failed=0
log="$work/log"
# failing_lines: what compilers, Catch and Node's runner say of what went wrong, else the end of what they said.
failing_lines() {
  sed 's/\x1b\[[0-9;]*m//g' >"$work/plain"
  grep -nE -A 12 '(^|[^[:alnum:]])error( TS[0-9]+)?:|FAILED:|^ *✖ |^not ok|Error[: ]' "$work/plain" | head -n 120 || tail -n 40 "$work/plain"
}
# note NAME COMMAND...: one test, passed when the command succeeds.
note() {
  local name="$1"
  shift
  if "$@" >"$log" 2>&1; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAILED: $name"
    failing_lines <"$log"
  fi
}

cd "$copy"

# before LINE FILE: puts what comes in before the only line that is LINE.
before() {
  local line="$1" file="$2"
  [ "$(grep -cxF "$line" "$file")" = 1 ] || { echo "$file has no single line '$line'" >&2; return 1; }
  cat >"$work/new"
  awk -v line="$line" -v new="$work/new" '$0 == line { while ((getline text < new) > 0) print text } { print }' "$file" >"$work/out"
  cp "$work/out" "$file"
}

# entry FILE JSON: one more entry in a file of the knowledge base.
entry() {
  node -e '
    const { readFileSync, writeFileSync } = require("node:fs");
    const [file, entry] = process.argv.slice(1);
    const all = JSON.parse(readFileSync(file, "utf8"));
    all.push(JSON.parse(entry));
    writeFileSync(file, JSON.stringify(all, null, 2) + "\n");' "$1" "$2"
}

publication() {
  printf '{"id": "%s", "citation": "%s", "title": "%s", "doi": "10.1/%s", "document": %s}' "$1" "$2" "$2" "$1" "${3:-null}"
}

# --- a score: its file, its row, its publication, a test ----------------------------------------------------
cat >core/src/scores/dummy_index.cpp <<'CPP'
// SPDX-License-Identifier: Apache-2.0
// Dummy index: platelets in hundreds.
#include "scores/build.h"

namespace nextline {

template <>
void compute_score<"dummy_index"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range platelets = patient.range("platelets"_f);
  set_range(score, platelets.low / 100, platelets.high / 100);
  ask_if_open(patient, score, {"platelets"_f});
}

}  // namespace nextline
CPP
before '}  // namespace score_table' core/include/nextline/score_table.h <<'CPP'
inline constexpr Field kDummyIndexInputs[] = {"platelets"_f};

CPP
# The last row ends with the table.
awk '/^};$/ && !done { print "    {.id = \"dummy_index\", .label = \"Dummy index\", .unit = \"1\", .formula = \"platelets / 100\", .source = \"dummy2026\", .inputs = score_table::kDummyIndexInputs},"; done = 1 } { print }' \
  <(sed '1,/kScores\[\] = {/d' core/include/nextline/score_table.h) >"$work/rows"
{
  sed '/kScores\[\] = {/q' core/include/nextline/score_table.h
  cat "$work/rows"
} >"$work/table"
cp "$work/table" core/include/nextline/score_table.h
entry core/knowledge/sources/scores.json "$(publication dummy2026 'Dummy. J Dummies 2026;1:1')"
cat >tests/unit/scores/dummy_index_test.cpp <<'CPP'
// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

TEST_CASE("The dummy index is the platelets in hundreds", "[score]") {
  PatientBuilder builder;
  CHECK(builder.with("platelets"_f, 150).score("dummy_index"_score).value == 1.5);
}
CPP

# --- a field: its row ---------------------------------------------------------------------------------------
before '    {.id = "course",' core/include/nextline/field_table.h <<'CPP'
    {.id = "dummy_level",
     .label = "Dummy level",
     .group = "performance",
     .type = FieldType::kNumber,
     .units = table::kNoUnit,
     .hard = {0, 100},
     .soft = {1, 50},
     .help = "As measured.",
     .order = 15},
CPP

# --- a paper with a result (which a document at hand reports): its publication and the row -------------------------------------------------------
entry core/knowledge/sources/publications.json "$(publication dummy2025 'Dummy D. J Dummies 2025;2:2')"
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const file = "core/knowledge/evidence/rechallenge.json";
  const rows = JSON.parse(readFileSync(file, "utf8"));
  const row = structuredClone(rows[0]);
  Object.assign(row, { id: "dummy2025_result", source: "dummy2025", study: "dummy2025" });
  for (const part of Object.values(row)) if (part && typeof part === "object") delete part.conflict;
  rows.push(row);
  writeFileSync(file, JSON.stringify(rows, null, 2) + "\n");'

# --- a pathway: its file, its publication, a case -------------------------------------------------------------
# Its words stand in a document at hand, or the tests would refuse it. It speaks of patients of whom no other case is, so
# that it moves nobody else's order.
entry core/knowledge/sources/publications.json "$(publication dummy_guideline 'Dummy guideline. 2026' '"004"')"
cat >core/knowledge/pathways/dummy.json <<'JSON'
[
  {
    "id": "dummy",
    "label": "Dummy guideline",
    "source": "dummy_guideline",
    "locator": "Fig. 1",
    "applies": { "when": { "not": { "lines": { "op": "==", "value": 0 } } }, "text": "Has a therapy been given?" },
    "mark": "V",
    "entered": "2026-11-21",
    "review_due": "2027-05-21",
    "steps": [
      {
        "id": "after_donafenib",
        "text": "Was the last therapy donafenib?",
        "when": { "prior": "last", "regimen": ["donafenib"] },
        "otherwise": false,
        "source": "dummy_guideline",
        "locator": "Sequencing, Prior Sorafenib/Lenvatinib",
        "quotes": ["all of the second-line options were studied in patient populations that were refractory or intolerant to sorafenib"],
        "yes": [
          {
            "options": ["cabozantinib"],
            "except": [],
            "value": 1,
            "strong": false,
            "when": null,
            "text": "An option of the dummy guideline",
            "quotes": ["all of the second-line options were studied in patient populations that were refractory or intolerant to sorafenib"],
            "locator": "Sequencing, Prior Sorafenib/Lenvatinib"
          }
        ],
        "no": []
      }
    ]
  }
]
JSON
cat >tests/cases/990-dummy-pathway.json <<'JSON'
{
  "name": "The dummy guideline names cabozantinib",
  "patient": { "prior_therapies": ["donafenib"], "ecog": 1 },
  "sources": ["Dummy guideline"],
  "expect": { "pathways.dummy.recommends": { "contains": ["cabozantinib"] } }
}
JSON

# --- a panel: its folder, its import and its place in the list of the page --------------------------------------
mkdir site/src/panels/dummy
cat >site/src/panels/dummy/dummy.css <<'CSS'
/* SPDX-License-Identifier: Apache-2.0 */
.panel-dummy p {
  margin: 0;
}
CSS
cat >site/src/panels/dummy/dummy.ts <<'TS'
// SPDX-License-Identifier: Apache-2.0
import "./dummy.css";
import { h } from "../../dom";
import type { Panel } from "../panel";

export const panel: Panel = {
  id: "dummy",
  title: "Dummy",
  depends: () => null,
  render: () => [h("p", {}, "Nothing is said here.")],
};
TS
before 'import type { Panel, View } from "./panel";' site/src/panels/rest.ts <<'TS'
import { panel as dummy } from "./dummy/dummy";
TS
before '  sources,' site/src/panels/rest.ts <<'TS'
  dummy,
TS

note "the copy does not configure" cmake --preset native
note "the copy does not build" cmake --build build/native -j "${NEXTLINE_JOBS:-2}"
if [ "$failed" -eq 0 ]; then
  for program in unit property knowledge cases; do
    note "$program tests of the copy" "build/native/tests/nextline-test-$program"
  done
  note "knowledge tests of the copy in Node" node --test tests/knowledge/
  build/native/nextline fields >"$work/fields"
  note "the field is not among the fields" grep -q '"id":"dummy_level"' "$work/fields"
  printf '{"prior_therapies": ["sorafenib"], "dummy_level": 3, "platelets": 150}' | build/native/nextline assess >"$work/assessment" || true
  note "the field is not read" sh -c "! grep -q unknown_field '$work/assessment'"
  note "the score is not in the assessment" grep -q '"id":"dummy_index"' "$work/assessment"
  note "the pathway is not in the assessment" grep -q '"id":"dummy"' "$work/assessment"
  build/native/nextline knowledge >"$work/knowledge"
  note "the result is not in the knowledge" grep -q 'dummy2025_result' "$work/knowledge"
  # The page: its types, made from the copy's fields and schemas, and what is loaded after the first ranking, bundled.
  note "types of the page of the copy" sh -c 'cd site && npm run --silent typecheck'
  note "the panels do not bundle" node --input-type=module -e '
    import { createRequire } from "node:module";
    import { pathToFileURL } from "node:url";
    const vite = createRequire(process.cwd() + "/site/package.json").resolve("vite");
    const { build } = await import(pathToFileURL(vite));
    await build({ configFile: false, logLevel: "warn", root: "site",
      build: { ssr: "src/panels/rest.ts", outDir: process.argv[1], emptyOutDir: true, minify: false } });' "$work/page"
  note "the panel is not in the page" grep -rq 'Nothing is said here.' "$work/page"
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
