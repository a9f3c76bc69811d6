// SPDX-License-Identifier: Apache-2.0
// What a knowledge release changes: every case and many seeded patients, assessed with the old and the new knowledge.
//   node tests/knowledge/compare.mjs OLD NEW [--patients N] [--seed S] [--json]
// OLD and NEW are each a folder that holds nextline.js and nextline.wasm (build/wasm), or a command (build/native/nextline).
// Counts first options, verdicts and tiers that changed, and by which entries: the steps of a pathway, criteria and results
// in which the two answers differ for the options concerned. Lists every case whose first option changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { numbers } from '../support/random.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A function from patients to their assessments. `flags` (`--overview`) are the command's. */
export async function assessor(where, ...flags) {
  if (!existsSync(where)) throw new Error(`${where}: there is no such folder or command`);
  if (!statSync(where).isDirectory()) {
    return (all) => {
      const input = all.map((patient) => JSON.stringify(patient)).join('\n');
      const { stdout, status, error } = spawnSync(where, ['assess', '--lines', ...flags], { input, maxBuffer: 1 << 30 });
      if (error || status > 1) throw new Error(`${where}: ${error?.message ?? `exit ${status}`}`);
      return stdout.toString().trimEnd().split('\n').map(JSON.parse);
    };
  }
  const module = join(resolve(where), 'nextline.js');
  const { default: create } = await import(pathToFileURL(module).href);
  const core = await create({ wasmBinary: readFileSync(join(resolve(where), 'nextline.wasm')) });
  return (all) =>
    all.map((patient) => {
      const { error, text } = core.assess(JSON.stringify(patient), '');
      if (error) throw new Error(error);
      return JSON.parse(text);
    });
}

export const cases = () =>
  readdirSync(join(root, 'tests/cases'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, ...JSON.parse(readFileSync(join(root, 'tests/cases', name), 'utf8')), file: name }));

/** Patients near the cases: one of them, with some fields as other cases have them or unknown. */
export function patients(all, count, seed) {
  const next = numbers(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const pool = new Map();
  for (const { patient } of all)
    for (const [field, value] of Object.entries(patient)) {
      if (!pool.has(field)) pool.set(field, []);
      pool.get(field).push(value);
    }
  const fields = [...pool.keys()].sort();
  return Array.from({ length: count }, () => {
    const patient = { ...pick(all).patient };
    for (let changes = Math.floor(next() * 8); changes > 0; changes -= 1) {
      const field = pick(fields);
      if (next() < 0.15) delete patient[field];
      else patient[field] = pick(pool.get(field));
    }
    return patient;
  });
}

const byId = (list) => new Map((list ?? []).map((one) => [one.id, one]));
const first = (assessment) => assessment.options[0]?.id;

/** The entries in which two assessments differ about an option. */
function entriesOf(before, after, id) {
  const entries = new Set();
  const notes = new Set(); // which may cap a tier
  const [was, is] = [byId(before.options).get(id), byId(after.options).get(id)];
  const differ = (a, b) => JSON.stringify(a) !== JSON.stringify(b);
  const said = (assessment) => {
    const words = new Map();
    for (const { id: pathway, steps } of assessment.pathways)
      for (const step of steps)
        for (const one of step.said ?? []) if (one.option === id) words.set(`pathways/${pathway}.${step.id}`, one.says);
    return words;
  };
  const [saidBefore, saidAfter] = [said(before), said(after)];
  for (const key of new Set([...saidBefore.keys(), ...saidAfter.keys()]))
    if (saidBefore.get(key) !== saidAfter.get(key)) entries.add(key);
  const [rulesBefore, rulesAfter] = [byId(was?.criteria), byId(is?.criteria)];
  for (const key of new Set([...rulesBefore.keys(), ...rulesAfter.keys()])) {
    const [a, b] = [rulesBefore.get(key), rulesAfter.get(key)];
    if (a?.outcome === b?.outcome) continue;
    ((a ?? b).kind === 'note' ? notes : entries).add(`rules/${key}`);
  }
  const rows = (option) => (option?.evidence ?? []).map((row) => (typeof row === 'string' ? row : row.id));
  if (differ(was?.multicriteria, is?.multicriteria)) {
    const [a, b] = [new Set(rows(was)), new Set(rows(is))];
    for (const row of new Set([...a, ...b])) if (a.has(row) !== b.has(row)) entries.add(`evidence/${row}`);
  }
  return entries.size ? entries : notes;
}

const atOnce = 250;

/** Both answers to each of `all`; not all of them at once, which would be gigabytes. */
function* answers(before, after, all) {
  for (let at = 0; at < all.length; at += atOnce) {
    const part = all.slice(at, at + atOnce);
    const patients = part.map(({ patient }) => patient);
    const [was, is] = [before(patients), after(patients)];
    for (const [index, { file, name }] of part.entries()) yield { file, name, was: was[index], is: is[index] };
  }
}

/** Counts over patients; `all` are {patient, file?}; `before` and `after` as `assessor` gives them. */
export function compare(before, after, all) {
  const counted = { patients: 0, first: 0, verdicts: 0, tiers: 0, any_verdict: 0, any_tier: 0 };
  const entries = new Map();
  const moved = [];
  const step = new Map();
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { file, name, was, is } of answers(before, after, all)) {
    counted.patients += 1;
    const options = byId(was.options);
    let [verdict, tier] = [false, false];
    const concerned = new Set();
    for (const option of is.options) {
      const old = options.get(option.id);
      if (old?.verdict !== option.verdict) {
        counted.verdicts += 1;
        verdict = true;
        count(step, `verdict of ${option.id}: ${old?.verdict} -> ${option.verdict}`);
        concerned.add(option.id);
      }
      if (old?.tier !== option.tier) {
        counted.tiers += 1;
        tier = true;
        count(step, `tier of ${option.id}: ${old?.tier} -> ${option.tier}`);
        concerned.add(option.id);
      }
    }
    if (verdict) counted.any_verdict += 1;
    if (tier) counted.any_tier += 1;
    if (first(was) !== first(is)) {
      counted.first += 1;
      concerned.add(first(was)).add(first(is));
    }
    const why = new Set([...concerned].flatMap((id) => [...entriesOf(was, is, id)]));
    for (const entry of why) count(entries, entry);
    if (first(was) !== first(is)) {
      const own = new Set([first(was), first(is)].flatMap((id) => [...entriesOf(was, is, id)]));
      moved.push({ file: file ?? null, name: name ?? null, from: first(was), to: first(is), by: [...own].sort() });
    }
  }
  const sorted = (map) => Object.fromEntries([...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  return { ...counted, changes: sorted(step), entries: sorted(entries), moved };
}

function say(title, result) {
  const { patients: n, first: firsts, any_verdict, any_tier, verdicts, tiers } = result;
  console.log(`${title}: ${n} patients`);
  console.log(`  another first option in ${firsts}`);
  console.log(`  another verdict in ${any_verdict} (${verdicts} options), another tier in ${any_tier} (${tiers} options)`);
  for (const [what, count] of Object.entries(result.changes)) console.log(`    ${count} x ${what}`);
  if (Object.keys(result.entries).length) console.log('  by entry (patients):');
  for (const [entry, count] of Object.entries(result.entries)) console.log(`    ${count} x ${entry}`);
  const pairs = new Map();
  for (const { from, to, file, by } of result.moved) {
    if (file) console.log(`  ${file}: ${from} -> ${to}${by.length ? `, by ${by.join(', ')}` : ''}`);
    else pairs.set(`${from} -> ${to}`, (pairs.get(`${from} -> ${to}`) ?? 0) + 1);
  }
  for (const [pair, count] of pairs) console.log(`  first option ${pair}: ${count}`);
}

async function main(args) {
  const value = (name, otherwise) => {
    const at = args.indexOf(name);
    if (at < 0) return otherwise;
    const number = Number(args.splice(at, 2)[1]);
    if (!Number.isInteger(number) || number < 0) throw new Error(`${name} takes a whole number`);
    return number;
  };
  const count = value('--patients', 10000);
  const seed = value('--seed', 1);
  const json = args.includes('--json');
  const [old, now, ...rest] = args.filter((word) => word !== '--json');
  if (!old || !now || rest.length) throw new Error('usage: compare.mjs OLD NEW [--patients N] [--seed S] [--json]');
  const [before, after] = [await assessor(old), await assessor(now)];
  const all = cases();
  const result = {
    cases: compare(before, after, all),
    seeded: compare(
      before,
      after,
      patients(all, count, seed).map((patient) => ({ patient })),
    ),
  };
  if (json) console.log(JSON.stringify(result));
  else {
    say('The cases', result.cases);
    say(`Seeded (seed ${seed})`, result.seeded);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exit(2);
  });
