// SPDX-License-Identifier: Apache-2.0
// Wiring only: entries go to the core, its answer goes to the panels.
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/panel.css";
import "./styles/over.css";
import "./styles/screens.css";
import "./styles/form.css";
import "./styles/choices.css";
import { say } from "./announce";
import { showAnswer, showNothing } from "./bar";
import type { Assessment, Issue } from "#outputs";
import { loadCore, type Core } from "./core";
import { h, need } from "./dom";
import { example } from "./example";
import { fieldLabel } from "./form/fields";
import type { Json } from "./entry/answer";
import type { Plain } from "./entry/plain";
import { Form } from "./form/form";
import { loadDetail } from "./knowledge-detail";
import { missed, NotLoaded, type Lazy } from "./loading/lazy";
import { askBeforeLeaving } from "./loading/leave";
import { pause } from "./loading/pause";
import { isOverdue } from "./offline/review";
import { unanswered } from "./missing";
import type { Opener } from "./opening";
import {
  arrived,
  choose,
  chosenOption,
  closeOption,
  followHistory,
  forgetOption,
  toggleAnswer,
  uncovered,
} from "./overlays";
import { panel as beforeYouSwitch } from "./panels/before-you-switch/before-you-switch";
import { renderErrorSummary } from "./panels/error-summary/error-summary";
import { panel as comparison } from "./panels/comparison/comparison";
import { panel as firmUp } from "./panels/firm-up/firm-up";
import { panel as handOn } from "./panels/hand-on/hand-on";
import { wholeView, type View } from "./panels/panel";
import { panel as optionPanel } from "./panels/option/option";
import { panel as patientPanel } from "./panels/patient/patient";
import { renderStart } from "./panels/start/start";
import { panel as stopSigns } from "./panels/stop-signs/stop-signs";
import { parts, withPart } from "./parts";
import { render, Results } from "./results";
import { noControls, preferencesText } from "./robustness/controls";
import type { Insight, Insights } from "./robustness/insights";
import { currentPage, go, route, type PageId } from "./router";
import type { OnDemand } from "./on-demand";
import type { PageHost } from "./pages/host";
import { once } from "./once";
import { offerUndo, undo, withdrawUndo } from "./undo";

const form = new Form(need<HTMLFormElement>("#form"));
const start = need<HTMLElement>("#start");
const errorSummary = need<HTMLElement>("#error-summary");
// The last element of the page: without it the document has not arrived whole, and nothing is begun.
const printSheet = need<HTMLElement>("#print-sheet");
// In the order of the page.
const results = new Results(
  need<HTMLElement>("#results-panels"),
  [
    patientPanel,
    handOn,
    stopSigns,
    comparison,
    firmUp,
    beforeYouSwitch,
    optionPanel,
  ],
  () =>
    parts.rest().then((rest) => {
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
let insightMissed: string | null = null;
let rankNote: View["rankNote"] = null;
const controls = noControls();
/** What an opened case held beside its patient; saved again as it stood. */
let extra: [string, Json][] = [];
/** The entries as the example left them; any change makes it another patient. */
let exampleText: string | null = null;
let scheduled = false;
let weighed = "";
let askAgain: () => Insight | null = () => null;

/** Without it nothing is assessed. */
async function startCore(): Promise<void> {
  const { dataset } = document.documentElement;
  let loaded: Core;
  try {
    loaded = await loadCore();
    for (const step of loaded.wake) {
      await pause();
      step();
    }
    await pause();
  } catch {
    dataset["core"] = "failed";
    showNothing("Nothing can be assessed");
    const text =
      typeof WebAssembly === "object"
        ? "The assessment did not load: nothing can be assessed."
        : "This browser cannot run the assessment (WebAssembly is missing or switched off): nothing can be assessed.";
    for (const place of [start, pagePlace])
      render(place, [missed(text, "core")]);
    return;
  }
  core = loaded;
  dataset["core"] = "ready";
  update();
  takeLink();
  void keepOffline();
}

/** How sure the order is: a worker goes about it once the first ranking is on the screen. */
async function askWorker(): Promise<void> {
  insightMissed = null;
  try {
    const { Insights } = await parts.insights();
    if (core) insights ??= new Insights(core.version, answered);
    insights?.again();
  } catch (reason) {
    insightMissed = NotLoaded.text(reason);
  }
  schedule();
}

async function keepOffline(): Promise<void> {
  try {
    await (await parts.offline()).keepOffline(() => void complete());
  } catch (reason) {
    void complete();
    const text = `${NotLoaded.text(reason)} It needs the network.`;
    render(need("#offline"), [missed(text, "offline")]);
  }
}

const afterRanking = 1500; // ms

/**
 * What is not on the way to the first ranking is there shortly after it, before anyone can ask for it. Before anything is
 * entered it is enough that it is kept on the device, and the first tap finds the page at rest.
 */
async function complete(): Promise<void> {
  if (!view) return;
  const { rest, handOn, link, drawing, pages, insights: asker } = parts;
  let there = true;
  for (const load of [rest, handOn, link, drawing, pages, asker]) {
    await load().catch(() => (there = false));
    await pause();
  }
  if (drawing.value) await showDetails();
  if (there && typeof onDemand !== "string")
    document.documentElement.dataset["complete"] = "";
}
window.addEventListener("online", () => void complete());

// ---- the pages beside the patient ------------------------------------------------------------------------

const patientPage = need<HTMLElement>("#patient-page");
const pagePlace = need<HTMLElement>("#page");
const patientTitle =
  "Nextline: second-line therapy of hepatocellular carcinoma";
let host: PageHost | null = null;

async function showPage(page: PageId | null): Promise<void> {
  patientPage.hidden = page !== null;
  pagePlace.hidden = page === null;
  if (page === null) {
    document.title = patientTitle;
    return;
  }
  // What did not load before is asked for again.
  if (pagePlace.querySelector(".missed")) render(pagePlace, []);
  try {
    const { openIn } = await parts.pages();
    if (!view || currentPage() !== page) return; // shown when the core is there
    host ??= openIn(pagePlace);
    host.show(page, wholeView(view));
  } catch (reason) {
    if (currentPage() === page)
      render(pagePlace, [missed(NotLoaded.text(reason), "page")]);
  }
}
followHistory(
  () => {
    if (!view) return;
    view = { ...view, chosen: chosenOption() };
    if (!view.isEmpty) results.show(view);
  },
  (id) =>
    !!view &&
    !view.isEmpty &&
    view.assessment.options.some((option) => option.id === id),
);
route((page) => {
  void showPage(page);
  arrived();
});

/** What is typed or tapped is seen at once; what follows from it is worked out behind that picture and stands in the next one. */
function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => setTimeout(upToDate));
}

/** What is handed on is of what is entered, not of the frame before. */
function upToDate(): View | null {
  if (scheduled) {
    scheduled = false;
    update();
  }
  return view;
}
form.onchange = schedule;
form.onundo = (what, back) =>
  what === null ? withdrawUndo() : offerUndo(what, back);

function update(): void {
  if (!core) return;
  const { patient: text, isEmpty, wordings } = form.read();
  if (text !== exampleText) exampleText = null;
  const preferences = preferencesText(controls);
  const weighedAnew = preferences !== weighed;
  weighed = preferences;
  const { assess, compare, option, overview } = core;
  const inOurWords = (issue: Issue): Issue => {
    const wording =
      issue.severity === "error" ? wordings.get(issue.field) : undefined;
    return wording
      ? { ...issue, message: `${fieldLabel(issue.field)}: ${wording}` }
      : issue;
  };
  const worded = (answer: Assessment): Assessment => ({
    ...answer,
    issues: answer.issues.map(inOurWords),
  });
  const ask = (): Insight | null =>
    insightMissed
      ? {
          robustness: null,
          exploration: null,
          current: false,
          failed: insightMissed,
        }
      : insights && !isEmpty
        ? insights.of(text, preferences)
        : null;
  askAgain = ask;
  view = {
    assessment: worded(overview(text, preferences)),
    option: once((id) => option(text, preferences, id)),
    whole: once<void, Assessment>(() => worded(assess(text, preferences))),
    judge: (other) => assess(other, ""),
    openCase: async (file) => {
      if (await openFile(file)) go("./");
    },
    patient: text,
    isEmpty,
    chosen: chosenOption(),
    fields: form.fields,
    unitOf: form.unitOf,
    example: exampleText !== null,
    onDemand,
    open: results.open,
    controls,
    insight: ask(),
    compare: (a, b) => compare(text, preferences, a, b),
    rankNote,
    version: core.version,
  };
  showWith(view, weighedAnew ? "at once" : "after a pause");
}

/** Also on the page that is open beside the patient. */
function showWith(current: View, below: "at once" | "after a pause"): void {
  show(current, below);
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
  const { assessment, isEmpty: empty } = current;
  render(errorSummary, renderErrorSummary(form.showIssues(assessment.issues)));
  const { dataset } = document.documentElement;
  if (!empty && dataset["empty"] !== "false")
    setTimeout(() => void complete(), afterRanking);
  dataset["empty"] = String(empty);
  dataset["knowledge"] = assessment.knowledge.sha256;
  askBeforeLeaving("entries", !empty && !current.example);
  sayReview();
  start.hidden = !empty;
  form.showMissing(assessment.missing.map(({ field }) => field));
  if (empty) {
    form.showAsked([]);
    render(start, renderStart(current));
    results.clear();
    printSheet.replaceChildren();
    showNothing("Nothing entered yet");
    return;
  }
  form.showAsked(
    unanswered(assessment)
      .filter(({ decides }) => decides.length)
      .map(({ field }) => field),
  );
  results.show(current, below);
  showAnswer(current, form.shown.length);
}

/** The core has no clock; the page looks again when it comes back to the front. */
function sayReview(): void {
  const due = view?.assessment.knowledge.review_due;
  need("#review-notice").textContent =
    due && isOverdue(due)
      ? `The knowledge of this page was due for review on ${due}. What has come out since may be missing: look for a newer version before you rely on it.`
      : "";
}
document.addEventListener("visibilitychange", sayReview);

// A sheet is never empty: where there is no result on it, it says why.
window.addEventListener("beforeprint", () => {
  const now = upToDate();
  const entered = now && !now.isEmpty ? now : null;
  if (entered && parts.handOn.value)
    return parts.handOn.value.preparePrint(wholeView(entered));
  const why = entered
    ? "The result is still being loaded for print. Close this, wait a moment, and print again."
    : core
      ? "Nothing is entered: there is nothing to print."
      : "The assessment is not loaded: there is nothing to print.";
  printSheet.replaceChildren(h("p", {}, `Nextline: ${why}`));
});
// Else it would be at the foot of the page where its styles did not load.
window.addEventListener("afterprint", () => printSheet.replaceChildren());

/** Of what is entered now. */
const handingOn =
  <Part>(load: Lazy<Part>, use: (part: Part, now: View) => void) =>
  (button: HTMLElement): void =>
    void withPart(load, button, (part) => {
      const now = upToDate();
      if (now) use(part, now);
    });

// ---- what the buttons do ---------------------------------------------------------------------------------

/** The way back to everything that is entered now. */
function everything(): () => void {
  const back = form.remember();
  const { preferences } = controls;
  const [more, shown] = [extra, exampleText];
  return () => {
    controls.preferences = preferences;
    [extra, exampleText] = [more, shown];
    back();
  };
}

/** What stands in the form is replaced; it can be undone. */
function replaceAll(what: string, fill: () => void): void {
  const back = everything();
  forgetOption();
  controls.preferences = {};
  [extra, exampleText] = [[], null];
  fill();
  offerUndo(what, () => {
    forgetOption();
    back();
  });
}

/** Where a case that comes in is read and shown. */
function opener(there: Core): Opener {
  const now = upToDate();
  return {
    fields: form.fields(),
    replaces: !!now && !now.isEmpty && !now.example,
    assess: (patient) => there.assess(patient, ""),
    show: (opened) =>
      replaceAll("A case was opened", () => {
        controls.preferences = opened.preferences;
        extra = opened.extra;
        form.fill(opened);
      }),
  };
}

/** Whether the case of the file is shown now. */
async function openFile(file: File): Promise<boolean> {
  const [{ openCase }] = await Promise.all([parts.handOn(), started]);
  return !!core && openCase(file, opener(core));
}

/** The entries that the address holds, once they can be read; from here on it holds them no more, nor does the history. */
function takeLink(): void {
  const { hash, pathname, search } = location;
  if (!core || !/^#\d/.test(hash)) return;
  history.replaceState(history.state, "", pathname + search);
  void openLink(hash);
}

async function openLink(fragment: string): Promise<void> {
  if (!core) return;
  try {
    await (await parts.link()).openLink(fragment, opener(core));
  } catch (reason) {
    linkMissed = fragment;
    const note = missed(NotLoaded.text(reason), "link-missed");
    need(".entries__tools").after(note);
  }
}
let linkMissed = "";
window.addEventListener("hashchange", takeLink);

async function showDetails(): Promise<void> {
  if (!view || (onDemand && typeof onDemand !== "string")) return;
  onDemand = await Promise.all([
    loadDetail(view.assessment.knowledge),
    parts.drawing(),
  ]).then(
    async ([detail, { drawWith }]) => {
      await pause(); // it was a long read
      return drawWith(detail);
    },
    (reason: unknown) => NotLoaded.text(reason),
  );
  if (scheduled) return; // it comes with what is to be assessed
  view = { ...view, onDemand };
  showWith(view, "after a pause");
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
  answer: toggleAnswer,
  choose: (row) => {
    // Where closing it leads back to, wherever in the row it was touched.
    need<HTMLElement>("button", row).focus({ preventScroll: true });
    choose(row.dataset["for"] ?? "");
  },
  "close-option": closeOption,
  weights: () => results.reveal("how-sure"),
  "answer-field": ({ dataset }) =>
    form.set(
      dataset["for"] ?? "",
      JSON.parse(dataset["json"] ?? "null") as Plain,
    ),
  menu: (button) => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
  },
  copy: handingOn(parts.handOn, ({ copy }, now) => void copy(now)),
  "copy-full": handingOn(
    parts.handOn,
    ({ copyFull }, now) => void copyFull(wholeView(now)),
  ),
  // The event before printing writes the sheet.
  print: (button) => void withPart(parts.handOn, button, () => window.print()),
  save: handingOn(parts.handOn, ({ save }, now) => save(now, extra)),
  link: handingOn(parts.link, ({ share }, now) => void share(now)),
  open: (button) =>
    void withPart(parts.handOn, button, () =>
      need<HTMLInputElement>("#open-file").click(),
    ),
  again: (button) => {
    const part = button.dataset["part"] ?? "";
    (again[part] ?? actions[part])?.(button);
  },
  confirm: (button) => confirmAssumption(button.dataset["for"]),
  undo,
  example: () => {
    replaceAll("The example patient is shown", () =>
      form.fillPlain(example as Record<string, Plain>),
    );
    exampleText = form.read().patient;
  },
  clear: () => {
    if (form.read().isEmpty) return;
    replaceAll("All entries are cleared", () => form.clear());
  },
};

/** What a button in the place of something that did not load tries again; else the action of that name. */
const again: Record<string, () => void> = {
  core: () => void startCore(),
  rest: () => void results.complement(),
  insight: () => void askWorker(),
  details: () => void showDetails(),
  page: () => void showPage(currentPage()),
  offline: () => void keepOffline(),
  "link-missed": () => {
    document.querySelector("[data-key=missed-link-missed]")?.remove();
    void openLink(linkMissed);
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
      uncovered(() => {
        go("./"); // the question stands on the patient's page
        form.reveal(reveal);
      });
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
// A number that is asked for in the answer goes to its question.
document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const field = target.dataset["answerText"];
  if (field) form.typeIn(field, target.value);
});
need("#open-file").addEventListener("change", ({ target }) => {
  const input = target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file) void openFile(file).finally(() => (input.value = ""));
});

/** Settled once the core is there, or is known not to come. */
const started = startCore();

// Everything that the page must have is there. Without styles the document goes on saying so.
document.documentElement.dataset["program"] = "there";
need<HTMLElement>("#not-loaded").hidden = !!getComputedStyle(
  document.documentElement,
).getPropertyValue("--paper");
