// SPDX-License-Identifier: Apache-2.0
// What an engine can be asked by a script in the page, alike in each: what stands there, is seen, can be read.
import type { Engine } from "../browser/driver";

const patience = 120_000; // ms; the first visit to a busy machine takes its time

const first = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})`;

/** Takes up room and is not hidden. */
const shown = (selector: string): string => `(() => {
  const element = ${first(selector)};
  if (!element || getComputedStyle(element).visibility !== "visible") return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
})()`;

/**
 * Where a hand would touch it, in the middle of it or of its label: a place that stands still and has nothing else over it. What
 * is not in view is brought there.
 */
const touchable = (selector: string): string => `(async () => {
  const element = ${first(selector)};
  const labels = [...(element?.labels ?? [])];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const middle = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  for (const one of [element, ...labels]) {
    if (!one) continue;
    const before = middle(one);
    await frame();
    const [x, y] = middle(one);
    if (before[0] !== x || before[1] !== y) continue;
    const hit = document.elementFromPoint(x, y);
    if (hit && [element, ...labels].some((mine) => mine.contains(hit))) return [x, y];
  }
  (labels[0] ?? element)?.scrollIntoView({ block: "center", behavior: "instant" });
  return null;
})()`;

/** Waits until it comes true; a page on its way to the next has no answer yet. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const end = Date.now() + patience;
  let last: unknown = null;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
      last = null;
    } catch (reason) {
      last = reason;
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(
    `Not within ${patience / 1000} s: ${what}${last ? ` (${String(last)})` : ""}`,
  );
}

export abstract class Scripted implements Engine {
  /** `network` takes the server away or brings it back: no emulation, the page finds nobody. */
  constructor(private readonly network: (there: boolean) => Promise<void>) {}

  abstract open(address: string): Promise<void>;
  abstract reload(): Promise<void>;
  abstract press(key: string): Promise<void>;
  abstract select(selector: string, value: string): Promise<void>;
  abstract run<Result>(expression: string): Promise<Result>;
  protected abstract touch(x: number, y: number): Promise<void>;
  protected abstract keys(text: string): Promise<void>;
  protected abstract choose(selector: string, path: string): Promise<void>;
  protected abstract written(name: string, text: string): string;

  offline(on: boolean): Promise<void> {
    return this.network(!on);
  }

  async click(selector: string): Promise<void> {
    await this.see(selector);
    let at: [number, number] | null = null;
    await until(`${selector} can be touched`, async () => {
      at = await this.run<[number, number] | null>(touchable(selector));
      return at !== null;
    });
    await this.touch(...at!);
  }

  async type(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.press("Control+a");
    await this.press("Backspace");
    await this.keys(text);
  }

  async file(selector: string, name: string, text: string): Promise<void> {
    await this.there(selector);
    await this.choose(selector, this.written(name, text));
  }

  private there(selector: string): Promise<void> {
    return until(`${selector} is there`, () =>
      this.run<boolean>(`!!${first(selector)}`),
    );
  }

  see(selector: string): Promise<void> {
    return until(`${selector} is seen`, () => this.visible(selector));
  }

  visible(selector: string): Promise<boolean> {
    return this.run(shown(selector));
  }

  texts(selector: string): Promise<string[]> {
    return this.run(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ innerText }) => innerText.trim())`,
    );
  }

  async attribute(selector: string, name: string): Promise<string | null> {
    await this.there(selector);
    return this.run(`${first(selector)}.getAttribute(${JSON.stringify(name)})`);
  }

  async value(selector: string): Promise<string> {
    await this.there(selector);
    return this.run(`${first(selector)}.value`);
  }
}
