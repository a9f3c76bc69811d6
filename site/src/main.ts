// SPDX-License-Identifier: Apache-2.0
// Wiring only: entries go to the core, its answer goes to the panels.
import "./styles/base.css";
import "./styles/form.css";
import { announce } from "./announce";
import type { Assessment, Issue } from "./assessment";
import { caseText, download, readCase } from "./case-file";
import { loadCore, type Core } from "./core";
import { h, morph, need } from "./dom";
import { example } from "./example";
import { fieldLabel, isField } from "./form/fields";
import { Form } from "./form/form";
import { panel as beforeYouSwitch } from "./panels/before-you-switch/before-you-switch";
import { renderErrorSummary } from "./panels/error-summary/error-summary";
import { panel as firstOptionsPanel } from "./panels/first-options/first-options";
import { panel as handOn } from "./panels/hand-on/hand-on";
import { panel as otherOptions } from "./panels/other-options/other-options";
import type { Panel, View } from "./panels/panel";
import { panel as pathways } from "./panels/pathways/pathways";
import { panel as patientPanel } from "./panels/patient/patient";
import { panel as sources } from "./panels/sources/sources";
import { renderStart } from "./panels/start/start";
import { panel as stopSigns } from "./panels/stop-signs/stop-signs";
import { panel as trials } from "./panels/trials/trials";
import { keepOffline } from "./panels/update-notice/update-notice";
import { fillSheet } from "./report/print";
import { makeReport, reportText } from "./report/report";
import { loadDetail, type KnowledgeDetail } from "./knowledge-detail";
import {
  decidingBlocks,
  firstOptions,
  scoreName,
  scoreText,
  statementText,
  verdictText,
} from "./words";

// In the order of the page.
const panels: Panel[] = [
  handOn,
  patientPanel,
  stopSigns,
  beforeYouSwitch,
  firstOptionsPanel,
  otherOptions,
  pathways,
  trials,
  sources,
];

const form = new Form(need<HTMLFormElement>("#form"));
const results = need<HTMLElement>("#results-panels");
const start = need<HTMLElement>("#start");
const bar = need<HTMLElement>("#bar-summary");
const errorSummary = need<HTMLElement>("#error-summary");
const sheet = need<HTMLElement>("#print-sheet");
const status = need<HTMLElement>("#status");

let core: Core | null = null;
let view: View | null = null;
/** The entries as the example left them; any change makes it another patient. */
let exampleText: string | null = null;
let detail: KnowledgeDetail | string | null = null;
/** `data-key` of every detail of the results that is open. */
const open = new Set<string>();
let scheduled = false;

form.onchange = () => {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    update();
  });
};

function update(): void {
  if (!core) return;
  const { patient, wordings } = form.read();
  const text = JSON.stringify(patient);
  if (exampleText !== null && text !== exampleText) exampleText = null;
  const assessment = core.assess(text);
  assessment.issues = assessment.issues.map((issue): Issue => {
    const wording =
      issue.severity === "error" ? wordings.get(issue.field) : undefined;
    return wording
      ? { ...issue, message: `${fieldLabel(issue.field)}: ${wording}` }
      : issue;
  });
  view = {
    assessment,
    patient,
    example: exampleText !== null,
    detail,
    open,
    version: core.version,
  };

  const shown = form.showIssues(assessment.issues);
  render(errorSummary, renderErrorSummary(shown));
  const empty = Object.keys(patient).length === 0;
  document.documentElement.dataset["empty"] = String(empty);
  document.documentElement.dataset["knowledge"] = assessment.knowledge.sha256;
  start.hidden = !empty;
  results.hidden = empty;
  if (empty) {
    open.clear();
    form.showAsked([]);
    render(start, renderStart(view));
    results.replaceChildren();
    sheet.replaceChildren();
    bar.textContent = "Nothing entered yet";
    return;
  }
  const { missing } = assessment;
  form.showAsked(
    missing
      .filter(({ blocks }) => decidingBlocks(assessment, blocks).length)
      .map(({ field }) => field),
  );
  renderPanels(view);
  showSummary(view);
}

function renderPanels(current: View): void {
  render(
    results,
    panels.flatMap((panel) => section(panel, current)),
  );
}

function section(panel: Panel, current: View): Node[] {
  const content = panel.render(current);
  if (!content) return [];
  return [
    h(
      "section",
      {
        class: `panel panel-${panel.id}`,
        id: panel.id,
        "data-key": panel.id,
        "aria-labelledby": `${panel.id}-title`,
      },
      h(
        "h2",
        { class: "panel__title", id: `${panel.id}-title`, tabindex: "-1" },
        panel.title,
      ),
      content,
    ),
  ];
}

function render(place: HTMLElement, nodes: Node[]): void {
  morph(place, h("div", {}, nodes));
}

/** "Child-Pugh A6 · mALBI 2a · BCLC C" */
function scoreLine({ scores }: Assessment): string {
  return ["child_pugh", "malbi", "bclc"]
    .map((id) => scores.find((score) => score.id === id))
    .filter((score) => score !== undefined)
    .map((score) => `${scoreName(score)} ${scoreText(score)}`)
    .join(" · ");
}

function showSummary({ assessment }: View): void {
  const scores = scoreLine(assessment);
  const [first] = firstOptions(assessment);
  const name = first?.label ?? first?.id ?? "";
  bar.textContent = first ? `${scores} · ${first.rank}. ${name}` : scores;
  announce(
    first ? `${scores}. First: ${name}, ${verdictText(first)}` : scores,
    1500,
  );
}

// ---- what the buttons do ---------------------------------------------------------------------------------

function say(text: string): void {
  status.textContent = text;
  announce(text);
  setTimeout(() => {
    if (status.textContent === text) status.textContent = "";
  }, 6000);
}

function fillPrintSheet(): void {
  if (view && Object.keys(view.patient).length)
    fillSheet(sheet, makeReport(view));
}

async function copy(): Promise<void> {
  if (!view) return;
  const text = reportText(makeReport(view));
  try {
    await navigator.clipboard.writeText(text);
    say("Copied, with entries, versions and limits");
  } catch {
    const area = need<HTMLTextAreaElement>("#copy-text");
    area.value = text;
    need<HTMLDialogElement>("#copy-dialog").showModal();
    area.select();
  }
}

function save(): void {
  if (!view) return;
  const limits = (view.assessment.statements ?? []).map(statementText);
  download("nextline-case.json", caseText(view.patient, view.version, limits));
  say("Saved as nextline-case.json");
}

async function openCase(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const text = await file.text();
  input.value = "";
  const patient = readCase(text);
  if (!patient) return say("This file is not a case of this page");
  exampleText = null;
  const doubled = duplicates(text);
  for (const key of doubled) delete patient[key];
  const refused = [...new Set([...doubled, ...form.fill(patient)])];
  say(
    refused.length
      ? `Opened; could not be read and is left unknown: ${refused.map((id) => (isField(id) ? fieldLabel(id) : id)).join(", ")}`
      : "Opened",
  );
}

/** The publication behind a sentence, where the reader is; closing it leads back there. */
function showSource(link: HTMLElement): void {
  need<HTMLElement>("#source-text").textContent = link.title;
  need<HTMLDialogElement>("#source-dialog").showModal();
}

/** Keys that stand in a bare patient more than once: which of the values is meant is not known. */
function duplicates(text: string): string[] {
  try {
    const issues = core?.assess(text).issues ?? [];
    return issues
      .filter((issue) => issue.code === "duplicate_key")
      .map((issue) => issue.field);
  } catch {
    return [];
  }
}

async function showEvidence(): Promise<void> {
  if (!view || (detail && typeof detail !== "string")) return;
  detail = await loadDetail(view.assessment.knowledge).catch(
    (reason: Error) => reason.message,
  );
  update();
}

const actions: Record<string, () => void> = {
  copy: () => void copy(),
  print: () => {
    fillPrintSheet();
    window.print();
  },
  save,
  evidence: () => void showEvidence(),
  open: () => need<HTMLInputElement>("#open-file").click(),
  example: () => {
    form.fill(example as Record<string, unknown>);
    exampleText = JSON.stringify(form.read().patient);
    say("An example patient is shown, not a real person");
  },
  clear: () => {
    exampleText = null;
    form.fill({});
    say("All entries are cleared");
  },
};

document.addEventListener("click", (event) => {
  const target =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>(
          "[data-action], [data-reveal], a.cite",
        )
      : null;
  if (!target || target.closest("#form [data-field]")) return;
  if (target.matches("a.cite")) {
    event.preventDefault();
    showSource(target);
    return;
  }
  const reveal = target.dataset["reveal"];
  if (reveal) {
    event.preventDefault();
    form.reveal(reveal);
    return;
  }
  if (target.dataset["action"] === "confirm") {
    const assumption = view?.assessment.assumptions.find(
      (item) => item.field === target.dataset["for"],
    );
    if (assumption) {
      form.set(assumption.field, assumption.assumed);
      say(`Confirmed: ${fieldLabel(assumption.field)}`);
    }
    return;
  }
  actions[target.dataset["action"] ?? ""]?.();
});
need<HTMLInputElement>("#open-file").addEventListener(
  "change",
  (event) => void openCase(event.target as HTMLInputElement),
);
// A detail is filled when it is opened.
results.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !view) return;
    const key = target.dataset["key"] ?? "";
    if (target.open === open.has(key)) return;
    if (target.open) open.add(key);
    else open.delete(key);
    renderPanels(view);
  },
  true,
);
window.addEventListener("beforeprint", fillPrintSheet);

loadCore().then(
  (loaded) => {
    core = loaded;
    document.documentElement.dataset["core"] = "ready";
    update();
    keepOffline();
  },
  (reason: unknown) => {
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
  },
);
