// SPDX-License-Identifier: Apache-2.0
// Every output against its JSON Schema (core/schema): what the native command answers to each case of tests/cases, to
// entries that cannot be read and to each form of preferences. And no schema is wider than the outputs: each property,
// type and word of it is seen in one of them. The case file, which the page writes, is held against its schema by
// tests/site/case-file.test.ts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';

import Ajv from 'ajv/dist/2020.js';

const root = resolve(import.meta.dirname, '../..');
const build = resolve(process.env.NEXTLINE_BUILD ?? join(root, 'build'));
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

const folders = ['core/knowledge/schema', 'core/schema'];
const [inputs, outputs] = folders.map(
  (folder) =>
    new Map(
      readdirSync(join(root, folder)).map((file) => [file.replace('.schema.json', ''), read(join(root, folder, file))]),
    ),
);
const strictness = { strict: true, strictRequired: false, strictTypes: false };
const ajv = new Ajv(strictness);
for (const schema of [...inputs.values(), ...outputs.values()]) ajv.addSchema(schema);
const idOf = (name) => `https://nextline.invalid/schema/${name}.schema.json`;

// ---- what was seen of a schema ------------------------------------------------------------------------------------
const seen = new Set();

const typeOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const isOf = (type, value) => type === typeOf(value) || (type === 'integer' && Number.isInteger(value));
const typesOf = (schema) => (Array.isArray(schema.type) ? schema.type : []);

/** The schema that a reference leads to, its file, its place; null: one of core/knowledge/schema. */
function target({ $ref }, file) {
  const [path, inside = ''] = $ref.split('#');
  const name = path ? path.replace('.schema.json', '') : file;
  if (!outputs.has(name)) return null;
  const steps = inside.split('/').slice(1);
  return [steps.reduce((node, step) => node[step], outputs.get(name)), name, `${name}#${inside}`];
}

/** References inside a branch are those of its file. */
const hung = (node, file) =>
  JSON.parse(JSON.stringify(node), (key, value) => (key === '$ref' ? new URL(value, idOf(file)).href : value));

const markers = new Map();

/** A function that remembers what of the schema at this place a value, which keeps to it, makes use of. */
function marker(schema, file, at) {
  if (schema.$ref) {
    const there = target(schema, file);
    return there ? marker(...there) : () => {};
  }
  if (!markers.has(at)) {
    let made = null;
    markers.set(at, (value) => (made ??= newMarker(schema, file, at))(value));
  }
  return markers.get(at);
}

function newMarker(schema, file, at) {
  const types = new Map(typesOf(schema).map((type) => [type, `${at} is ${type}`]));
  const words = new Map((schema.enum ?? []).map((word) => [word, `${at} says ${JSON.stringify(word)}`]));
  const branches = (schema.anyOf ?? []).map((branch, index) => {
    const place = `${at}/anyOf/${index}`;
    return { place, fits: ajv.compile(hung(branch, file)), inner: marker(branch, file, place) };
  });
  const items = marker(schema.items ?? {}, file, `${at}/items`);
  const properties = Object.entries(schema.properties ?? {}).map(([key, inner]) => {
    const place = `${at}/properties/${key}`;
    return { key, place, absent: `${place} is absent`, inner: marker(inner, file, place) };
  });
  return (value) => {
    for (const [type, said] of types) if (isOf(type, value)) seen.add(said);
    if (words.has(value)) seen.add(words.get(value));
    for (const { place, fits, inner } of branches) {
      if (!fits(value)) continue;
      seen.add(place);
      inner(value);
    }
    if (Array.isArray(value)) value.forEach(items);
    else if (value && typeof value === 'object')
      for (const { key, place, absent, inner } of properties) {
        seen.add(key in value ? place : absent);
        if (key in value) inner(value[key]);
      }
  };
}

/** Everything that could be seen of a schema. */
function* everything(schema, at) {
  for (const type of typesOf(schema)) yield `${at} is ${type}`;
  for (const word of schema.enum ?? []) yield `${at} says ${JSON.stringify(word)}`;
  for (const [index, branch] of (schema.anyOf ?? []).entries()) {
    yield `${at}/anyOf/${index}`;
    yield* everything(branch, `${at}/anyOf/${index}`);
  }
  if (schema.items) yield* everything(schema.items, `${at}/items`);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    yield `${at}/properties/${key}`;
    if (!schema.required?.includes(key)) yield `${at}/properties/${key} is absent`;
    yield* everything(inner, `${at}/properties/${key}`);
  }
  for (const [name, definition] of Object.entries(schema.$defs ?? {})) yield* everything(definition, `${at}/$defs/${name}`);
}

/** The value keeps to the schema of this name; what it makes use of is remembered. */
function holds(name, value, what) {
  const validate = ajv.getSchema(idOf(name));
  if (!validate(value)) {
    const [{ instancePath, message, params }] = validate.errors;
    assert.fail(`${what}, ${name}${instancePath}: ${message} ${JSON.stringify(params)}`);
  }
  marker(outputs.get(name), name, `${name}#`)(value);
}

// ---- the command ---------------------------------------------------------------------------------------------------
const folder = mkdtempSync(join(tmpdir(), 'nextline-schemas-'));
test.after(() => rmSync(folder, { recursive: true }));

const run = (args, input) =>
  spawnSync(join(build, 'native/nextline'), args, { input, encoding: 'utf8', maxBuffer: 1 << 30 }).stdout;

function withPreferences(preferences) {
  if (preferences === undefined) return [];
  const file = join(folder, 'preferences.json');
  writeFileSync(file, typeof preferences === 'string' ? preferences : JSON.stringify(preferences));
  return ['--preferences', file];
}

/** The answers to many patients, one process for all. */
const answers = (args, patients, preferences) =>
  run([...args, '--lines', ...withPreferences(preferences)], patients.join('\n')).trimEnd().split('\n').map(JSON.parse);

const cases = readdirSync(join(root, 'tests/cases'))
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => ({ ...read(join(root, 'tests/cases', name)), name }));
const texts = cases.map(({ patient }) => JSON.stringify(patient));
const usual = cases[0].patient;

// One of each kind of issue; the codes are counted below.
const wrong = [
  '{"shoe_size":43}',
  '{"bilirubin":{"value":20,"unit":"furlong"}}',
  '{"ascites":"lots"}',
  '{"prior_therapies":["wonderdrug","sorafenib"]}',
  '{"inr":"high","ecog":true}',
  '{"afp":1e400}',
  '{"albumin":99}',
  '{"inr":1.1,"inr":2.4}',
  '{"age":112}',
  '{"bilirubin":{"value":3,"unit":"umol/L"}}',
  '{"extrahepatic_spread":false,"metastasis_sites":["lung"]}',
  '{}',
];
// What no case needs and the core answers in a way of its own.
const odd = [
  '{"afp":{"value":500,"unit":"ng/mL","comparator":">="}}',
  '{"neutrophils":4,"lymphocytes":0}',
];

test('each case is answered as assessment/1 says', () => {
  answers(['assess'], texts).forEach((answer, index) => holds('assessment', answer, cases[index].name));
});

test('each case comes out as overview/1 says', () => {
  answers(['assess', '--overview'], [...texts, ...wrong]).forEach((answer, index) =>
    holds('overview', answer, cases[index]?.name ?? wrong[index - texts.length]),
  );
  const [answer] = answers(['assess', '--overview'], texts.slice(0, 1), { preset: 'efficacy_first' });
  holds('overview', answer, 'with preferences');
});

test('entries that cannot be read, and odd ones, are answered as assessment/1 says', () => {
  const all = [...wrong, ...odd];
  answers(['assess'], all).forEach((answer, index) => holds('assessment', answer, all[index]));
});

// Each form of preferences.
const preferences = {
  nothing: {},
  'the default by name': { schema: 'preferences/1', preset: 'default' },
  'a preset': { preset: 'efficacy_first' },
  'a published preset': { preset: 'patient_preference' },
  weights: { schema: 'preferences/1', weights: { os: 3, pfs: 1, orr: 1, grade34: 5 } },
  'nothing, said so': { schema: 'preferences/1' },
  'harm alone, in which two options may be the same': { weights: { os: 0, pfs: 0, orr: 0, grade34: 1 } },
  order: { schema: 'preferences/1', order: ['grade34', 'os', 'pfs', 'orr'] },
  'order without a schema': { order: ['os', 'grade34', 'pfs', 'orr'] },
};

for (const [what, given] of Object.entries(preferences))
  test(`preferences, ${what}: assessment/1 and robustness/1 say what comes out`, () => {
    holds('preferences', given, what);
    // After sorafenib two options may have the same results.
    const some = cases.filter((one, index) => one.preferences || index % 60 === 0 || /after-sorafenib/.test(one.name));
    const patients = some.map(({ patient }) => JSON.stringify(patient));
    answers(['assess', '--robustness', '--draws', '64'], patients, given).forEach((answer, index) => {
      holds('assessment', answer, `${some[index].name}, ${what}`);
      assert.deepEqual(answer.issues.filter(({ code }) => code === 'bad_weights'), []);
    });
  });

test('what preferences/1 refuses, the core refuses, and says so as robustness/1 says', () => {
  const validate = ajv.getSchema(idOf('preferences'));
  for (const bad of [
    { preset: 'default', order: ['os', 'pfs', 'orr', 'grade34'] },
    { weights: { os: -1, pfs: 1, orr: 1, grade34: 1 } },
    { weights: { os: 1, pfs: 1, orr: 1 } },
    { order: ['os', 'os', 'orr', 'grade34'] },
    { schema: 'preferences/2' },
    [],
  ]) {
    assert.ok(!validate(bad), JSON.stringify(bad));
    const answer = JSON.parse(run(['assess', '--robustness', '--draws', '16', ...withPreferences(bad)], texts[0]));
    holds('assessment', answer, JSON.stringify(bad));
    assert.ok(answer.robustness.issues.some(({ code }) => code === 'bad_weights'), JSON.stringify(bad));
  }
});

test('how sure an order is comes out as robustness/1 and explore/1 say, for every sixth case and all that ask for it', () => {
  // Where the earlier therapy is not known nothing is compared.
  const unknown = ({ patient }) => patient.prior_therapies?.includes('other_systemic');
  const some = cases.filter((one, index) => one.robustness || index % 6 === 0 || unknown(one));
  const patients = some.map(({ patient }) => JSON.stringify(patient));
  answers(['assess', '--robustness', '--draws', '64'], [...patients, ...wrong]).forEach((answer, index) => {
    assert.equal(answer.robustness.schema, 'robustness/1');
    holds('assessment', answer, some[index]?.name ?? wrong[index - some.length]);
  });
});

test('what to ask next and what would change the answer come out as explore/1 says', () => {
  const known = Object.entries(usual);
  // Of some little is known, of one all that counts.
  const whole = {
    ...usual,
    bilirubin_upper_limit: 1.2,
    hbv_antiviral: false,
    locally_treatable: false,
    sorafenib_tolerated: true,
    hemoglobin: 12,
    immune_adverse_event_worst: 'other',
    immune_adverse_event_grade: 1,
    immune_adverse_event_status: 'resolved',
    vegf_adverse_event_grade: 1,
    sum_diameters_before: 50,
    sum_diameters_baseline: 60,
    sum_diameters_now: 70,
    days_before_to_baseline: 60,
    days_baseline_to_now: 60,
  };
  const others = [{}, Object.fromEntries(known.slice(0, 12)), Object.fromEntries(known.slice(3)), whole];
  const all = [...texts, ...others.map((one) => JSON.stringify(one)), ...wrong];
  answers(['explore'], all).forEach((answer, index) => holds('explore', answer, cases[index]?.name ?? all[index]));
});

test('the catalogue of sentences comes out as words/1 says, and no output shows a parameter that was not filled', () => {
  holds('words', JSON.parse(run(['words'])), 'words');
  const wrong = JSON.stringify({ ecog: 'one', bilirubin: { value: 1, unit: 'kg' }, sex: 'mal', agee: 1, prior_therapies: ['sorafenob'], albumin: 380 });
  for (const command of ['assess', 'explore']) assert.doesNotMatch(JSON.stringify(answers([command], [wrong])), /\{[a-z_]+\}/);
});

test('why one option stands above another comes out as comparison/1 says', () => {
  for (const { patient, name } of cases.filter((_, index) => index % 120 === 0)) {
    const input = JSON.stringify(patient);
    const { options } = JSON.parse(run(['assess'], input));
    for (const [index, { id }] of options.slice(1).entries())
      holds('comparison', JSON.parse(run(['compare', options[index].id, id], input)), name);
  }
});

test('the fields come out as fields/1 says', () => {
  holds('fields', JSON.parse(run(['fields'])), 'fields');
});

test('the knowledge comes out as knowledge/1 says, and as the page reads it', () => {
  holds('knowledge', JSON.parse(run(['knowledge'])), 'knowledge');
  const generated = join(build, 'generated');
  const detail = readdirSync(generated).filter((name) => /^knowledge-detail\.\w+\.json$/.test(name));
  assert.ok(detail.length > 0);
  for (const name of detail) holds('knowledge-detail', read(join(generated, name)), name);
});

test('many patients come out as cohort-row/1 and cohort-summary/1 say, and a map of columns is column-map/1', () => {
  const map = {
    schema: 'column-map/1',
    missing: ['-9'],
    columns: [
      { from: 'name', field: 'id' },
      { from: 'alb', field: 'albumin', unit: 'g/L', decimal: '.', checked: true, missing: ['CANCELED'] },
      { from: 'bili', field: 'bilirubin', unit_column: 'unit' },
      { from: 'plt', field: 'platelets', units: [{ from: 1000, unit: '/uL' }, { unit: '10*9/L' }] },
      { from: 'asc', field: 'ascites', values: { 1: 'none', 2: 2, 3: true, 4: null } },
      { from: 'afp', field: 'afp', decimal: ',', checked: false },
    ],
  };
  holds('column-map', map, 'a map of columns');
  holds('column-map', { columns: [] }, 'an empty map of columns');
  const mapped = join(folder, 'map.json');
  const summary = join(folder, 'summary.json');
  writeFileSync(mapped, JSON.stringify(map));
  const usable = { ecog: 0, bilirubin: 0.8, albumin: 4.2, inr: 1, ascites: 'none', encephalopathy: 'none', platelets: 180 };
  const lines = cases
    .filter((_, index) => index % 20 === 0)
    .map(({ patient, name }) => JSON.stringify({ id: name, patient, given: 'lenvatinib' }))
    .concat(
      JSON.stringify({ patient: { ...usable, prior_therapies: ['sorafenib'] }, given: 'continue_ici' }),
      JSON.stringify({ patient: { ...usable, prior_therapies: ['durvalumab'] }, given: 'atezolizumab_bevacizumab' }),
      JSON.stringify({ patient: {}, given: 'leeches' }),
      JSON.stringify({ patient: { albumin: 30, afp: { value: 9, unit: 'ng/mL', comparator: '<' } } }),
      '{"albumin":38}',
      'no patient',
    )
    .join('\n');
  const table =
    'name,alb,bili,unit,plt,asc,afp,centre,ecog,given\n1,38,20,umol/L,150000,1,12,x,1,lenvatinib\n2,,,,,,,y,,\n3,1,2,3,4,5,6,7,8,9,10\n';
  const inputs = [
    [[], lines],
    [['--columns', 'all'], lines],
    [['--columns', 'row'], lines],
    [['--columns', 'rank.lenvatinib'], lines],
    [['--map', mapped, '--keep', 'centre'], table],
  ];
  for (const [args, input] of inputs) {
    const out = run(['cohort', '--out', 'jsonl', '--summary', summary, ...args], input);
    for (const line of out.trimEnd().split('\n')) holds('cohort-row', JSON.parse(line), line);
    holds('cohort-summary', read(summary), `a summary of ${input.slice(0, 40)}`);
  }
  const dated = 'n;alb;Plt;course.1.date;course.1.afp;ecog[kg]\n1;3,8;1;2026-01-01;5;1\n';
  for (const [args, input] of [...inputs, [[], dated], [[], 'id,ecog,ECOG\na,1,1\n']])
    holds('cohort-plan', JSON.parse(run(['cohort', '--plan', ...args], input)), input.slice(0, 40));
});

test('each id of a field in an answer is one that `nextline fields` lists', () => {
  const { fields } = JSON.parse(run(['fields']));
  const ids = fields.map(({ id }) => id);
  const strict = new Ajv(strictness);
  for (const schema of [...inputs.values(), ...outputs.values()]) {
    const own = structuredClone(schema);
    if (own.$defs?.field_id) own.$defs.field_id = { enum: ids };
    strict.addSchema(own);
  }
  const validate = strict.getSchema(idOf('assessment'));
  for (const answer of answers(['assess'], [...texts.slice(0, 20), ...wrong]))
    assert.ok(validate(answer), strict.errorsText(validate.errors));
});

// ---- no schema is wider than the outputs ----------------------------------------------------------------------------
// What no output holds today, and why it stands in the schema all the same.
const unseen = {
  'assessment#/$defs/knowledge_stamp/properties/reviewed_by is string': 'nobody has reviewed the knowledge yet',
};

test('each property, type and word of a schema is seen in an output, or it is said why not', () => {
  const all = [...outputs]
    .filter(([name]) => name !== 'nextline-case')
    .flatMap(([name, schema]) => [...everything(schema, `${name}#`)]);
  const missing = all.filter((place) => !seen.has(place));
  assert.deepEqual(
    missing.filter((place) => !unseen[place]),
    [],
  );
  assert.deepEqual(
    Object.keys(unseen).filter((place) => !missing.includes(place)),
    [],
    'seen after all',
  );
});

/** Every schema inside a schema, with its place. */
function* parts(node, at) {
  yield [node, at];
  for (const key of ['properties', '$defs'])
    for (const [name, inner] of Object.entries(node[key] ?? {})) yield* parts(inner, `${at}/${key}/${name}`);
  for (const key of ['items', 'additionalProperties'])
    if (node[key] && typeof node[key] === 'object') yield* parts(node[key], `${at}/${key}`);
  for (const [index, inner] of (node.anyOf ?? []).entries()) yield* parts(inner, `${at}/anyOf/${index}`);
}

test('a schema says of every object which keys it has, of every list what stands in it', () => {
  for (const [name, schema] of outputs) {
    for (const [node, at] of parts(schema, `${name}#`)) {
      const types = [node.type ?? []].flat();
      assert.ok(types.length || ['$ref', 'enum', 'const', 'anyOf'].some((key) => key in node), `${at}: anything`);
      // The case file keeps what others wrote into it.
      if ((types.includes('object') || node.properties) && name !== 'nextline-case')
        assert.ok(node.additionalProperties === false || typeof node.additionalProperties === 'object', `${at}: any key`);
      if (types.includes('array')) assert.ok(node.items, `${at}: any member`);
    }
  }
});
