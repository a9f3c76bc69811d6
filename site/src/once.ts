// SPDX-License-Identifier: Apache-2.0
/** Asks for each thing once. */
export function once<Key, Answer>(
  ask: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const answer = known.get(key) ?? ask(key);
    known.set(key, answer);
    return answer;
  };
}
