// SPDX-License-Identifier: Apache-2.0
// A patient as the fragment of an address (interop.md, D): the digit of the version, the patient's JSON deflated with that
// version's dictionary in base64url, and four check digits. Fragments are not sent to any server.
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { object, type Field, type Json } from "../entry/answer";
import { keepsText, membersOf, openPatient, treeOf } from "../entry/open";
import { dictionary1 } from "./dictionary-1";

/** A longer address is cut by mail programs and records. */
export const longestLink = 1800;
const longestFragment = 8000;
const mostBytes = 65_536; // of JSON; a link that holds more is no link of ours

const dictionary = strToU8(dictionary1);

/** CRC-16/CCITT-FALSE, four hexadecimal digits. */
function checkDigits(bytes: Uint8Array): string {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; ++bit)
      crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).padStart(4, "0");
}

const base64url = (bytes: Uint8Array): string =>
  btoa(strFromU8(bytes, true))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const fromBase64url = (text: string): Uint8Array =>
  strToU8(atob(text.replaceAll("-", "+").replaceAll("_", "/")), true);

export interface Linked {
  /** With its "#". */
  fragment: string;
  /** How many entries it holds. */
  count: number;
  /** Members that are left out: they hold text that this page cannot read, which may be anything. */
  left: string[];
}

const place = (key: string): number => {
  const at = dictionary1.indexOf(`"${key}":`);
  return at < 0 ? dictionary1.length : at;
};

/** Fields in the order of the contract, as the dictionary has it; preferences only where some are chosen. */
export function linkOf(
  patient: Json,
  preferences: object,
  fields: ReadonlyMap<string, Field>,
): Linked {
  const tree = treeOf(patient);
  const members = (tree && membersOf(tree)) ?? [];
  const { entries } = openPatient(tree!, fields);
  const isRead = (key: string): boolean => {
    const entry = entries.get(key);
    return !!entry && !keepsText(entry);
  };
  const entered = members.filter(([key]) => key !== "schema");
  const held = entered
    .filter(([key]) => isRead(key))
    .map(([key, { text, node }]): [string, Json] => [
      key,
      text.slice(node.offset, node.offset + node.length),
    ])
    .sort(([a], [b]) => place(a) - place(b));
  const text = [
    object(held),
    ...(Object.keys(preferences).length ? [JSON.stringify(preferences)] : []),
  ].join("\n");
  const bytes = strToU8(text);
  const packed = deflateSync(bytes, { level: 9, dictionary });
  return {
    fragment: `#1${base64url(packed)}${checkDigits(bytes)}`,
    count: held.length,
    left: [
      ...new Set(entered.map(([key]) => key).filter((key) => !isRead(key))),
    ],
  };
}

/** A case as the file of one, or a sentence that says why there is none. */
export function caseOf(fragment: string): { text: Json } | { refused: string } {
  const [, version = "", payload = "", digits = ""] =
    /^#(\d)([\w-]+)([\da-f]{4})$/.exec(fragment) ?? [];
  if (version && version !== "1")
    return {
      refused:
        "This link was made by a newer version of this page; this one cannot read it.",
    };
  const cut = {
    refused:
      "This link is cut or altered: nothing of it is used. Ask for it again, or for the case file.",
  };
  if (!version || fragment.length > longestFragment) return cut;
  try {
    const bytes = inflateSync(fromBase64url(payload), {
      dictionary,
      out: new Uint8Array(mostBytes),
    });
    if (checkDigits(bytes) !== digits) return cut;
    const [patient = "", preferences] = strFromU8(bytes).split("\n");
    return {
      text: object([
        ["schema", '"nextline-case/1"'],
        ["patient", patient],
        ...(preferences === undefined
          ? []
          : [["preferences", preferences] satisfies [string, Json]]),
      ]),
    };
  } catch {
    return cut;
  }
}
