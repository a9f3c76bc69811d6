// SPDX-License-Identifier: Apache-2.0
// The way to a worker, over real threads: jobs wait for their turn, and every job ends.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { NotLoaded } from "../../site/src/loading/lazy";
import { Bridge, Stopped } from "../../site/src/robustness/bridge";
import { NodeWorker } from "./thread";

// What a worker can do with a job, by its first word: answer in so many parts, say that it cannot, break down, hang, or
// answer for another job.
const obedient = `
  let stopped = 0;
  onmessage = async ({ number, job, stop }) => {
    if (stop) return (stopped = number);
    const [order, amount] = job.split(" ");
    if (order === "hang") return;
    if (order === "break") throw new Error("broken");
    if (order === "fail") return post({ number, failed: "It could not be worked out." });
    if (order === "stray") post({ number: number - 1, part: "of another job" });
    for (let part = 1; part <= Number(amount); ++part) {
      await new Promise((go) => setTimeout(go, 2));
      if (stopped === number) break;
      post({ number, part: job + ": " + part });
    }
    post({ number, done: true });
  };`;

const threads: NodeWorker[] = [];
after(() => threads.forEach((one) => one.terminate()));

function startThread(body = obedient): NodeWorker {
  const worker = new NodeWorker(body);
  threads.push(worker);
  return worker;
}

// Long enough for a thread to start on a loaded machine; the tests that wait for its end run beside each other.
const patience = 10_000;

/** A bridge, the threads it has started, and a job whose parts are kept. */
function bridge(
  start: () => Promise<NodeWorker> = async () => startThread(),
  waits = 60_000,
) {
  const started: NodeWorker[] = [];
  const way = new Bridge<string, string>(
    async () => {
      const worker = await start();
      started.push(worker);
      return worker as unknown as Worker;
    },
    waits,
    "The comparison",
  );
  const run = (job: string, signal = new AbortController().signal) => {
    const parts: string[] = [];
    const end = way
      .run(job, (part) => void parts.push(part), signal)
      .then(
        () => "done",
        (reason: Error) =>
          reason instanceof Stopped
            ? "stopped"
            : reason instanceof NotLoaded
              ? reason.message
              : `unexpected: ${reason.message}`,
      );
    return { parts, end };
  };
  return { started, run };
}

test("a job is done with all its parts, and the worker is kept for the next", async () => {
  const { started, run } = bridge();
  const first = run("count 3");
  assert.equal(await first.end, "done");
  assert.deepEqual(first.parts, ["count 3: 1", "count 3: 2", "count 3: 3"]);
  assert.equal(await run("count 1").end, "done");
  assert.equal(started.length, 1);
});

test("jobs wait for their turn and get only their own parts", async () => {
  const { run } = bridge();
  const jobs = [3, 1, 2].map((parts) => run(`count ${parts}`));
  assert.deepEqual(await Promise.all(jobs.map(({ end }) => end)), [
    "done",
    "done",
    "done",
  ]);
  assert.deepEqual(
    jobs.map(({ parts }) => parts.length),
    [3, 1, 2],
  );
  const stray = run("stray 1");
  assert.equal(await stray.end, "done");
  assert.deepEqual(stray.parts, ["stray 1: 1"]);
});

test("a job that waits is stopped without having begun", async () => {
  const { run } = bridge();
  const stop = new AbortController();
  const first = run("count 5");
  const second = run("count 2", stop.signal);
  stop.abort();
  assert.equal(await second.end, "stopped");
  assert.equal(await first.end, "done");
  assert.deepEqual(second.parts, []);
});

test("a job that runs is stopped at once, gets no further part, and the next one follows on the same worker", async () => {
  const { started, run } = bridge();
  const stop = new AbortController();
  const first = run("count 500", stop.signal);
  while (!first.parts.length) await sleep(1);
  const known = first.parts.length;
  stop.abort();
  assert.equal(await first.end, "stopped");
  const next = run("count 1");
  assert.equal(await next.end, "done");
  assert.equal(first.parts.length, known);
  assert.equal(started.length, 1);
});

test("a job that was stopped before it was given never runs", async () => {
  const { started, run } = bridge();
  const one = run("count 1", AbortSignal.abort());
  assert.equal(await one.end, "stopped");
  assert.deepEqual(one.parts, []);
  assert.equal(started.length, 0);
});

test("a job that is stopped while its worker starts is not given to it", async () => {
  const told: unknown[] = [];
  const { run } = bridge(async () => {
    await sleep(20);
    const worker = startThread();
    const { postMessage } = worker;
    worker.postMessage = (message) => {
      told.push(message);
      postMessage.call(worker, message);
    };
    return worker;
  });
  const stop = new AbortController();
  const first = run("count 3", stop.signal);
  await sleep(5);
  stop.abort();
  assert.equal(await first.end, "stopped");
  assert.equal(await run("count 1").end, "done");
  assert.deepEqual(told, [{ number: 2, job: "count 1" }]);
});

test("a worker that breaks down is said so, and the next job starts another", async () => {
  const { started, run } = bridge();
  const broken = run("break");
  const next = run("count 1");
  assert.equal(await broken.end, "The comparison broke down.");
  assert.equal(await next.end, "done");
  assert.equal(started.length, 2);
  assert.ok(started[0]?.ended);
});

describe("patience", { concurrency: true }, () => {
  test("a worker that says nothing any more is ended, and the next job starts another", async () => {
    const { started, run } = bridge(undefined, patience);
    const silent = run("hang");
    const next = run("count 1");
    assert.equal(await silent.end, "The comparison gave no answer.");
    assert.equal(await next.end, "done");
    assert.equal(started.length, 2);
    assert.ok(started[0]?.ended);
  });

  test("a job that is stopped and goes on hanging keeps the next one only as long as patience", async () => {
    const { started, run } = bridge(undefined, patience);
    const stop = new AbortController();
    const hanging = run("hang", stop.signal);
    await sleep(100);
    stop.abort();
    assert.equal(await hanging.end, "stopped");
    assert.equal(await run("count 1").end, "done");
    assert.equal(started.length, 2);
  });

  test("patience begins anew with each part", async () => {
    const ready = startThread(`onmessage = async ({ number }) => {
      for (let part = 1; part <= 3; ++part) {
        await new Promise((go) => setTimeout(go, ${patience * 0.4}));
        post({ number, part: String(part) });
      }
      post({ number, done: true });
    };`);
    await once(ready.thread, "online");
    const { run } = bridge(async () => ready, patience);
    assert.equal(await run("slowly").end, "done");
  });

  test("a start that never ends is a job that ends", async () => {
    let attempts = 0;
    const { run } = bridge(
      () =>
        ++attempts === 1
          ? new Promise(() => {})
          : Promise.resolve(startThread()),
      patience,
    );
    assert.equal(await run("count 1").end, "The comparison gave no answer.");
    assert.equal(await run("count 1").end, "done");
  });

  test("a worker that comes after patience has ended is ended, and is not given a job", async () => {
    let late: NodeWorker | null = null;
    let attempts = 0;
    const { run } = bridge(async () => {
      if (++attempts > 1) return startThread();
      await sleep(patience + 200);
      return (late = startThread());
    }, patience);
    const first = run("count 1");
    assert.equal(await first.end, "The comparison gave no answer.");
    assert.equal(await run("count 1").end, "done");
    await sleep(400);
    assert.ok((late as NodeWorker | null)?.ended);
    assert.deepEqual(first.parts, []);
  });

  test("what an ended worker still says does not touch the one that follows", async () => {
    // It hears nothing for longer than patience, then breaks down while the next one works.
    const { started, run } = bridge(
      async () =>
        startThread(
          started.length
            ? obedient
            : `onmessage = () => setTimeout(() => { throw new Error("late"); }, ${patience + 150});`,
        ),
      patience,
    );
    const silent = run("anything");
    await silent.end;
    // Not ended in this test, so that it can still speak.
    const next = run("count 200");
    started[0]?.thread.emit("error", new Error("late"));
    assert.equal(await next.end, "done");
    assert.equal(next.parts.length, 200);
  });
});

test("a start that fails is said in its own sentence, or in the bridge's, and is tried again", async () => {
  const reasons = [
    new NotLoaded("It is not kept on this device."),
    new Error("x"),
  ];
  const { run } = bridge(async () => {
    const reason = reasons.shift();
    if (reason) throw reason;
    return startThread();
  });
  assert.equal(await run("count 1").end, "It is not kept on this device.");
  assert.equal(
    await run("count 1").end,
    "The comparison did not start in this browser.",
  );
  assert.equal(await run("count 1").end, "done");
});

test("to stop a job whose start fails leaves nothing behind", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const { run } = bridge(async () => {
    await sleep(10);
    throw new Error("no");
  });
  const stop = new AbortController();
  const one = run("count 1", stop.signal);
  stop.abort();
  assert.equal(await one.end, "stopped");
  await sleep(40);
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
});

test("a job that the worker refuses is rejected with the worker's sentence, and the worker goes on", async () => {
  const { started, run } = bridge();
  assert.equal(await run("fail").end, "It could not be worked out.");
  assert.equal(await run("count 1").end, "done");
  assert.equal(started.length, 1);
});

test("any jobs, some of which are stopped at any time, all end, in one way each, and leave the way free", async () => {
  const job = fc.record({
    order: fc.constantFrom("count 1", "count 4", "fail", "break"),
    stopAfter: fc.option(fc.integer({ min: 0, max: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { maxLength: 6 }), async (jobs) => {
      const { run } = bridge();
      const ends = jobs.map(async ({ order, stopAfter }) => {
        const stop = new AbortController();
        const { end, parts } = run(order, stop.signal);
        if (stopAfter !== null) {
          await sleep(stopAfter);
          stop.abort();
        }
        const said = await end;
        if (said === "done") assert.equal(`count ${parts.length}`, order);
        return said;
      });
      const allowed = {
        "count 1": "done",
        "count 4": "done",
        fail: "It could not be worked out.",
        break: "The comparison broke down.",
      };
      for (const [index, said] of (await Promise.all(ends)).entries()) {
        const { order, stopAfter } = jobs[index] as (typeof jobs)[number];
        if (said !== allowed[order as keyof typeof allowed])
          assert.ok(said === "stopped" && stopAfter !== null, said);
      }
      // Whatever came before, the way is free again.
      assert.equal(await run("count 1").end, "done");
    }),
    { numRuns: 20, seed: 20261128 },
  );
});
