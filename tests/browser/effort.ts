// SPDX-License-Identifier: Apache-2.0
// What an entry costs whoever makes it: taps, keys and flicks as a person would make them, and the time that a
// keystroke-level model gives them.
import type { Locator, Page } from "@playwright/test";

export interface Effort {
  /** Touches of the screen, among them those that bring the keyboard up. */
  taps: number;
  /** Keys of what is typed. */
  keys: number;
  /** Keys that go from field to field. */
  moves: number;
  /** Pushes of the page by most of a screen. */
  flicks: number;
  /** Questions that have to be thought about. */
  decisions: number;
}

export const none = (): Effort => ({
  taps: 0,
  keys: 0,
  moves: 0,
  flicks: 0,
  decisions: 0,
});

/** Seconds: 1.1 a tap, 0.28 a key, 1.35 a decision, 0.6 a flick (page.md). */
export const seconds = (effort: Effort): number =>
  1.1 * effort.taps +
  0.28 * (effort.keys + effort.moves) +
  1.35 * effort.decisions +
  0.6 * effort.flicks;

/** A thumb on a phone: what is not on the screen has to be brought there first. */
export class Thumb {
  readonly effort = none();

  constructor(private readonly page: Page) {}

  /** Flicks until the whole of it is on the screen, between the bars. */
  private async reach(what: Locator): Promise<void> {
    for (let flicks = 0; flicks < 40; ++flicks) {
      // The bar and what lies in it is always there.
      const away = await what.evaluate((element) => {
        const label = element.closest("label") ?? element;
        const { top, bottom } = label.getBoundingClientRect();
        if (element.closest("#bar")) return 0;
        const bar = document.querySelector("#bar")?.getBoundingClientRect();
        const head = document
          .querySelector(".top")
          ?.getBoundingClientRect().bottom;
        const end = bar?.height ? bar.top : innerHeight;
        return top < Math.max(0, head ?? 0) ? -1 : bottom > end ? 1 : 0;
      });
      if (!away) return;
      ++this.effort.flicks;
      await this.page.evaluate(
        (by) => scrollBy({ top: by, behavior: "instant" }),
        away * 0.75 * this.page.viewportSize()!.height,
      );
    }
    throw new Error("never comes on the screen");
  }

  async tap(selector: string): Promise<void> {
    const what = this.page.locator(selector).first();
    await this.reach(what);
    await what.click();
    ++this.effort.taps;
  }

  /** A number into a field; with a tap into it, or by "Next" on the keyboard from the field before. */
  async type(field: string, text: string, next = false): Promise<void> {
    const input = this.page.locator(`#field-${field} .field__input`);
    if (next) {
      await this.page.keyboard.press("Enter");
      if (!(await input.evaluate((own) => own === document.activeElement)))
        throw new Error(`"Next" does not lead to ${field}`);
    } else await this.tap(`#field-${field} .field__input`);
    await this.page.keyboard.type(text);
    this.effort.keys += text.length;
  }

  decide(): void {
    ++this.effort.decisions;
  }
}

/** Hands on a keyboard, no mouse. */
export class Keyboard {
  readonly effort = none();

  constructor(private readonly page: Page) {}

  decide(): void {
    ++this.effort.decisions;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    ++this.effort.moves;
  }

  /** From stop to stop until the keyboard is on it, or on the answers beside it. */
  async go(
    selector: string,
    by: "Tab" | "Enter" | "ArrowRight",
    beside = false,
  ): Promise<void> {
    for (let stops = 0; stops < 60; ++stops) {
      const there = await this.page.evaluate(
        ([wanted, near]) => {
          const own = document.activeElement;
          const element = document.querySelector(String(wanted));
          const among = element?.closest(".choices");
          return (
            element === own ||
            (!!near && !!among && own?.closest(".choices") === among)
          );
        },
        [selector, beside],
      );
      if (there) return;
      await this.press(by);
    }
    throw new Error(`no way to ${selector} by ${by}`);
  }

  /** One of the answers that stand beside each other: Tab to the first, arrows to it. */
  async among(selector: string): Promise<void> {
    await this.go(selector, "Tab", true);
    await this.go(selector, "ArrowRight");
  }

  /** An answer by its first letter. */
  async choose(field: string, letter: string): Promise<void> {
    this.decide();
    await this.go(`#field-${field} .choices input`, "Tab", true);
    await this.press(letter);
  }

  async type(field: string, text: string, inGrid = false): Promise<void> {
    if (!inGrid) this.decide();
    const input = `#field-${field} .field__input`;
    const inside = await this.page.evaluate(
      () => !!document.activeElement?.matches(".field--number .field__input"),
    );
    await this.go(input, inGrid && inside ? "Enter" : "Tab");
    await this.page.keyboard.type(text);
    this.effort.keys += text.length;
  }
}
