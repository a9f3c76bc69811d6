// SPDX-License-Identifier: Apache-2.0
// Every knowledge file against its JSON Schema (core/knowledge/schema), and the schemas against themselves.
// Needs ajv: `npm ci --prefix tests`. What a schema cannot say (references, intervals, units) the knowledge
// compiler checks.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import Ajv from 'ajv/dist/2020.js';

const knowledge = join(dirname(fileURLToPath(import.meta.url)), '../../core/knowledge');
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

const schemas = new Map(
  readdirSync(join(knowledge, 'schema'))
    .sort()
    .map((file) => [file.replace('.schema.json', ''), read(join(knowledge, 'schema', file))]),
);
const ajv = new Ajv({ allErrors: false, strict: true, strictTypes: false, strictRequired: false });
for (const schema of schemas.values()) ajv.addSchema(schema);

/** The knowledge files, named from the knowledge folder. */
function files(folder = knowledge) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.name !== 'schema')
    .flatMap((item) => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return files(path);
      return item.name.endsWith('.json') ? [relative(knowledge, path)] : [];
    })
    .sort();
}

/** Name of the schema of a file: its folder, else its own name. */
const schemaOf = (file) => (file.includes('/') ? dirname(file) : basename(file, '.json'));

test('every knowledge file keeps to its schema', async (t) => {
  for (const file of files()) {
    await t.test(file, () => {
      const schema = schemas.get(schemaOf(file));
      assert.ok(schema, `${file} has no schema`);
      const validate = ajv.getSchema(schema.$id);
      const data = read(join(knowledge, file));
      if (validate(data)) return;
      const { instancePath, message, params } = validate.errors[0];
      const [, index] = instancePath.split('/');
      const entry = Array.isArray(data) ? data[Number(index)]?.id : data.id;
      assert.fail(`${file}, entry ${entry}, ${instancePath}: ${message} ${JSON.stringify(params)}`);
    });
  }
});

// The page says of an open end and of an absent median whether it was not reached or not reported.
test('an open end of an interval is one that was not reached, and a median that was not reached is said in these words', () => {
  let open = 0;
  const notReached = [];
  for (const file of files().filter((name) => name.startsWith('evidence/'))) {
    for (const row of read(join(knowledge, file))) {
      for (const [endpoint, outcome] of Object.entries(row)) {
        if (outcome?.value === undefined) continue;
        const { value, low, high, note } = outcome;
        const where = `${row.id} ${endpoint}: ${note}`;
        if (value === null) {
          assert.equal(low ?? high ?? null, null, where);
          if (/not reached/i.test(note)) {
            assert.equal(note, 'not reached', where);
            notReached.push(`${row.id} ${endpoint}`);
          }
        } else if ((low ?? null) === null) assert.equal(high ?? null, null, where);
        else if ((high ?? null) === null) {
          open += 1;
          assert.match(note, /upper (end|limit) not reached$/, where);
        }
      }
    }
  }
  assert.ok(open > 0);
  assert.ok(notReached.includes('orient32_sintilimab_bevacizumab os'));
});

test('a schema refuses unknown and missing keys', () => {
  const validate = ajv.getSchema(schemas.get('agents').$id);
  const good = { id: 'a', label: 'A', classes: ['mek'] };
  assert.equal(validate([good]), true);
  assert.equal(validate([{ ...good, colour: 'red' }]), false);
  assert.equal(validate([{ id: 'a', label: 'A' }]), false);
  assert.equal(validate([{ ...good, classes: ['mekk'] }]), false);
});

/** Calls `visit(schema, pointer)` for every object schema. */
function walk(node, visit, pointer = '#') {
  if (node === null || typeof node !== 'object') return;
  if (node.properties) visit(node, pointer);
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'examples' && key !== 'enum') walk(value, visit, `${pointer}/${key}`);
  }
}

for (const [name, schema] of schemas) {
  test(`schema ${name}: every property is described, with an example that holds`, () => {
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    assert.ok(schema.title && schema.description, 'title and description');
    walk(schema, (object, pointer) => {
      assert.equal(object.additionalProperties, false, `${pointer}: additionalProperties`);
      for (const [key, property] of Object.entries(object.properties)) {
        const at = `${pointer}/properties/${key}`;
        assert.ok(property.description, `${at}: description`);
        assert.ok(property.examples?.length, `${at}: examples`);
        const validate = ajv.compile({ $ref: `${schema.$id}${at}` });
        for (const example of property.examples) {
          assert.ok(validate(example), `${at}: ${JSON.stringify(example)}: ${ajv.errorsText(validate.errors)}`);
        }
      }
    });
  });
}
