// SPDX-License-Identifier: Apache-2.0
// Any of several words. Nothing marked is "not answered"; "None of these" says "looked for, none".
import { need } from "../dom";
import type { SetAnswer } from "../entry/answer";
import type { Control } from "./control";
import { keptItems } from "./kept";
import { membersMarked, nothingOf, without } from "./members";
import { fieldOf } from "./spec";

export function setControl(root: HTMLElement): Control {
  const boxes = [
    ...root.querySelectorAll<HTMLInputElement>("input:not([data-none])"),
  ];
  const none = need<HTMLInputElement>("input[data-none]", root);
  const state = need<HTMLElement>(".field__state", root);
  const kept = need<HTMLElement>(".field__members", root);
  let answer: SetAnswer = { kind: "set", present: [], ...nothingOf() };

  const show = (): void => {
    for (const box of boxes) box.checked = answer.present.includes(box.value);
    none.checked = answer.none;
    state.textContent = membersMarked(answer.present.length, answer);
    kept.replaceChildren(...keptItems(answer.kept));
  };
  const isAnswered = (): boolean =>
    answer.none ||
    answer.open ||
    answer.present.length + answer.absent.length + answer.kept.length > 0;

  return {
    field: fieldOf(root),
    target: boxes[0] ?? none,
    answer: () => (isAnswered() ? answer : undefined),
    show(given) {
      answer =
        given?.kind === "set"
          ? given
          : { kind: "set", present: [], ...nothingOf() };
      show();
    },
    changed(target) {
      if (!(target instanceof HTMLInputElement)) return;
      const before = answer;
      if (target === none)
        answer = {
          kind: "set",
          present: [],
          ...nothingOf(),
          none: none.checked,
        };
      else
        answer = {
          ...answer,
          none: false,
          present: boxes.filter((box) => box.checked).map((box) => box.value),
          absent: answer.absent.filter((word) => word !== target.value),
        };
      show();
      if (target === none && before.present.length + before.kept.length > 0)
        return "What was marked is taken back";
    },
    press(action, button) {
      if (action !== "remove-member") return false;
      const index = Number(button.dataset["index"]);
      answer = {
        ...answer,
        kept: without(answer.kept, index),
      };
      show();
      this.target.focus();
      return "What could not be read is removed";
    },
  };
}
