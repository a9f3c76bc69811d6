// SPDX-License-Identifier: Apache-2.0
// The newcomer's page says what the program does: its files are there, its patient is assessed as it says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/how-an-order-is-made.md'), 'utf8');

/** The rows of the table whose head begins with `head`. */
function table(head) {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2;
  const rows = [];
  for (let i = start; lines[i]?.startsWith('|'); ++i)
    rows.push(lines[i].split('|').slice(1, -1).map((cell) => cell.trim()));
  assert.ok(rows.length >= 4, head);
  return rows;
}

const file = /tests\/cases\/(001[\w.-]+\.json)/.exec(page)[0];
const { patient } = JSON.parse(readFileSync(resolve(root, file), 'utf8'));
const command = process.env.NEXTLINE_BIN ?? resolve(root, 'build/native/nextline');
const assessment = JSON.parse(
  execFileSync(command, ['assess'], { input: JSON.stringify(patient), maxBuffer: 1 << 26 }),
);

test('every file and folder that the page names is there', () => {
  const named = [...page.matchAll(/`((?:core|site|tests|wasm)\/[\w./-]*)`/g)].map(([, path]) => path);
  assert.ok(named.length > 20);
  for (const path of named) assert.ok(existsSync(resolve(root, path)), path);
});

test('the page names every room of the core', () => {
  const rooms = readdirSync(resolve(root, 'core/src')).filter((room) => room !== 'numbers');
  assert.ok(rooms.length > 10);
  for (const room of rooms) assert.ok(page.includes(`core/src/${room}/`), room);
});

test('the scores of its patient are those of the program', () => {
  for (const [id, text] of table('score')) {
    const score = assessment.scores.find((one) => one.id === id);
    assert.ok([score.label, score.grade].includes(text), `${id}: ${text}`);
  }
});

test('the facts of its patient are those of the program', () => {
  for (const [id, value] of table('fact')) assert.equal(String(assessment.facts[id]), value, id);
});

test('the order of its patient is that of the program', () => {
  table('rank').forEach((row, index) => {
    const { rank, id, verdict, tier, above_next: next } = assessment.options[index];
    assert.deepEqual(row, [String(rank), id, verdict, tier, next.because]);
  });
});
