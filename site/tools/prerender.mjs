// SPDX-License-Identifier: Apache-2.0
// The form as HTML, from the table of fields: it is on the page before WebAssembly is. src/form/ reads it
// back; what that code needs of a field stands in data attributes here and nowhere else. Ids, names and the
// links between a question and its hint, which the browser needs, are added by src/form/spec.ts: half of the
// form's size would be these.

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const esc = (text) => String(text).replace(/[&<>"]/g, (sign) => escapes[sign]);

// What a question means is one tap away, and read with it by a screen reader; nobody has to pass it by keyboard.
const hint = (field) =>
  field.help
    ? `<button type="button" class="hint" data-action="hint" tabindex="-1" aria-label="What counts: ${esc(field.label)}">?</button>` +
      `<p class="field__hint" hidden>${esc(field.help)}</p>`
    : "";

const issues = `<div class="field__issues"></div>`;

/** What the form says for a label; where that is brief the whole is read out, and shown to a mouse that rests on it. */
const said = ({ label, brief }) =>
  brief
    ? `${esc(brief)}<span class="visually-hidden"> ${esc(label)}</span>`
    : esc(label);
const title = ({ label, brief }) => (brief ? ` title="${esc(label)}"` : "");

/** What a number can be, for src/form/spec.ts. */
const numberData = ({ hard, units }) =>
  ` data-low="${hard[0]}" data-high="${hard[1]}"` +
  (units.length === 1 ? ` data-unit="${esc(units[0].unit)}"` : "");

const unitData = ({ mul, div }) =>
  `data-mul="${mul ?? 1}" data-div="${div ?? 1}"`;

// What follows another field is hidden until that has a member or is yes, or until the core asks for it after a therapy: for
// the eye only; what has been answered is always shown.
function wrapper(tag, field, kind, inner, data = "") {
  return (
    `<${tag} class="field field--${kind}" data-field="${field.id}" data-type="${field.type}"${data}` +
    `${kind === "number" ? numberData(field) : ""}` +
    `${field.follows ? ` data-follows="${field.follows}" hidden` : ""}>${inner}</${tag}>`
  );
}

// "Unknown" of one choice; "none" and the like beside the boxes of a set.
const quietly = { radio: " choice--unknown", checkbox: " choice--quiet" };

function choice(
  type,
  word,
  extra = "",
  quiet = word.id === "",
  hidden = false,
) {
  return (
    `<label class="choice${quiet ? quietly[type] : ""}"${title(word)}${hidden ? " hidden" : ""}>` +
    `<input type="${type}" value="${esc(word.id)}"${extra ? ` ${extra}` : ""}>` +
    `<span>${said(word)}</span></label>`
  );
}

// What is answered for most patients; the rest of the answers is one tap away.
const usualAnswers = {
  stop_reason: ["progression", "toxicity", "both"],
  portal_vein_invasion: ["none", "vp1_to_3", "vp4", "present_extent_unknown"],
};
const more = `<button type="button" class="button button--quiet choice__more" data-action="more" tabindex="-1" aria-label="More answers">More</button>`;

function choiceField(field, words) {
  const usual = usualAnswers[field.id];
  const boxes = words.map((word) =>
    choice("radio", word, "", false, usual && !usual.includes(word.id)),
  );
  if (usual) boxes.push(more);
  boxes.push(choice("radio", { id: "", label: "Unknown" }, "checked"));
  return wrapper(
    "fieldset",
    field,
    "choice",
    `<legend class="field__label">${said(field)}</legend>${hint(field)}` +
      `<div class="choices${isSegment(words) ? " choices--segment" : ""}">${boxes.join("")}</div>${issues}`,
    words.length === 2 && field.type === "enum" ? " data-short" : "",
  );
}

// Few answers, or short ones, stand beside each other in one row.
const isSegment = (words) =>
  words.length <= 3 ||
  (words.length <= 6 &&
    words.map(({ label, brief }) => brief ?? label).join("").length <= 48);

function eventRow(field) {
  const event = eventOf(field);
  if (!event) return "";
  const select = (part, label, words) =>
    words.length
      ? `<label class="event__part">${label} <select data-part="${part}" autocomplete="off"><option value="">not known</option>` +
        `${words.map(({ id, label }) => `<option value="${esc(id)}">${esc(label)}</option>`).join("")}</select></label>`
      : "";
  return (
    `<template><div class="event"><span class="event__name"></span>` +
    select(
      "grade",
      "Grade",
      event.grades.map((grade) => ({ id: grade, label: grade })),
    ) +
    select("status", "State", event.statuses) +
    `<button type="button" class="button button--small button--quiet" data-action="add-event">Again</button></div></template>`
  );
}

function setField(field) {
  const boxes = field.words.map((word) => choice("checkbox", word));
  const beside = (label, ...more) =>
    choice("checkbox", { id: "", label }, ...more);
  const open = field.open_set
    ? beside("Others not looked for", "data-open")
    : "";
  // Most patients have no event at all: the long list follows a yes.
  const words = eventOf(field)
    ? `<div class="choices choices--asked">${beside("No", "data-none", false)}` +
      `<button type="button" class="button choice__yes" data-action="any" aria-expanded="false">Yes</button></div>` +
      `<div class="choices" data-words hidden>${boxes.join("")}${open}</div>`
    : `<div class="choices">${boxes.join("")}` +
      `${beside("None of these", "data-none")}${open}</div>`;
  return wrapper(
    "fieldset",
    field,
    "set",
    `<legend class="field__label">${said(field)} <span class="field__state"></span></legend>` +
      `${hint(field)}${words}` +
      `${eventRow(field)}<div class="field__members"></div>${issues}`,
    eventOf(field) ? " data-yes" : "",
  );
}

// What was given before in most patients, one tap each; all others stand in the list.
const usual = [
  "atezolizumab_bevacizumab",
  "durvalumab_tremelimumab",
  "nivolumab_ipilimumab",
  "sorafenib",
  "lenvatinib",
];

function usualRegimens(field) {
  return usual
    .map((id) => {
      const { label } = field.words.find((word) => word.id === id);
      return `<button type="button" class="button button--small" data-action="add-regimen" data-id="${id}">${esc(label)}</button>`;
    })
    .join("");
}

function regimenField(field) {
  const ordered = field.type === "regimens";
  const options = field.words
    .map(
      (word) => `<option value="${esc(word.id)}">${esc(word.label)}</option>`,
    )
    .join("");
  return wrapper(
    "fieldset",
    field,
    "regimens",
    `<legend class="field__label">${said(field)} <span class="field__state"></span></legend>` +
      `${hint(field)}<${ordered ? "ol" : "ul"} class="regimens"></${ordered ? "ol" : "ul"}>` +
      `<div class="regimens__from"><div class="choices" data-usual>${ordered ? usualRegimens(field) : ""}` +
      `${choice("checkbox", { id: "", ...(ordered ? { label: "No systemic therapy yet", brief: "None yet" } : { label: "None" }) }, "data-none")}</div>` +
      `<div class="regimens__add"><select aria-label="${esc(field.label)}: regimen to enter" autocomplete="off">` +
      `<option value="">${ordered ? "Other…" : "Choose a regimen"}</option>${options}</select></div></div>` +
      issues,
  );
}

function unitSwitch(field) {
  const [first] = field.units;
  if (!first || (field.units.length === 1 && first.printed === "")) return "";
  if (field.units.length === 1) {
    return `<span class="field__suffix" data-unit="${esc(first.unit)}">${esc(first.printed)}</span>`;
  }
  // Of more than two, two that mean the same number share a place: that in use stands there.
  const twins = (unit) =>
    field.units.length > 2
      ? field.units.filter(
          ({ mul, div }) => mul === unit.mul && div === unit.div,
        )
      : [];
  const shared = (unit) =>
    twins(unit).length > 1
      ? ` unit--${twins(unit)[0] === unit ? "first" : "twin"}`
      : "";
  const boxes = field.units.map(
    (unit, index) =>
      `<label class="unit${shared(unit)}"><input type="radio" value="${esc(unit.unit)}" ` +
      `${unitData(unit)}${index === 0 ? " checked" : ""}>` +
      `<span>${esc(unit.printed)}</span></label>`,
  );
  return `<div class="units" role="radiogroup" aria-label="Unit of ${esc(field.label)}">${boxes.join("")}</div>`;
}

function numberField(field) {
  const mode = field.type === "integer" ? "numeric" : "decimal";
  return wrapper(
    "div",
    field,
    "number",
    `<label class="field__label"${title(field)}>${said(field)}</label>${hint(field)}` +
      `<div class="field__row"><input class="field__input" type="text" inputmode="${mode}" ` +
      `autocomplete="off" spellcheck="false" enterkeyhint="next">${unitSwitch(field)}</div>` +
      `<div class="field__note" aria-live="polite"></div>${issues}`,
  );
}

function courseValue(field) {
  const label = `aria-label="${esc(field.label)}" autocomplete="off"`;
  const options = (list) =>
    list
      .map(
        ({ id, label, data = "" }) =>
          `<option value="${esc(id)}" ${data}>${esc(label)}</option>`,
      )
      .join("");
  const isChoice = field.type === "enum";
  const units = field.units.map((unit) => ({
    id: unit.unit,
    label: unit.printed,
    data: unitData(unit),
  }));
  return (
    `<div class="course__value" data-course="${field.id}" data-type="${field.type}"` +
    `${isChoice ? "" : numberData(field)}><span class="field__label">${esc(field.label)}</span><div class="field__row">` +
    (isChoice
      ? `<select class="course__unit" ${label}>${options([{ id: "", label: "Unknown" }, ...field.words])}</select>`
      : `<input class="field__input" type="text" inputmode="decimal" spellcheck="false" ${label}>` +
        (units.length > 1
          ? `<select class="course__unit" aria-label="Unit of ${esc(field.label)}" autocomplete="off">${options(units)}</select>`
          : `<span class="field__suffix">${esc(units[0]?.label ?? "")}</span>`)) +
    `</div></div>`
  );
}

function courseField(field, fields) {
  const inner = fields
    .filter((other) => other.in_course)
    .map((other) => courseValue(other))
    .join("");
  return wrapper(
    "fieldset",
    field,
    "course",
    `<legend class="field__label">${said(field)}</legend>${hint(field)}<ol class="course"></ol>` +
      `<template><li class="course__entry"><div class="course__head"><label class="field__label">Date <input class="field__input" type="date" autocomplete="off"></label>` +
      `<button type="button" class="button button--quiet" data-action="remove-course">Remove</button></div>` +
      `<div class="course__values">${inner}</div><div class="field__members"></div></li></template>` +
      `<button type="button" class="button" data-action="add-course">Add an earlier set</button>${issues}`,
  );
}

// A small whole number reads better as a row of choices than as something to type.
export const isScale = (field) =>
  field.type === "integer" && field.hard && field.hard[1] - field.hard[0] <= 5;

/** What a member of a set of events can say of itself; null where members are words alone. */
export const eventOf = (field) => field.event ?? null;

/** The kind of its control. */
export function kindOf(field) {
  switch (field.type) {
    case "boolean":
    case "enum":
      return "choice";
    case "set":
      return "set";
    case "regimens":
    case "regimen_set":
      return "regimens";
    case "course":
      return "course";
    default:
      return isScale(field) ? "choice" : "number";
  }
}

function choicesOf(field) {
  if (field.type === "boolean")
    return [
      { id: "true", label: "Yes" },
      { id: "false", label: "No" },
    ];
  if (field.type === "enum") return field.words;
  const [low, high] = field.hard;
  return Array.from({ length: high - low + 1 }, (_, i) => String(low + i)).map(
    (step) => ({ id: step, label: step }),
  );
}

function oneField(field, fields) {
  switch (kindOf(field)) {
    case "choice":
      return choiceField(field, choicesOf(field));
    case "set":
      return setField(field);
    case "regimens":
      return regimenField(field);
    case "course":
      return courseField(field, fields);
    default:
      return numberField(field);
  }
}

// Safety is swept in one go: what is asked for stands there by name, "none of these" answers what is still open of it; the
// questions themselves come up for whom something applies.
const isSwept = (group) => group.id === "conditions";
const namesOf = (field) =>
  kindOf(field) === "set"
    ? field.words.map(({ label }) => label)
    : [field.label];
const sweep = (group, members) =>
  isSwept(group)
    ? `<ul class="sweep__names">${members
        .flatMap(namesOf)
        .map((name) => `<li>${esc(name)}</li>`)
        .join(" ")}</ul>` +
      `<p class="sweep"><button type="button" class="button" data-sweep="${group.id}">None of these</button> ` +
      `<button type="button" class="button button--quiet sweep__mark" data-unfold="${group.id}">Mark what applies</button> ` +
      `<span class="sweep__hint">answers with none what is still open below</span></p>` +
      `<p class="sweep__said"></p>`
    : "";

// One choice for every laboratory value; each field has its own beside it.
const units = (group) =>
  group.id === "performance"
    ? `<div class="units units--all" role="radiogroup" aria-label="Units of all laboratory values">` +
      [
        ["usual", "mg/dL"],
        ["si", "SI"],
      ]
        .map(
          ([value, label], index) =>
            `<label class="unit"><input type="radio" name="units" value="${value}"${index ? "" : " checked"}><span>${label}</span></label>`,
        )
        .join("") +
      `</div>`
    : "";

/** The questions in the order of the table: a section a group, then all that is not asked at once in one fold, which form.ts fills when it is opened. */
export function formHtml({ groups, fields }) {
  const sections = (primary, render) =>
    groups
      .map((group) => ({
        group,
        members: fields
          .filter((field) => field.group === group.id)
          .filter((field) => field.primary === primary)
          .sort((a, b) => a.order - b.order),
      }))
      .filter(({ members }) => members.length > 0)
      .map(render)
      .join("\n");
  // A number alone among other questions stands in one line with its label.
  const numbers = (members) =>
    members.filter((field) => kindOf(field) === "number").length;
  const drawn = (members) =>
    `<div class="group__fields"${numbers(members) > 1 ? " data-numbers" : ""}>${members.map((field) => oneField(field, fields)).join("\n")}</div>`;
  const first = sections(
    true,
    ({ group, members }) =>
      `<section class="group" id="group-${group.id}" aria-labelledby="group-${group.id}-title"` +
      `${isSwept(group) ? " data-folded" : ""}${members.every(({ follows }) => follows) ? " hidden" : ""}>` +
      `<div class="group__head"><h2 class="group__title" id="group-${group.id}-title">${esc(group.label)}</h2>${units(group)}</div>\n` +
      `${sweep(group, members)}${drawn(members)}</section>`,
  );
  const more = sections(
    false,
    ({ group, members }) =>
      `<div class="group"><h3 class="group__title">${esc(group.label)}</h3>\n${drawn(members)}</div>`,
  );
  return (
    `${first}\n<details class="group__more"><summary><h2 class="group__title">More detail</h2> ` +
    `<span class="group__asked"></span><span class="group__answered"></span></summary>\n<template>${more}</template></details>`
  );
}
