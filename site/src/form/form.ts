// SPDX-License-Identifier: Apache-2.0
// The form as one thing: what is entered, what is wrong with it, and how to get to a question.
import type { FieldId, Patient } from "#fields";
import type { Issue } from "../assessment";
import { h, need } from "../dom";
import { choiceControl } from "./choice";
import type { Control } from "./control";
import { courseControl } from "./course";
import {
  capital,
  fieldLabel,
  isField,
  readFieldTexts,
  unitText,
} from "./fields";
import { numberControl } from "./number";
import { regimensControl } from "./regimens";
import { setControl } from "./set";

const pauseBeforeIssues = 1200; // ms: a number is not judged while it is being typed

interface Question {
  id: FieldId;
  root: HTMLElement;
  control: Control;
}

function controlOf(root: HTMLElement): Control {
  if (root.classList.contains("field--choice")) return choiceControl(root);
  switch (root.dataset["type"]) {
    case "set":
      return setControl(root);
    case "regimens":
    case "regimen_set":
      return regimensControl(root);
    case "course":
      return courseControl(root);
    default:
      return numberControl(root);
  }
}

export interface Entered {
  patient: Patient;
  /** The page's own sentences, in place of the core's for the same field. */
  wordings: Map<string, string>;
}

export class Form {
  /** Called after every change, with the pause that follows typing too. */
  onchange: () => void = () => {};
  private readonly questions = new Map<FieldId, Question>();
  /** The question that is being typed into; its issues wait. */
  private typing: FieldId | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: HTMLFormElement) {
    root.reset(); // what a browser restores after a reload is not an entry
    readFieldTexts(root);
    for (const element of root.querySelectorAll<HTMLElement>("[data-field]")) {
      const id = element.dataset["field"] as FieldId;
      this.questions.set(id, {
        id,
        root: element,
        control: controlOf(element),
      });
    }
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("input", (event) => this.changed(event));
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("focusout", () => this.settle());
    root.addEventListener("click", (event) => this.pressed(event));
    this.follow();
  }

  read(): Entered {
    const patient: Record<string, unknown> = {};
    const wordings = new Map<string, string>();
    for (const { id, control } of this.questions.values()) {
      const { value, wording } = control.read();
      if (value !== undefined) patient[id] = value;
      if (wording) wordings.set(id, wording);
    }
    return { patient: patient as Patient, wordings };
  }

  /** Shows this patient and nothing else; gives the keys that the form cannot hold. */
  fill(patient: Record<string, unknown>): string[] {
    const refused = Object.keys(patient).filter(
      (key) => !isField(key) && key !== "schema",
    );
    for (const { id, control } of this.questions.values()) {
      if (!control.write(patient[id] ?? undefined)) refused.push(id);
    }
    this.typing = null;
    this.follow();
    this.onchange();
    return refused;
  }

  set(id: FieldId, value: unknown): void {
    this.questions.get(id)?.control.write(value);
    this.follow();
    this.onchange();
  }

  /** Whether the question offers this unit. */
  private hasUnit(id: string, unit: string): boolean {
    const root = this.questions.get(id as FieldId)?.root;
    return !!root?.querySelector(`.unit input[value="${CSS.escape(unit)}"]`);
  }

  /** Brings a question into view and the keyboard to it. */
  reveal(id: string): void {
    const question = this.questions.get(id as FieldId);
    if (!question) return;
    question.root.hidden = false;
    for (
      let outer = question.root.parentElement;
      outer;
      outer = outer.parentElement
    ) {
      if (outer instanceof HTMLDetailsElement) outer.open = true;
    }
    question.control.target.focus({ preventScroll: true });
    question.root.scrollIntoView({ block: "center" });
  }

  /** Writes the issues beside their questions and gives those that are shown. */
  showIssues(issues: Issue[]): Issue[] {
    const shown = issues.filter((issue) => issue.field !== this.typing);
    for (const { id, root, control } of this.questions.values()) {
      const own = shown.filter((issue) => issue.field === id);
      const place = need<HTMLElement>(".field__issues", root);
      const text = own.map((issue) => issue.message).join("\n");
      if (place.dataset["shown"] === text) continue;
      place.dataset["shown"] = text;
      place.replaceChildren(...own.map((issue) => this.issue(issue)));
      const wrong = own.some((issue) => issue.severity === "error");
      root.classList.toggle("field--wrong", wrong);
      root.classList.toggle("field--asked", !wrong && own.length > 0);
      if (control.target.matches("input[type=text]")) {
        if (wrong) control.target.setAttribute("aria-invalid", "true");
        else control.target.removeAttribute("aria-invalid");
      }
    }
    return shown;
  }

  /** Marks folded questions that something waits for. */
  showAsked(asked: string[]): void {
    for (const more of this.root.querySelectorAll<HTMLDetailsElement>(
      ".group__more",
    )) {
      const wanted = [
        ...more.querySelectorAll<HTMLElement>("[data-field]"),
      ].filter((field) => asked.includes(field.dataset["field"] ?? ""));
      const names = wanted.map((field) =>
        fieldLabel(field.dataset["field"] ?? ""),
      );
      need<HTMLElement>(".group__asked", more).textContent = names.length
        ? `Asked for: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`
        : "";
    }
  }

  private issue(issue: Issue): HTMLElement {
    const unit =
      issue.code === "unit_slip"
        ? String(issue.params?.["likely_unit"] ?? "")
        : "";
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
      unit && this.hasUnit(issue.field, unit)
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
    );
  }

  private questionOf(target: EventTarget | null): Question | undefined {
    const root =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-field]")
        : null;
    return this.questions.get((root?.dataset["field"] ?? "") as FieldId);
  }

  private changed(event: Event): void {
    const question = this.questionOf(event.target);
    if (!question || !(event.target instanceof HTMLElement)) return;
    question.control.changed?.(event.target);
    const types =
      event.type === "input" && event.target.matches("input[type=text]");
    this.typing = types ? question.id : null;
    clearTimeout(this.timer);
    if (types) this.timer = setTimeout(() => this.settle(), pauseBeforeIssues);
    this.follow();
    this.onchange();
  }

  private settle(): void {
    clearTimeout(this.timer);
    if (this.typing === null) return;
    this.typing = null;
    this.onchange();
  }

  private pressed(event: Event): void {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("[data-action]")
        : null;
    const question = this.questionOf(button);
    if (!button || !question) return;
    const action = button.dataset["action"] ?? "";
    if (action === "retype") {
      question.control.retype?.(button.dataset["to"] ?? "");
      question.control.target.focus();
    } else if (!question.control.press?.(action, button)) return;
    this.follow();
    this.onchange();
  }

  // Questions that only follow from another answer.
  private follow(): void {
    for (const { root, control } of this.questions.values()) {
      const leader = root.dataset["follows"];
      if (!leader) continue;
      const answer = this.questions
        .get(leader as FieldId)
        ?.control.read().value;
      const positive = Array.isArray(answer)
        ? answer.length > 0
        : answer === true;
      root.hidden = !positive && control.read().value === undefined;
    }
  }
}
