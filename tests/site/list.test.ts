// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { listed } from "../../site/src/list";

test("a list names the first and counts the rest", () => {
  assert.equal(listed([], 2), "");
  assert.equal(listed(["a", "b"], 2), "a, b");
  assert.equal(listed(["a", "b", "c"], 2), "a, b and 1 more");
});
