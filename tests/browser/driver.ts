// SPDX-License-Identifier: Apache-2.0
// The page as a person uses it, without a word about which browser: open, enter, read, go offline. What a
// browser has to be able to do is `Engine`; engine-playwright.ts is one, others may follow.

import type { PageId } from "../../site/src/router";

export interface Engine {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  offline(on: boolean): Promise<void>;
  /** Clicks the first element that matches. */
  click(selector: string): Promise<void>;
  /** Replaces what a text field holds, key by key. */
  type(selector: string, text: string): Promise<void>;
  /** Chooses an option of a select. */
  select(selector: string, value: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Chooses a file of this text. */
  file(selector: string, name: string, text: string): Promise<void>;
  /** Waits until an element matches and is visible. */
  see(selector: string): Promise<void>;
  visible(selector: string): Promise<boolean>;
  /** Rendered text of everything that matches. */
  texts(selector: string): Promise<string[]>;
  attribute(selector: string, name: string): Promise<string | null>;
  /** Value of a text field. */
  value(selector: string): Promise<string>;
  /** Evaluates an expression in the page. */
  run<Result>(expression: string): Promise<Result>;
}

/** A word, "?" for others not looked for, "!word" for one that is absent, or an event with what it says of itself. */
export type Member =
  string | { event: string; grade?: number; status?: string };

export type Entry =
  | number
  | string
  | boolean
  | Member[]
  | { value: number | string; unit: string };

/** A patient as a person would enter it: field id to answer; numbers may be text ("1,4"). */
export type Entries = Record<string, Entry>;

export class NextlinePage {
  constructor(
    readonly engine: Engine,
    readonly address: string,
  ) {}

  async open(): Promise<void> {
    await this.engine.open(this.address);
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.engine.reload();
    await this.ready();
  }

  /** Until the core answers. */
  async ready(): Promise<void> {
    await this.engine.see("html[data-core=ready]");
  }

  /** Until everything is kept for use without a network, and loaded where there is a patient. */
  async kept(): Promise<void> {
    await this.engine.see(
      "html[data-kept]:is([data-empty=true], [data-complete])",
    );
  }

  /**
   * Until the page has taken what was done last. A change is worked out after the next frame, however late that comes on
   * a busy machine; until then everything on the page, "current" marks too, is of the entries before. Frames and what waits
   * for them keep their order: what is asked for after the change comes after it.
   */
  async settled(): Promise<void> {
    await this.engine.run(
      "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))",
    );
  }

  async offline(on = true): Promise<void> {
    await this.engine.offline(on);
  }

  /** Enters answers one after the other, by clicking and typing. */
  async enter(entries: Entries): Promise<void> {
    for (const [field, entry] of Object.entries(entries))
      await this.answer(field, entry);
    await this.settled();
  }

  /**
   * The patient is there, as from a case file: for tests of what comes after the entry. Whole answers only; what is
   * half typed, in doubt or graded is entered.
   */
  async given(patient: Entries): Promise<void> {
    await this.opened(JSON.stringify({ schema: "patient/1", ...patient }));
  }

  /** A file of this text is opened; the page says that it is. */
  async opened(text: string, name = "case.json"): Promise<void> {
    // What an earlier file left there says nothing of this one.
    await this.engine.run("document.querySelector('#status').textContent = ''");
    await this.engine.file("#open-file", name, text);
    // Asked where entries would make way for it.
    await this.engine.see("#status:not(:empty), #file-dialog");
    if (await this.engine.visible("#file-dialog"))
      await this.engine.click("#file-dialog [value=open]");
    await this.engine.see("#status:not(:empty)");
    const said = (await this.engine.texts("#status")).join();
    if (!said.includes("Opened")) throw new Error(said);
    await this.settled();
  }

  /** The same, and all that the page has to say of it: results of studies, how sure the order is, what would change it. */
  async givenWhole(patient: Entries): Promise<void> {
    await this.given(patient);
    await this.ranked();
    await this.engine.see("html[data-complete]");
    await this.engine.see("#what-would-change .panel__line");
  }

  /** On a small screen the answer lies over the entries: shows the one in which the first match stands. */
  private async reach(selector: string): Promise<void> {
    if (!(await this.engine.visible("#bar"))) return;
    const open = await this.engine.run<boolean>(
      "document.documentElement.hasAttribute('data-answer')",
    );
    const below = await this.engine.run<boolean>(
      `!!document.querySelector(${JSON.stringify(selector)})?.closest("#results")`,
    );
    if (below !== open) await this.engine.click("#bar");
    await this.engine.see(
      below ? "html[data-answer]" : "html:not([data-answer])",
    );
  }

  /** Until the options stand beside each other on the screen. */
  async ranked(): Promise<void> {
    await this.engine.see("html[data-empty=false]");
    await this.reach("#results");
    await this.engine.see("#comparison");
  }

  /** The entries, where the answer lies over them. */
  entries(): Promise<void> {
    return this.reach("#entries");
  }

  /** Opens a part of the answer that is one line. */
  async section(id: string): Promise<void> {
    const fold = `#${id} > .panel__fold`;
    await this.reach("#results");
    await this.engine.see(fold);
    if ((await this.engine.attribute(fold, "open")) === null)
      await this.engine.click(`${fold} > summary`);
    await this.engine.see(`${fold}[open] > .panel__body > *`); // it is filled after it is open
  }

  /** Opens a group of the comparison: "others", "needing" or "excluded". */
  async group(key: string): Promise<void> {
    const group = `.compare-group[data-key^=${key}]`;
    await this.reach("#results");
    if ((await this.engine.attribute(group, "open")) === null)
      await this.engine.click(`${group} > summary`);
    await this.engine.see(`${group}[open] .compare__row`);
  }

  /** Shows an option whole. */
  async choose(id: string): Promise<void> {
    await this.ranked();
    if (!(await this.engine.visible(`#option-${id}`)))
      await this.engine.click(`#row-${id} .compare__button`);
    await this.engine.see(`#option-${id}`);
  }

  async answer(field: string, entry: Entry): Promise<void> {
    await this.entries();
    const root = `#field-${field}`;
    await this.unfold(field);
    const type = await this.engine.attribute(root, "data-type");
    if (type === "regimens" || type === "regimen_set") {
      const regimens = entry as string[];
      if (!regimens.length) await this.engine.click(`${root} [data-none]`);
      for (const regimen of regimens)
        await this.engine.select(`${root} select`, regimen);
    } else if (Array.isArray(entry)) {
      const yes = `${root} [data-action=any][aria-expanded=false]`;
      if (entry.length && (await this.engine.visible(yes)))
        await this.engine.click(yes);
      if (!entry.length) await this.engine.click(`${root} [data-none]`);
      if (entry.includes("?")) await this.engine.click(`${root} [data-open]`);
      for (const member of entry) await this.mark(root, member, entry);
    } else if (typeof entry === "object") {
      if (await this.engine.visible(`${root} .units`))
        await this.unit(field, entry.unit);
      await this.engine.type(`${root} .field__input`, String(entry.value));
    } else if (await this.engine.visible(`${root} .field__input`)) {
      await this.engine.type(`${root} .field__input`, String(entry));
    } else {
      const answer = `${root} input[value="${String(entry)}"]`;
      if (!(await this.engine.visible(answer)))
        await this.engine.click(`${root} [data-action=more]`);
      await this.engine.click(answer);
    }
  }

  private async mark(
    root: string,
    member: Member,
    all: Member[],
  ): Promise<void> {
    if (member === "?") return;
    if (typeof member === "string" && member.startsWith("!"))
      return this.engine.click(`${root} [data-absent="${member.slice(1)}"]`);
    const own = typeof member === "string" ? { event: member } : member;
    const events = all
      .filter((other) => typeof other !== "string" || /^\w/.test(other))
      .map((other) => (typeof other === "string" ? other : other.event));
    const index = all.filter((other) => other !== "?").indexOf(member);
    const first = events.indexOf(own.event);
    await this.engine.click(
      first < index
        ? `${root} .event[data-index="${first}"] [data-action=add-event]`
        : `${root} .choices input[value="${own.event}"]`,
    );
    for (const part of ["grade", "status"] as const) {
      const value = "grade" in own || "status" in own ? own[part] : undefined;
      if (value !== undefined)
        await this.engine.select(
          `${root} .event[data-index="${index}"] [data-part=${part}]`,
          String(value),
        );
    }
  }

  /** Switches the unit of a laboratory value. */
  async unit(field: string, unit: string): Promise<void> {
    await this.engine.click(`#field-${field} .unit input[value="${unit}"]`);
  }

  /** Opens the fold in which a question stands. */
  async unfold(field: string): Promise<void> {
    const there = (selector: string): Promise<boolean> =>
      this.engine.run<boolean>(
        `!!document.querySelector(${JSON.stringify(selector)})`,
      );
    // What is folded is put into the page when it is opened.
    const fold = (await there(`#field-${field}`))
      ? `details:not([open]):has(#field-${field})`
      : ".group__more:not([open])";
    if (await there(fold)) await this.engine.click(`${fold} > summary`);
    const swept = `[data-folded]:has(#field-${field}) [data-unfold]`;
    if (await there(swept)) await this.engine.click(swept);
  }

  /** What stands in a text field. */
  typed(field: string): Promise<string> {
    return this.engine.value(`#field-${field} .field__input`);
  }

  /** What is said beside a question. */
  issues(field: string): Promise<string[]> {
    return this.engine.texts(`#field-${field} .field__issue`);
  }

  /** Links of the summary of what needs a second look. */
  problems(): Promise<string[]> {
    return this.engine.texts("#error-summary a");
  }

  /** Follows the link to a page beside the patient. */
  async page(id: PageId): Promise<void> {
    const link = `.pages a[href="./${id}.html"]`;
    await this.entries();
    if (!(await this.engine.visible(link))) await this.engine.click(".menu");
    await this.engine.click(link);
    await this.engine.see(`html[data-page=${id}] #page h1`);
  }

  /** "Child-Pugh A6 · ALBI 2a · ..." */
  async patientLine(): Promise<string> {
    return (await this.engine.attribute("#patient-line", "data-summary")) ?? "";
  }

  /** "A6" of child_pugh. */
  async score(id: string): Promise<string> {
    return (
      (await this.engine.texts(`[data-score=${id}] .score__value`))[0] ?? ""
    );
  }

  /** Names of the options that are shown first, in order. */
  firstOptions(): Promise<string[]> {
    return this.engine.texts("#comparison > .compare .compare__button");
  }

  /** Headings of the results, in order. */
  headings(): Promise<string[]> {
    return this.engine.texts("#results-panels .panel__title");
  }

  async press(
    button:
      | "copy"
      | "copy-full"
      | "print"
      | "save"
      | "link"
      | "example"
      | "clear"
      | "undo",
  ): Promise<void> {
    await this.reach(`[data-action=${button}]`);
    await this.engine.click(`[data-action=${button}]`);
    await this.settled();
  }
}

/** After atezolizumab-bevacizumab: progression at many sites, good liver function. */
export const afterAtezolizumabBevacizumab: Entries = {
  prior_therapies: ["atezolizumab_bevacizumab"],
  stop_reason: "progression",
  months_to_progression: 7,
  immune_adverse_events: [],
  vegf_adverse_events: [],
  ecog: 1,
  bilirubin: { value: 1.1, unit: "mg/dL" },
  albumin: { value: 3.9, unit: "g/dL" },
  inr: 1.1,
  ascites: "none",
  encephalopathy: "none",
  progressing_lesions: 8,
  progressing_organs: 2,
  other_sites_controlled: false,
  locally_treatable: false,
  progression_sites: ["intrahepatic_growth", "new_extrahepatic"],
  extrahepatic_spread: true,
  afp: { value: 120, unit: "ng/mL" },
  varices: "none",
  comorbidities: [],
  hbv_status: "negative",
  weight: 72,
  proteinuria: "none",
};

/** The typical patient by which entry and answer are measured. */
export const typical: Entries = {
  age: 67,
  sex: "male",
  weight: 72,
  prior_therapies: ["atezolizumab_bevacizumab"],
  stop_reason: "progression",
  months_to_progression: 7,
  best_response: "sd",
  immune_adverse_events: [],
  vegf_adverse_events: [],
  ecog: 1,
  bilirubin: { value: 1.4, unit: "mg/dL" },
  albumin: { value: 34, unit: "g/L" },
  inr: 1.2,
  platelets: 110,
  creatinine: { value: 1, unit: "mg/dL" },
  afp: 650,
  ast: 48,
  alt: 40,
  hemoglobin: { value: 12.6, unit: "g/dL" },
  ascites: "none",
  encephalopathy: "none",
  progressing_lesions: 7,
  progressing_organs: 2,
  progression_sites: ["new_extrahepatic"],
  extrahepatic_spread: true,
  other_sites_controlled: false,
  locally_treatable: false,
  portal_vein_invasion: "none",
  varices: "low_risk_or_treated",
  hbv_status: "negative",
  comorbidities: [],
};
