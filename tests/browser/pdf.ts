// SPDX-License-Identifier: Apache-2.0
// How much text stands on the sheets of a PDF as Chromium prints it.
import { inflateSync } from "node:zlib";

export interface Sheet {
  /** Runs of text. */
  texts: number;
}

export function sheets(pdf: Buffer): Sheet[] {
  const text = pdf.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of text.matchAll(
    /(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g,
  ))
    objects.set(id!, body!);
  const stream = (id: string): string => {
    const body = objects.get(id) ?? "";
    // By its length: its last byte may be one that ends a line.
    const begin = /stream\r?\n/.exec(body);
    const length = Number(/\/Length (\d+)/.exec(body)?.[1]);
    const from = begin ? begin.index + begin[0].length : body.length;
    const raw = body.slice(from, from + length);
    const bytes = Buffer.from(raw, "latin1");
    return /FlateDecode/.test(body)
      ? inflateSync(bytes).toString("latin1")
      : raw;
  };
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b/.test(body))
    .map((body) => {
      const content = [
        .../\/Contents (\[[^\]]*\]|\d+ 0 R)/
          .exec(body)![1]!
          .matchAll(/(\d+) 0 R/g),
      ]
        .map(([, id]) => stream(id!))
        .join("\n");
      return { texts: (content.match(/T[jJ]\b/g) ?? []).length };
    });
}
