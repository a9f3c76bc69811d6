// SPDX-License-Identifier: Apache-2.0
// One answer of several: words, yes / no, or the steps of a small scale; "Unknown" is always one of them.
import { need } from "../dom";
import type { Control } from "./control";
import { showAll } from "./keys";
import { fieldOf } from "./spec";

export function choiceControl(root: HTMLElement): Control {
  const choices = need<HTMLElement>(".choices", root);
  const inputs = [...root.querySelectorAll<HTMLInputElement>("input")];
  const json = ({ value }: HTMLInputElement): string =>
    root.dataset["type"] === "enum" && value ? JSON.stringify(value) : value;
  const checked = (): HTMLInputElement | undefined =>
    inputs.find((input) => input.checked);
  return {
    field: fieldOf(root),
    get target() {
      return checked() ?? need<HTMLElement>("input", root);
    },
    answer() {
      const input = checked();
      return input?.value ? { kind: "choice", json: json(input) } : undefined;
    },
    show(answer) {
      const wanted = answer?.kind === "choice" ? answer.json : "";
      const found = inputs.find((input) => json(input) === wanted);
      if (!found) return;
      found.checked = true;
      if (found.closest("[hidden]")) showAll(choices);
    },
    press(action) {
      if (action === "more") showAll(choices)?.focus();
      return false; // nothing is answered by it
    },
  };
}
