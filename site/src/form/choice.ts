// SPDX-License-Identifier: Apache-2.0
// One answer of several: words, yes / no, or the steps of a small scale; "Unknown" is always one of them.
import { need } from "../dom";
import type { Control } from "./control";

export function choiceControl(root: HTMLElement): Control {
  const inputs = [...root.querySelectorAll<HTMLInputElement>("input")];
  const type = root.dataset["type"];
  const meaning = (text: string): unknown => {
    if (text === "") return undefined;
    if (type === "boolean") return text === "true";
    return type === "integer" ? Number(text) : text;
  };
  return {
    get target() {
      return (
        inputs.find((input) => input.checked) ??
        need<HTMLElement>("input", root)
      );
    },
    read: () => ({
      value: meaning(inputs.find((input) => input.checked)?.value ?? ""),
    }),
    write(value) {
      const found = inputs.find(
        (input) => meaning(input.value) === (value ?? undefined),
      );
      const chosen = found ?? inputs.find((input) => input.value === "");
      if (chosen) chosen.checked = true;
      return found !== undefined;
    },
  };
}
