// SPDX-License-Identifier: Apache-2.0
// Mutants of the code: one token of core/src replaced. The sources are formatted, so an operator of two operands is the one
// with a blank on both sides; what stands in comments, texts and lines of the preprocessor is left alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const exchanged = [
  [/(?<= )&&(?= )/g, ['||']],
  [/(?<= )\|\|(?= )/g, ['&&']],
  [/(?<= )==(?= )/g, ['!=']],
  [/(?<= )!=(?= )/g, ['==']],
  [/(?<= )<(?= )/g, ['<=', '>']],
  [/(?<= )<=(?= )/g, ['<', '>']],
  [/(?<= )>(?= )/g, ['>=', '<']],
  [/(?<= )>=(?= )/g, ['>', '<']],
  [/(?<= )\+(?= )/g, ['-']],
  [/(?<= )-(?= )/g, ['+']],
  [/(?<= )\*(?= )/g, ['/']],
  [/(?<= )\/(?= )/g, ['*']],
  [/(?<= )\+=(?= )/g, ['-=']],
  [/(?<= )-=(?= )/g, ['+=']],
  [/(?<= )\|=(?= )/g, ['=']],
  [/(?<= )&=(?= )/g, ['=']],
  [/(?<=[ (])!(?=[A-Za-z_(])/g, ['']],
  [/\btrue\b/g, ['false']],
  [/\bfalse\b/g, ['true']],
  [/\bkTrue\b/g, ['kFalse', 'kUnknown']],
  [/\bkFalse\b/g, ['kTrue', 'kUnknown']],
  [/\bkUnknown\b/g, ['kFalse', 'kTrue']],
  [/\bkleene_and\b/g, ['kleene_or']],
  [/\bkleene_or\b/g, ['kleene_and']],
  [/\bstd::min\b/g, ['std::max']],
  [/\bstd::max\b/g, ['std::min']],
  [/\.low\b/g, ['.high']],
  [/\.high\b/g, ['.low']],
  [/\bcontinue;/g, ['break;', ';']],
  [/\bbreak;/g, [';']],
  [
    /(?<![\w.'])\d+(\.\d+)?(?![\w.'])/g,
    [(text) => (text.includes('.') ? String(Number((Number(text) * 1.1).toPrecision(6))) : String(Number(text) + 1))],
  ],
];

/** The text with comments, texts and lines of the preprocessor blanked out, place by place. */
export function codeAlone(text) {
  const blank = (part) => part.replace(/[^\n]/g, '\u0000');
  return text
    .replace(/\/\*[^]*?\*\/|\/\/[^\n]*|R"\w*\([^]*?\)\w*"|"(?:[^"\\\n]|\\.)*"|(?<!\d)'(?:[^'\\\n]|\\.)+'/g, blank)
    .replace(/^[ \t]*#[^\n]*(?:\\\n[^\n]*)*/gm, blank);
}

/** All mutants of a source text: `{at, line, from, to}`. */
export function tokenMutants(text) {
  const code = codeAlone(text);
  const found = [];
  for (const [pattern, replacements] of exchanged) {
    for (const { 0: from, index: at } of code.matchAll(pattern)) {
      const line = text.slice(0, at).split('\n').length;
      for (const to of replacements) found.push({ at, line, from, to: typeof to === 'function' ? to(from) : to });
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.to < b.to ? -1 : 1));
}

// The compiler of the knowledge refuses or does not, in sentences; rank acceptability is a library with vectors of its own.
const leftOut = /^(knowledge\/compiler|words)\//;

/** Mutants of every source file under core/src, by room; headers too. */
export function codeMutants(folder) {
  const rooms = new Map();
  for (const entry of readdirSync(folder, { recursive: true }).sort()) {
    const path = entry.split('\\').join('/');
    if (!/\.(cpp|h)$/.test(path) || leftOut.test(path)) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    const room = path.split('/')[0];
    if (!rooms.has(room)) rooms.set(room, []);
    const lines = text.split('\n');
    for (const { at, line, from, to } of tokenMutants(text)) {
      rooms.get(room).push({
        id: `${path}:${line} @${at} '${from}' -> '${to}'`,
        kind: 'code',
        file: `core/src/${path}`,
        entry: `line ${line}`,
        what: `'${from}' -> '${to}' in: ${lines[line - 1].trim()}`,
        text: () => text.slice(0, at) + to + text.slice(at + from.length),
      });
    }
  }
  return rooms;
}
