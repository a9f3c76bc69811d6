// SPDX-License-Identifier: Apache-2.0
// Plain values that the page itself enters (the example, a confirmed assumption) as answers; what comes from outside is read
// by open.ts.
import type { Answer, Field } from "./answer";

export type Plain =
  | string
  | number
  | boolean
  | null
  | (string | number | null)[]
  | { value: number; unit: string };

/** The answer to a question of this kind. */
export function plainAnswer(value: Plain, field: Field): Answer | undefined {
  const list = Array.isArray(value) ? value.map(String) : [];
  switch (field.kind) {
    case "choice":
      return { kind: "choice", json: JSON.stringify(value) };
    case "number": {
      const { value: number, unit } =
        typeof value === "object" && value !== null && "value" in value
          ? value
          : { value, unit: null };
      return {
        kind: "number",
        text: String(number),
        unit,
        exact: true,
        confirmed: false,
      };
    }
    case "set":
      return {
        kind: "set",
        present: list.map((word) => ({ word })),
        absent: [],
        open: false,
        kept: [],
        none: !list.length,
      };
    case "regimens":
      return {
        kind: "regimens",
        lines: list.map((id) => ({ id })),
        none: !list.length,
      };
    case "course":
      return undefined;
  }
}
