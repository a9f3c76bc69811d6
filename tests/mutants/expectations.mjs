// SPDX-License-Identifier: Apache-2.0
// What tests/cases expect, as tests/cases/cases_test.cpp reads it (its README has the form): there every case is assessed anew, here
// only those whose answer a mutant has changed are looked at.

const nameOf = (element) => (element && typeof element === 'object' ? (element.id ?? element.field ?? '') : '');

/** The longest id that is there counts: an id may hold points itself. */
function keyOf(at, path) {
  let key = path.split('.', 1)[0];
  if (!Array.isArray(at)) return key;
  for (const name of at.map(nameOf)) {
    if ((path === name || path.startsWith(`${name}.`)) && name.length > key.length) key = name;
  }
  return key;
}

function find(at, path) {
  while (path !== '') {
    if (at === null || typeof at !== 'object') return undefined;
    const key = keyOf(at, path);
    path = path.slice(key.length + 1);
    at = Array.isArray(at) ? at.find((element) => nameOf(element) === key) : Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function equal(expected, got) {
  if (typeof expected === 'number' && typeof got === 'number') {
    return Math.abs(expected - got) <= 1e-6 * Math.max(1, Math.abs(expected));
  }
  if (expected === null || typeof expected !== 'object') return expected === got;
  if (got === null || typeof got !== 'object' || Array.isArray(expected) !== Array.isArray(got)) return false;
  const keys = Object.keys(expected);
  return keys.length === Object.keys(got).length && keys.every((key) => equal(expected[key], got[key]));
}

const has = (list, member) => Array.isArray(list) && list.some((one) => equal(member, one));
const objectHas = (list, key, value) =>
  Array.isArray(list) && list.some((one) => one && typeof one === 'object' && one[key] === value);
const all = (members, test) => [members].flat().every(test);

const words = {
  absent: (got) => got === null || got === undefined,
  empty: (got) => Array.isArray(got) && got.length === 0,
  not_empty: (got) => (Array.isArray(got) && got.length > 0) || (typeof got === 'string' && got !== ''),
  not: (got, x) => got !== undefined && !equal(x, got),
  one_of: (got, list) => got !== undefined && has(list, got),
  contains: (got, list) => all(list, (one) => has(got, one)),
  lacks: (got, list) => Array.isArray(got) && all(list, (one) => !has(got, one)),
  contains_code: (got, list) => all(list, (one) => objectHas(got, 'code', one)),
  contains_field: (got, list) => all(list, (one) => objectHas(got, 'field', one)),
  lacks_field: (got, list) => Array.isArray(got) && all(list, (one) => !objectHas(got, 'field', one)),
  contains_text: (got, list) => all(list, (one) => typeof got === 'string' && got.includes(one)),
  lacks_text: (got, list) => typeof got === 'string' && all(list, (one) => !got.includes(one)),
};

function holds(expected, got) {
  if (expected === null || typeof expected !== 'object' || Array.isArray(expected))
    return got !== undefined && equal(expected, got);
  return Object.entries(expected).every(([word, argument]) => words[word]?.(got, argument) ?? true);
}

/** Whether an assessment is what the case expects. */
export function fulfils(one, assessment) {
  const rank = (id) => find(assessment, `options.${id}.rank`);
  return (
    Object.entries(one.expect).every(([path, expected]) => holds(expected, find(assessment, path))) &&
    (one.above ?? []).every(([upper, lower]) => rank(upper) < rank(lower))
  );
}
