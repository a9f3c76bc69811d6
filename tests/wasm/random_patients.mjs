// SPDX-License-Identifier: Apache-2.0
// Random patients from the table of fields (`nextline fields`), the same for the same seed: complete and
// sparse ones, every unit, values on round numbers where cut-offs lie, and now and then everything that can
// be wrong with a field or a whole text.

import { numbers } from "../support/random.mjs";

/** What is drawn from a seed. */
export function random(seed) {
  const next = numbers(seed);
  return {
    next,
    chance: (p) => next() < p,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/** `count` patients, each one line of text. */
export function* randomPatients(fields, count, seed) {
  const rng = random(seed);
  for (let i = 0; i < count; ++i) yield patient(rng, fields);
}

function patient(rng, fields) {
  // How much is known, and how careless whoever typed it was, differ from patient to patient.
  const known = rng.pick([0.05, 0.2, 0.5, 0.8, 0.95, 1]);
  const careless = rng.pick([0, 0, 0, 0.01, 0.05, 0.3]);
  const entries = [];
  if (rng.chance(0.3)) entries.push(["schema", rng.chance(careless) ? '"patient/2"' : '"patient/1"']);
  for (const field of fields) {
    if (!rng.chance(known)) continue;
    entries.push([field.id, rng.chance(careless) ? badValue(rng, field, fields) : goodValue(rng, field, fields)]);
    if (rng.chance(careless / 10)) entries.push([field.id, goodValue(rng, field, fields)]); // a key twice
  }
  if (rng.chance(careless)) entries.push([rng.pick(["albumen", "Bilirubin", "", "é", "x".repeat(90), "a\u2028b"]), "1"]);
  if (rng.chance(0.5)) shuffle(rng, entries);
  const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
  return rng.chance(careless / 10) ? broken(rng, text) : text;
}

function shuffle(rng, list) {
  for (let i = list.length - 1; i > 0; --i) {
    const j = rng.whole(0, i);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

function goodValue(rng, field, fields) {
  switch (field.type) {
    case "number":
    case "quantity":
      return quantity(rng, field);
    case "integer":
      return String(rng.whole(field.hard[0], Math.min(field.hard[1], field.hard[0] + 12))) + rng.pick(["", "", "", ".0"]);
    case "boolean":
      return String(rng.chance(0.5));
    case "enum":
      return JSON.stringify(rng.pick(field.words).id);
    case "set":
    case "regimen_set":
      return words(rng, field, rng.pick([0, 0, 1, 1, 2, 3, 8]));
    case "regimens":
      return words(rng, field, rng.pick([0, 1, 1, 1, 2, 2, 3, 4]));
    case "course":
      return course(rng, fields);
    default:
      throw new Error(`random patients do not know fields of type ${field.type} (${field.id})`);
  }
}

/** Members of a set or list: words, denied ones, events with their own grade, "?" where others were not looked for. */
function words(rng, field, count) {
  const members = Array.from({ length: count }, () => {
    const word = rng.pick(field.words).id;
    if (!field.open_set || rng.chance(0.7)) return word;
    if (!field.event || rng.chance(0.3)) return `!${word}`;
    const event = { event: word };
    if (rng.chance(0.8)) event.grade = rng.pick(field.event.grades);
    if (field.event.statuses.length > 0 && rng.chance(0.6)) event.status = rng.pick(field.event.statuses).id;
    return event;
  });
  if (field.open_set && rng.chance(0.2)) members.push("?");
  return JSON.stringify(members);
}

function quantity(rng, field) {
  const [low, high] = rng.chance(0.9) ? field.soft : field.hard;
  // Most values lie where patients are: in the lower part of a wide range.
  let value = low + (high - low) * (rng.chance(0.5) ? rng.next() ** 3 : rng.next());
  const conversion = rng.pick(field.conversions);
  const converted = field.units.length > 1 && rng.chance(0.5);
  if (converted) value = (value * conversion.div) / conversion.mul;
  const digits = rng.pick([0, 0, 1, 1, 1, 2, 3, 12]);
  const text = number(rng, value, digits);
  if (rng.chance(0.15)) {
    const parts = [`"value":${text}`, `"unit":${JSON.stringify(spelt(rng, field, converted ? conversion.unit : field.units[0]))}`];
    if (rng.chance(0.6)) parts.push(`"comparator":"${rng.pick(["<", "<=", ">=", ">"])}"`);
    if (rng.chance(0.4)) parts.push(`"confirmed":${rng.chance(0.8)}`);
    return `{${parts.join(",")}}`;
  }
  if (converted || rng.chance(0.2)) {
    const unit = JSON.stringify(converted ? conversion.unit : field.units[0]);
    return rng.chance(0.8) ? `{"value":${text},"unit":${unit}}` : `{"unit":${unit},"value":${text}}`;
  }
  return text;
}

/** A unit as it is called here, or as a laboratory spells it. */
function spelt(rng, field, unit) {
  const { spellings } = field.conversions.find((conversion) => conversion.unit === unit);
  return rng.pick([unit, unit, unit.toUpperCase(), ...spellings]);
}

/** A number as people and programs write it. */
function number(rng, value, digits) {
  if (rng.chance(0.02)) return value.toExponential(rng.whole(0, 6));
  const text = value.toFixed(digits);
  return text.includes(".") && rng.chance(0.1) ? `${text}00` : text;
}

function course(rng, fields) {
  const allowed = fields.filter((field) => field.in_course);
  const entries = Array.from({ length: rng.whole(0, 3) }, () => {
    const date = `20${rng.whole(20, 26)}-${String(rng.whole(1, 12)).padStart(2, "0")}-${String(rng.whole(1, 28)).padStart(2, "0")}`;
    const labs = allowed.filter(() => rng.chance(0.4)).map((field) => `"${field.id}":${goodValue(rng, field, fields)}`);
    return `{${[`"date":"${date}"`, ...labs].join(",")}}`;
  });
  return `[${entries.join(",")}]`;
}

function badValue(rng, field, fields) {
  const anyBad = [
    "null", "true", "3", "-1", '"yes"', "[]", "{}", "[[]]", '""', "1e400", "-1e999", "1e-400", "2.5", "0", "-0.0",
    "123456789012345678901234567890", '"\\ud800"', '"a\\u0000b"', '"\\u2028 \u2029 😀 <script>"', `"${"é".repeat(100)}"`,
    '{"value":1}', '{"value":1,"comparator":"~"}', '{"value":1,"comparator":"<","confirmed":"yes"}', '["?","?"]', '["!nonsense","other","!other"]',
    '[{"event":"other","grade":9},{"event":"nonsense","grade":1},{"grade":2}]', `[${'"other",'.repeat(499)}"other"]`, '{"value":1,"unit":"furlong"}', '{"value":"1","unit":"mg/dL"}', '{"unit":"mg/dL"}',
    '{"value":1,"unit":"mg/dL","more":1}', '{"value":1,"value":2,"unit":"mg/dL"}', '["other","nonsense",7,"other",null]',
    '[{"date":"2026-13-45","albumin":900}]', '[{"albumin":3},7]', "[[[[[[1]]]]]]",
  ];
  const [low, high] = field.hard ?? [0, 1];
  const outside = [String(low - 1), String(high + 1), String(high * 10), String(low / 10), String(high), String(low)];
  switch (rng.whole(0, 3)) {
    case 0:
      return rng.pick(outside);
    case 1:
      return goodValue(rng, rng.pick(fields), fields); // a value of another field
    default:
      return rng.pick(anyBad);
  }
}

/** A text that is no patient at all, in one line. */
function broken(rng, text) {
  switch (rng.whole(0, 5)) {
    case 0:
      return text.slice(0, rng.whole(1, text.length));
    case 1:
      return `${text}${text}`;
    case 2:
      return `[${text}]`;
    case 3:
      return text.replace(/[0-9.]+/, rng.pick(["NaN", "Infinity", "-Infinity", "+1", "01", ".5", "0x10", "1,4"]));
    case 4:
      return `{"course":${"[".repeat(rng.whole(5, 40))}${"]".repeat(rng.whole(5, 40))}}`;
    default:
      return rng.pick(["null", "7", '"text"', "[]", "{", "}", "{}", " ", "\u0000", "\ufeff{}", '{"a":1,}']);
  }
}
