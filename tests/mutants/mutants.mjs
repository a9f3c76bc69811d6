// SPDX-License-Identifier: Apache-2.0
// Would a fault be noticed? Mutants of the knowledge (one value of one entry changed) and of the code (one token) are built in a
// copy of the tree and tried against the tests that run after every change. Of each survivor it is counted how many cases and
// seeded patients come out differently: one that moves a rank, a tier or a verdict is a fault that nobody would see.
//   node tests/mutants/mutants.mjs [--data all|N] [--code N] [--only TEXT] [--patients N] [--seed S] [--jobs N]
//                                  [--verdicts FILE] [--again] [--tests LIST]
// Wants the build `alone` (cmake --preset alone); writes each verdict to FILE (build/mutants/verdicts.jsonl) as it is known, and
// goes on from there when it is started again on the same tree. --again tries what survived in FILE once more, whatever has
// changed since; --tests leaves some of the tests out (table: what the sources say; node: the other knowledge tests in Node; the
// native programs by name).
// A mutant of the knowledge that is refused is killed. One that changes no answer for any case or seeded patient is "the same".
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cases, patients } from '../knowledge/compare.mjs';
import { numbers } from '../support/random.mjs';
import { codeMutants } from './code.mjs';
import { dataMutants } from './data.mjs';
import { fulfils } from './expectations.mjs';
import { Bench, readBuild } from './workbench.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

// ---- what is asked for ----------------------------------------------------------------------------------------
const usage =
  'usage: mutants.mjs [--data all|N] [--code N] [--only TEXT] [--patients N] [--seed S] [--jobs N] [--verdicts FILE] [--again] [--tests table,cases,property,unit,knowledge,node]';
const asked = {
  data: '150',
  code: '60',
  only: '',
  patients: '2000',
  seed: process.env.NEXTLINE_SEED ?? '1',
  jobs: '2',
  verdicts: join(root, 'build/mutants/verdicts.jsonl'),
  tests: 'table,cases,property,unit,knowledge,node',
  again: false,
};
for (let i = 2; i < process.argv.length; i += 1) {
  const word = process.argv[i].replace(/^--/, '');
  if (!(word in asked) || !process.argv[i].startsWith('--')) throw new Error(usage);
  asked[word] = word === 'again' ? true : process.argv[(i += 1)];
}
const whole = (text) => {
  if (!/^\d+$/.test(text ?? '')) throw new Error(`${usage}\nnot a whole number: ${text}`);
  return Number(text);
};
const seed = whole(asked.seed);
const tests = asked.tests.split(',').filter(Boolean);
const table = 'tests/knowledge/what_the_sources_say.test.mjs';
const otherTests = readdirSync(join(root, 'tests/knowledge'))
  .filter((file) => file.endsWith('.test.mjs'))
  .map((file) => `tests/knowledge/${file}`)
  .filter((file) => file !== table);

/** `count` of a list, each as likely as the other, the same ones for a seed. */
function some(list, count, next) {
  const left = [...list];
  const chosen = [];
  while (chosen.length < count && left.length) chosen.push(left.splice(Math.floor(next() * left.length), 1)[0]);
  return chosen;
}

/** In turn one of each group, so that small groups are tried as much as large ones. */
function inTurn(groups, count, next) {
  const lists = groups.map((list) => some(list, count, next));
  const chosen = [];
  for (let round = 0; chosen.length < count && lists.some((list) => list[round]); round += 1) {
    for (const list of lists) if (list[round] && chosen.length < count) chosen.push(list[round]);
  }
  return chosen;
}

function chosenMutants() {
  const next = numbers(seed);
  const data = dataMutants(join(root, 'core/knowledge'));
  const kinds = [...new Set(data.map(({ kind }) => kind))].map((kind) => data.filter((one) => one.kind === kind));
  const code = [...codeMutants(join(root, 'core/src')).values()];
  if (asked.again || asked.only) {
    const all = [...data, ...code.flat()].filter(({ id }) => id.includes(asked.only));
    if (!asked.again) return all;
    const before = readVerdicts(asked.verdicts).filter(({ verdict }) => verdict === 'survived');
    // A line may have moved since: a mutant of the code is known by what it changes in which line.
    const key = ({ file, kind, what, id }) => (kind === 'code' ? `${file} ${what}` : id);
    const wanted = new Set(before.map(key));
    return all.filter((one) => wanted.has(key(one)));
  }
  return [...(asked.data === 'all' ? data : inTurn(kinds, whole(asked.data), next)), ...inTurn(code, whole(asked.code), next)];
}

// ---- verdicts, written as they come -----------------------------------------------------------------------------
function readVerdicts(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ id }) => id);
}

// ---- what comes out differently -----------------------------------------------------------------------------------
const digest = (text) => createHash('sha1').update(text).digest('base64');
// The version of the knowledge, which is another in every mutant of it, stands before the issues.
const answer = (line) => line.subarray(Math.max(0, line.indexOf('"issues"')));
const ranked = /"id":"(\w+)",(?:"rank":(\d+),)?"verdict":"(\w+)"(?:,"tier":"?(\w+))?/g;
/** What is decided: rank, verdict and tier of each option, and the verdict of each trial. */
const decided = (line) => [...line.toString('latin1').matchAll(ranked)].map((found) => found.slice(1).join()).join(';');

const allCases = cases();
const groups = {
  cases: allCases.map(({ patient }) => JSON.stringify(patient)),
  seeded: patients(allCases, whole(asked.patients), seed).map((patient) => JSON.stringify(patient)),
};

const every = (step) => groups.cases.filter((_, i) => i % step === 0);
const usual = {};
// The overview holds what decides or speaks.
const asks = {
  cases: [['assess', '--lines', '--overview'], groups.cases],
  seeded: [['assess', '--lines', '--overview'], groups.seeded],
  explored: [['explore', '--lines'], every(9)],
  compared: [['assess', '--lines', '--robustness', '--draws', '256'], every(9)],
  rows: [['cohort', '--in', 'jsonl', '--out', 'jsonl', '-'], groups.cases],
};

/** Digests of what the command answers, by name: of all that is said, of what is decided. Null where it falls or hangs. */
async function outputs(bench, names, see = () => {}) {
  const found = {};
  for (const name of names) {
    const [args, lines] = asks[name];
    found[name] = [];
    for (let at = 0; at < lines.length; at += 500) {
      const part = await bench.answers(args, lines.slice(at, at + 500));
      if (part === null) return null;
      for (const line of part) {
        const i = found[name].length;
        const said = digest(answer(line));
        const same = usual.outputs?.[name]?.[i]?.[0] === said;
        if (!same) see(name, i);
        found[name].push(same ? usual.outputs[name][i] : [said, decided(line)]);
      }
    }
  }
  return found;
}

function differences(was, is) {
  const counted = {};
  for (const group of Object.keys(is)) {
    const there = is?.[group];
    const same = (i, which) => there?.[i]?.[which] === was[group][i][which];
    counted[group] = was[group].filter((_, i) => !same(i, 0)).length;
    counted[`${group}_decided`] = was[group].filter((_, i) => !same(i, 1)).length;
  }
  return counted;
}
const any = (counted) => Object.values(counted).some((count) => count > 0);
const decides = (counted) => counted.cases_decided > 0 || counted.seeded_decided > 0;

// ---- one mutant ----------------------------------------------------------------------------------------------
// Cases that ask for weights or draws are asked in another way: the whole program looks at them.
const plain = allCases.map((one) => !one.preferences && !one.robustness);

/** Whether one of these cases, changed by a mutant, is no longer as it expects. Nothing is looked at of the others. */
async function unfulfilled(bench, some) {
  for (let at = 0; at < some.length; at += 40) {
    const part = some.slice(at, at + 40);
    const lines = await bench.answers(
      ['assess', '--lines'],
      part.map((i) => groups.cases[i]),
    );
    if (lines === null) return true;
    const changed = (line, n) => digest(answer(line)) !== usual.whole[part[n]];
    if (lines.some((line, n) => changed(line, n) && !fulfils(allCases[part[n]], JSON.parse(line.toString())))) return true;
  }
  return false;
}

/** The cases of a mutant: whether one is no longer as it expects; and what comes out. First those whose overview it changes. */
async function tryCases(bench) {
  const changed = [];
  const found = await outputs(bench, ['cases'], (name, i) => changed.push(i));
  if (found === null) return { failed: true };
  const first = changed.filter((i) => plain[i]);
  const rest = allCases.map((_, i) => i).filter((i) => plain[i] && !changed.includes(i));
  return { failed: (await unfulfilled(bench, first)) || (await unfulfilled(bench, rest)), found };
}

/** The first tests that fail, or null; `objects`: what is to be linked first. The quickest to see a fault come first. */
async function killer(bench, objects) {
  const order = objects
    ? ['unit', 'knowledge', 'table', 'property', 'cases', 'node']
    : ['table', 'knowledge', 'unit', 'property', 'cases', 'node'];
  for (const name of order.filter((one) => tests.includes(one))) {
    if (name === 'table') {
      if (!(await bench.passesInNode([table]))) return 'what the sources say';
    } else if (name === 'node') {
      if (!(await bench.passesInNode(otherTests))) return 'knowledge in Node';
    } else {
      if (objects) await bench.link([`nextline-test-${name}`], objects);
      if (!(await bench.passes(name))) return name;
    }
  }
  return null;
}

async function judge(bench, objects, wide) {
  const { failed, found } = await tryCases(bench);
  if (failed) return { verdict: 'killed', by: 'cases' };
  const more = await outputs(bench, wide);
  const differ = more
    ? differences(usual.outputs, { ...found, ...more })
    : { seeded: groups.seeded.length, seeded_decided: groups.seeded.length };
  // What tells no answer from another is not looked for further; of the code the tests see more than the command says.
  if (!any(differ) && objects === null) return { verdict: 'same', by: null, differ };
  const by = await killer(bench, objects);
  if (by) return { verdict: 'killed', by };
  return { verdict: any(differ) ? 'survived' : 'same', by, differ };
}

async function tryData(bench) {
  if (!(await bench.compileKnowledge())) return { verdict: 'killed', by: 'refused' };
  bench.usualTables = false;
  await bench.compileTables();
  return judge(bench, null, ['seeded']);
}

async function tryCode(bench, mutant) {
  // The tables of a mutant of the knowledge must not stay behind.
  if (!bench.usualTables) {
    await bench.compileKnowledge();
    await bench.compileTables();
    bench.usualTables = true;
  }
  const objects = await bench.compileCode(mutant.file);
  if (objects === null) return { verdict: 'refused', by: 'compiler' };
  if (objects.length === 0) return { verdict: 'refused', by: 'nothing is made of it' };
  await bench.link(['nextline'], objects);
  return judge(bench, objects, Object.keys(asks).slice(1));
}

// ---- the run ---------------------------------------------------------------------------------------------------
const mutants = [...new Map(chosenMutants().map((one) => [one.id, one])).values()];
mkdirSync(dirname(asked.verdicts), { recursive: true });
const known = await readBuild(
  root,
  tests.filter((one) => one !== 'node' && one !== 'table'),
);

const said = (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
said(`${mutants.length} mutants chosen; making ready`);
const benches = [];
for (let i = 0; i < Math.max(1, Math.min(whole(asked.jobs), mutants.length)); i += 1) {
  const bench = new Bench(known, join(root, 'build/mutants', String(i)));
  await bench.prepare();
  benches.push(bench);
}
said('ready; without any mutant:');
usual.outputs = await outputs(benches[0], mutants.some(({ kind }) => kind === 'code') ? Object.keys(asks) : ['cases', 'seeded']);
if (usual.outputs === null) throw new Error('the command of this tree does not answer');
const lines = await benches[0].answers(['assess', '--lines'], groups.cases);
usual.whole = lines?.map((line) => digest(answer(line)));
const wrong = allCases.filter((one, i) => plain[i] && !fulfils(one, JSON.parse(lines[i].toString()))).map(({ file }) => file);
if (wrong.length) throw new Error(`without any mutant these are not as they expect: ${wrong.join(', ')}`);
const by = await killer(benches[0], null);
if (by) throw new Error(`without any mutant these tests do not pass: ${by}`);

// The verdicts of another tree, or of other patients, are put aside.
const tree = digest(
  [known.root, asked.tests, ...mutants.map(({ id }) => id), JSON.stringify(usual.outputs), asked.patients, asked.seed].join('\n'),
);
let done = asked.again ? [] : readVerdicts(asked.verdicts);
if (
  asked.again ||
  (existsSync(asked.verdicts) && JSON.parse(readFileSync(asked.verdicts, 'utf8').split('\n')[0]).tree !== tree)
) {
  renameSync(asked.verdicts, `${asked.verdicts}.old`);
  done = [];
}
if (!existsSync(asked.verdicts)) writeFileSync(asked.verdicts, `${JSON.stringify({ tree })}\n`);
const finished = new Set(done.map(({ id }) => id));
const waiting = mutants.filter(({ id }) => !finished.has(id));
said(
  `${mutants.length} mutants, ${waiting.length} of them to try; seed ${seed}, ${groups.cases.length} cases, ${groups.seeded.length} seeded patients`,
);

async function work(bench) {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const start = Date.now();
    bench.write(mutant.file, mutant.text());
    const found = await (mutant.kind === 'code' ? tryCode(bench, mutant) : tryData(bench));
    bench.restore(mutant.file);
    if (mutant.kind === 'code') await bench.link(['nextline'], []);
    const { id, kind, file, entry, what } = mutant;
    const verdict = { id, kind, file, entry, what, ...found, seconds: Math.round((Date.now() - start) / 100) / 10 };
    appendFileSync(asked.verdicts, `${JSON.stringify(verdict)}\n`);
    done.push(verdict);
    if (found.verdict === 'survived') console.log(`survived: ${id}\n  ${JSON.stringify(found.differ)}`);
  }
}
await Promise.all(benches.map(work));

// ---- the table ---------------------------------------------------------------------------------------------------
const here = new Set(mutants.map(({ id }) => id));
const verdicts = done.filter(({ id }) => here.has(id));
function printed(title, by) {
  const rows = new Map();
  for (const one of verdicts) {
    const name = by(one);
    if (!rows.has(name)) rows.set(name, { tried: 0, refused: 0, killed: 0, same: 0, 'said only': 0, decides: 0 });
    const row = rows.get(name);
    row.tried += 1;
    if (one.verdict === 'refused' || one.by === 'refused') row.refused += 1;
    else if (one.verdict === 'survived') row[decides(one.differ) ? 'decides' : 'said only'] += 1;
    else row[one.verdict] += 1;
  }
  const width = Math.max(title.length, ...[...rows.keys()].map((name) => name.length));
  const heads = ['tried', 'refused', 'killed', 'same', 'said only', 'decides'];
  console.log(`\n${title.padEnd(width)}  ${heads.join('  ')}`);
  for (const [name, row] of [...rows].sort()) {
    console.log(`${name.padEnd(width)}  ${heads.map((head) => String(row[head]).padStart(head.length)).join('  ')}`);
  }
}
printed('kind', ({ kind }) => kind);
printed('file', ({ file }) => relative('core', file));
const survivors = verdicts.filter(({ verdict }) => verdict === 'survived');
if (survivors.length) console.log('\nSurvivors, with how many come out differently (decided: another rank, verdict or tier):');
for (const { id, what, kind, differ } of survivors) {
  console.log(`  ${id}${kind === 'code' ? `\n      ${what}` : ''}`);
  console.log(
    `      ${Object.entries(differ)
      .filter(([, count]) => count)
      .map(([group, count]) => `${group} ${count}`)
      .join(', ')}`,
  );
}
const bad = survivors.filter(({ differ }) => decides(differ)).length;
console.log(`\n${verdicts.length - bad} passed, ${bad} failed`);
process.exit(bad ? 1 : 0);
