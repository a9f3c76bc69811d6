// SPDX-License-Identifier: Apache-2.0
// Every rule and every criterion of a trial has a patient in tests/cases for whom it is true, one for whom it is
// false and one for whom it is unknown. Rules that always hold are left out. A note that does not apply is left out
// of an assessment: where its option is assessed without it, it counts as false.
// Runs the native command: NEXTLINE_BIN, else build/native/nextline.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const command = process.env.NEXTLINE_BIN ?? join(root, 'build/native/nextline');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

const outcomes = ['met', 'not_met', 'unknown'];
const rules = readdirSync(join(root, 'core/knowledge/rules')).flatMap((file) => read(`core/knowledge/rules/${file}`));
const trials = read('core/knowledge/trials.json').filter((trial) => trial.second_line);
const options = read('core/knowledge/options.json');

/** Ids of the options and trials that a rule speaks of. */
function named(rule) {
  const speaks = (list, option) => list.some((name) => name === option.id || option.groups.includes(name));
  const ids = options.filter((o) => speaks(rule.applies_to, o) && !speaks(rule.except ?? [], o)).map((o) => o.id);
  return rule.applies_to.includes('trials') ? [...ids, ...trials.map((trial) => trial.id)] : ids;
}

const criteria = [
  ...rules.filter((rule) => !rule.arms_only).map((rule) => ({ rule, on: named(rule) })),
  ...trials.flatMap((trial) => trial.criteria.map((rule) => ({ rule, on: [trial.id] }))),
].filter(({ rule }) => !rule.when.always);

const armRules = rules.filter((rule) => rule.arms_only);

// What no patient can make so, each with its reason.
const impossible = {};

function assess(patient) {
  return new Promise((resolve, reject) => {
    const child = execFile(command, ['assess'], { maxBuffer: 1 << 24 }, (error, text) => {
      if (error && error.code !== 1) reject(error);
      else resolve(JSON.parse(text));
    });
    child.stdin.end(JSON.stringify(patient));
  });
}

test(
  'every rule has a case for true, false and unknown',
  { skip: existsSync(command) ? false : `${command} is not built` },
  async () => {
    const files = readdirSync(join(root, 'tests/cases'))
      .filter((file) => file.endsWith('.json'))
      .sort();
    const seen = new Map([...criteria, ...armRules.map((rule) => ({ rule }))].map(({ rule }) => [rule.id, new Set()]));
    for (const file of files) {
      const assessment = await assess(read(`tests/cases/${file}`).patient);
      const judged = new Map(
        [...assessment.options, ...assessment.trials].map((item) => [
          item.id,
          new Map(item.criteria.map((one) => [one.id, one.outcome])),
        ]),
      );
      // A rule of arms speaks as a criterion of each trial whose arms it judges; a choice of several is a caution.
      for (const { criteria: judgedHere } of assessment.trials) {
        for (const { id, outcome } of judgedHere) {
          for (const rule of armRules) {
            if (id.split('.').includes(rule.id)) seen.get(rule.id).add(outcome);
          }
        }
      }
      for (const { rule, on } of criteria) {
        for (const id of on) {
          const there = judged.get(id);
          if (!there) continue;
          const outcome = there.get(rule.id) ?? (rule.kind === 'note' ? 'not_met' : null);
          if (outcome) seen.get(rule.id).add(outcome);
        }
      }
    }
    const uncovered = [...criteria, ...armRules.map((rule) => ({ rule }))].flatMap(({ rule }) =>
      outcomes
        .filter((outcome) => !seen.get(rule.id).has(outcome) && !impossible[rule.id]?.[outcome])
        .map((outcome) => `${rule.id}: ${outcome}`),
    );
    assert.deepEqual(uncovered, []);
    const needless = Object.entries(impossible).flatMap(([id, list]) =>
      Object.keys(list)
        .filter((outcome) => seen.get(id)?.has(outcome))
        .map((outcome) => `${id}: ${outcome}`),
    );
    assert.deepEqual(needless, [], 'called impossible, and a case has it');
  },
);
