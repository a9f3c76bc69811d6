// SPDX-License-Identifier: Apache-2.0
/** Between two pieces of work, so that a key or a tap comes in. */
export const pause = (): Promise<void> =>
  new Promise((done) => setTimeout(() => done()));
