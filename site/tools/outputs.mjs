// SPDX-License-Identifier: Apache-2.0
// TypeScript types of what the core answers, from the schemas of core/schema.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { compile } from "json-schema-to-typescript";

const core = resolve(import.meta.dirname, "../../core");

/** "KnowledgeOption" of "knowledge_option", "CaseFile" of "Case file". */
const typeName = (name) =>
  name.replace(/(?:^|[ _])(\w)/g, (_, letter) => letter.toUpperCase());

const pointer = /^(?:([a-z-]+)\.schema\.json)?#?(?:\/\$defs\/(\w+))?$/;

const read = (folder) =>
  readdirSync(resolve(core, folder))
    .filter((name) => name.endsWith(".schema.json"))
    .map((name) => [
      name.replace(".schema.json", ""),
      JSON.parse(readFileSync(resolve(core, folder, name), "utf8")),
    ]);

/**
 * All schemas as the definitions of one: each definition once, under the name of its type. One that only refers to
 * another gives it its name, so that the entries of the knowledge are not all called Entry.
 */
function merged() {
  const files = new Map([...read("knowledge/schema"), ...read("schema")]);
  const place = (file, name) => `${file}#${name ?? ""}`;
  const names = new Map();
  for (const [file] of read("schema")) {
    names.set(place(file), typeName(files.get(file).title));
    for (const [name, { $ref }] of Object.entries(
      files.get(file).$defs ?? {},
    )) {
      const [, other, target] = pointer.exec($ref ?? "") ?? [];
      names.set(
        target ? place(other ?? file, target) : place(file, name),
        typeName(name),
      );
    }
  }
  const definitions = {};
  const placeOf = {};
  const add = (file, name) => {
    const schema = files.get(file);
    const definition = name ? schema.$defs[name] : schema;
    if (name && definition.$ref)
      return add(...pointer.exec(definition.$ref).slice(1));
    if (name === "field_id") return { tsType: "FieldId" };
    if (definition.pattern) return { type: "string" };
    const title =
      names.get(place(file, name)) ??
      typeName(file === "common" ? name : `${file}_${name}`);
    const here = place(file, name);
    if ((placeOf[title] ??= here) !== here)
      throw new Error(`${here} and ${placeOf[title]} are both ${title}`);
    if (!definitions[title]) {
      definitions[title] = {};
      const { $defs, $id, $schema, ...own } = definition;
      definitions[title] = { ...convert(own, file), title };
    }
    return { $ref: `#/$defs/${title}` };
  };
  const convert = (node, file) => {
    if (Array.isArray(node)) return node.map((item) => convert(item, file));
    if (typeof node !== "object" || node === null) return node;
    if (node.$ref) {
      const [, other, name] = pointer.exec(node.$ref);
      return add(other ?? file, name);
    }
    const { examples, propertyNames, ...own } = node;
    // Only a pair is a tuple.
    if (own.minItems !== 2 || own.maxItems !== 2) {
      delete own.minItems;
      delete own.maxItems;
    }
    return Object.fromEntries(
      Object.entries(own).map(([key, value]) => [
        key,
        key === "enum" || key === "required" ? value : convert(value, file),
      ]),
    );
  };
  for (const [file, schema] of read("schema")) {
    add(file);
    for (const name of Object.keys(schema.$defs ?? {})) add(file, name);
  }
  return definitions;
}

// What the library says of the collection and of each of its definitions.
const remarks =
  /export interface Outputs \{[^}]*\}\n|( \*\s*\n)? \* This interface was referenced by [^\n]*\n \* via the [^\n]*\n/g;

/** The text of outputs.d.ts. */
export async function outputTypes() {
  const types = await compile({ $defs: merged() }, "Outputs", {
    bannerComment:
      '// Made from core/schema; not for editing.\nimport type { FieldId } from "./fields";',
    unreachableDefinitions: true,
    format: false,
  });
  return types.replace(remarks, "");
}
