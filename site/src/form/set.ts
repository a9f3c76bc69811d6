// SPDX-License-Identifier: Apache-2.0
// Any of several words. Nothing marked is "not answered"; "None of these" says "looked for, none"; "Others not looked for"
// leaves open what is neither marked nor said to be absent. Events have a grade and a state of their own.
import { h, need } from "../dom";
import type { SetAnswer, SetField } from "../entry/answer";
import type { Control } from "./control";
import { wordText } from "./fields";
import { keptItems } from "./kept";
import { replaced, without } from "./members";
import { fieldOf } from "./spec";

const nothing: SetAnswer = {
  kind: "set",
  present: [],
  absent: [],
  open: false,
  kept: [],
  none: false,
};

export function setControl(root: HTMLElement): Control {
  const id = root.dataset["field"] ?? "";
  const field = fieldOf(root) as SetField;
  const boxes = [
    ...root.querySelectorAll<HTMLInputElement>(".choices input[value]"),
  ].filter(({ value }) => value);
  const none = need<HTMLInputElement>("input[data-none]", root);
  const open = root.querySelector<HTMLInputElement>("input[data-open]");
  const state = need<HTMLElement>(".field__state", root);
  const members = need<HTMLElement>(".field__members", root);
  const row = root.querySelector<HTMLTemplateElement>("template");
  /** Events are listed when there are any. */
  const any = root.querySelector<HTMLButtonElement>("[data-action=any]");
  const list = root.querySelector<HTMLElement>("[data-words]");
  let isListed = false;
  let answer = nothing;

  const has = (word: string): boolean =>
    answer.present.some((member) => member.word === word);

  /** One row an event: what it says of itself. */
  const rows = (): Node[] =>
    answer.present.map(({ word, grade, state }, index) => {
      const copy = row?.content.cloneNode(true) as DocumentFragment;
      const name = wordText(word, id);
      need<HTMLElement>(".event", copy).dataset["index"] = String(index);
      need<HTMLElement>(".event__name", copy).textContent = name;
      for (const select of copy.querySelectorAll("select")) {
        const part = select.dataset["part"] ?? "";
        select.value = String((part === "grade" ? grade : state) ?? "");
        select.setAttribute("aria-label", `${name}: ${part}`);
      }
      return copy;
    });

  /** Of an open set: what was looked for and is absent. */
  const absences = (): Node[] =>
    boxes
      .filter(({ value }) => !has(value))
      .map(({ value }) =>
        h(
          "label",
          { class: "choice choice--absent" },
          h("input", {
            type: "checkbox",
            "data-absent": value,
            checked: answer.absent.includes(value),
          }),
          h("span", {}, `No: ${wordText(value, id)}`),
        ),
      );

  const isMarked = ({ present, absent, open, kept }: SetAnswer): boolean =>
    open || present.length + absent.length + kept.length > 0;

  const unfold = (): void => {
    if (!any || !list) return;
    isListed = !answer.none && (isListed || isMarked(answer));
    list.hidden = !isListed;
    any.setAttribute("aria-expanded", String(isListed));
  };

  const show = (): void => {
    unfold();
    for (const box of boxes) box.checked = has(box.value);
    none.checked = answer.none;
    if (open) open.checked = answer.open;
    say();
    members.replaceChildren(
      ...(row ? rows() : []),
      ...(answer.open || answer.absent.length
        ? [h("div", { class: "choices" }, absences())]
        : []),
      ...keptItems(answer.kept),
    );
  };

  const say = (): void => {
    const { present, absent, kept } = answer;
    const parts = [
      present.length ? `${present.length} marked` : "",
      absent.length ? `${absent.length} absent` : "",
      kept.length ? `${kept.length} not read` : "",
      answer.open ? "others open" : "",
    ].filter(Boolean);
    // "Yes" alone says nothing that the core could use.
    const nothingYet = isListed ? "not answered until one is marked" : "";
    state.textContent = parts.join(", ") || (answer.none ? "none" : nothingYet);
  };

  /** What a tap or a choice in a row makes of the answer. */
  const after = (target: HTMLElement): SetAnswer => {
    const { value } = target as HTMLInputElement;
    const { checked, dataset } = target as HTMLInputElement;
    if (target === none) return { ...nothing, none: checked };
    const rest = { ...answer, none: false };
    if (target === open) return { ...rest, open: checked };
    if (dataset["absent"] !== undefined) {
      const word = dataset["absent"];
      const others = answer.absent.filter((other) => other !== word);
      return { ...rest, absent: checked ? [...others, word] : others };
    }
    const part = dataset["part"];
    if (part) {
      const index = Number(
        target.closest<HTMLElement>(".event")?.dataset["index"],
      );
      const member = answer.present[index];
      if (!member) return answer;
      const own =
        part === "grade"
          ? { grade: value ? Number(value) : undefined }
          : { state: value || undefined };
      return {
        ...rest,
        present: replaced(answer.present, index, { ...member, ...own }),
      };
    }
    return {
      ...rest,
      present: checked
        ? [...answer.present, { word: value }]
        : answer.present.filter(({ word }) => word !== value),
      absent: answer.absent.filter((word) => word !== value),
    };
  };

  return {
    field,
    get target() {
      return list?.hidden ? none : (boxes[0] ?? none);
    },
    answer: () => (answer.none || isMarked(answer) ? answer : undefined),
    show(given) {
      answer = given?.kind === "set" ? given : nothing;
      isListed = false;
      show();
    },
    changed(target) {
      const before = answer;
      answer = after(target);
      // A row that is being answered stays as it is, with the keyboard in it.
      if (target.dataset["part"] || target.dataset["absent"]) say();
      else show();
      const lost = before.present.length + before.kept.length;
      if (target === none && lost) return "What was marked is taken back";
      // A word alone is one tap away; what an event said of itself is not.
      const gone = before.present.filter(
        (member) => !answer.present.some(({ word }) => word === member.word),
      );
      const [first] = gone;
      if (first && (gone.length > 1 || first.grade || first.state))
        return `${wordText(first.word, id)} is taken back`;
    },
    press(action, button) {
      if (action === "any") {
        if (answer.none) answer = nothing;
        isListed = !isListed || isMarked(answer);
        show();
        if (isListed) boxes[0]?.focus();
        return true;
      }
      if (action === "add-event") {
        const index = Number(
          button.closest<HTMLElement>(".event")?.dataset["index"],
        );
        const { word = "" } = answer.present[index] ?? {};
        answer = { ...answer, present: [...answer.present, { word }] };
        show();
        members
          .querySelector<HTMLElement>(".event:last-of-type select")
          ?.focus();
        return true;
      }
      if (action === "remove-member") {
        const index = Number(button.dataset["index"]);
        answer = { ...answer, kept: without(answer.kept, index) };
        show();
        this.target.focus();
        return "What could not be read is removed";
      }
      return false;
    },
  };
}
