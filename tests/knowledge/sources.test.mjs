// SPDX-License-Identifier: Apache-2.0
// Every number of the knowledge base against the document it was taken from: quotes, numbers near their quotes, quotes
// inside the section or table that the locator names, figures of contradictions and definitions inside theirs.
// The documents are not part of the repository: where they are not at hand (NEXTLINE_SHARED, else ../shared beside the
// checkout) what needs them is skipped by name.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const knowledge = join(root, 'core/knowledge');
const shared = process.env.NEXTLINE_SHARED ?? join(root, '../shared');
const documentsAreHere = ['sources', 'clinical-facts.md', 'clinical-facts-2026.md', 'safety.md'].every((name) =>
  existsSync(join(shared, name)),
);

const read = (file) => JSON.parse(readFileSync(join(knowledge, file), 'utf8'));
const folder = (name) =>
  readdirSync(join(knowledge, name))
    .sort()
    .flatMap((file) => read(`${name}/${file}`));
const evidence = folder('evidence');
const conflicts = read('conflicts.json');
const definitions = read('definitions.json');
const rules = folder('rules');
const pathways = folder('pathways');
const trials = read('trials.json');
const outcomeNames = ['os', 'pfs', 'ttp', 'orr', 'dcr', 'grade34'];
const outcomesOf = (row) => outcomeNames.filter((name) => row[name]).map((name) => [name, row[name]]);

// How far from its quote a p value may stand, in characters of the document.
const near = 400;

// ---- exceptions, each with its reason -------------------------------------------------------------------------------
// Numbers that stand in none of the documents near their quote.
const numbersElsewhere = {
  'chon2024_lenvatinib_matched.os': { 0.35: 'p of both comparisons in the project safety rules' },
  'chon2024_sorafenib_matched.os': { 0.35: 'p of both comparisons in the project safety rules' },
  'liu2024_locoregional_oligoprogression.os': {
    48.4: 'abstract, as the project safety rules give it',
    20.5: 'the same',
  },
  'sindhu2022_sbrt_oligoprogression.grade34': { 0: 'printed in words: no patients' },
  'yoo2021_sorafenib.orr': { 0: 'printed in words: stable disease at best' },
  'alden2023_nivolumab_ipilimumab.grade34': { 18.8: '6 of 32, by division' },
};
// Outcomes without a quote: none.
const unquoted = new Set([]);
// Figures of contradictions and definitions that are worked out, not printed.
const workedOut = {
  chon2024_columns: { 14: '35.0 % of 40', 33: '38.4 % of 86' },
  dutta2021_decompensation: { 5.6: '4 of 72' },
  oligometastatic_sbrt: { 22: '4 and 18' },
  talbot2023_subsequent_share: { 47.3: '17.6 and 29.7 %' },
  immune_event_mild: { 2023: 'year of the document' },
  ramucirumab_after_bevacizumab: { 2021: 'year of the document', 2024: 'year of the guideline' },
  note_regorafenib_not_named: { 2024: 'year of the guideline' },
  note_beyond_second_line: { 2021: 'year of the document' },
  celestial_reference: { 26: 'superscript 26,31', 31: 'superscript 26,31' },
};
// Patients of a row, where the number is not printed as such.
const patientsElsewhere = {
  checkmate040_nivolumab_child_pugh_b: '25 and 24',
  chon2024_lenvatinib_matched: 'printed as 36 vs 36',
  keynote240_36_months: 'printed as pembrolizumab 278, placebo 135',
  chon2024_sorafenib_matched: 'printed as 36 vs 36',
  scheiner2023_rechallenge_after_primary_progression: 'printed as 11/21',
  shimose2024_durvalumab_tremelimumab_later_line: 'printed as 76 in a later line, by subtraction',
};

// ---- documents ------------------------------------------------------------------------------------------------------
const headings002 = [
  'Abstract',
  'Introduction',
  'Second-Line Treatment versus Best Supportive Care',
  'Tyrosine Kinase Inhibitor',
  'Retrial of ICI-Based Therapy',
  'Locoregional Therapy',
  'TKI versus ICI versus LRT',
  'Conclusion',
  'Statement of Ethics',
  'References',
];
const headings004 = [
  'Introduction',
  'Options After Sorafenib',
  'Regorafenib',
  'Cabozantinib',
  'Ramucirumab',
  'Immunotherapy',
  'Single-Agent Checkpoint Inhibitors',
  'Nivolumab',
  'Pembrolizumab',
  'Dual Checkpoint Inhibitors',
  'Nivolumab ± Ipilimumab',
  'Durvalumab ± Tremelimumab',
  'Other Immunotherapy Combinations',
  'Sintilimab and Bevacizumab',
  'Cabozantinib and Atezolizumab',
  'Sequencing',
  'Prior Sorafenib/Lenvatinib',
  'Prior Atezolizumab/Bevacizumab',
  'Future Directions',
  'Conclusions',
];

/** Where the lines that match begin, by the name that `name` gives them. */
function starts(text, pattern, name) {
  return [...text.matchAll(pattern)].map((found) => ({ name: name(found), at: found.index }));
}

/** Each heading with the text up to the next heading of its depth or above. */
function spans(text, heads, depth = () => 1) {
  const parts = new Map();
  heads.forEach((head, i) => {
    const next = heads.slice(i + 1).find((other) => depth(other.name) <= depth(head.name));
    parts.set(head.name, [head.at, next ? next.at : text.length]);
  });
  return parts;
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const lines = (names) => new RegExp(`^(?:${names.map(escape).join('|')})[ ]*$`, 'gm');

function partsOf(id, text) {
  if (id === '000' || id === '001') {
    return spans(
      text,
      starts(
        text,
        /\b(Background & Aims|Methods|Results|Conclusions|Competing Interests|Impact and [iI]mplications):/g,
        (m) => m[1],
      ),
    );
  }
  if (id === '002')
    return spans(
      text,
      starts(text, lines(headings002), (m) => m[0].trim()),
    );
  if (id === '004')
    return spans(
      text,
      starts(text, lines(headings004), (m) => m[0].trim()),
      (name) => (['Sequencing', 'Future Directions', 'Conclusions'].includes(name) ? 0 : 1),
    );
  if (id === '003') {
    const heads = starts(
      text,
      /^(?:#+ |\*\*)?([1-7](?:\.[1-9])?)\.? [A-Z]|^#+ (ABSTRACT|References|Declaration of interests)/gm,
      (m) => m[1] ?? m[2].toLowerCase(),
    );
    return spans(text, heads, (name) => (/^\d\.\d$/.test(name) ? 2 : 1));
  }
  if (id === 'facts-2026') {
    // Its sections, and each row of its tables by the row's own number.
    const parts = spans(
      text,
      starts(text, /^## ([0A-J])\. /gm, (m) => m[1]),
    );
    for (const row of text.matchAll(/^\| ([NC]\d+a?) \|.*$/gm))
      parts.set(row[1], [row.index, row.index + row[0].length]);
    return parts;
  }
  if (id === 'facts')
    return spans(
      text,
      starts(text, /^##+ ([A-G]\d?)\. /gm, (m) => m[1]),
      (name) => name.length,
    );
  // A document added later: by its numbered headings, and as a whole.
  return new Map([
    ['whole', [0, text.length]],
    ...spans(
      text,
      starts(text, /^#* ?(\d(?:\.\d)?)\.? [A-Z]/gm, (m) => m[1]),
      (name) => (/^\d\.\d$/.test(name) ? 2 : 1),
    ),
  ]);
}

/** From the caption to the first line that is neither a row nor a caption any more. */
function tablesOf(text) {
  const parts = new Map();
  for (const found of text.matchAll(/^(?:\*\*)?Table (\d)(?:\*\*|\.|\s).*$/gm)) {
    if (parts.has(`Table ${found[1]}`)) continue;
    const rest = text.slice(found.index);
    const rows = [...rest.matchAll(/^[^\n]*\t[^\n]*$/gm)];
    let end = found[0].length;
    for (const row of rows) {
      if (row.index - end > 200) break;
      end = row.index + row[0].length;
    }
    parts.set(`Table ${found[1]}`, [found.index, found.index + end + 400]);
  }
  return parts;
}

function referencesOf(id, text, parts) {
  const list = parts.get('References') ?? parts.get('references');
  const references = new Map();
  if (!list) return references;
  if (id === '002') {
    const heads = [...text.slice(list[0]).matchAll(/^- (\d+) /gm)];
    heads.forEach((head, i) =>
      references.set(head[1], [list[0] + head.index, heads[i + 1] ? list[0] + heads[i + 1].index : text.length]),
    );
  } else {
    // Only from 33 on are the numbers printed; before that the order of the list counts.
    const items = [...text.slice(list[0]).matchAll(/^- (?:\[(\d+)\])?/gm)];
    items.forEach((item, i) =>
      references.set(item[1] ?? String(i + 1), [
        list[0] + item.index,
        items[i + 1] ? list[0] + items[i + 1].index : text.length,
      ]),
    );
  }
  return references;
}

const ignored = /[\s\-*$]/;
/** Without white space, hyphens, `$` and `*`; `at` gives the place in the document of each character left. */
function bare(text) {
  let out = '';
  const at = [];
  for (let i = 0; i < text.length; i += 1) {
    if (ignored.test(text[i])) continue;
    out += text[i];
    at.push(i);
  }
  return { text: out, at };
}

function load(id, file) {
  return documentOf(id, readFileSync(file, 'utf8'));
}

function documentOf(id, text) {
  const parts = partsOf(id, text);
  return { id, text, parts, tables: tablesOf(text), references: referencesOf(id, text, parts), bare: bare(text) };
}

const documents = new Map();
if (documentsAreHere) {
  for (const file of readdirSync(join(shared, 'sources')).sort())
    documents.set(file.slice(0, 3), load(file.slice(0, 3), join(shared, 'sources', file)));
  // The safety rules give some figures that the facts do not: they are read as a section G of them.
  const facts = ['clinical-facts.md', 'safety.md'].map((name) => readFileSync(join(shared, name), 'utf8'));
  documents.set('facts', documentOf('facts', facts.join('\n## G. Safety rules\n')));
  documents.set('facts-2026', load('facts-2026', join(shared, 'clinical-facts-2026.md')));
}
const skip = documentsAreHere ? false : 'shared/sources is not here';

/** All places of a quote in a document, as [start, end]. */
function places(document, quote) {
  const wanted = bare(quote).text;
  const found = [];
  for (let i = document.bare.text.indexOf(wanted); i >= 0; i = document.bare.text.indexOf(wanted, i + 1)) {
    found.push([document.bare.at[i], document.bare.at[i + wanted.length - 1] + 1]);
  }
  return found;
}

const numberIn = /\d+(?:[.,]\d+)*/g;
/** The numbers of a text; 1,174 is one number. */
function numbers(text) {
  return [...text.matchAll(numberIn)].map(([word]) => {
    if (/^\d{1,3}(,\d{3})+$/.test(word)) return Number(word.replaceAll(',', ''));
    return Number(word.replace(/,$/, ''));
  });
}

// ---- locators -------------------------------------------------------------------------------------------------------
const external = /abstract of the paper|title of the paper/;

/** The parts of the documents that a locator names, as {document, name, span}; unknown names are `wrong`. */
function locate(locator, first = null) {
  const named = [];
  const wrong = [];
  let ids = first ? [first] : [];
  const add = (id, kind, name) => {
    const span = documents.get(id)[kind].get(name);
    if (span) named.push({ document: documents.get(id), name: `${id} ${name}`, span });
    else wrong.push(`${id} ${name}`);
  };
  // What follows a document belongs to it, up to the next one named.
  for (const piece of locator.replace(/\([^)]*\)/g, '').split(/(?=\b(?:00\d|facts(?:-2026)?)\b)/)) {
    const start = /^(00\d|facts-2026|facts)\b/.exec(piece);
    if (start) ids = [start[1]];
    if (start && !documents.has(start[1])) {
      wrong.push(`no document ${start[1]}`);
      continue;
    }
    for (const id of ids) {
      let rest = start ? piece.slice(start[1].length) : piece;
      if (external.test(rest)) rest = rest.replace(/abstract of the paper.*/, '');
      for (const [, n] of rest.matchAll(/\bTable (\d)/g)) add(id, 'tables', `Table ${n}`);
      if (id === '002' || id === '003') {
        for (const [, list] of rest.matchAll(/\breferences? (\d+(?: and \d+)*)/g))
          list.split(' and ').forEach((n) => add(id, 'references', n));
      }
      if (id === '003') {
        for (const [, list] of rest.matchAll(/\bsections? (\d(?:\.\d)?(?: and \d(?:\.\d)?)*)/g))
          list.split(' and ').forEach((n) => add(id, 'parts', n));
        if (/\babstract\b/.test(rest)) add(id, 'parts', 'abstract');
      } else if (id === '002' || id === '004') {
        if (/\babstract\b/.test(rest)) rest = `${rest} section Abstract`;
        const text = rest.match(/\bsections? .*/)?.[0];
        if (text) {
          let left = text;
          const names = [...documents.get(id).parts.keys()].sort((a, b) => b.length - a.length);
          const before = named.length;
          for (const name of names) {
            const pattern = new RegExp(`(?<![\\w±/])${escape(name)}(?![\\w/])(?! ±)`);
            if (!pattern.test(left)) continue;
            left = left.replace(pattern, '');
            add(id, 'parts', name);
          }
          if (named.length === before) wrong.push(`${id} ${text}`);
        }
        if (/Figure 1/.test(rest))
          named.push({ document: documents.get(id), name: `${id} Figure 1`, span: figure(documents.get(id)) });
      } else if (id === 'facts') {
        for (const [, name] of rest.matchAll(/\b([A-G]\d?)\b(?!-)/g)) add(id, 'parts', name);
        const row = /\brow ([^;]+)/.exec(rest)?.[1].trim();
        if (row && !new RegExp(`^\\| ${escape(row)}`, 'm').test(documents.get(id).text)) wrong.push(`facts row ${row}`);
      } else if (id === 'facts-2026') {
        for (const [, name] of rest.matchAll(/\b([NC]\d+a?|section [A-J])\b/g))
          add(id, 'parts', name.replace('section ', ''));
      } else if (!['000', '001'].includes(id)) {
        const before = named.length;
        for (const [, name] of rest.matchAll(/\bsections? (\d(?:\.\d)?)\b/g)) add(id, 'parts', name);
        if (named.length === before) add(id, 'parts', 'whole');
      } else {
        for (const [, name] of rest.matchAll(/\b(Results|Methods|Conclusions)\b/g)) add(id, 'parts', name);
      }
    }
  }
  return { named, wrong };
}

/** The caption of a figure of document 004. */
function figure(document) {
  const at = document.text.search(/^Figure 1 /m);
  return [at, at + 400];
}

const inside = (span, [from, to]) => from >= span[0] && to <= span[1];
const textOf = (part) => part.document.text.slice(...part.span);

// ---- the checks -----------------------------------------------------------------------------------------------------
const numbersOf = (outcome) => {
  const ratio =
    typeof outcome.hazard_ratio === 'object' && outcome.hazard_ratio !== null
      ? Object.values(outcome.hazard_ratio)
      : [outcome.hazard_ratio];
  return [outcome.value, outcome.low, outcome.high, outcome.comparator_value, outcome.printed, ...ratio].filter(
    (n) => n !== null && n !== undefined,
  );
};

test('every quote stands in a document, inside a section or table that its locator names', { skip }, () => {
  const bad = [];
  for (const row of evidence) {
    const { named } = locate(row.locator);
    for (const [name, outcome] of outcomesOf(row)) {
      if (!outcome.quotes?.length && !unquoted.has(`${row.id}.${name}`)) bad.push(`${row.id}.${name}: no quote`);
      for (const quote of outcome.quotes ?? []) {
        const hits = named.flatMap((part) => places(part.document, quote).filter((place) => inside(part.span, place)));
        if (!hits.length) bad.push(`${row.id}.${name}: not where the locator says: ${quote}`);
      }
    }
  }
  assert.deepEqual(bad, []);
});

test('every number of an outcome stands inside its quotes, a p value at least beside them', { skip }, () => {
  const bad = [];
  const used = new Set();
  for (const row of evidence) {
    const { named } = locate(row.locator);
    for (const [name, outcome] of outcomesOf(row)) {
      const key = `${row.id}.${name}`;
      if (unquoted.has(key) && !numbersElsewhere[key]) bad.push(`${key}: neither quote nor exception`);
      const quoted = (outcome.quotes ?? []).flatMap((quote) => numbers(quote));
      const around = (outcome.quotes ?? []).flatMap((quote) =>
        named.flatMap((part) =>
          places(part.document, quote)
            .filter((place) => inside(part.span, place))
            .flatMap(([from, to]) => numbers(part.document.text.slice(Math.max(0, from - near), to + near))),
        ),
      );
      const check = (n, there) => {
        if (there.some((m) => Math.abs(m - n) < 1e-9)) return;
        if (numbersElsewhere[key]?.[n]) used.add(`${key}.${n}`);
        else bad.push(`${key}: ${n}`);
      };
      for (const n of numbersOf(outcome)) check(n, quoted);
      if (outcome.p !== null && outcome.p !== undefined)
        check(typeof outcome.p === 'string' ? Number(outcome.p.slice(1)) : outcome.p, around);
    }
  }
  assert.deepEqual(bad, []);
  const listed = Object.entries(numbersElsewhere).flatMap(([key, list]) => Object.keys(list).map((n) => `${key}.${n}`));
  assert.deepEqual(
    listed.filter((key) => !used.has(key)),
    [],
    'exceptions that are none',
  );
});

test('a p value with < is printed with <', { skip }, () => {
  const bad = [];
  for (const row of evidence) {
    const { named } = locate(row.locator);
    for (const [name, outcome] of outcomesOf(row)) {
      if (typeof outcome.p !== 'string' || numbersElsewhere[`${row.id}.${name}`]?.[Number(outcome.p.slice(1))])
        continue;
      const pattern = new RegExp(`p ?\\${outcome.p[0]} ?${escape(outcome.p.slice(1))}(?!\\d)`);
      if (!named.some((part) => pattern.test(textOf(part).replace(/[$\s]+/g, ' '))))
        bad.push(`${row.id}.${name}: p ${outcome.p}`);
    }
  }
  assert.deepEqual(bad, []);
});

const words = { 5: 'five' };
/** How the documents print a number of patients: "n = 58", "47 patients", "49 out of 71 patients". */
function countsPatients(n) {
  const printed = `(?:${n}${n >= 1000 ? `|${Math.floor(n / 1000)},${String(n % 1000).padStart(3, '0')}` : ''}${words[n] ? `|${words[n]}` : ''})`;
  return new RegExp(
    `\\bn ?=? ?${printed}(?![\\d.,]\\d)|(?<![\\d.,[-])${printed}(?![\\d.%]|,\\d)(?: [^\\d.;]{0,70}| \\([\\d.]+ ?%\\) | out of \\d+ (?:\\([\\d.]+ ?%\\) )?|(?: of them \\([^)]*\\) ))? ?(?:patients|participants|had|received)\\b|out of ${printed} patients`,
  );
}

test('the number of patients is printed as one where the locator says', { skip }, () => {
  const bad = [];
  for (const row of evidence) {
    if (row.n === null || patientsElsewhere[row.id]) continue;
    const { named } = locate(row.locator);
    const pattern = countsPatients(row.n);
    const found = named.some((part) => {
      const text = textOf(part).replace(/\s+/g, ' ').replace(/\$/g, '');
      const count = /Number of patients([ \d]+)/.exec(text);
      return pattern.test(text) || (part.name.includes('Table') && count && numbers(count[1]).includes(row.n));
    });
    if (!found) bad.push(`${row.id}: n ${row.n}`);
  }
  assert.deepEqual(bad, []);
});

test('every locator names sections, tables and references that exist', { skip }, () => {
  const bad = [];
  const check = (what, locator, document = null) => {
    const { named, wrong } = locate(locator, document);
    if (wrong.length) bad.push(`${what}: ${wrong.join(', ')} in "${locator}"`);
    else if (!named.length && !external.test(locator)) bad.push(`${what}: nothing named in "${locator}"`);
  };
  for (const row of evidence) check(row.id, row.locator);
  for (const conflict of conflicts) for (const reading of conflict.readings) check(conflict.id, reading.locator);
  for (const entry of definitions) check(entry.id, entry.locator);
  assert.deepEqual(bad, []);
});

/** Figures of a text that its locator's parts do not hold. */
function missing(text, locator) {
  const { named } = locate(locator);
  if (external.test(locator)) return [];
  const there = named.flatMap((part) => numbers(textOf(part)));
  // Numbers inside names (PD-1, CTLA-4, CheckMate 9DW) and in document or reference numbers are no figures.
  const figures = numbers(
    text
      .replace(/[A-Za-z][A-Za-z/()-]*\d+[A-Za-z0-9]*/g, ' ')
      .replace(
        /\b(?:documents?|references?|phase|grade|tables?|cohort|CheckMate|EVOLVE|KEYNOTE)\b[ -]\d+(?:(?:,| and| or| to) \d+)*(?:DW)?/gi,
        ' ',
      ),
  );
  return figures.filter((n) => !there.some((m) => Math.abs(m - n) < 1e-9));
}

test('every figure of a contradiction stands where the reading says', { skip }, () => {
  const bad = [];
  for (const conflict of conflicts) {
    for (const reading of conflict.readings) {
      for (const n of missing(reading.says, reading.locator)) {
        if (!workedOut[conflict.id]?.[n]) bad.push(`${conflict.id}: ${n} in "${reading.says}" (${reading.locator})`);
      }
    }
  }
  assert.deepEqual(bad, []);
});

test('every figure of a definition or statement stands where its locator says', { skip }, () => {
  const bad = [];
  for (const entry of definitions) {
    for (const n of missing(entry.text, entry.locator)) {
      if (!workedOut[entry.id]?.[n]) bad.push(`${entry.id}: ${n} in "${entry.text}" (${entry.locator})`);
    }
  }
  assert.deepEqual(bad, []);
});

const documentOfSource = Object.fromEntries(
  folder('sources')
    .filter(({ document }) => /^\d+$/.test(document ?? '') && Number(document) >= 2)
    .map(({ id, document }) => [id, document]),
);
documentOfSource.asco2024 = 'facts-2026';
/** The locator of a rule or pathway, which leaves the document to its source where it is one of the documents. */
const withDocument = ({ source, locator }) =>
  locator.startsWith('facts-2026')
    ? locator
    : `${documentOfSource[source]} ${/^(section|abstract)/.test(locator) ? '' : 'section '}${locator}`;

/** Rules, doses and labels that rest on the facts of 2026, as {id, text, source, locator}. */
const of2026 = [
  ...rules,
  ...read('labels.json'),
  ...read('options.json').flatMap((option) => option.doses.map((dose) => ({ id: `dose of ${option.id}`, ...dose }))),
  ...trials.flatMap((trial) => trial.criteria),
  ...read('considerations.json'),
].filter((entry) => entry.locator?.startsWith('facts-2026'));

test(
  'every figure of a rule from documents 002 to 004 and the facts of 2026 stands where its locator says',
  {
    skip,
  },
  () => {
    const bad = [];
    for (const rule of new Set([...rules.filter((entry) => documentOfSource[entry.source]), ...of2026])) {
      const locator = withDocument(rule);
      const { wrong } = locate(locator);
      if (wrong.length) bad.push(`${rule.id}: ${wrong.join(', ')}`);
      for (const n of missing(rule.text, locator)) {
        if (!workedOut[rule.id]?.[n]) bad.push(`${rule.id}: ${n} in "${rule.text}" (${locator})`);
      }
    }
    assert.deepEqual(bad, []);
  },
);

/** Each question and each statement of the pathways: {at, source, locator, quotes, note}. */
const spoken = pathways.flatMap((pathway) =>
  pathway.steps.flatMap((step) => {
    const at = `${pathway.id}.${step.id}`;
    const statements = (branch) =>
      (step[branch] ?? []).map((one, i) => ({ ...one, source: step.source, at: `${at}.${branch}.${i}` }));
    return [{ ...step, at }, ...statements('yes'), ...statements('no')];
  }),
);

test(
  'every quote of a pathway stands in its document, inside the narrowest section that its locator names',
  {
    skip,
  },
  () => {
    const bad = [];
    for (const item of spoken) {
      const { named, wrong } = locate(withDocument(item));
      if (wrong.length || !named.length) bad.push(`${item.at}: ${wrong.join(', ') || 'nothing named'}`);
      // Of "Sequencing, Prior Sorafenib/Lenvatinib" the second counts, which lies inside the first.
      const narrow = named.filter((part) => !named.some((other) => other !== part && inside(part.span, other.span)));
      for (const quote of item.quotes) {
        const hits = narrow.filter((part) => places(part.document, quote).some((place) => inside(part.span, place)));
        if (!hits.length) bad.push(`${item.at}: not where the locator says: ${quote}`);
      }
    }
    assert.deepEqual(bad, []);
  },
);

test('a pathway without quotes has every figure of its texts where its locator says', { skip }, () => {
  const bad = [];
  for (const item of spoken.filter((one) => one.locator.startsWith('facts-2026'))) {
    for (const n of missing(item.text, item.locator)) bad.push(`${item.at}: ${n} in "${item.text}"`);
  }
  assert.deepEqual(bad, []);
});

test(
  'a quote of a pathway keeps to the spelling of its document, but for what line breaks tore apart',
  { skip },
  () => {
    const bad = [];
    for (const item of spoken) {
      const text = documents.get(documentOfSource[item.source]).text;
      // A word that a line end broke is printed in two pieces, with or without a hyphen at the end of the first.
      const spellings = [text.replace(/\s+/g, ' '), text.replace(/\n/g, '').replace(/\s+/g, ' ')];
      for (const quote of item.quotes) {
        if (!spellings.some((spelling) => spelling.includes(quote))) bad.push(`${item.at}: ${quote}`);
      }
    }
    assert.deepEqual(bad, []);
  },
);

test('what a pathway says without a sentence of its document is said to be a reading', () => {
  const silent = spoken.filter((item) => !item.quotes.length);
  assert.ok(silent.length > 0);
  assert.deepEqual(
    silent.filter((item) => !/^This project's (reading|rule)[: ]/.test(item.note ?? '')).map((item) => item.at),
    [],
  );
});

test('every trial says where it was read, who was in it, and as of when it recruited or not', () => {
  const definitionIds = new Set(definitions.map((entry) => entry.id));
  const bad = [];
  for (const trial of trials) {
    if (!trial.criteria.length && !definitionIds.has(trial.population)) bad.push(`${trial.id}: who is in it?`);
    for (const key of ['as_of', 'source', 'locator']) {
      if (!trial.recruitment[key]) bad.push(`${trial.id}: recruitment without ${key}`);
    }
    for (const one of trial.criteria) if (!one.locator || !one.source) bad.push(`${one.id}: no locator`);
  }
  assert.deepEqual(bad, []);
});

test('every reference resolves and is used', () => {
  const bad = [];
  const byId = new Map(conflicts.map((conflict) => [conflict.id, conflict]));
  const rowIds = new Set(evidence.map((row) => row.id));
  for (const conflict of conflicts) {
    for (const id of conflict.evidence) if (!rowIds.has(id)) bad.push(`${conflict.id}: no evidence ${id}`);
  }
  for (const row of evidence) {
    for (const [name, outcome] of outcomesOf(row)) {
      if (!outcome.conflict) continue;
      const conflict = byId.get(outcome.conflict);
      if (!conflict) bad.push(`${row.id}.${name}: no conflict ${outcome.conflict}`);
      else if (!conflict.evidence.includes(row.id))
        bad.push(`${row.id}.${name}: ${outcome.conflict} does not name the row`);
    }
  }
  const sources = new Map(folder('sources').map((source) => [source.id, 0]));
  JSON.stringify(
    [
      evidence,
      conflicts,
      definitions,
      rules,
      pathways,
      ...['guidelines', 'labels', 'trials', 'options', 'considerations', 'stops', 'values'].map((name) => read(`${name}.json`)),
    ],
    (key, value) => {
      if (/^source(_best|_worst)?$/.test(key) && typeof value === 'string') {
        if (sources.has(value)) sources.set(value, sources.get(value) + 1);
        else bad.push(`no source ${value}`);
      }
      return value;
    },
  );
  const scores = new Set(read('sources/scores.json').map((source) => source.id));
  for (const [id, count] of sources) if (!count && !scores.has(id)) bad.push(`the source ${id} is used by no entry`);
  const ids = [evidence, conflicts, definitions, rules].flatMap((list) => list.map((entry) => entry.id));
  for (const list of [evidence, conflicts, definitions, rules]) {
    const seen = new Set();
    for (const { id } of list) if (seen.size === seen.add(id).size) bad.push(`${id} twice`);
  }
  assert.ok(ids.length > 0);
  assert.deepEqual(bad, []);
});
