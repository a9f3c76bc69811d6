// SPDX-License-Identifier: Apache-2.0
// What the page cannot read of a case stays in it: the core hears the same through the page as without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseText, readCase } from "../../site/src/case-file";
import type { Json } from "../../site/src/entry/answer";
import { keepsText, openPatient, treeOf } from "../../site/src/entry/open";
import { assess, cases, fields, planted, throughThePage, write } from "./page";

const all = cases();

/** Each of them with and without the page in between: the same bytes of the native command. */
function sameThroughThePage(patients: [string, Json][]): void {
  const given = assess(patients.map(([, json]) => json));
  const through = assess(patients.map(([, json]) => throughThePage(json)));
  assert.equal(given.length, patients.length);
  patients.forEach(([what], index) => {
    assert.match(given[index] ?? "", /^\{"schema":"assessment/, what);
    // Not by assert.equal, which would print both.
    assert.ok(given[index] === through[index], what);
  });
}
const plain = assess(all.map(([, patient]) => patient));

test("every case is assessed the same, byte for byte, through the page", () => {
  assert.ok(all.length > 150);
  sameThroughThePage(all);
});

// One of each kind of what a page cannot read, in a place where it counts.
const plants: Record<string, [string, Json][]> = {
  "an unknown regimen": [
    [
      "prior_therapies",
      '["sorafenib","wonderdrug","atezolizumab_bevacizumab"]',
    ],
    ["prior_therapies", '["wonderdrug"]'],
    ["intolerances", '["wonderdrug","sorafenib"]'],
  ],
  "an unknown word": [
    ["ascites", '"lots"'],
    ["comorbidities", '["heart_failure","gout"]'],
    ["progression_sites", '["moon"]'],
    ["immune_adverse_events", '["hepatitis","alopecia"]'],
  ],
  "an unknown field": [
    ["shoe_size", "43"],
    ["", "null"],
    ["schema", '"patient/2"'],
    ['é\\u0000"', '{"a":[1,{"b":null}],"a":2}'],
  ],
  "an unknown unit": [
    ["bilirubin", '{"value":20,"unit":"furlong"}'],
    ["weight", '{"value":160,"unit":"stone"}'],
    [
      "course",
      '[{"date":"2026-03-01","bilirubin":{"value":20,"unit":"furlong"},"albumin":3.4}]',
    ],
  ],
  "a wrong type": [
    ["inr", '"high"'],
    ["inr", '"1.2"'],
    ["ecog", "true"],
    ["dialysis", '"yes"'],
    ["comorbidities", '"heart_failure"'],
    ["comorbidities", '[null,1,["a"],{"x":1}]'],
    ["prior_therapies", '{"first":"sorafenib"}'],
    ["albumin", '{"value":3.4}'],
    ["albumin", '{"value":3.4,"unit":"g/dL","note":"fasting"}'],
    ["course", '[1,{},{"date":"2026-02-30","ecog":1,"bilirubin":"x"}]'],
    ["course", "[]"],
    ["course", '[{"date":null,"ascites":"mild","encephalopathy":"much"}]'],
  ],
  "a number at the edge": [
    ["ecog", "2.0"],
    ["nodules", "2.5"],
    ["afp", "1e400"],
    ["afp", "1e3"],
    ["albumin", "-0"],
  ],
};

// Each in every sixth case, by turns, so that every case has one; in all of them with NEXTLINE_LONG.
const every = process.env["NEXTLINE_LONG"] === undefined ? 6 : 1;

for (const [turn, [what, list]] of Object.entries(plants).entries())
  test(`${what} in any case is told to the core as it stands`, () => {
    const places = [...all.keys()].filter(
      (place) => place % every === turn % every,
    );
    const odd = places.map((place, index) => {
      const [name, patient] = all[place] as [string, Json];
      const [key, value] = list[index % list.length] as [string, Json];
      const json = planted(patient, key, value);
      return { place, name: `${name}: ${key} ${value}`, json };
    });
    sameThroughThePage(odd.map(({ name, json }) => [name, json]));
    // The plant counts: it is not lost on either way.
    const count = assess(odd.map(({ json }) => json)).filter(
      (answer, index) => answer !== plain[odd[index]!.place],
    ).length;
    assert.ok(count > odd.length * 0.8, `${count} of ${odd.length}`);
  });

test("a key that stands twice, on top or inside, is told to the core twice", () => {
  const twice = all
    .filter(([, patient]) => /"/.test(patient))
    .map(([name, patient]): [string, Json] => [
      name,
      patient.replace(/}\s*$/, ',"inr":1.1,"inr":2.4}'),
    ]);
  sameThroughThePage([
    ...twice,
    ["inside", '{"bilirubin":{"value":1,"value":2,"unit":"mg/dL"}}'],
    [
      "in an earlier set",
      '{"course":[{"date":"2026-01-01","inr":1,"inr":2,"date":"2026-01-02"}]}',
    ],
  ]);
  for (const [name, patient] of twice)
    assert.match(throughThePage(patient), /"inr":1\.1,"inr":2\.4/, name);
});

test("sets that were only partly looked for, and events of their own, come out as they went in", () => {
  const conditions = [
    '["pregnancy","?"]',
    '["!pregnancy","!organ_transplant","?"]',
    '["?"]',
    '["?","?"]',
    '["pregnancy","!pregnancy"]',
    '["!moon"]',
  ];
  const events = [
    '[{"event":"hepatitis","grade":3,"status":"resolved"},"colitis","?"]',
    '[{"event":"hepatitis","grade":3},{"event":"hepatitis","grade":1}]',
    '[{"event":"hepatitis","grade":5}]',
    '[{"event":"hepatitis","state":"gone"}]',
    '[{"grade":3}]',
  ];
  sameThroughThePage([
    ...conditions.map((value): [string, Json] => [
      value,
      `{"comorbidities":${value}}`,
    ]),
    ...events.map((value): [string, Json] => [
      value,
      `{"immune_adverse_events":${value}}`,
    ]),
  ]);
});

test("a limit without its unit is shown as an answer, on top and in an earlier set, and the core reads the same", () => {
  const afp = '{"value":60500,"comparator":">"}';
  const patient = `{"afp":${afp},"course":[{"date":"2026-01-01","afp":${afp}}]}`;
  const { entries } = openPatient(treeOf(patient)!, fields);
  for (const [id, entry] of entries) assert.equal(keepsText(entry), false, id);
  const [plain, through] = assess([patient, throughThePage(patient)]);
  assert.ok(plain === through);
});

test("any JSON object at all is told to the core as it stands", () => {
  const keys = [...fields.keys()];
  const value = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.constantFrom('["?"]', '"none"', "[]", "null", "1", "true", '["lung"]'),
    fc
      .record({ value: fc.double(), unit: fc.string() })
      .map((q) => JSON.stringify(q)),
  );
  const member = fc.tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...keys) }, fc.string()),
    value,
  );
  const patients = fc
    .sample(fc.array(member, { maxLength: 8 }), {
      numRuns: 300,
      seed: 20261128,
    })
    .map(
      (members): Json =>
        `{${members.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`,
    );
  const given = assess(patients);
  const through = assess(patients.map(throughThePage));
  patients.forEach((patient, index) =>
    assert.ok(given[index] === through[index], patient),
  );
});

const check = (): null => null;
const opened = (text: string) => readCase(text, fields, check);

test("a case that is saved and opened again holds the same, unreadable members, weights and what is beside them too", () => {
  const odd = all.map(([name, patient]): [string, Json] => [
    name,
    planted(planted(patient, "shoe_size", "43.0"), "ascites", '"lots"'),
  ]);
  const saved = odd.map(([name, patient]): Json => {
    const text = caseText(
      throughThePage(patient),
      { preset: "default" },
      "nextline 0",
      ["a limit"],
      [["origins", '{"inr":{"date":"2026-01-01"}}']],
    );
    const again = opened(text);
    if ("refused" in again) throw new Error(`${name}: ${again.refused}`);
    assert.deepEqual(again.preferences, { preset: "default" });
    assert.equal(again.extra[0]?.[0], "origins");
    assert.match(text, /"shoe_size": 43\.0/);
    return write(again.entries, again.others);
  });
  const wanted = assess(odd.map(([, patient]) => patient));
  assess(saved).forEach((answer, index) =>
    assert.ok(answer === wanted[index], odd[index]?.[0]),
  );
});

test("what is no case of this page is refused with a sentence", () => {
  const refusals: [string, RegExp][] = [
    ["", /not a case/],
    ["{", /not a case/],
    ["[1, 2]", /not a case/],
    ["null", /not a case/],
    ["{}", /no entries/],
    ['{"schema":"patient/1"}', /no entries/],
    ['{"resourceType":"Bundle","entry":[]}', /FHIR/],
    ['{"resourceType":"Patient","gender":"male","age":67}', /FHIR/],
    ['{"name":"left-pad","version":"1.3.0"}', /not a case/],
    ['{"age":67,"name":"A","ward":"B","bed":3}', /[Mm]ost of this file/],
    ['{"schema":"other-tool/3","patient":{"ecog":1}}', /another program/],
    ['{"schema":"nextline-case/1"}', /one patient/],
    ['{"schema":"nextline-case/1","patient":[]}', /one patient/],
    [
      '{"schema":"nextline-case/1","patient":{"ecog":1},"patient":{"ecog":2}}',
      /one patient/,
    ],
    ['{"schema":"nextline-case/1","patient":{}}', /no entries/],
  ];
  for (const [text, why] of refusals) {
    const answer = opened(text);
    assert.ok("refused" in answer, text);
    assert.match(answer.refused, why);
    assert.match(answer.refused, /Nothing has been changed/);
  }
});

test("what the core takes for no patient is refused in its words", () => {
  const answer = readCase('{"ecog":1}', fields, () => "It is nested too deep.");
  assert.ok("refused" in answer && answer.refused.includes("nested too deep"));
});

test("a newer format says so, and what can be read of it can be opened", () => {
  const answer = opened(
    '{"schema":"nextline-case/3","patient":{"schema":"patient/2","ecog":1,"mood":"good"},"history":[1]}',
  );
  if ("refused" in answer) throw new Error(answer.refused);
  assert.equal(answer.newer, "nextline-case/3");
  assert.deepEqual(answer.others, [
    ["schema", '"patient/2"'],
    ["mood", '"good"'],
  ]);
  assert.deepEqual(answer.extra, [["history", "[1]"]]);
  const bare = opened('{"schema":"patient/2","ecog":1}');
  assert.ok("newer" in bare && bare.newer === "patient/2");
});
