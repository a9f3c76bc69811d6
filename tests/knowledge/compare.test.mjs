// SPDX-License-Identifier: Apache-2.0
// What the comparison of two releases of the knowledge counts, and to which entry it lays a change.
import assert from 'node:assert/strict';
import test from 'node:test';
import { cases, compare as compareAll, patients } from './compare.mjs';

/** Each of them says the same of every patient. */
const compare = (before, after, all) => {
  const each = (say) => (some) => some.map(() => say());
  return compareAll(each(before), each(after), all);
};

const option = (id, tier, more = {}) => ({ id, verdict: 'eligible', tier, criteria: [], evidence: [], ...more });
const walked = (says) => [{ id: 'guideline', steps: [{ id: 'second_line', said: says ? [{ option: 'b', says }] : [] }] }];
const before = () => ({
  options: [option('a', 'option'), option('b', 'less_preferred')],
  pathways: walked(null),
});

test('a new first option is counted once, with the step of the pathway that brought it', () => {
  const after = () => ({
    options: [option('b', 'preferred'), option('a', 'option')],
    pathways: walked('preferred'),
  });
  const found = compare(before, after, [{ patient: {}, file: 'one.json', name: 'One' }]);
  assert.equal(found.first, 1);
  assert.equal(found.any_tier, 1);
  assert.equal(found.any_verdict, 0);
  assert.deepEqual(found.entries, { 'pathways/guideline.second_line': 1 });
  assert.deepEqual(found.moved, [
    { file: 'one.json', name: 'One', from: 'a', to: 'b', by: ['pathways/guideline.second_line'] },
  ]);
});

test('a verdict that changed is laid to the criterion, and a note is not', () => {
  const criteria = (outcome) => [
    { id: 'afp', kind: 'requires', outcome },
    { id: 'label', kind: 'note', outcome },
  ];
  const with_ = (verdict, outcome) => () => ({
    options: [option('a', 'option'), option('b', 'option', { verdict, criteria: criteria(outcome) })],
    pathways: [],
  });
  const found = compare(with_('eligible', 'met'), with_('not_indicated', 'not_met'), [{ patient: {} }, { patient: {} }]);
  assert.equal(found.patients, 2);
  assert.equal(found.any_verdict, 2);
  assert.equal(found.first, 0);
  assert.deepEqual(found.entries, { 'rules/afp': 2 });
});

test('where nothing else explains a tier, the note that caps it does', () => {
  const capped = (tier, criteria) => () => ({ options: [option('a', tier, { criteria })], pathways: [] });
  const found = compare(
    capped('preferred', []),
    capped('option', [{ id: 'no_dose', kind: 'note', outcome: 'met' }]),
    [{ patient: {} }],
  );
  assert.deepEqual(found.entries, { 'rules/no_dose': 1 });
});

test('another value is laid to the results that came or went', () => {
  const valued = (value, evidence) => () => ({
    options: [option('a', 'option', { multicriteria: { value }, evidence })],
    pathways: [],
  });
  const other = (value, evidence) => () => ({
    ...valued(value, evidence)(),
    options: [option('b', 'option'), ...valued(value, evidence)().options],
  });
  const found = compare(valued(0.5, ['old', 'both']), other(0.4, ['new', 'both']), [{ patient: {} }]);
  assert.deepEqual(found.entries, { 'evidence/new': 1, 'evidence/old': 1 });
});

test('nothing is counted where nothing changed', () => {
  const found = compare(before, before, [{ patient: {} }]);
  assert.deepEqual([found.first, found.verdicts, found.tiers, found.entries], [0, 0, 0, {}]);
});

test('a seed gives the same patients again, and another seed others', () => {
  const all = cases();
  assert.ok(all.length > 300);
  assert.deepEqual(patients(all, 20, 7), patients(all, 20, 7));
  assert.notDeepEqual(patients(all, 20, 7), patients(all, 20, 8));
});
