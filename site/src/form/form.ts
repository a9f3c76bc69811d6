// SPDX-License-Identifier: Apache-2.0
// The form as one thing: what is entered, what is wrong with it, and how to get to a question.
import type { FieldId } from "#fields";
import type { Issue } from "#outputs";
import { h, need } from "../dom";
import { listed } from "../list";
import { pause } from "../loading/pause";
import { once } from "../once";
import {
  object,
  read,
  type Answer,
  type Entry,
  type Field,
  type Json,
  type SetAnswer,
} from "../entry/answer";
import { plainAnswer, type Plain } from "../entry/plain";
import { edited, quantityOf } from "../entry/quantity";
import { choiceControl } from "./choice";
import type { Control } from "./control";
import { courseControl } from "./course";
import { capital, fieldLabel, readFieldTexts, unitText } from "./fields";
import { keptItem, keptItems } from "./kept";
import { firstChip, rove, walk } from "./keys";
import { numberControl } from "./number";
import { regimensControl } from "./regimens";
import { setControl } from "./set";
import { dress, fieldOf, kindOf } from "./spec";

const pauseBeforeIssues = 1200; // ms: a number is not judged while it is being typed

/** Most questions of a patient are never touched: what works one is made when it is first wanted. */
class Question {
  /** Texts of a case that the question cannot show; they go to the core as they are. */
  kept: Json[] = [];
  /** The answer before whatever happens next. */
  last: Answer | undefined;
  /** The issues that stand beside it, as text. */
  issues = "";
  private made: Control | null = null;
  private isDressed = false;

  /** `place`: puts it where it belongs in the page. */
  constructor(
    readonly id: FieldId,
    readonly root: HTMLElement,
    private readonly place: () => void,
    private readonly shownUnit: (id: string) => string | undefined,
  ) {}

  get control(): Control {
    if (!this.root.isConnected) this.place();
    this.dress();
    return (this.made ??= controlOf(this.root, this.shownUnit));
  }

  get answer(): Answer | undefined {
    return this.made?.answer();
  }

  /** An answer as it goes to the core. */
  json(answer: Answer | undefined): Json | undefined {
    return answer && read(answer, this.control.field).json;
  }

  /** Shows this answer and nothing else: no unit either that was chosen for one that never came. */
  show(answer: Answer | undefined): void {
    if (answer || this.made) this.control.show(answer);
  }

  /** Before it can be seen. */
  dress(): void {
    if (this.isDressed) return;
    this.isDressed = true;
    dress(this.root);
    for (const among of this.root.querySelectorAll(".choices"))
      rove(firstChip(among));
  }
}

const questionsIn = (place: ParentNode): HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>("[data-field]"),
];

function controlOf(
  root: HTMLElement,
  shownUnit: (id: string) => string | undefined,
): Control {
  switch (kindOf(root)) {
    case "choice":
      return choiceControl(root);
    case "set":
      return setControl(root);
    case "regimens":
      return regimensControl(root);
    case "course":
      return courseControl(root, shownUnit);
    default:
      return numberControl(root);
  }
}

export interface Entered {
  /** The patient as JSON, for the core and for the case file. */
  patient: Json;
  isEmpty: boolean;
  /** The page's own sentences, in place of the core's for the same field. */
  wordings: Map<string, string>;
}

/** What the form shows: an entry for each question, and members of which no question knows. */
export interface Entries {
  entries: ReadonlyMap<string, Entry>;
  others: [string, Json][];
}

export class Form {
  /** Called after every change, with the pause that follows typing too. */
  onchange: () => void = () => {};
  /** Something was taken away, with the way back; null: what was offered before is out of date. */
  onundo: (what: string | null, back: () => void) => void = () => {};
  private readonly questions = new Map<FieldId, Question>();
  private others: [string, Json][] = [];
  private readonly othersPlace = need<HTMLElement>("#kept");
  private readonly folded = need<HTMLTemplateElement>(".group__more template");
  /** The question that is being typed into; its issues wait. */
  private typing: FieldId | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the core would like to know, by its last answer. */
  private missing: ReadonlySet<string> = new Set();
  /** A button of the mouse, or a finger, is down. */
  private pressing = false;

  constructor(private readonly root: HTMLFormElement) {
    root.inert = false; // what is typed before the script is there would be lost
    root.reset(); // what a browser restores after a reload is not an entry
    const shown = questionsIn(root);
    const folded = questionsIn(this.folded.content);
    readFieldTexts([...shown, ...folded]);
    const unpack = (): void => this.unpack();
    for (const element of [...shown, ...folded]) {
      const id = element.dataset["field"] as FieldId;
      this.questions.set(id, new Question(id, element, unpack, this.unitOf));
    }
    void this.dressLater(shown);
    const fold = need<HTMLDetailsElement>(".group__more", root);
    if (fold.open) unpack(); // before the script was there
    need("summary", fold).addEventListener("click", unpack);
    fold.addEventListener("toggle", unpack); // opened by other means
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("input", (event) => this.changed(event));
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("keydown", (event) => {
      const question = this.questionOf(event.target);
      question?.control.keyed?.(event.key);
      if (event.key === "?" && question) {
        event.preventDefault();
        showHint(question.root);
      } else walk(event);
    });
    root.addEventListener("focusin", (event) => rove(event.target));
    root.addEventListener("focusout", (event) => {
      this.questionOf(event.target)?.control.left?.();
      this.settle();
    });
    // What comes up when a field is left would move what is being pressed from under the finger.
    document.addEventListener(
      "pointerdown",
      () => (this.pressing = true),
      true,
    );
    for (const end of ["pointerup", "pointercancel"])
      document.addEventListener(
        end,
        () => {
          this.pressing = false;
          setTimeout(() => this.leftByPress()); // after the click
        },
        true,
      );
    root.addEventListener("click", (event) => this.pressed(event));
    this.othersPlace.addEventListener("click", (event) =>
      this.removeOther(event),
    );
    this.follow();
  }

  /** A few a task: no finger is as quick, and what is wanted before is dressed then. */
  private async dressLater(questions: HTMLElement[]): Promise<void> {
    for (let from = 0; from < questions.length; from += 4) {
      await pause();
      this.dress(questions.slice(from, from + 4));
    }
  }

  private dress(questions: HTMLElement[]): void {
    for (const { dataset } of questions)
      this.questions.get(dataset["field"] as FieldId)?.dress();
  }

  /** Puts the folded questions in their place. Until then no browser lays them out or goes over them for what it might fill in. */
  private unpack(): void {
    const { folded } = this;
    if (!folded.isConnected) return;
    const questions = questionsIn(folded.content);
    folded.replaceWith(folded.content);
    this.dress(questions);
  }

  /** What can be asked and answered here. */
  readonly fields = once<void, ReadonlyMap<string, Field>>(
    () =>
      new Map([...this.questions].map(([id, { root }]) => [id, fieldOf(root)])),
  );

  /** The unit in which a question for a number shows it, and takes it. */
  readonly unitOf = (id: string): string | undefined =>
    this.questions.get(id as FieldId)?.control.unit?.();

  read(): Entered {
    const members: [string, Json][] = [];
    const wordings = new Map<string, string>();
    for (const question of this.questions.values()) {
      const { id, kept, answer } = question;
      for (const json of kept) members.push([id, json]);
      if (kept.length || !answer) continue;
      const { json, wording } = read(answer, question.control.field);
      if (json !== undefined) members.push([id, json]);
      if (wording) wordings.set(id, wording);
    }
    members.push(...this.others);
    return { patient: object(members), isEmpty: !members.length, wordings };
  }

  /** Shows these entries and nothing else. */
  fill(entries: Entries): void {
    this.backFromSi = [];
    for (const [section] of this.swept()) section.dataset["folded"] = "";
    this.show(entries, () => true);
  }

  /** `isNew`: of a question whether it is shown anew; what is not keeps its unit. */
  private show(
    { entries, others }: Entries,
    isNew: (question: Question, answer: Answer | undefined) => boolean,
  ): void {
    for (const question of this.questions.values()) {
      const { answer, kept = [] } = entries.get(question.id) ?? {};
      if (isNew(question, answer)) question.show(answer);
      question.kept = kept;
      this.showKept(question);
      if (kept.length) this.unfold(question);
    }
    this.others = others;
    this.showOthers();
    this.typing = null;
    this.done();
  }

  clear(): void {
    this.fill({ entries: new Map(), others: [] });
  }

  /** Shows what the page itself has to enter, and nothing else. */
  fillPlain(patient: Record<string, Plain>): void {
    const entries = Object.entries(patient).map(
      ([id, value]): [string, Entry] => [id, this.plain(id, value)],
    );
    this.fill({ entries: new Map(entries), others: [] });
  }

  /** Answers one question; "none" of a set in which something is marked closes it: no others. */
  set(id: string, value: Plain): void {
    const { answer } = this.plain(id, value);
    const last = this.questions.get(id as FieldId)?.last;
    const isNone = answer?.kind === "set" && answer.none;
    this.put(id, isNone && last?.kind === "set" ? closed(last) : answer);
  }

  /** Answers a question for a number as if it had been typed there, in the unit that stands there. */
  typeIn(id: string, text: string): void {
    const control = this.questions.get(id as FieldId)?.control;
    if (control?.field.kind !== "number") return;
    const nothing = quantityOf(undefined, control.field);
    const unit = control.unit?.() ?? nothing.unit;
    const { typed } = edited({ ...nothing, unit }, text);
    this.put(id, text.trim() ? typed : undefined);
  }

  /** From the answer, not from the question itself; what stood there can be brought back. */
  private put(id: string, answer: Answer | undefined): void {
    const question = this.questions.get(id as FieldId);
    if (!question) return;
    const back = this.remember();
    const had = question.last;
    question.show(answer);
    this.took(
      question,
      had && `${fieldLabel(id)}: what was entered is replaced`,
      back,
    );
  }

  private plain(id: string, value: Plain): Entry {
    const field = this.questions.get(id as FieldId)?.control.field;
    return { answer: field && plainAnswer(value, field), kept: [] };
  }

  /** A way back to what the form shows now. */
  remember(): () => void {
    const shown = this.entries();
    return () =>
      this.show(shown, (question, answer) => answer !== question.last);
  }

  private entries(): Entries {
    const entries = new Map<string, Entry>();
    for (const { id, last, kept } of this.questions.values())
      entries.set(id, { answer: last, kept });
    return { entries, others: this.others };
  }

  /** After every change of what is entered or shown; what was taken away can be brought back until another entry is changed. */
  private done(): void {
    let isChanged = false;
    for (const question of this.questions.values()) {
      const { last, answer } = question;
      isChanged ||=
        last !== answer && question.json(last) !== question.json(answer);
      question.last = answer;
    }
    this.follow();
    if (isChanged) this.onundo(null, () => {});
    this.onchange();
  }

  private showKept({ root, kept }: Question): void {
    for (const item of root.querySelectorAll(".field__kept")) item.remove();
    if (kept.length)
      need(".field__issues", root).after(
        h("div", { class: "field__kept" }, keptItems(kept, "remove-kept")),
      );
  }

  private showOthers(): void {
    this.othersPlace.hidden = !this.others.length;
    need<HTMLElement>("div", this.othersPlace).replaceChildren(
      ...this.others.map(([key, json], index) =>
        keptItem(json, "remove-other", index, key),
      ),
    );
  }

  private removeOther({ target }: Event): void {
    const button =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-action=remove-other]")
        : null;
    if (!button) return;
    const back = this.remember();
    const index = Number(button.dataset["index"]);
    const [name = ""] = this.others[index] ?? [];
    this.others = this.others.filter((_, other) => other !== index);
    this.showOthers();
    this.done();
    this.onundo(`${name} is removed from the case`, back);
  }

  /** The unit of the question that is meant by this id or name: the core says "lb" where the question has "[lb_av]". */
  private offered(id: string, name: string): string | undefined {
    const field = this.questions.get(id as FieldId)?.control.field;
    if (field?.kind !== "number" || field.units.length < 2) return undefined;
    return field.units
      .map((unit) => unit.id)
      .find((unit) => unit === name || unitText(unit) === name);
  }

  /** Whether saying that the number is right answers the issue. */
  private canConfirm({ code, field, severity }: Issue): boolean {
    const own = this.questions.get(field as FieldId);
    return (
      severity === "warning" &&
      (code === "unit_slip" || code === "implausible_value") &&
      own?.answer?.kind === "number"
    );
  }

  /** Brings a question into view and the keyboard to it. */
  reveal(id: string): void {
    const question = this.questions.get(id as FieldId);
    if (!question) return;
    this.unfold(question);
    question.control.target.focus({ preventScroll: true });
    question.root.scrollIntoView({ block: "center" });
  }

  private unfold({ root }: Question): void {
    if (!root.isConnected) this.unpack();
    for (
      let outer: HTMLElement | null = root;
      outer && outer !== this.root;
      outer = outer.parentElement
    ) {
      outer.hidden = false;
      delete outer.dataset["folded"];
      if (outer instanceof HTMLDetailsElement) outer.open = true;
    }
  }

  /** The issues that stand beside their questions now. */
  shown: Issue[] = [];

  /** Writes the issues beside their questions and gives those that are shown. */
  showIssues(issues: Issue[]): Issue[] {
    const shown = issues.filter((issue) => issue.field !== this.typing);
    for (const question of this.questions.values()) {
      const { id, root } = question;
      const own = shown.filter((issue) => issue.field === id);
      const text = own.map((issue) => issue.message).join("\n");
      if (question.issues === text) continue;
      question.issues = text;
      const { control } = question;
      const place = need<HTMLElement>(".field__issues", root);
      const wrong = own.some((issue) => issue.severity === "error");
      place.replaceChildren(...own.map((issue) => this.issue(issue, wrong)));
      root.classList.toggle("field--wrong", wrong);
      root.classList.toggle("field--asked", !wrong && own.length > 0);
      if (control.target.matches("input[type=text]")) {
        if (wrong) control.target.setAttribute("aria-invalid", "true");
        else control.target.removeAttribute("aria-invalid");
      }
    }
    this.shown = shown;
    return shown;
  }

  /** The core has said what it would like to know: questions about a therapy come up where its class was given. */
  showMissing(missing: string[]): void {
    this.missing = new Set(missing);
    this.follow();
  }

  /** Marks the fold where something waits for a question in it, and where one in it is answered: it counts, unseen. */
  showAsked(asked: string[]): void {
    const more = need<HTMLElement>(".group__more", this.root);
    const inside = [...this.questions.values()].filter(
      ({ root }) => !root.isConnected || more.contains(root),
    );
    const say = (place: string, what: string, questions: Question[]): void => {
      const names = questions.map(({ id }) => fieldLabel(id));
      const text = names.length ? `${what}: ${listed(names, 3)}` : "";
      const line = need<HTMLElement>(place, more);
      // Most keys leave it as it is; written anew it would be laid out anew.
      if (line.textContent !== text) line.textContent = text;
    };
    say(
      ".group__asked",
      "Asked for",
      inside.filter(({ id }) => asked.includes(id)),
    );
    say(
      ".group__answered",
      "Answered",
      inside.filter(({ answer, kept }) => answer || kept.length),
    );
  }

  /** `wrong`: the field has an error, which no saying makes right. */
  private issue(issue: Issue, wrong: boolean): HTMLElement {
    const unit =
      issue.code === "unit_slip"
        ? this.offered(issue.field, String(issue.params?.["likely_unit"] ?? ""))
        : undefined;
    // The label stands above it already.
    const label = `${fieldLabel(issue.field)}: `;
    const message = issue.message.startsWith(label)
      ? capital(issue.message.slice(label.length))
      : issue.message;
    return h(
      "p",
      { class: "field__issue", "data-severity": issue.severity },
      h(
        "span",
        { class: "visually-hidden" },
        issue.severity === "error" ? "Error: " : "Check: ",
      ),
      message,
      unit
        ? [
            " ",
            h(
              "button",
              {
                type: "button",
                class: "link",
                "data-action": "retype",
                "data-to": unit,
              },
              `It is in ${unitText(unit)}`,
            ),
          ]
        : null,
      !wrong && this.canConfirm(issue)
        ? [
            " ",
            h(
              "button",
              { type: "button", class: "link", "data-action": "confirm-value" },
              "It is right as it stands",
            ),
          ]
        : null,
    );
  }

  private questionOf(target: EventTarget | null): Question | undefined {
    const root =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-field]")
        : null;
    return this.questions.get((root?.dataset["field"] ?? "") as FieldId);
  }

  /** What shows each value again in the unit in which it stood before all were shown in SI units. */
  private backFromSi: (() => void)[] = [];

  /** All laboratory values in SI units, or as usual; what has an SI unit as its usual one is not concerned. */
  private useUnits(system: string): void {
    const isSi = (unit: string): boolean => unit.endsWith("/L");
    const back = this.backFromSi;
    this.backFromSi = [];
    if (system !== "si" && back.length) {
      for (const restore of back) restore();
      return this.done();
    }
    const ways: (() => void)[] = [];
    let answered = 0;
    let moved = 0;
    for (const [id, field] of this.fields()) {
      if (field.kind !== "number") continue;
      const [usual, ...others] = field.units;
      const si = others.find((unit) => isSi(unit.id));
      if (!usual || isSi(usual.id) || !si) continue;
      const question = this.questions.get(id as FieldId)!;
      const { control } = question;
      const before = control.unit?.();
      const way = control.use?.(system === "si" ? si.id : usual.id);
      if (way) ways.push(way);
      const isSameNumber = si.mul === usual.mul && si.div === usual.div;
      if (!question.answer || isSameNumber) continue;
      ++answered;
      if (control.unit?.() !== before) ++moved;
    }
    // Where every number was one of SI units already, "as usual" is a wish and no way back.
    if (system === "si" && (moved || !answered)) this.backFromSi = ways;
    this.done();
  }

  private changed(event: Event): void {
    if (
      event.target instanceof HTMLInputElement &&
      event.target.name === "units"
    ) {
      if (event.type === "change") this.useUnits(event.target.value);
      return;
    }
    const question = this.questionOf(event.target);
    if (!question || !(event.target instanceof HTMLElement)) return;
    // A box, a choice and a list tell of one change twice.
    const types = event.target.matches("input:is([type=text], [type=date])");
    if (types !== (event.type === "input")) return;
    const back = this.remember();
    const gone = question.control.changed?.(event.target);
    this.typing = types ? question.id : null;
    clearTimeout(this.timer);
    if (types) this.timer = setTimeout(() => this.settle(), pauseBeforeIssues);
    this.took(question, gone || undefined, back);
  }

  /** An answer stands in place of what came with a case and could not be read. */
  private took(
    question: Question,
    gone: string | undefined,
    back: () => void,
  ): void {
    const replaced = question.kept.length > 0 && question.answer;
    if (replaced) {
      question.kept = [];
      this.showKept(question);
    }
    this.done();
    const what = replaced
      ? `${fieldLabel(question.id)}: what came with the case is replaced`
      : gone;
    if (what) this.onundo(what, back);
  }

  /** The field that was typed into has been left by a press that has ended. */
  private leftByPress(): void {
    const typing = this.typing && this.questions.get(this.typing)?.root;
    if (!typing) return;
    if (!typing.contains(document.activeElement)) this.settle();
    else this.timer = setTimeout(() => this.settle(), pauseBeforeIssues);
  }

  private settle(): void {
    clearTimeout(this.timer);
    if (this.typing === null || this.pressing) return; // leftByPress() follows
    this.typing = null;
    this.onchange();
  }

  /** The sections that are swept in one go, with their questions. */
  private readonly swept = once<void, [HTMLElement, Question[]][]>(() =>
    [...this.root.querySelectorAll<HTMLElement>(".group:has(> .sweep)")].map(
      (section) => [
        section,
        questionsIn(section).map(({ dataset }) =>
          this.questions.get(dataset["field"] as FieldId)!,
        ),
      ],
    ),
  );

  private sweptBy(button: HTMLElement): Question[] {
    const own = this.swept().find(([section]) => section.contains(button));
    return own?.[1] ?? [];
  }

  /** A section that is swept shows its questions once one has another answer than none, and says what is answered with none. */
  private followSweeps(): void {
    for (const [section, questions] of this.swept()) {
      const isOther = (question: Question): boolean =>
        question.kept.length > 0 || isPositive(question) || isPartial(question);
      const other = questions.find(isOther);
      if (other) this.unfold(other);
      const none = questions.filter(
        (question) => question.answer && !isOther(question),
      );
      const all = none.length === questions.length;
      const names = none.map(({ id }) => fieldLabel(id)).join(", ");
      const text = all ? "none of these" : names && `none, of: ${names}`;
      const line = need(":scope > .sweep__said", section);
      const said = text && `Entered: ${text}`;
      if (line.textContent !== said) line.textContent = said;
    }
  }

  /** Answers with "none" what is still open in a section whose questions all ask for something to beware of. */
  private sweep(button: HTMLElement): void {
    const back = this.remember();
    const open = this.sweptBy(button).filter(
      (question) =>
        !question.kept.length && (!question.answer || isPartial(question)),
    );
    for (const question of open) {
      const { id, control, answer } = question;
      const none = control.field.kind === "set" ? [] : "none";
      question.show(
        answer?.kind === "set" ? closed(answer) : this.plain(id, none).answer,
      );
    }
    this.done();
    if (open.length)
      this.onundo(
        `Entered as none: ${open.map(({ id }) => fieldLabel(id)).join(", ")}`,
        back,
      );
  }

  private pressed(event: Event): void {
    const swept =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("[data-sweep], [data-unfold]")
        : null;
    if (swept?.matches("[data-sweep]")) return this.sweep(swept);
    if (swept) {
      const [first] = this.sweptBy(swept);
      if (!first) return;
      this.unfold(first);
      return first.control.target.focus();
    }
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("[data-action]")
        : null;
    const question = this.questionOf(button);
    if (!button || !question) return;
    const action = button.dataset["action"] ?? "";
    if (action === "hint") return showHint(question.root);
    const back = this.remember();
    let gone: boolean | string | undefined = true;
    if (action === "retype") {
      question.control.retype?.(button.dataset["to"] ?? "");
      question.control.target.focus();
    } else if (action === "remove-kept") {
      const index = Number(button.dataset["index"]);
      question.kept = question.kept.filter((_, other) => other !== index);
      this.showKept(question);
      question.control.target.focus();
      gone = `${fieldLabel(question.id)}: what could not be read is removed`;
    } else gone = question.control.press?.(action, button);
    if (!gone) return;
    this.took(question, gone === true ? undefined : gone, back);
  }

  // Questions that only follow from another answer, and sections that have no other.
  private follow(): void {
    const sections = new Set<HTMLElement>();
    for (const { id, root, answer, kept } of this.questions.values()) {
      const leading = this.questions.get(root.dataset["follows"] as FieldId);
      if (!leading) continue;
      const isAsked = isPositive(leading) || this.asksOf(leading, id);
      root.hidden = !isAsked && !answer && !kept.length;
      const section = root.closest("section");
      if (section) sections.add(section);
    }
    for (const section of sections)
      section.hidden = !section.querySelector("[data-field]:not([hidden])");
    this.followSweeps();
  }

  /** Which therapy leads to which question is the core's to say. */
  private asksOf({ root, answer, kept }: Question, id: FieldId): boolean {
    return (
      kindOf(root) === "regimens" &&
      (kept.length > 0 || answer !== undefined) &&
      this.missing.has(id)
    );
  }
}

/** Shows what a question means, or hides it: by its button, and by "?" in any of its parts. */
function showHint(root: HTMLElement): void {
  const hint = root.querySelector<HTMLElement>(":scope > .field__hint");
  if (hint) hint.hidden = !hint.hidden;
}

/** Whether a set says of some members only that they are absent, or leaves others open: less than none of them. */
const isPartial = ({ answer }: Question): boolean =>
  answer?.kind === "set" && (answer.open || answer.absent.length > 0);

/** What is marked in a set, and no others. */
const closed = (answer: SetAnswer): SetAnswer => ({
  ...answer,
  absent: [],
  open: false,
  none: answer.present.length + answer.kept.length === 0,
});

/** Whether there is something: a member, a yes, or a word that is not the first of its kind, which says none. */
function isPositive(question: Question): boolean {
  const { answer } = question;
  switch (answer?.kind) {
    case "set":
      return answer.present.length + answer.kept.length > 0;
    case "choice": {
      const { field } = question.control;
      return field.kind === "choice" && answer.json.startsWith('"')
        ? answer.json !== field.answers[0]
        : answer.json === "true";
    }
    default:
      return false;
  }
}
