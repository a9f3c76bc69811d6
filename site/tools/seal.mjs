// SPDX-License-Identifier: Apache-2.0
// A script that holds its own hash: of all its text but the hash.
import { createHash } from "node:crypto";

export const integrityOf = (bytes) =>
  `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

/** Stands where the hash of the script itself will be. */
export const unsealed = "hash of this script";

/** The script with its hash wherever `was` stands. */
export function sealed(script, was = unsealed) {
  const parts = script.split(was);
  if (parts.length < 2) throw new Error("the script holds no hash of itself");
  return parts.join(integrityOf(parts.join("")));
}
