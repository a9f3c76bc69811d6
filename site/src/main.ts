// SPDX-License-Identifier: Apache-2.0
// Wiring only: entries go to the core, its answer goes to the panels.
import "./styles/base.css";
import "./styles/form.css";
import { announce, say } from "./announce";
import type { Assessment, Issue } from "./assessment";
import { loadCore, type Core } from "./core";
import { h, need } from "./dom";
import { example } from "./example";
import { fieldLabel, isField } from "./form/fields";
import { Form } from "./form/form";
import { loadDetail } from "./knowledge-detail";
import { panel as beforeYouSwitch } from "./panels/before-you-switch/before-you-switch";
import { renderErrorSummary } from "./panels/error-summary/error-summary";
import { panel as firstOptionsPanel } from "./panels/first-options/first-options";
import { panel as handOn } from "./panels/hand-on/hand-on";
import type { View } from "./panels/panel";
import { panel as patientPanel } from "./panels/patient/patient";
import { renderStart } from "./panels/start/start";
import { panel as stopSigns } from "./panels/stop-signs/stop-signs";
import { keepOffline } from "./panels/update-notice/update-notice";
import { render, Results } from "./results";
import { noControls, preferencesText } from "./robustness/controls";
import type { Insights } from "./robustness/insights";
import type { Insight } from "./robustness/types";
import { currentPage, go, route, type PageId } from "./router";
import type { OnDemand } from "./on-demand";
import type { PageHost } from "./pages/host";
import {
  decidingBlocks,
  firstOptions,
  scoreName,
  scoreText,
  verdictText,
} from "./words";

const form = new Form(need<HTMLFormElement>("#form"));
const start = need<HTMLElement>("#start");
const errorSummary = need<HTMLElement>("#error-summary");
const bar = need<HTMLElement>("#bar-summary");
// In the order of the page.
const results = new Results(
  need<HTMLElement>("#results-panels"),
  [handOn, patientPanel, stopSigns, beforeYouSwitch, firstOptionsPanel],
  () =>
    import("./panels/rest").then((rest) => {
      rankNote = rest.rankNote;
      rest.listen(
        need<HTMLElement>("#results-panels"),
        controls,
        () => view?.insight?.robustness ?? null,
        schedule,
      );
      void askWorker();
      return rest.panels;
    }),
);

let core: Core | null = null;
let view: View | null = null;
let onDemand: OnDemand | string | null = null;
let insights: Insights | null = null;
let rankNote: View["rankNote"] = null;
const controls = noControls();
/** The entries as the example left them; any change makes it another patient. */
let exampleText: string | null = null;
let scheduled = false;
let weighed = "";
let askAgain: () => Insight | null = () => null;

const ready = loadCore().then((loaded) => {
  core = loaded;
  document.documentElement.dataset["core"] = "ready";
  update();
  keepOffline();
});

/** How sure the order is: a worker goes about it once the first ranking is on the screen. */
async function askWorker(): Promise<void> {
  const { Insights } = await import("./robustness/insights");
  if (core) insights = new Insights(core.version, answered);
  schedule();
}

// ---- the pages beside the patient ------------------------------------------------------------------------

const patientPage = need<HTMLElement>("#patient-page");
const pagePlace = need<HTMLElement>("#page");
const patientTitle =
  "Nextline: second-line therapy of hepatocellular carcinoma";
let host: Promise<PageHost> | null = null;

async function showPage(page: PageId | null): Promise<void> {
  patientPage.hidden = page !== null;
  pagePlace.hidden = page === null;
  if (page === null) {
    document.title = patientTitle;
    return;
  }
  host ??= import("./pages/host").then(({ openIn }) => openIn(pagePlace));
  const [pages] = await Promise.all([host, ready]);
  if (view && currentPage() === page) pages.show(page, view);
}
route((page) => void showPage(page));

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    update();
  });
}
form.onchange = schedule;

function update(): void {
  if (!core) return;
  const { patient, wordings } = form.read();
  const text = JSON.stringify(patient);
  if (text !== exampleText) exampleText = null;
  const preferences = preferencesText(controls);
  const weighedAnew = preferences !== weighed;
  weighed = preferences;
  const { compare } = core;
  const assessment = core.assess(text, preferences);
  assessment.issues = assessment.issues.map((issue): Issue => {
    const wording =
      issue.severity === "error" ? wordings.get(issue.field) : undefined;
    return wording
      ? { ...issue, message: `${fieldLabel(issue.field)}: ${wording}` }
      : issue;
  });
  const ask = (): Insight | null =>
    insights && Object.keys(patient).length
      ? insights.of(text, preferences)
      : null;
  askAgain = ask;
  view = {
    assessment,
    patient,
    example: exampleText !== null,
    onDemand,
    open: results.open,
    controls,
    insight: ask(),
    compare: (a, b) => compare(text, preferences, a, b),
    rankNote,
    version: core.version,
  };
  show(view, weighedAnew ? "at once" : "after a pause");
  const page = currentPage();
  if (page) void showPage(page);
}

/** The worker has answered: nothing is assessed again. */
function answered(): void {
  if (!view) return;
  view = { ...view, insight: askAgain() };
  results.answered(view);
}

function show(current: View, below: "at once" | "after a pause"): void {
  const { assessment, patient } = current;
  render(errorSummary, renderErrorSummary(form.showIssues(assessment.issues)));
  const empty = Object.keys(patient).length === 0;
  const { dataset } = document.documentElement;
  dataset["empty"] = String(empty);
  dataset["knowledge"] = assessment.knowledge.sha256;
  start.hidden = !empty;
  if (empty) {
    form.showAsked([]);
    render(start, renderStart(current));
    results.clear();
    need<HTMLElement>("#print-sheet").replaceChildren();
    bar.textContent = "Nothing entered yet";
    return;
  }
  form.showAsked(
    assessment.missing
      .filter(({ blocks }) => decidingBlocks(assessment, blocks).length)
      .map(({ field }) => field),
  );
  results.show(current, below);
  showSummary(assessment);
}

function showSummary(assessment: Assessment): void {
  const scores = ["child_pugh", "malbi", "bclc"]
    .map((id) => assessment.scores.find((score) => score.id === id))
    .filter((score) => score !== undefined)
    .map((score) => `${scoreName(score)} ${scoreText(score)}`)
    .join(" · ");
  const [first] = firstOptions(assessment);
  const name = first?.label ?? first?.id ?? "";
  bar.textContent = first ? `${scores} · ${first.rank}. ${name}` : scores;
  announce(
    first ? `${scores}. First: ${name}, ${verdictText(first)}` : scores,
    1500,
  );
}

const afterRanking = 1500; // ms

// Not on the way to the first ranking: fetched shortly after it, before anyone can ask for it.
const handingOn = ready
  .then(() => new Promise((resolve) => setTimeout(resolve, afterRanking)))
  .then(() => import("./hand-on"));

handingOn.then(
  ({ preparePrint }) => {
    window.addEventListener("beforeprint", () => preparePrint(view));
    document.documentElement.dataset["complete"] = "";
  },
  () => {}, // where the core failed, that has been said
);

// ---- what the buttons do ---------------------------------------------------------------------------------

async function openCase(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const text = await file.text();
  input.value = "";
  const opened = (await handingOn).readCase(text);
  if (!opened) return say("This file is not a case of this page");
  const { patient, preferences } = opened;
  controls.preferences = preferences;
  const doubled = duplicates(text);
  for (const key of doubled) delete patient[key];
  const refused = [...new Set([...doubled, ...form.fill(patient)])];
  const names = refused
    .map((id) => (isField(id) ? fieldLabel(id) : id))
    .join(", ");
  say(
    names
      ? `Opened; could not be read and is left unknown: ${names}`
      : "Opened",
  );
}

/** Keys that stand in a bare patient more than once: which of the values is meant is not known. */
function duplicates(text: string): string[] {
  try {
    const issues = core?.assess(text, "").issues ?? [];
    return issues
      .filter(({ code }) => code === "duplicate_key")
      .map(({ field }) => field);
  } catch {
    return [];
  }
}

async function showDetails(): Promise<void> {
  if (!view || (onDemand && typeof onDemand !== "string")) return;
  onDemand = await Promise.all([
    loadDetail(view.assessment.knowledge),
    import("./on-demand"),
  ]).then(
    ([detail, { drawWith }]) => drawWith(detail),
    (reason: Error) => reason.message,
  );
  update();
}

function confirmAssumption(field: string | undefined): void {
  const assumption = view?.assessment.assumptions.find(
    (item) => item.field === field,
  );
  if (!assumption) return;
  form.set(assumption.field, assumption.assumed);
  say(`Confirmed: ${fieldLabel(assumption.field)}`);
}

/** The publication behind a sentence, where the reader is; closing it leads back there. */
function showSource(link: HTMLElement): void {
  need<HTMLElement>("#source-text").textContent = link.title;
  need<HTMLDialogElement>("#source-dialog").showModal();
}

const actions: Record<string, (button: HTMLElement) => void> = {
  copy: () => void handingOn.then(({ copy }) => view && copy(view)),
  print: () => window.print(), // beforeprint writes the sheet
  save: () => void handingOn.then(({ save }) => view && save(view)),
  open: () => need<HTMLInputElement>("#open-file").click(),
  confirm: (button) => confirmAssumption(button.dataset["for"]),
  example: () => {
    controls.preferences = {};
    form.fill(example as Record<string, unknown>);
    exampleText = JSON.stringify(form.read().patient);
    say("An example patient is shown, not a real person");
  },
  clear: () => {
    controls.preferences = {};
    form.fill({});
    say("All entries are cleared");
  },
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const target = event.target.closest<HTMLElement>(
    "[data-action], [data-reveal], a.cite",
  );
  if (!target || target.closest("#form [data-field]")) return;
  const { action, reveal } = target.dataset;
  if (action) actions[action]?.(target);
  else {
    event.preventDefault();
    if (reveal) {
      go("./"); // the question stands on the patient's page
      form.reveal(reveal);
    } else showSource(target);
  }
});
// The details are asked for by opening what they stand in.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open)
      if (target.dataset["load"]) void showDetails();
  },
  true,
);
need("#open-file").addEventListener(
  "change",
  ({ target }) => void openCase(target as HTMLInputElement),
);

ready.catch((reason: unknown) => {
  document.documentElement.dataset["core"] = "failed";
  render(start, [
    h("h2", {}, "The assessment could not be loaded"),
    h(
      "p",
      {},
      "This browser did not start the program behind the page; nothing can be assessed. Reload the page, or use a current browser.",
    ),
    h("p", { class: "quiet" }, String(reason)),
  ]);
});
