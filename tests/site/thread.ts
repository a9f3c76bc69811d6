// SPDX-License-Identifier: Apache-2.0
// A thread of Node as the page's Worker is one: a real thread that runs, hangs, breaks down and is ended.
import { Worker as Thread } from "node:worker_threads";

type Listener = (event: { data: unknown }) => void;

export class NodeWorker {
  readonly thread: Thread;
  ended = false;

  /** `body` is run with `post` and may set `onjob`. */
  constructor(body: string) {
    this.thread = new Thread(
      `const { parentPort } = require("node:worker_threads");
       const post = (message) => parentPort.postMessage(message);
       let onmessage = () => {};
       parentPort.on("message", (message) => onmessage(message));
       ${body}`,
      { eval: true },
    );
    this.thread.on("error", () => {});
  }

  addEventListener(kind: string, listener: Listener): void {
    this.thread.on(kind, (data: unknown) => listener({ data }));
  }

  postMessage(message: unknown): void {
    this.thread.postMessage(message);
  }

  terminate(): void {
    this.ended = true;
    void this.thread.terminate();
  }
}
