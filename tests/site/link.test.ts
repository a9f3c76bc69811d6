// SPDX-License-Identifier: Apache-2.0
// A patient as a link: it comes back as it went, for ever, and nothing that was altered is half read.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { deflateRawSync } from "node:zlib";
import { resolve } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { cases, fields, root, throughThePage } from "./page";
import { dictionary1 } from "../../site/src/link/dictionary-1";
import { caseOf, linkOf, longestLink } from "../../site/src/link/link";

const typical =
  '{"age":67,"sex":"male","weight":{"value":72,"unit":"kg"},"ecog":1,"bilirubin":{"value":1.4,"unit":"mg/dL"},' +
  '"albumin":{"value":34,"unit":"g/L"},"inr":1.2,"creatinine":{"value":1,"unit":"mg/dL"},"platelets":{"value":110,"unit":"10*9/L"},' +
  '"ast":48,"alt":40,"afp":{"value":650,"unit":"ng/mL"},"hemoglobin":{"value":12.6,"unit":"g/dL"},"ascites":"none",' +
  '"encephalopathy":"none","hbv_status":"negative","varices":"low_risk_or_treated","portal_vein_invasion":"none",' +
  '"extrahepatic_spread":true,"prior_therapies":["atezolizumab_bevacizumab"],"best_response":"sd","months_to_progression":7,' +
  '"stop_reason":"progression","immune_adverse_events":[],"vegf_adverse_events":[],"progression_sites":["new_extrahepatic"],' +
  '"progressing_lesions":7,"progressing_organs":2,"other_sites_controlled":false,"locally_treatable":false,"comorbidities":[]}';

const golden =
  "#1ddhREoMgDATQGzGNtdjLeJJO7-4SohCy-XMUhQ98G_LraVAPVCkaCNbfCrFwbEuO9xwQVAgEdil7zOiI_XuMsoRT_aVgMmo6plu_ykwXeZGkVuj3b1tIu8AQL3X9jLeeoKYAy1ZqKC8GytbvCzTbfSfu1IAb1vKWW0LmPRvzUasA5mHaBjtbyeep1JN2wmXbN45Gf_jOAMQs3Ck8oBqFA9g8cIYIC2IUYUNlGPUiiZFkT9bf_fxfd708";

const taken = (fragment: string): unknown => {
  const read = caseOf(fragment);
  if ("refused" in read) throw new Error(read.refused);
  return JSON.parse(read.text);
};

test("the dictionary of version 1 is what it was: every letter of it is in every link", () => {
  assert.equal(
    createHash("sha256").update(dictionary1).digest("hex"),
    "7cae50b88408312edb70754a5a180ca1e82262d5cb31544fc30a1705cb4d7362",
  );
});

test("a link of version 1 that was made once opens for ever, as the same patient", () => {
  assert.deepEqual(taken(golden), {
    schema: "nextline-case/1",
    patient: JSON.parse(typical),
  });
  assert.equal(linkOf(typical, {}, fields).fragment, golden);
});

test("the typical patient's link is short enough for a mail and a square", () => {
  const { fragment, count, left } = linkOf(typical, {}, fields);
  assert.ok(fragment.length < 260, `${fragment.length} characters`);
  assert.ok(fragment.length < longestLink);
  assert.equal(count, 31);
  assert.deepEqual(left, []);
});

test("every case goes through a link and comes back as it went, weights too, but for what this page cannot read", () => {
  for (const [name, patient] of cases().filter(([, text]) => /"/.test(text))) {
    const text = throughThePage(patient);
    for (const preferences of [{}, { preset: "tolerability_first" }]) {
      const { fragment, left } = linkOf(text, preferences, fields);
      const whole = Object.entries(JSON.parse(text) as object);
      assert.deepEqual(
        taken(fragment),
        {
          schema: "nextline-case/1",
          patient: Object.fromEntries(
            whole.filter(([key]) => key !== "schema" && !left.includes(key)),
          ),
          ...("preset" in preferences ? { preferences } : {}),
        },
        name,
      );
    }
  }
});

test("seeded patients go through a link byte for byte", async () => {
  const { randomPatients } = (await import(
    resolve(root, "tests/wasm/random_patients.mjs")
  )) as {
    randomPatients: (fields: unknown, count: number, seed: number) => string[];
  };
  const listed = JSON.parse(
    execFileSync(
      resolve(process.env["NEXTLINE_BUILD"] ?? "", "native/nextline"),
      ["fields"],
      { encoding: "utf8", maxBuffer: 1 << 26 },
    ),
  ) as { fields: unknown };
  const count = process.env["NEXTLINE_LONG"] ? 100_000 : 2_000;
  let through = 0;
  for (const patient of randomPatients(listed.fields, count, 20261129)) {
    if (!patient.trim().startsWith("{")) continue;
    let text: string;
    try {
      text = throughThePage(patient);
    } catch {
      continue; // no patient at all
    }
    const { fragment } = linkOf(text, {}, fields);
    const read = caseOf(fragment);
    assert.ok("text" in read, fragment);
    const back = read.text.slice(
      '{"schema":"nextline-case/1","patient":'.length,
      -1,
    );
    assert.equal(linkOf(back, {}, fields).fragment, fragment, patient);
    ++through;
  }
  assert.ok(through > 0.8 * count, `${through} of ${count}`);
});

test("what is no answer of a question stays out of a link, and is named: it may be anything", () => {
  const { fragment, count, left } = linkOf(
    '{"ecog":1,"note":"Mr Smith","prior_therapies":["sorafenib","Smith 1950"],"bilirubin":"high"}',
    {},
    fields,
  );
  assert.deepEqual(left, ["note", "prior_therapies", "bilirubin"]);
  assert.equal(count, 1);
  assert.deepEqual(taken(fragment), {
    schema: "nextline-case/1",
    patient: { ecog: 1 },
  });
});

test("a link with a letter changed, lost or added is refused, and a newer one says so", () => {
  for (let at = 2; at < golden.length; ++at) {
    const letter = golden[at] === "A" ? "B" : "A";
    for (const altered of [
      golden.slice(0, at) + letter + golden.slice(at + 1),
      golden.slice(0, at) + golden.slice(at + 1),
      golden.slice(0, at) + letter + golden.slice(at),
      golden.slice(0, at),
    ]) {
      const read = caseOf(altered);
      // The last bits of base64 may stand for nothing.
      if ("text" in read)
        assert.deepEqual(taken(altered), taken(golden), altered);
      else assert.match(read.refused, /cut or altered/);
    }
  }
  const newer = caseOf(`#2${golden.slice(2)}`);
  assert.ok("refused" in newer && newer.refused.includes("newer version"));
});

test("any fragment is a case or refused with a sentence; what would swell to megabytes is refused", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const fragment of [
        `#1${text}`,
        text,
        `#1${btoa(unescape(encodeURIComponent(text)))}0000`,
      ]) {
        const read = caseOf(fragment);
        assert.ok("text" in read || read.refused.endsWith("."));
      }
    }),
  );
  const bomb = deflateRawSync(new Uint8Array(5_000_000)).toString("base64url");
  assert.ok("refused" in caseOf(`#1${bomb}0000`));
});
