// SPDX-License-Identifier: Apache-2.0
// Many patients: a table is dropped, its columns are looked at, each row is judged by the same core, and what came out is
// looked at and saved. Nothing leaves the device, and nothing is kept on it.
import "./cohort.css";
import { announce, say, sayRefused } from "../../announce";
import { download } from "../../case-file";
import { h, type Child } from "../../dom";
import { askBeforeLeaving } from "../../loading/leave";
import type { View } from "../../panels/panel";
import { summaryText, summary } from "./summary";
import { choose, mapping, sizeRule } from "./mapping";
import { Tables, windowSize } from "./tables";
import type { Page, PageView } from "../page";

let base: View | null = null;
let draw = (): void => undefined;
let opening = 0;

const tables = new Tables(
  () => base?.version ?? "",
  () => later(),
);

// A run speaks more often than the eye reads.
let waiting = false;
function later(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    askBeforeLeaving("table", tables.unsaved);
    draw();
  });
}

const whole = (value: number): string =>
  Math.round(value).toLocaleString("en").replaceAll(",", " ");

const button = (
  action: string,
  text: string,
  more: Record<string, string | boolean | number> = {},
): Node =>
  h(
    "button",
    { type: "button", class: "button", "data-cohort": action, ...more },
    text,
  );

const section = (key: string, title: string, ...inside: Child[]): Node =>
  h(
    "section",
    { class: "panel", "data-key": key, id: key },
    h("h2", { class: "panel__title" }, title),
    ...inside,
  );

// ---- a table comes in

function choosing(): Node {
  const { file, phase } = tables;
  return section(
    "cohort-file",
    file ? file.name : "The table",
    file
      ? h(
          "p",
          { class: "cohort__buttons" },
          `${whole(file.size / 1024)} kB. `,
          button("choose", "Another table"),
          button("clear", "Take it away", {
            class: "button button--quiet",
            disabled: phase.is === "running",
          }),
        )
      : h(
          "div",
          { class: "cohort__drop", "data-key": "drop" },
          h(
            "p",
            {},
            "CSV, or what a spreadsheet copies, with one patient in each row and the fields as columns (albumin[g/L], ascites, prior_therapies); or a patient in JSON on each line.",
          ),
          h(
            "p",
            { class: "cohort__buttons" },
            button("choose", "Choose a file"),
            h("span", {}, "or drop it here, or paste a table:"),
          ),
          h("textarea", {
            "data-cohort-paste": true,
            rows: 3,
            "aria-label": "Paste a table here",
            autocomplete: "off",
            spellcheck: "false",
          }),
        ),
    h("input", {
      type: "file",
      hidden: true,
      "data-cohort-file": "table",
      accept: ".csv,.tsv,.txt,.jsonl,.ndjson,.gz,text/csv",
      "aria-label": "Table",
    }),
    h("input", {
      type: "file",
      hidden: true,
      "data-cohort-file": "map",
      accept: ".json,application/json",
      "aria-label": "Column map",
    }),
  );
}

const failure = (): Node | null =>
  tables.failed
    ? h(
        "p",
        { class: "missed", role: "alert" },
        `${tables.failed} `,
        button("again", "Try again", { class: "button button--small" }),
      )
    : null;

// ---- what its columns mean

const tableOf = (head: string[], rows: string[][], first: number): Node =>
  h(
    "div",
    {
      class: "summary__wide",
      tabindex: 0,
      role: "group",
      "aria-label": "Rows",
    },
    h(
      "table",
      { class: "summary__table rows" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          first ? h("th", { scope: "col" }, "Open") : null,
          head.map((text) => h("th", { scope: "col" }, text)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((cells, place) =>
          h(
            "tr",
            {},
            first
              ? h(
                  "td",
                  {},
                  button("open-row", `Row ${first + place}`, {
                    class: "link",
                    "data-row": first + place,
                  }),
                )
              : null,
            cells.map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    ),
  );

function columns(fields: View["fields"]): Node | null {
  const { plan, error, preview, phase } = tables;
  if (phase.is === "planning" && !plan)
    return section(
      "cohort-columns",
      "Columns",
      h("p", { class: "quiet" }, "Looking at the table"),
    );
  if (!plan && !error) return null;
  const [head = [], ...rows] = preview;
  const notices = plan?.notices.filter(
    (text) => !plan.columns.some(({ refused }) => refused === text),
  );
  const title = "What the columns are taken for";
  const judged = phase.is === "running" || phase.is === "done";
  const content: Child[] = [
    error && phase.is === "planned"
      ? h("p", { class: "cohort__error", role: "alert" }, error)
      : null,
    notices?.length
      ? h(
          "ul",
          { class: "cohort__notices" },
          notices.map((text) => h("li", {}, text)),
        )
      : null,
    plan?.columns.length && plan.delimiter ? mapping(tables, fields()) : null,
    h(
      "details",
      { "data-key": "cohort-options" },
      h("summary", {}, "Further choices"),
      h(
        "div",
        { class: "cohort__options" },
        h(
          "label",
          { class: "map__choice" },
          "Also stand for not known (with commas between)",
          h("input", {
            "data-cohort-option": "missing",
            value: tables.missing,
            autocomplete: "off",
            placeholder: "-9, 999",
          }),
        ),
        h(
          "label",
          { class: "cohort__check" },
          h("input", {
            type: "checkbox",
            "data-cohort-option": "keepAll",
            checked: tables.keepAll,
          }),
          "Pass on the columns that are not read",
        ),
        h(
          "label",
          { class: "cohort__check" },
          h("input", {
            type: "checkbox",
            "data-cohort-option": "all",
            checked: tables.all,
          }),
          "Every score, fact, verdict and rank as a column",
        ),
        h(
          "p",
          { class: "cohort__buttons" },
          button("open-map", "Open a column map"),
          button("save-map", "Save this column map", {
            disabled: !tables.map.length,
          }),
        ),
      ),
    ),
    rows.length && !judged && !error
      ? h(
          "div",
          {},
          h("h3", {}, `The first ${rows.length} rows as they come out`),
          tableOf(head, rows, 0),
          h(
            "p",
            { class: "cohort__buttons" },
            button("run", "Judge all rows", {
              class: "button cohort__run",
              disabled: phase.is !== "planned",
            }),
          ),
        )
      : null,
  ];
  return judged
    ? section(
        "cohort-columns",
        "Columns",
        h(
          "details",
          { "data-key": "columns-again" },
          h("summary", {}, title),
          content,
        ),
      )
    : section("cohort-columns", title, ...content);
}

// ---- the run

const time = (seconds: number): string =>
  seconds < 90
    ? `${Math.max(1, Math.round(seconds))} s`
    : `${Math.round(seconds / 60)} min`;

function running(): Node | null {
  const { phase, progress, file, error } = tables;
  if (phase.is !== "running" && phase.is !== "done") return null;
  const size = file?.size ?? 0;
  const share = size && progress ? progress.bytes / size : 0;
  const speed = progress?.seconds ? progress.rows / progress.seconds : 0;
  const left = share > 0 ? (progress!.seconds * (1 - share)) / share : 0;
  const counts = progress
    ? `${whole(progress.rows)} rows, ${whole(progress.withErrors)} with errors, ${whole(progress.unreadable)} not readable`
    : "No row yet";
  return section(
    "cohort-run",
    phase.is === "running" ? "Rows are judged" : "The rows",
    phase.is === "running"
      ? h(
          "div",
          { class: "cohort__progress" },
          h("progress", {
            max: 1,
            value: share.toFixed(4),
            "aria-label": "How much of the table is done",
          }),
          h(
            "p",
            {},
            `${counts}; ${whole(speed)} a second, about ${time(left)} left`,
          ),
          button("stop", "Stop"),
        )
      : h(
          "div",
          {},
          error
            ? h("p", { class: "cohort__error", role: "alert" }, error)
            : null,
          h(
            "p",
            { class: "cohort__counts" },
            phase.partial
              ? `Stopped before the end: ${counts}.`
              : `${counts}, in ${time(progress?.seconds ?? 0)}.`,
          ),
          h(
            "p",
            { class: "cohort__buttons" },
            button("save-results", "Save the results"),
            button("save-errors", "Save the errors", {
              disabled: !progress?.withErrors && !progress?.unreadable,
            }),
            button("save-summary", "Save the summary", {
              disabled: !tables.summary,
            }),
            button("save-map", "Save the column map", {
              disabled: !tables.map.length,
            }),
            button("run", "Judge again", { class: "button button--quiet" }),
          ),
        ),
  );
}

function rowsShown(): Node | null {
  const { shown, progress } = tables;
  if (!shown.cells.length || !progress) return null;
  const last = shown.first + shown.cells.length - 1;
  return section(
    "cohort-rows",
    `Rows ${whole(shown.first)} to ${whole(last)} of ${whole(progress.rows)}`,
    h(
      "form",
      { class: "cohort__buttons", "data-cohort": "go" },
      button("before", "Rows before", { disabled: shown.first === 1 }),
      button("behind", "Rows behind", { disabled: last >= progress.rows }),
      h(
        "label",
        { class: "cohort__go" },
        "Row ",
        h("input", {
          inputmode: "numeric",
          "data-cohort-go": true,
          size: 8,
          autocomplete: "off",
        }),
      ),
    ),
    tableOf(tables.columns, shown.cells, shown.first),
  );
}

function results(): Node | null {
  const { phase, summary: counts } = tables;
  if (phase.is !== "done" || !counts) return null;
  return section(
    "cohort-summary",
    "Summary",
    h(
      "p",
      {},
      `${whole(counts.rows)} rows, knowledge ${counts.knowledge.version} (${counts.knowledge.sha256.slice(0, 8)}). Counts, not advice: what is missing in a table is missing in its counts.`,
    ),
    h(
      "p",
      { class: "cohort__buttons" },
      button("copy-summary", "Copy as text, small counts hidden"),
    ),
    ...summary(counts),
    h(
      "ul",
      { class: "cohort__notices" },
      counts.limits.map((text) => h("li", {}, text)),
    ),
  );
}

// ---- what the buttons do

const stem = (): string =>
  (tables.file?.name ?? "table").replace(
    /(\.(gz|csv|tsv|txt|jsonl|ndjson))+$/i,
    "",
  );

const partly = (): string =>
  tables.phase.is === "done" && tables.phase.partial ? "-partial" : "";

async function openRow(row: number): Promise<void> {
  const mine = ++opening;
  const text = await tables.patient(row);
  if (mine !== opening || !base) return;
  if (!text) return sayRefused(`Row ${row} cannot be read as a patient`);
  await base.openCase(
    new File([text], `${stem()}, row ${row}`, { type: "application/json" }),
  );
}

async function openMap(file: File): Promise<void> {
  let columnsOf: unknown;
  try {
    const read = JSON.parse(await file.text()) as { columns?: unknown } | null;
    columnsOf = read?.columns;
  } catch {
    columnsOf = null;
  }
  if (!Array.isArray(columnsOf)) return sayRefused("This is no column map");
  // Whether each entry is right is the core's to say.
  tables.map = columnsOf as typeof tables.map;
  await tables.replan();
}

const actions: Record<
  string,
  (target: HTMLElement, place: HTMLElement) => void
> = {
  choose: (_, place) =>
    place.querySelector<HTMLInputElement>("[data-cohort-file=table]")?.click(),
  "open-map": (_, place) =>
    place.querySelector<HTMLInputElement>("[data-cohort-file=map]")?.click(),
  clear: () => tables.clear(),
  again: () =>
    void (tables.plan && tables.phase.is !== "planned"
      ? tables.run()
      : tables.replan()),
  run: () => {
    announce("The rows are judged");
    void tables.run().then(() => {
      if (tables.phase.is === "done")
        announce(`${tables.progress?.rows ?? 0} rows are judged`);
    });
  },
  stop: () => tables.stop(),
  before: () => void tables.show(tables.shown.first - windowSize),
  behind: () => void tables.show(tables.shown.first + windowSize),
  "open-row": ({ dataset }) => void openRow(Number(dataset["row"])),
  "save-results": () => {
    download(`${stem()}-nextline${partly()}.csv`, tables.results);
    tables.unsaved = false;
    later();
  },
  "save-errors": () =>
    download(`${stem()}-errors${partly()}.csv`, tables.problems),
  "save-summary": () =>
    download(`${stem()}-summary${partly()}.json`, `${tables.summaryText}\n`),
  "save-map": () => download(`${stem()}-columns.json`, `${tables.mapText}\n`),
  "copy-summary": () => {
    if (!tables.summary) return;
    navigator.clipboard.writeText(summaryText(tables.summary, stem())).then(
      () => say("Copied, with versions and limits"),
      () => sayRefused("This browser does not let the page copy"),
    );
  },
};

function changeMap(target: HTMLElement, value: string): void {
  if (!tables.plan) return;
  tables.map = choose(tables.map, tables.plan, target, value);
  void tables.replan();
}

const takeFile = (file: File | undefined): void => {
  if (file) void tables.take(file);
};

function attach(place: HTMLElement, redraw: () => void): void {
  draw = redraw;
  place.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const asked = target.closest<HTMLElement>("button[data-cohort]");
    if (asked) actions[asked.dataset["cohort"] ?? ""]?.(asked, place);
    const mapped = target.closest<HTMLElement>("button[data-map]");
    if (!mapped) return;
    const { map, value = "" } = mapped.dataset;
    if (map !== "by-size") return changeMap(mapped, value);
    const rule = sizeRule(mapped.closest(".map__size") ?? mapped);
    if (rule) changeMap(mapped, rule);
    else
      sayRefused("Two different units and the number between them are needed");
  });
  place.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.dataset["map"])
      changeMap(target, target.value);
    if (!(target instanceof HTMLInputElement)) return;
    const { cohortFile, cohortOption } = target.dataset;
    const [file] = target.files ?? [];
    if (cohortFile === "table") takeFile(file);
    if (cohortFile === "map" && file) void openMap(file);
    if (cohortFile) target.value = "";
    if (cohortOption === "missing") tables.missing = target.value;
    if (cohortOption === "keepAll") tables.keepAll = target.checked;
    if (cohortOption === "all") tables.all = target.checked;
    if (cohortOption) void tables.replan();
  });
  place.addEventListener("paste", (event) => {
    const { target, clipboardData } = event;
    if (!(target instanceof HTMLElement) || !("cohortPaste" in target.dataset))
      return;
    const [file] = clipboardData?.files ?? [];
    const text = clipboardData?.getData("text/plain") ?? "";
    if (!file && !text.trim()) return;
    event.preventDefault();
    takeFile(file ?? new File([text], "Pasted table"));
  });
  place.addEventListener("submit", ({ target }) => {
    const input =
      target instanceof Element
        ? target.querySelector<HTMLInputElement>("[data-cohort-go]")
        : null;
    const row = Number(input?.value);
    if (input && Number.isInteger(row) && row > 0) void tables.show(row);
  });
  place.addEventListener("dragover", (event) => {
    if (place.querySelector(".page-cohort")) event.preventDefault();
  });
  place.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || !place.querySelector(".page-cohort")) return;
    event.preventDefault();
    takeFile(file);
  });
}

export const page: Page = {
  title: "Many patients",
  lead: "A registry, a clinic's spreadsheet, last year's tumour boards: each row is judged as the patient page would judge it. The table stays on this device. For audit and research; of a single patient, open the row.",
  attach,
  render({ base: own }: PageView): Node[] {
    base = own;
    return [
      choosing(),
      failure(),
      columns(own.fields),
      running(),
      rowsShown(),
      results(),
    ].filter((one) => one !== null);
  },
  after(place) {
    // What is chosen about two units in a column counts once its button is pressed, and stays until then.
    for (const control of place.querySelectorAll<HTMLSelectElement>(
      "select[data-map][data-value]",
    )) {
      const { value = "" } = control.dataset;
      if (control.value !== value) control.value = value;
    }
  },
};
