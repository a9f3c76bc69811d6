// SPDX-License-Identifier: Apache-2.0
// What stands on the sheets of a PDF as Chromium prints it: how much text, and the colours that fill.
import { inflateSync } from "node:zlib";

export interface Sheet {
  /** Runs of text. */
  texts: number;
  /** Lightness 0 to 1 of the largest filled rectangle; 1 where there is none. */
  ground: number;
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
    const raw = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body)?.[1] ?? "";
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
      let colour = 0;
      let area = 0;
      let ground = 1;
      for (const [, red, green, blue, , , width, height] of content.matchAll(
        /([\d.]+) ([\d.]+) ([\d.]+) rg|(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re\nf/g,
      )) {
        if (red !== undefined)
          colour = (Number(red) + Number(green) + Number(blue)) / 3;
        else if (Math.abs(Number(width) * Number(height)) > area) {
          area = Math.abs(Number(width) * Number(height));
          ground = colour;
        }
      }
      return { texts: (content.match(/T[jJ]\b/g) ?? []).length, ground };
    });
}
