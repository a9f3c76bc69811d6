// SPDX-License-Identifier: Apache-2.0
// Everything that is loaded when it is wanted. A part is its program, its styles and what they need, each file
// whole before any of it runs. A failure is not remembered: whoever asks again makes a new attempt.
import { h, need } from "../dom";
import { pause } from "./pause";
import { whole } from "./whole";

/** The files of a part with their hashes. */
type Files = Record<string, string>;

/** A part that did not load; its message is a sentence for the reader. */
export class NotLoaded extends Error {
  /** What to say; never the browser's own words. */
  static text(reason: unknown): string {
    return reason instanceof NotLoaded
      ? reason.message
      : "This part of the page broke down.";
  }
}

export interface Lazy<Part> {
  /** The part; all who ask while it is on its way wait for the same attempt. Rejects with NotLoaded. */
  (): Promise<Part>;
  /** The part once it is there. */
  value: Part | null;
  /** Its name. */
  readonly part: string;
}

let list: Promise<Record<string, Files>> | null = null;

/** Which files make which part: written by the build (tools/finish.mjs), named in the page with its hash. */
function parts(): Promise<Record<string, Files>> {
  const { content, dataset } = need<HTMLMetaElement>("meta[name=parts]");
  list ??= whole(content, dataset["integrity"] ?? "").then(
    (answer) => answer.json() as Promise<Record<string, Files>>,
  );
  list.catch(() => (list = null));
  return list;
}

function style(href: string, integrity: string): Promise<unknown> {
  return new Promise((done, failed) => {
    const attributes = { rel: "stylesheet", crossorigin: "", href, integrity };
    const link = h("link", attributes);
    link.onload = done;
    link.onerror = () => {
      link.remove();
      failed();
    };
    document.head.append(link);
  });
}

/** Fetches the files of a part, whole; styles begin to hold. */
export async function filesOf(part: string): Promise<Files> {
  const files = (await parts())[part] ?? {};
  await Promise.all(
    Object.entries(files).map(async ([file, integrity]) => {
      await pause();
      await whole(file, integrity);
      if (file.endsWith(".css") && !document.querySelector(`[href="${file}"]`))
        await style(file, integrity);
    }),
  );
  return files;
}

const patience = 4_000; // ms for a question that only makes a sentence better
const patienceForPart = 60_000; // ms: the largest comes in ten seconds at 20 kB/s; a request that hangs would answer no button

/** Rejects where it takes too long; what comes later all the same is taken. */
async function inTime<Part>(work: Promise<Part>): Promise<Part> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, patienceForPart);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Whether the server still has this version of the page; true where nobody can say. */
const isServed = (): Promise<boolean> =>
  fetch("./", { cache: "no-store", signal: AbortSignal.timeout(patience) })
    .then((answer) => answer.text())
    .then(
      (text) =>
        !text.includes('name="parts"') ||
        text.includes(need<HTMLMetaElement>("meta[name=parts]").content),
    )
    .catch(() => true);

async function sentence(what: string): Promise<string> {
  if (!navigator.onLine)
    return `${what} did not load: there is no network, and it is not kept on this device.`;
  return (await isServed())
    ? `${what} did not load.`
    : `${what} did not load: there is a newer version on the server. Note what you need of this page, then reload it.`;
}

/** `part`: its module under src/, without the ending; `what`: what the reader misses, as the beginning of a sentence. */
export function lazy<Part>(
  part: string,
  what: string,
  load: (files: Files) => Promise<Part>,
): Lazy<Part> {
  let pending: Promise<Part> | null = null;
  const wanted = async (): Promise<Part> =>
    (get.value = await load(await filesOf(part)));
  const attempt = async (): Promise<Part> => {
    try {
      return await inTime(wanted());
    } catch (reason) {
      pending = null;
      throw reason instanceof NotLoaded
        ? reason
        : new NotLoaded(await sentence(what));
    }
  };
  const get: Lazy<Part> = Object.assign(() => (pending ??= attempt()), {
    value: null,
    part,
  });
  return get;
}

/** In the place of what did not load: what it is, and a button that tries again (`again` is an action of main.ts). */
export const missed = (text: string, again: string): HTMLElement =>
  h(
    "p",
    { class: "missed", role: "alert", "data-key": `missed-${again}` },
    `${text} `,
    h(
      "button",
      {
        type: "button",
        class: "button button--small",
        "data-action": "again",
        "data-part": again,
      },
      "Try again",
    ),
  );
