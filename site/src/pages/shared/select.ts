// SPDX-License-Identifier: Apache-2.0
import { h } from "../../dom";

/** A labelled choice whose name is a key of the address. */
export const select = (
  query: URLSearchParams,
  name: string,
  label: string,
  choices: [value: string, text: string][],
): Node =>
  h(
    "label",
    {},
    label,
    h(
      "select",
      { name, autocomplete: "off" },
      choices.map(([value, text]) =>
        h(
          "option",
          { value, selected: (query.get(name) ?? "") === value },
          text,
        ),
      ),
    ),
  );
