// SPDX-License-Identifier: Apache-2.0
// The options beside each other: a row each, the first five open, what is known of each in the same places.
import "./comparison.css";
import { optionsNotComparable } from "#words/options";
import { stateWords } from "#words/state";
import type { Assessment, Option } from "#outputs";
import { columns, type FigureKey } from "../../evidence/columns";
import type { Figure, Figures } from "../../evidence/figures";
import { h, type Child } from "../../dom";
import { missed } from "../../loading/lazy";
import { weightsText } from "../../robustness/controls";
import {
  firstOptions,
  holdsOf,
  holdText,
  isExcluded,
  isUsable,
  stateOf,
  trialsText,
  underHeadings,
} from "../../words";
import { missingToRank } from "../../missing";
import type { Panel, View } from "../panel";
import { badge, openFields, whyOut } from "../shared/option-details";
import { says, sign } from "../shared/agreement";
import { fieldLink } from "../shared/criteria";

const cell = (attributes: Record<string, string>, ...children: Child[]): Node =>
  h("td", { role: "cell", ...attributes }, ...children);

const waiting = (): Node =>
  h(
    "span",
    { class: "compare__waiting" },
    h("span", { class: "visually-hidden" }, "loading"),
  );

function figureCell(
  key: FigureKey,
  label: string,
  figures: Figures | null,
): Node {
  const figure: Figure | null = figures?.of[key] ?? null;
  const elsewhere = figure?.elsewhere;
  return cell(
    {
      class: `compare__figure${elsewhere ? " compare__figure--elsewhere" : ""}`,
      "data-label": label,
      "data-outcome": key,
    },
    figures === null
      ? waiting()
      : figure
        ? [
            figure.range,
            // Months are the unit of the column; of a card each figure has its own.
            figure.unit === "months"
              ? null
              : h("span", { class: "compare__unit" }, ` ${figure.unit}`),
          ]
        : h("span", { "aria-label": "not reported" }, "–"),
  );
}

/** A mark for each published algorithm. */
function algorithms(assessment: Assessment, option: Option): Node {
  return cell(
    { class: "compare__algorithms", "data-label": "Algorithms" },
    assessment.pathways.map(({ id, label }) => {
      const word = option.pathways?.[id];
      return h(
        "span",
        {
          class: "says",
          "data-says": word ?? "silent",
          title: `${label}: ${says(word)}`,
        },
        h("span", { "aria-hidden": "true" }, sign(word)),
        h("span", { class: "visually-hidden" }, `${label}: ${says(word)}. `),
      );
    }),
  );
}

function evidenceCell(figures: Figures | null): Node {
  const settings = [
    ...new Set(
      Object.values(figures?.of ?? {})
        .map((figure) => figure?.elsewhere)
        .filter((setting) => setting != null),
    ),
  ];
  return cell(
    { class: "compare__evidence", "data-label": "n" },
    figures?.design
      ? [
          h("span", { class: "compare__n" }, figures.patients || "–"),
          h("span", { class: "compare__design" }, ` ${figures.design}`),
          settings.length
            ? h(
                "span",
                { class: "compare__setting" },
                ` ${settings.join("; ")}`,
              )
            : null,
        ]
      : figures
        ? h("span", { "aria-label": "not reported" }, "–")
        : waiting(),
  );
}

function doseCell(
  assessment: Assessment,
  option: Option,
  above: ReadonlySet<string>,
): Node {
  const before = holdText(option, above);
  return cell(
    { class: "compare__dose", "data-label": "Dose" },
    before ? h("span", { class: "compare__before" }, `${before} `) : null,
    option.dose_short
      ? h("span", {}, option.dose_short)
      : option.dose
        ? h("span", { class: "compare__regimen" }, option.dose)
        : option.id === "clinical_trial"
          ? trialsText(assessment)
          : null,
  );
}

/** `above`: what has to come before a first dose and is said above the table. */
function row(view: View, option: Option, above: ReadonlySet<string>): Node {
  const { assessment, onDemand } = view;
  const figures =
    onDemand && typeof onDemand !== "string"
      ? onDemand.figures(view, option)
      : null;
  const excluded = isExcluded(option);
  return h(
    "tr",
    {
      role: "row",
      class: "compare__row",
      id: `row-${option.id}`,
      "data-key": option.id,
      "data-action": "choose",
      "data-for": option.id,
      "data-verdict": option.verdict,
      "data-state": stateOf(option),
      "data-chosen": view.chosen === option.id,
      "data-bare": figures ? figures.design === null : !option.evidence?.length,
    },
    cell({ class: "compare__rank", "data-label": "Rank" }, option.rank),
    h(
      "th",
      { role: "rowheader", scope: "row", class: "compare__name" },
      h(
        "button",
        {
          type: "button",
          class: "compare__button",
          "aria-expanded": view.chosen === option.id ? "true" : "false",
          "aria-controls": "option",
        },
        option.label ?? option.id,
      ),
    ),
    cell(
      { class: "compare__state", "data-label": "State" },
      badge(option),
      excluded ? whyOut(assessment, option) : openFields(option),
    ),
    excluded
      ? null
      : [
          columns.map(([key, label]) => figureCell(key, label, figures)),
          evidenceCell(figures),
          doseCell(assessment, option, above),
          algorithms(assessment, option),
        ],
  );
}

function table(
  view: View,
  options: Option[],
  caption: string,
  excluded = false,
  above: ReadonlySet<string> = new Set(),
): Node {
  const head = (text: string, title = ""): Node =>
    h("th", { role: "columnheader", scope: "col", title: title || null }, text);
  return h(
    "table",
    {
      class: `compare${excluded ? " compare--excluded" : ""}`,
      role: "table",
      "data-key": caption,
    },
    h("caption", { class: "visually-hidden" }, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        head("#"),
        head("Option"),
        head("State"),
        excluded
          ? null
          : [
              columns.map(([key, label, title]) =>
                head(
                  `${label}, ${key === "orr" || key === "grade34" ? "%" : "months"}`,
                  title,
                ),
              ),
              head(
                "n, design",
                "Patients of the studies and their strongest design",
              ),
              head("Dose", "For this patient"),
              head(
                "Algorithms",
                view.assessment.pathways.map(({ label }) => label).join(" · "),
              ),
            ],
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      options.map((option) => row(view, option, above)),
    ),
  );
}

/** A group that is folded, with how many it holds. */
function group(
  view: View,
  key: string,
  title: string,
  options: Option[],
  open = false,
): Node | null {
  if (!options.length) return null;
  const isOpen = open || view.open.has(key);
  return h(
    "details",
    {
      class: "compare-group",
      "data-key": open ? `${key}-open` : key,
      open: isOpen,
    },
    h(
      "summary",
      {},
      h("h3", {}, title),
      h("span", { class: "quiet" }, ` ${options.length}`),
    ),
    isOpen
      ? table(
          view,
          options.map((option) => forRow(view, option)),
          title,
          options.every(isExcluded),
        )
      : null,
  );
}

/** With all criteria where the row tells of them: what rules it out, what it waits for. The overview has all else. */
const forRow = (view: View, option: Option): Option =>
  isUsable(option) ? option : view.option(option.id);

/** The options by where they are shown. */
function placesOf(assessment: Assessment) {
  const first = firstOptions(assessment);
  const rest = assessment.options.filter((option) => !first.includes(option));
  return {
    first,
    others: rest.filter(
      (option) => !isExcluded(option) && option.verdict !== "needs_information",
    ),
    needing: rest.filter(({ verdict }) => verdict === "needs_information"),
    excluded: rest.filter(isExcluded),
  };
}

function missingAnswers(view: View): Node[] | null {
  const missing = missingToRank(view.assessment);
  if (!missing) return null;
  return [
    h(
      "p",
      { class: "compare__missing" },
      missing.length === 1
        ? "One answer is missing before anything is ranked: "
        : `${missing.length === 2 ? "Two" : missing.length} answers are missing before anything is ranked: `,
      missing.map((fields, index) => [
        index ? "; " : null,
        fields.map((field, place) => [
          place ? (place === fields.length - 1 ? " or " : ", ") : null,
          fieldLink(field),
        ]),
      ]),
      ".",
    ),
  ];
}

export const panel: Panel = {
  id: "comparison",
  title: "Options for this patient",
  depends(view) {
    const { assessment, onDemand, chosen } = view;
    const { first, ...rest } = placesOf(assessment);
    return [
      missingToRank(assessment),
      first.map((option) => forRow(view, option)),
      // Folded groups tell only how many they hold; an open one is drawn anew with every key.
      Object.entries(rest).map(([key, options]) =>
        view.open.has(key) ? options : options.length,
      ),
      first.length,
      assessment.statements,
      trialsText(assessment),
      weightsText(view.controls.preferences),
      assessment.patient?.settings,
      chosen,
      typeof onDemand === "string" ? onDemand : onDemand !== null,
    ];
  },
  render(view) {
    const { assessment, onDemand } = view;
    const waiting = missingAnswers(view);
    if (waiting) return waiting;
    const { first, others, needing, excluded } = placesOf(assessment);
    const shown = first.map((option) => forRow(view, option));
    const few = first.length < 2;
    // What several wait for is said once.
    const held = [...holdsOf(first)].filter(([, labels]) => labels.length > 1);
    const above = new Set(held.map(([before]) => before));
    const weights = weightsText(view.controls.preferences);
    return [
      !first.length
        ? h(
            "p",
            { class: "panel__lead" },
            "None suits this patient as entered. What rules each out stands below.",
          )
        : h(
            "p",
            { class: "compare__caption" },
            `${optionsNotComparable} Grey italics: from another setting. –: not reported.`,
          ),
      weights
        ? h(
            "p",
            { class: "compare__weights quiet" },
            `Ordered with chosen weights: ${weights}. `,
            h(
              "button",
              { type: "button", class: "link", "data-action": "weights" },
              "Weights",
            ),
          )
        : null,
      typeof onDemand === "string" ? missed(onDemand, "details") : null,
      ...held.map(([before, labels]) =>
        h("p", { class: "compare__hold" }, `${before} (${labels.join(", ")})`),
      ),
      ...underHeadings(shown).flatMap(([heading, options], place) => [
        place ? h("h3", { class: "compare__wanted" }, heading) : null,
        table(view, options, heading, false, above),
      ]),
      group(view, "others", "Other options", others),
      group(view, "needing", "Need a test or an answer", needing),
      group(view, "excluded", stateWords.unsuitable, excluded, few),
      (assessment.statements ?? []).length
        ? h(
            "aside",
            {
              class: "compare__limits",
              "aria-label": "To be read with every result",
            },
            h(
              "ul",
              {},
              (assessment.statements ?? []).map((text) => h("li", {}, text)),
            ),
          )
        : null,
    ].filter((node) => node !== null);
  },
};
