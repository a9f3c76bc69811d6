// SPDX-License-Identifier: Apache-2.0
// Reads a table of many patients beside the page, piece by piece, through the core: nothing of it is kept here. The page sends
// the module first, then jobs (robustness/bridge.ts).
import createRecords, { type Records, type Table } from "#records";
import type { FromWorker, ToWorker } from "../../robustness/bridge";

/** How the table is to be read. */
export interface Reading {
  map: string;
  missing: string[];
  keepAll: boolean;
  all: boolean;
}

export type TableJob = { version: string } & (
  | { kind: "plan"; file: Blob; reading: Reading }
  | { kind: "run"; file: Blob; reading: Reading }
  | { kind: "patient"; file: Blob; reading: Reading; row: number }
  | { kind: "cells"; csv: Blob }
);

/** What came out since the last word, and the counts of all that has. */
export interface Progress {
  output: Blob;
  errors: Blob;
  /** Of the file as it lies on the device. */
  bytes: number;
  rows: number;
  withErrors: number;
  unreadable: number;
  /** "cohort-summary/1" of these rows. */
  summary: string;
  seconds: number;
}

export type FromTable =
  | { kind: "plan"; plan: string; error: string; preview: string }
  | ({ kind: "progress" } & Progress)
  | { kind: "refused"; error: string }
  | { kind: "patient"; patient: string }
  | { kind: "cells"; cells: string };

const pieceSize = 256 * 1024; // some two thousand rows
const between = 400; // ms between two words about the same run

let core: Promise<Records> | null = null;
let stopped = 0;

const post = (message: FromWorker<FromTable>): void =>
  self.postMessage(message);

/** A file that cannot be read to its end; its message is for the reader. */
class Unreadable extends Error {}

const isPacked = async (file: Blob): Promise<boolean> => {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return head[0] === 0x1f && head[1] === 0x8b;
};

/** The bytes of the file, unpacked where it is a gzip; `taken` is told how many of the file's own have been used. */
async function* pieces(
  file: Blob,
  taken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const packed = await isPacked(file);
  if (packed && typeof DecompressionStream !== "function")
    throw new Unreadable(
      "The file is packed (gzip), which this browser cannot unpack: unpack it first.",
    );
  if (!packed) {
    for (let at = 0; at < file.size; at += pieceSize) {
      const piece = await file
        .slice(at, at + pieceSize)
        .arrayBuffer()
        .catch(() => {
          throw new Unreadable(
            "The file could not be read to its end: what came before was read.",
          );
        });
      taken(at + piece.byteLength);
      yield new Uint8Array(piece);
    }
    return;
  }
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, onward) {
      bytes += piece.length;
      taken(bytes);
      onward.enqueue(piece);
    },
  });
  const own: ReadableStream<Uint8Array> = file.stream().pipeThrough(counted);
  const reader = own
    .pipeThrough(
      new DecompressionStream("gzip") as ReadableWritablePair<
        Uint8Array,
        Uint8Array
      >,
    )
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable(
          "The packed file is damaged or ends too early: what came before was read.",
        );
      });
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

const optionsOf = (reading: Reading, patientOf = 0) => ({
  map: reading.map,
  decimal: "" as const,
  missing: reading.missing,
  keep: reading.keepAll ? ["*"] : [],
  all: reading.all,
  patientOf,
});

/** Feeds the file to a table until `enough`, or to its end; the sentence that says why it was not. */
async function feed(
  file: Blob,
  table: Table,
  enough: () => boolean | Promise<boolean>,
  taken: (bytes: number) => void = () => undefined,
): Promise<string> {
  let failure = "";
  try {
    for await (const piece of pieces(file, taken)) {
      if (!table.feed(piece)) return table.error();
      if (await enough()) return "";
    }
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    failure = reason.message;
  }
  return table.finish() ? failure : failure || table.error();
}

const text = new TextDecoder();
const previewRows = 10;

async function plan(
  records: Records,
  number: number,
  job: TableJob & { kind: "plan" },
): Promise<void> {
  const table = new records.Table(optionsOf(job.reading));
  try {
    const error = await feed(job.file, table, () => table.plan() !== "");
    const output = table.takeOutput();
    const rows = JSON.parse(records.cells(output)) as string[][];
    post({
      number,
      part: {
        kind: "plan",
        plan: table.plan(),
        error,
        preview: JSON.stringify(rows.slice(0, previewRows + 1)),
      },
    });
  } finally {
    table.delete();
  }
}

async function run(
  records: Records,
  number: number,
  job: TableJob & { kind: "run" },
): Promise<void> {
  const table = new records.Table(optionsOf(job.reading));
  const begun = performance.now();
  let bytes = 0;
  let said = -Infinity;
  let output: Uint8Array[] = [];
  let errors: Uint8Array[] = [];
  const tell = (): void => {
    said = performance.now();
    post({
      number,
      part: {
        kind: "progress",
        output: new Blob(output as BlobPart[]),
        errors: new Blob(errors as BlobPart[]),
        bytes,
        rows: table.rows(),
        withErrors: table.withErrors(),
        unreadable: table.unreadable(),
        summary: table.summary(),
        seconds: (said - begun) / 1000,
      },
    });
    output = [];
    errors = [];
  };
  try {
    const error = await feed(
      job.file,
      table,
      () => {
        output.push(table.takeOutput());
        errors.push(table.takeErrors());
        if (table.rows() > 0 && performance.now() - said >= between) tell();
        return stopped === number;
      },
      (taken) => (bytes = taken),
    );
    output.push(table.takeOutput());
    errors.push(table.takeErrors());
    tell();
    if (error) post({ number, part: { kind: "refused", error } });
  } finally {
    table.delete();
  }
}

async function patient(
  records: Records,
  number: number,
  job: TableJob & { kind: "patient" },
): Promise<void> {
  const table = new records.Table(optionsOf(job.reading, job.row));
  let found = "";
  try {
    await feed(job.file, table, () => {
      found ||= text.decode(table.takeOutput());
      return found !== "" || stopped === number;
    });
    found ||= text.decode(table.takeOutput());
    post({ number, part: { kind: "patient", patient: found } });
  } finally {
    table.delete();
  }
}

async function work(number: number, job: TableJob): Promise<void> {
  const records = await core?.catch(() => null);
  if (records?.version() !== job.version) {
    const failed = records
      ? "The files of two versions met; nothing is read. Reload the page."
      : "What reads tables did not start in this browser.";
    return post({ number, failed });
  }
  try {
    if (job.kind === "plan") await plan(records, number, job);
    else if (job.kind === "run") await run(records, number, job);
    else if (job.kind === "patient") await patient(records, number, job);
    else {
      const csv = new Uint8Array(await job.csv.arrayBuffer());
      post({ number, part: { kind: "cells", cells: records.cells(csv) } });
    }
    post({ number, done: true });
  } catch {
    post({ number, failed: "What reads tables broke down." });
  }
}

self.addEventListener(
  "message",
  ({ data }: MessageEvent<{ module: ArrayBuffer } | ToWorker<TableJob>>) => {
    if ("module" in data) core = createRecords({ wasmBinary: data.module });
    else if ("stop" in data) stopped = data.number;
    else void work(data.number, data.job);
  },
);
