// SPDX-License-Identifier: Apache-2.0
// What the sources say, written down a second time and apart from the rules: for each rule the options it speaks of, one by one,
// what it asks for on both sides of every cut-off, how strongly it speaks, and how far it lowers the tier. Read from the project's
// safety rules and the places named beside each row, never from the data; a rule that loses an option, a word of a list or a step
// of its threshold fails here by name.
// Runs the native command: NEXTLINE_BIN, else build/native/nextline.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  anticancer, antiVegf, bevacizumab, everyLocal, goesOn, inhibitors, local, molecular, multikinase, pairs, single, systemic, without,
  withMultikinase,
} from './options.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const command = process.env.NEXTLINE_BIN ?? join(root, 'build/native/nextline');
const skip = existsSync(command) ? false : `${command} is not built`;

/** `overview`: what decides or speaks, in a tenth of the time. Who was assessed is not assessed again. */
const known = new Map();
function assess(patients, overview = false) {
  const keys = patients.map((patient) => `${overview}${JSON.stringify(patient)}`);
  const news = [...new Set(keys)].filter((key) => !known.has(key));
  if (news.length) {
    const input = news.map((key) => key.slice(String(overview).length)).join('\n');
    const { stdout, status } = spawnSync(command, ['assess', '--lines', ...(overview ? ['--overview'] : [])], { input,
      maxBuffer: 1 << 30 });
    assert.equal(status, 0);
    const answers = stdout.toString().trimEnd().split('\n');
    assert.equal(answers.length, news.length);
    news.forEach((key, i) => known.set(key, JSON.parse(answers[i])));
  }
  return keys.map((key) => known.get(key));
}

const withRegorafenib = ['regorafenib', 'regorafenib_pembrolizumab'];

// ---- a patient of whom everything is known and in whom nothing speaks against anything ------------------------------
const usual = {
  ...JSON.parse(readFileSync(join(root, 'tests/cases/001-usual-after-atezolizumab-bevacizumab.json'), 'utf8')).patient,
  hemoglobin: 12,
  stop_reason: 'progression',
  progressing_lesions: 8,
  progressing_organs: 2,
  locally_treatable: true,
};
const childPughA6 = { albumin: { value: 3.3, unit: 'g/dL' } }; // 2 points
const childPughB7 = { albumin: { value: 2.7, unit: 'g/dL' } }; // 3 points
const childPughB8 = { ...childPughB7, bilirubin: { value: 2.5, unit: 'mg/dL' } };
const childPughB9 = { ...childPughB7, bilirubin: { value: 3.5, unit: 'mg/dL' } };
// What a report says, and nothing that would tell the points.
const statedB = { stated_child_pugh: 'B', bilirubin: undefined, albumin: undefined, inr: undefined, ascites: undefined, encephalopathy: undefined };
const childPughC10 = { ...childPughB9, ascites: 'mild' };
const present = (...words) => ({ comorbidities: words });
const after = (...prior) => ({ prior_therapies: prior });
const goesOnWith = (...prior) => ({ ...after(...prior), stop_reason: 'not_stopped', progression_sites: [], progressing_lesions: 0 });
const immune = (event, grade, status = 'resolved') => ({ immune_adverse_events: [{ event, grade, status }], stop_reason: 'both' });
const vegf = (event, grade) => ({ vegf_adverse_events: [{ event, grade }], stop_reason: 'both' });
const grew = (now) => ({
  sum_diameters_before: 60,
  sum_diameters_baseline: 64,
  sum_diameters_now: now,
  days_before_to_baseline: 60.875,
  days_baseline_to_now: 45.65625,
});

// ---- the rules ---------------------------------------------------------------------------------------------------
// `applies`: patients for whom the criterion is true, `not`: for whom it is false, each a change of the usual patient. `cap`: the
// tier it lowers to; `seen`: a patient and an option whose tier is that one, where the patients of `applies` differ from the usual one
// in what the algorithms say too. `trials`: it speaks of every second-line trial. `waits`: it says what must be done before the start.
const rows = [
  // every anticancer option
  {
    rule: 'ecog_0_to_2', kind: 'requires', on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every anticancer option: ECOG 3-4 not indicated',
    applies: [{ ecog: 0 }, { ecog: 2 }], not: [{ ecog: 3 }, { ecog: 4 }],
  },
  {
    rule: 'child_pugh_a_or_b', kind: 'requires', on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every anticancer option: Child-Pugh C not indicated',
    applies: [{}, childPughA6, childPughB7, childPughB9], not: [childPughC10],
  },
  {
    rule: 'ecog_2', kind: 'caution', on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every anticancer option: ECOG 2',
    applies: [{ ecog: 2 }], not: [{ ecog: 1 }, { ecog: 3 }],
  },
  {
    rule: 'albi_3', kind: 'caution', on: anticancer, trials: true,
    place: 'safety.md, every anticancer option: ALBI 3 (above -1.39)',
    applies: [{ albumin: { value: 20, unit: 'g/L' } }], not: [{ albumin: { value: 30, unit: 'g/L' } }],
  },
  {
    rule: 'child_pugh_b', kind: 'caution', on: anticancer, trials: true,
    place: 'safety.md, every anticancer option: Child-Pugh B7, and whatever its points B', applies: [childPughB7, childPughB8, childPughB9,
      statedB], not: [childPughA6, childPughC10],
  },
  {
    rule: 'child_pugh_b8_9', kind: 'caution', strong: true, on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every anticancer option: Child-Pugh B8-9, strong',
    applies: [childPughB8, childPughB9], not: [childPughB7, childPughC10],
  },
  {
    rule: 'pregnancy', kind: 'excludes', on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every systemic option: pregnancy; a trial likewise', applies: [present('pregnancy')], not: [{}],
  },
  {
    rule: 'stopped_for_deterioration', kind: 'caution', on: ['no_change_now'],
    place: 'safety.md, nothing has failed yet, deterioration: supportive care and the liver come first',
    applies: [{ stop_reason: 'deterioration' }], not: [{ stop_reason: 'toxicity' }],
  },
  // every systemic option
  {
    rule: 'transaminases_over_5x', kind: 'caution', waits: true, on: [...without(anticancer, ...withRegorafenib), 'clinical_trial'],
    place: 'safety.md, every systemic option (local therapy is given with one): AST or ALT over 5 times the limit',
    applies: [{ ast: 201 }, { alt: 201 }], not: [{ ast: 200, alt: 200 }],
  },
  {
    rule: 'child_pugh_b_tier', kind: 'note', cap: 'option', on: systemic,
    place: 'safety.md, every systemic option: Child-Pugh B, tier at most option', applies: [childPughB7, childPughB9], not: [childPughA6],
    seen: [childPughB7, 'lenvatinib'],
  },
  {
    rule: 'immune_hepatitis_active', kind: 'caution', waits: true, on: [...anticancer, 'clinical_trial'], trials: true,
    place: 'safety.md, every systemic option (local therapy is given with one): immune hepatitis of grade 3 or more that is not resolved',
    applies: [immune('hepatitis', 3, 'ongoing'), immune('hepatitis', 4, 'on_steroids_over_10mg')],
    not: [immune('hepatitis', 2, 'ongoing'), immune('hepatitis', 3, 'resolved'), immune('colitis', 3, 'ongoing')],
  },
  {
    rule: 'immune_event_active', kind: 'caution', waits: true, on: [...without(systemic, ...inhibitors), 'clinical_trial'], trials: true,
    place: 'standard knowledge, to be signed: a severe immune-related event (safety.md) that has not settled; hepatitis has a rule of its own',
    applies: [immune('colitis', 3, 'ongoing'), immune('pneumonitis', 2, 'on_steroids_over_10mg'), immune('adrenalitis', 4, 'ongoing')],
    not: [immune('colitis', 2, 'ongoing'), immune('colitis', 3, 'resolved'), immune('hepatitis', 3, 'ongoing'), immune('adrenalitis', 4, 'on_replacement')],
  },
  {
    rule: 'label_not_after_inhibitor', kind: 'note', on: systemic,
    place: 'safety.md, every systemic option: no label names use after an inhibitor', applies: [{}], not: [after('sorafenib')],
  },
  {
    rule: 'histology_not_studied', kind: 'note', on: systemic,
    place: 'clinical-facts B3, CELESTIAL: fibrolamellar and mixed tumours left out',
    applies: [{ histology: 'fibrolamellar' }, { histology: 'mixed' }], not: [{ histology: 'hcc' }],
  },
  {
    rule: 'prefers_oral', kind: 'note', on: without([...inhibitors, 'ramucirumab'], 'local_therapy_continue_ici'),
    place: 'document 002, TKI versus ICI versus LRT: how it is given',
    applies: [{ route_preference: 'oral' }], not: [{ route_preference: 'any' }, { route_preference: 'intravenous' }],
  },
  {
    rule: 'prefers_intravenous', kind: 'note', on: multikinase, place: 'document 002, TKI versus ICI versus LRT: how it is given',
    applies: [{ route_preference: 'intravenous' }], not: [{ route_preference: 'any' }, { route_preference: 'oral' }],
  },
  // checkpoint inhibitors
  {
    rule: 'immune_event_ends_inhibitors', kind: 'excludes', on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: what ends inhibitors for good',
    applies: [immune('myocarditis', 2), immune('myositis', 3), immune('pneumonitis', 3), immune('neurologic', 3), immune('colitis', 4),
      immune('nephritis', 4), immune('dermatitis', 4)],
    not: [immune('myocarditis', 1), immune('myositis', 2), immune('pneumonitis', 2), immune('neurologic', 2), immune('colitis', 3),
      immune('nephritis', 3), immune('dermatitis', 3), immune('thyroiditis', 4), immune('adrenalitis', 4), immune('hypophysitis', 4),
      immune('diabetes', 4)],
  },
  {
    rule: 'immune_event_needs_care', kind: 'caution', waits: true, on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: any other grade 3, or not resolved, or on more than 10 mg of steroid',
    applies: [immune('colitis', 3), immune('colitis', 2, 'ongoing'), immune('dermatitis', 1, 'on_steroids_over_10mg'),
      immune('thyroiditis', 2, 'ongoing')],
    not: [immune('colitis', 2), immune('thyroiditis', 3, 'on_replacement'), immune('adrenalitis', 3, 'resolved')],
  },
  {
    rule: 'immune_event_mild', kind: 'note', on: inhibitors,
    place: 'safety.md, Severe immune event: endocrine events on replacement and grade 1 are a note',
    applies: [immune('thyroiditis', 3, 'on_replacement'), immune('dermatitis', 1)],
    not: [immune('dermatitis', 2), immune('thyroiditis', 2, 'ongoing')],
  },
  {
    rule: 'organ_transplant', kind: 'caution', strong: true, cap: 'not_recommended', on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: organ transplant', applies: [present('organ_transplant')], not: [{}],
  },
  {
    rule: 'autoimmune_disease', kind: 'caution', strong: true, on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: autoimmune disease', applies: [present('autoimmune_disease')], not: [{}],
  },
  {
    rule: 'immunosuppression', kind: 'caution', on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: immunosuppression', applies: [present('immunosuppression')], not: [{}],
  },
  {
    rule: 'interstitial_lung_disease', kind: 'caution', on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: interstitial lung disease', applies: [present('interstitial_lung_disease')], not: [{}],
  },
  {
    rule: 'hepatitis_b_untreated', kind: 'caution', waits: true, on: [...inhibitors, 'everolimus'],
    place: 'safety.md, any checkpoint inhibitor, and everolimus: HBsAg positive without antiviral',
    applies: [{ hbv_status: 'hbsag_positive', hbv_antiviral: false }],
    not: [{ hbv_status: 'hbsag_positive', hbv_antiviral: true }, { hbv_status: 'past', hbv_antiviral: false }, { hbv_status: 'negative',
      hbv_antiviral: false }],
  },
  {
    rule: 'hyperprogression', kind: 'caution', on: inhibitors,
    place: 'safety.md, any checkpoint inhibitor: hyperprogression; clinical-facts A6, vectors', applies: [grew(84)], not: [grew(75)],
  },
  {
    rule: 'earlier_anti_ctla4', kind: 'caution', cap: 'less_preferred', on: pairs,
    place: 'safety.md, pairs with anti-CTLA-4: prior anti-CTLA-4, tier at most less_preferred',
    applies: [after('nivolumab_ipilimumab', 'sorafenib')], not: [after('nivolumab', 'sorafenib')],
    seen: [{ ...vegf('gi_bleeding', 2), ...after('durvalumab_tremelimumab', 'sorafenib') }, 'nivolumab_ipilimumab'],
  },
  {
    rule: 'pair_liver_function', kind: 'caution', on: pairs,
    place: 'safety.md, pairs with anti-CTLA-4: Child-Pugh B or ALBI 3',
    applies: [childPughB7, childPughB9, { albumin: { value: 20, unit: 'g/L' }, bilirubin: { value: 0.4, unit: 'mg/dL' } },
      { bilirubin: { value: 1.9, unit: 'mg/dL' }, albumin: { value: 2.6, unit: 'g/dL' } },
      // Child-Pugh A6 with ALBI grade 3: -1.38.
      { bilirubin: { value: 1.9, unit: 'mg/dL' }, albumin: { value: 28, unit: 'g/L' } }],
    not: [childPughA6],
  },
  {
    rule: 'single_inhibitor_after_inhibitor', kind: 'note', cap: 'less_preferred', on: single,
    place: 'safety.md, single-agent nivolumab and pembrolizumab: after any inhibitor', applies: [after('durvalumab', 'sorafenib')],
    not: [after('sorafenib')], seen: [after('tremelimumab', 'cabozantinib'), 'nivolumab'],
  },
  {
    rule: 'both_safety_signals', kind: 'caution', cap: 'less_preferred', on: [...new Set([...inhibitors, ...multikinase, 'ramucirumab'])],
    place: 'safety.md, Both safety signals at once: both classes at most less_preferred',
    applies: [{ ...immune('colitis', 3), vegf_adverse_events: [{ event: 'gi_bleeding', grade: 2 }] }],
    not: [immune('colitis', 3), vegf('gi_bleeding', 2), { ...immune('colitis', 2), vegf_adverse_events: [{ event: 'gi_bleeding',
      grade: 2 }] }], seen: [{ ...immune('colitis', 3), vegf_adverse_events: [{ event: 'gi_bleeding', grade: 2 }] }, 'cabozantinib'],
  },
  {
    rule: 'pair_dose_not_verified', kind: 'note', cap: 'option', on: ['pembrolizumab_ipilimumab'],
    place: 'safety.md, pairs with anti-CTLA-4: pembrolizumab-ipilimumab at most option', applies: [{}, vegf('gi_bleeding', 2)], not: [],
    // A bleed makes the pair preferred for two algorithms.
    seen: [vegf('gi_bleeding', 2), 'pembrolizumab_ipilimumab'],
  },
  { rule: 'nivolumab_label_withdrawn', kind: 'note', on: ['nivolumab'], place: 'safety.md, single-agent: label withdrawn', applies: [{}],
  not: [] },
  { rule: 'pembrolizumab_label_limited', kind: 'note', on: ['pembrolizumab'], place: 'safety.md, single-agent: label limited',
  applies: [{}], not: [] },
  // anti-VEGF agents
  {
    rule: 'varices_high_risk', kind: 'caution', waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: untreated high-risk varices', applies: [{ varices: 'high_risk_untreated' }],
    not: [{ varices: 'none' }, { varices: 'low_risk_or_treated' }],
  },
  {
    rule: 'varices_untreated_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: bevacizumab contraindicated until varices are treated',
    applies: [{ varices: 'high_risk_untreated' }], not: [{ varices: 'none' }, { varices: 'low_risk_or_treated' }],
  },
  {
    rule: 'varices_assessed', kind: 'requires', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: bevacizumab requires varices assessed', applies: [{ varices: 'none' },
      { varices: 'low_risk_or_treated' }], not: [{ varices: 'high_risk_untreated' }],
  },
  {
    rule: 'bleeding_under_anti_vegf', kind: 'caution', strong: true, cap: 'less_preferred', on: antiVegf,
    place: 'safety.md, any anti-VEGF: gut or variceal bleeding, or bleeding of its own grade 3 or more, under anti-VEGF',
    applies: [vegf('gi_bleeding', 1), vegf('variceal_bleeding', 1), vegf('intracranial_bleeding', 1), vegf('other_bleeding', 3)],
    not: [vegf('other_bleeding', 2), vegf('hypertension', 3), { ...vegf('gi_bleeding', 3), ...after('nivolumab') }],
    // Not those alone of which the algorithms speak (document 003: not fit for further agents of the kind).
    seen: [{ ...vegf('other_bleeding', 3), ...after('lenvatinib') }, 'cabozantinib'],
  },
  {
    rule: 'bleeding_under_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, atezolizumab-bevacizumab: grade 3-4 bleeding under bevacizumab',
    applies: [vegf('gi_bleeding', 3), vegf('other_bleeding', 3), vegf('variceal_bleeding', 4),
      { ...vegf('gi_bleeding', 3), ...after('atezolizumab_bevacizumab', 'lenvatinib') }],
    not: [vegf('gi_bleeding', 2), { ...vegf('gi_bleeding', 3), ...after('sorafenib') }],
  },
  {
    rule: 'bleeding_recent', kind: 'caution', strong: true, waits: true, cap: 'option', on: antiVegf,
    place: 'safety.md, any anti-VEGF: bleeding_recent, tier at most option', applies: [present('bleeding_recent')], not: [{}],
  },
  {
    rule: 'bleeding_recent_when', kind: 'caution', strong: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: a bleed is recorded among the events',
    applies: [{ ...vegf('other_bleeding', 1), ...present('bleeding_recent') }],
    not: [{}, vegf('other_bleeding', 1), present('bleeding_recent')],
    open: [{ ...vegf('other_bleeding', 1), comorbidities: null }],
  },
  {
    rule: 'proteinuria_when', kind: 'caution', on: antiVegf,
    place: 'safety.md, any anti-VEGF: proteinuria of 2 g or more; recorded among the events, the present amount is not assumed',
    applies: [{ ...vegf('proteinuria', 1), proteinuria: 'at_least_2g' }],
    not: [{}, { ...vegf('proteinuria', 3), proteinuria: 'below_2g' }, { ...vegf('hypertension', 3), proteinuria: 'at_least_2g' }],
    open: [{ ...vegf('proteinuria', 1), proteinuria: null }],
  },
  {
    rule: 'hypertension_when', kind: 'caution', on: antiVegf,
    place: 'safety.md, any anti-VEGF: blood pressure not controlled; recorded among the events, that it is controlled is not assumed',
    applies: [{ ...vegf('hypertension', 1), ...present('uncontrolled_hypertension') }],
    not: [{}, vegf('hypertension', 3), { ...vegf('proteinuria', 3), ...present('uncontrolled_hypertension') }],
    open: [{ ...vegf('hypertension', 1), comorbidities: null }],
  },
  {
    rule: 'bleeding_recent_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: bleeding_recent, bevacizumab contraindicated', applies: [present('bleeding_recent')], not: [{}],
  },
  {
    rule: 'cabozantinib_recent_bleeding', kind: 'excludes', on: ['cabozantinib'],
    place: 'safety.md, cabozantinib: recent bleeding', applies: [present('bleeding_recent')], not: [{}],
  },
  {
    rule: 'intracranial_bleeding', kind: 'caution', strong: true, cap: 'not_recommended', on: antiVegf,
    place: 'safety.md, any anti-VEGF: intracranial bleeding, tier not_recommended', applies: [vegf('intracranial_bleeding', 2)],
    not: [vegf('gi_bleeding', 3)], seen: [vegf('intracranial_bleeding', 2), 'lenvatinib'],
  },
  {
    rule: 'intracranial_bleeding_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: intracranial bleeding, bevacizumab contraindicated', applies: [vegf('intracranial_bleeding', 1)],
    not: [vegf('gi_bleeding', 3)],
  },
  {
    rule: 'perforation_or_fistula', kind: 'excludes', on: antiVegf,
    place: 'safety.md, any anti-VEGF: perforation or fistula',
    applies: [present('perforation_or_fistula'), vegf('perforation', 3), { ...vegf('perforation', 3), stop_reason: 'toxicity' }],
    not: [{}, vegf('proteinuria', 3), { ...vegf('perforation', 3), stop_reason: 'progression' }],
  },
  {
    rule: 'arterial_event', kind: 'caution', strong: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: arterial event in 6 months or under anti-VEGF', applies: [present('arterial_thromboembolism_6m'),
      vegf('arterial_thromboembolism', 2)], not: [{}, vegf('venous_thromboembolism', 3)],
  },
  {
    rule: 'arterial_event_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: arterial event, bevacizumab contraindicated', applies: [present('arterial_thromboembolism_6m'),
      vegf('arterial_thromboembolism', 2)], not: [{}, vegf('venous_thromboembolism', 3)],
  },
  {
    rule: 'uncontrolled_hypertension', kind: 'caution', waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: uncontrolled blood pressure', applies: [present('uncontrolled_hypertension')], not: [{}],
  },
  {
    rule: 'major_surgery', kind: 'caution', waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: major surgery in 28 days', applies: [present('major_surgery_28d')], not: [{}],
  },
  {
    rule: 'proteinuria', kind: 'caution', waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: proteinuria of 2 g or more', applies: [{ proteinuria: 'at_least_2g' }],
    not: [{ proteinuria: 'none' }, { proteinuria: 'below_2g' }],
  },
  {
    rule: 'therapeutic_anticoagulation', kind: 'caution', on: antiVegf,
    place: 'safety.md, any anti-VEGF: therapeutic anticoagulation',
    applies: [{ anticoagulation: 'vitamin_k_antagonist' }, { anticoagulation: 'other_therapeutic' }],
    not: [{ anticoagulation: 'none' }, { anticoagulation: 'prophylactic' }],
  },
  {
    rule: 'platelets_75', kind: 'caution', on: ['lenvatinib', 'ramucirumab', ...bevacizumab],
    place: 'safety.md, any anti-VEGF: platelets under 75 for lenvatinib, ramucirumab, bevacizumab', applies: [{ platelets: 74.9 },
      { platelets: 60 }], not: [{ platelets: 75 }],
  },
  {
    rule: 'platelets_60', kind: 'caution', on: without(antiVegf, 'lenvatinib', 'ramucirumab', ...bevacizumab),
    place: 'safety.md, any anti-VEGF: platelets under 60 for the rest', applies: [{ platelets: 59.9 }], not: [{ platelets: 60 }],
  },
  {
    rule: 'platelets_50', kind: 'caution', strong: true, waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: platelets under 50', applies: [{ platelets: 49.9 }], not: [{ platelets: 50 }],
  },
  {
    rule: 'platelets_25_bevacizumab', kind: 'excludes', on: bevacizumab,
    place: 'safety.md, any anti-VEGF: platelets under 25, bevacizumab contraindicated', applies: [{ platelets: 24.9 }],
    not: [{ platelets: 25 }],
  },
  {
    rule: 'platelets_25', kind: 'note', cap: 'less_preferred', on: without(antiVegf, ...bevacizumab),
    place: 'safety.md, any anti-VEGF: platelets under 25, the others at most less_preferred', applies: [{ platelets: 24.9 }],
    not: [{ platelets: 25 }],
  },
  {
    rule: 'haemoglobin_8_5', kind: 'caution', waits: true, on: antiVegf,
    place: 'safety.md, any anti-VEGF: haemoglobin under 8.5 g/dL', applies: [{ hemoglobin: 8.49 }, { hemoglobin: { value: 84,
      unit: 'g/L' } }], not: [{ hemoglobin: 8.5 }, { hemoglobin: { value: 85, unit: 'g/L' } }],
  },
  {
    rule: 'brain_metastases', kind: 'caution', on: antiVegf,
    place: 'safety.md, any anti-VEGF: brain metastases', applies: [{ metastasis_sites: ['brain'] }],
    not: [{ metastasis_sites: ['lung', 'bone', 'lymph_node', 'adrenal', 'peritoneum', 'other'] }],
  },
  // drugs one by one
  {
    rule: 'child_pugh_c_label', kind: 'excludes', on: ['lenvatinib', 'cabozantinib', ...withRegorafenib],
    place: 'safety.md, lenvatinib, cabozantinib, regorafenib: Child-Pugh C contraindicated; clinical-facts B2: sorafenib not studied',
    applies: [childPughC10], not: [childPughB9, {}],
  },
  { rule: 'cabozantinib_child_pugh_b', kind: 'caution', on: ['cabozantinib'], place: 'safety.md, cabozantinib: Child-Pugh B',
  applies: [childPughB7, childPughB9], not: [childPughA6] },
  { rule: 'lenvatinib_child_pugh_b', kind: 'caution', on: ['lenvatinib'], place: 'safety.md, lenvatinib: Child-Pugh B',
  applies: [childPughB7, childPughB9], not: [childPughA6] },
  { rule: 'cabozantinib_cyp3a4', kind: 'caution', on: ['cabozantinib'], place: 'clinical-facts B2, cabozantinib: strong CYP3A4 drugs',
  applies: [{ concomitant: ['strong_cyp3a4'] }], not: [{ concomitant: ['qt_prolonging'] }] },
  {
    // 140 - age times weight over 72 creatinine: exactly 30, and just below.
    rule: 'lenvatinib_renal', kind: 'caution', on: ['lenvatinib'],
    place: 'safety.md, lenvatinib: creatinine clearance under 30 or dialysis',
    applies: [{ dialysis: true }, { age: 68, weight: 60, creatinine: 2.01 }], not: [{ age: 68, weight: 60, creatinine: 2 }],
  },
  {
    rule: 'qt_or_heart_failure', kind: 'caution', on: ['lenvatinib', 'sorafenib'],
    place: 'safety.md, lenvatinib and sorafenib: QT, heart failure',
    applies: [present('qt_prolongation'), present('heart_failure'), { concomitant: ['qt_prolonging'] }],
    not: [{}, { concomitant: ['strong_cyp3a4'] }],
  },
  {
    rule: 'lenvatinib_encephalopathy', kind: 'caution', on: ['lenvatinib'], place: 'clinical-facts B2, lenvatinib: encephalopathy',
    applies: [{ encephalopathy: 'grade_1_2' }, { encephalopathy: 'grade_3_4' }], not: [{ encephalopathy: 'none' }],
  },
  {
    rule: 'heart_failure_bevacizumab', kind: 'caution', on: bevacizumab, place: 'clinical-facts B2, bevacizumab: heart failure',
    applies: [present('heart_failure')], not: [{}, present('qt_prolongation')],
  },
  {
    rule: 'cardiomyopathy_molecular', kind: 'caution', on: ['trametinib', 'olaparib_trastuzumab'],
    place: 'clinical-facts B2: cardiomyopathy (trametinib, trastuzumab)', applies: [present('heart_failure')], not: [{}],
  },
  {
    rule: 'resorce_kidney', kind: 'note', on: ['regorafenib'], place: 'clinical-facts B3, RESORCE: GFR of 30 or more',
    applies: [{ dialysis: true }, { age: 68, weight: 60, creatinine: 2.01 }], not: [{ age: 68, weight: 60, creatinine: 2 }],
  },
  {
    rule: 'sharp_dialysis', kind: 'note', on: ['sorafenib'], place: 'clinical-facts B3, SHARP: no dialysis',
    applies: [{ dialysis: true }], not: [{ dialysis: false }, { age: 68, weight: 60, creatinine: 2.01 }],
  },
  {
    rule: 'celestial_lines', kind: 'note', on: ['cabozantinib'], place: 'clinical-facts B3, CELESTIAL: at most two earlier lines',
    applies: [after('atezolizumab_bevacizumab', 'sorafenib', 'regorafenib')], not: [after('atezolizumab_bevacizumab', 'sorafenib')],
  },
  {
    rule: 'himalaya_excluded', kind: 'note', on: ['durvalumab_tremelimumab'],
    place: 'clinical-facts B3, HIMALAYA: main portal vein, encephalopathy, gastrointestinal bleeding',
    applies: [{ portal_vein_invasion: 'vp4' }, { encephalopathy: 'grade_1_2' }, { encephalopathy: 'grade_3_4' }, present('bleeding_recent'),
      vegf('gi_bleeding', 3), vegf('variceal_bleeding', 1)],
    not: [{ portal_vein_invasion: 'vp3' }, vegf('other_bleeding', 3)],
  },
  {
    rule: 'sorafenib_vitamin_k_antagonist', kind: 'caution', on: ['sorafenib'], place: 'safety.md, sorafenib: vitamin K antagonist',
    applies: [{ anticoagulation: 'vitamin_k_antagonist' }], not: [{ anticoagulation: 'other_therapeutic' }],
  },
  {
    rule: 'reflect_main_portal_vein', kind: 'note', on: ['lenvatinib'],
    place: 'safety.md, lenvatinib: Vp4, half of the liver or more, bile duct invasion',
    applies: [{ portal_vein_invasion: 'vp4' }, { over_half_of_liver: true }, { bile_duct_invasion: true }],
    not: [{ portal_vein_invasion: 'vp3' }],
  },
  {
    rule: 'sorafenib_tolerated', kind: 'requires', on: withRegorafenib,
    place: 'safety.md, regorafenib: had sorafenib and did not tolerate it, in any line',
    applies: [{}, { ...after('sorafenib'), sorafenib_tolerated: true },
      { ...after('sorafenib'), sorafenib_tolerated: true, intolerances: ['lenvatinib'] }],
    // Said of sorafenib by itself, or among all that was not tolerated; also where the list of therapies begins later.
    not: [{ ...after('sorafenib'), sorafenib_tolerated: false }, { ...after('sorafenib', 'lenvatinib'), sorafenib_tolerated: false },
      { ...after('sorafenib'), sorafenib_tolerated: null, intolerances: ['sorafenib'] },
      { ...after('sorafenib'), sorafenib_tolerated: true, intolerances: ['sorafenib'] },
      { sorafenib_tolerated: false }, { intolerances: ['sorafenib'] }],
    open: [{ ...after('sorafenib'), sorafenib_tolerated: null },
      { ...after('sorafenib'), sorafenib_tolerated: null, intolerances: ['lenvatinib'] }],
  },
  { rule: 'never_had_sorafenib', kind: 'note', on: ['regorafenib'], place: 'safety.md, regorafenib: never had sorafenib', applies: [{}],
  not: [{ ...after('sorafenib', 'lenvatinib'), sorafenib_tolerated: true }] },
  {
    rule: 'regorafenib_after_another_pair', kind: 'note', cap: 'option', on: ['regorafenib'],
    place: 'safety.md, regorafenib: never had sorafenib, last therapy another than atezolizumab-bevacizumab: at most option',
    applies: [after('durvalumab_tremelimumab'), after('lenvatinib'), after('atezolizumab_bevacizumab', 'lenvatinib')],
    not: [{}, { ...after('sorafenib'), sorafenib_tolerated: true }, after()],
    seen: [after('lenvatinib'), 'regorafenib'],
  },
  { rule: 'regorafenib_transaminases_5x', kind: 'caution', waits: true, on: withRegorafenib,
  place: 'safety.md, regorafenib: AST or ALT over 5 times', applies: [{ ast: 201 }, { alt: 201 }], not: [{ ast: 200, alt: 200 }] },
  {
    rule: 'regorafenib_transaminases_3x', kind: 'caution', waits: true, on: withRegorafenib,
    place: 'safety.md, regorafenib: over 3 times with bilirubin over twice the limit',
    applies: [{ ast: 121, bilirubin: { value: 2.5, unit: 'mg/dL' }, bilirubin_upper_limit: { value: 1.2, unit: 'mg/dL' } }],
    not: [{ ast: 120, alt: 120, bilirubin: { value: 2.5, unit: 'mg/dL' }, bilirubin_upper_limit: { value: 1.2, unit: 'mg/dL' } },
      { ast: 121, bilirubin: { value: 2.4, unit: 'mg/dL' }, bilirubin_upper_limit: { value: 1.2, unit: 'mg/dL' } }],
  },
  { rule: 'afp_at_least_400', kind: 'requires', on: ['ramucirumab'], place: 'safety.md, ramucirumab: AFP under 400 ng/mL',
  applies: [{ afp: 400 }], not: [{ afp: 399.9 }] },
  {
    rule: 'ramucirumab_liver', kind: 'caution', on: ['ramucirumab'], place: 'safety.md, ramucirumab: Child-Pugh B, encephalopathy, ascites',
    applies: [childPughB7, childPughB9, { encephalopathy: 'grade_1_2' }, { encephalopathy: 'grade_3_4' }, { ascites: 'mild' },
      { ascites: 'moderate_or_severe' },
      // Each by itself, where the class is not known.
      { encephalopathy: 'grade_3_4', albumin: null, bilirubin: null, inr: null },
      { ascites: 'moderate_or_severe', albumin: null, bilirubin: null, inr: null }], not: [childPughA6],
  },
  {
    rule: 'ramucirumab_after_bevacizumab', kind: 'caution', on: ['ramucirumab'],
    place: 'safety.md, ramucirumab: the last therapy held bevacizumab',
    applies: [{}, after('sintilimab_bevacizumab')], not: [after('atezolizumab_bevacizumab', 'sorafenib'), after('durvalumab_tremelimumab')],
  },
  {
    rule: 'perforation_under_anti_vegf', kind: 'caution', strong: true, cap: 'not_recommended', on: antiVegf,
    place: 'safety.md, any anti-VEGF: perforation; where the agent was not stopped for it, it is said and asked',
    applies: [vegf('perforation', 3)], not: [{}, vegf('proteinuria', 3)],
  },
  // going on with the inhibitor
  { rule: 'last_therapy_holds_inhibitor', kind: 'requires', on: goesOn,
  place: 'safety.md, continue_ici: the last therapy must hold an inhibitor', applies: [{}, after('sorafenib', 'nivolumab')],
  not: [after('atezolizumab_bevacizumab', 'sorafenib')] },
  {
    rule: 'goes_on_without_bevacizumab', kind: 'note', on: goesOn,
    place: 'safety.md, continue_ici: atezolizumab without bevacizumab after bevacizumab toxicity',
    applies: [vegf('gi_bleeding', 2), vegf('arterial_thromboembolism', 2), vegf('perforation', 2), vegf('proteinuria', 3),
      { varices: 'high_risk_untreated' }, present('bleeding_recent'), present('arterial_thromboembolism_6m'), present('perforation_or_fistula'),
      { platelets: 24 }, { ...vegf('gi_bleeding', 2), ...after('lenvatinib_pembrolizumab') }],
    not: [{}, { platelets: 25 }, { ...present('bleeding_recent'), ...after('durvalumab_tremelimumab') }, vegf('proteinuria', 2), { ...vegf('gi_bleeding', 2), ...after('sorafenib') }],
  },
  {
    rule: 'inhibitor_not_tolerated', kind: 'caution', strong: true, on: goesOn,
    place: 'clinical-facts B2: reductions and stops; what was not tolerated does not go on without a word',
    applies: [{ ...after('nivolumab'), intolerances: ['nivolumab'] }, { intolerances: ['sorafenib', 'atezolizumab'] }],
    not: [{}, { intolerances: ['nivolumab'] }, { ...after('nivolumab', 'sorafenib'), intolerances: ['nivolumab'] }],
  },
  {
    rule: 'no_progression_recorded', kind: 'note', on: ['continue_ici'],
    place: 'safety.md, continue_ici: no progression recorded, not as beyond progression',
    applies: [{ stop_reason: 'not_stopped', progression_sites: [], progressing_lesions: 0 }], not: [{}],
  },
  { rule: 'beyond_progression_open', kind: 'note', on: ['continue_ici'], place: 'document 003, section 4.2: an open question',
  applies: [{}], not: [] },
  {
    rule: 'nothing_has_failed', kind: 'requires', on: ['no_change_now'], place: 'safety.md, Nothing has failed yet',
    applies: [{ stop_reason: 'not_stopped', progression_sites: [], progressing_lesions: 0 }],
    not: [{}, { stop_reason: 'both', progression_sites: [], progressing_lesions: 0 }, { ...after(), stop_reason: 'not_stopped',
      progression_sites: [], progressing_lesions: 0 }],
    open: [{ stop_reason: null, progression_sites: null, progressing_lesions: null }],
  },
  {
    rule: 'response_may_last', kind: 'note', on: ['no_change_now'],
    place: 'safety.md, Nothing has failed yet: responses can last after stopping',
    applies: [{ best_response: 'cr' }, { best_response: 'pr' }], not: [{ best_response: 'sd' }],
  },
  {
    rule: 'inhibitor_alone_may_go_on', kind: 'note', on: ['no_change_now'],
    place: 'safety.md, Nothing has failed yet: only anti-VEGF events are recorded (N48)',
    applies: [{ ...vegf('proteinuria', 3), stop_reason: 'toxicity' }],
    not: [{ ...vegf('proteinuria', 3), stop_reason: 'completed' }, { ...vegf('proteinuria', 3), ...immune('colitis', 2),
      stop_reason: 'toxicity' }, { stop_reason: 'toxicity' }, { ...vegf('proteinuria', 3), stop_reason: 'toxicity',
      ...after('atezolizumab_bevacizumab', 'sorafenib') }, { ...vegf('hypertension', 3), stop_reason: 'toxicity',
      ...after('lenvatinib', 'durvalumab_tremelimumab') }, { ...vegf('proteinuria', 3), stop_reason: 'toxicity', ...present('organ_transplant') }],
  },
  {
    rule: 'arterial_event_goes_on', kind: 'caution', strong: true, waits: true, on: ['no_change_now'],
    place: 'clinical-facts B2, lenvatinib, ramucirumab: arterial thrombosis stop',
    applies: [{ ...vegf('arterial_thromboembolism', 1), ...goesOnWith('lenvatinib') }],
    not: [goesOnWith('lenvatinib'), { ...vegf('arterial_thromboembolism', 3), ...goesOnWith('lenvatinib', 'nivolumab') },
      vegf('arterial_thromboembolism', 3)],
  },
  {
    rule: 'severe_bleed_goes_on', kind: 'caution', strong: true, waits: true, on: ['no_change_now'],
    place: 'clinical-facts B2: bleeding of each anti-VEGF agent',
    applies: [{ ...vegf('other_bleeding', 3), ...goesOnWith('lenvatinib') }, { ...vegf('gi_bleeding', 4), ...goesOnWith('ramucirumab') }],
    not: [{ ...vegf('gi_bleeding', 2), ...goesOnWith('lenvatinib') }, { ...vegf('gi_bleeding', 4), ...goesOnWith('lenvatinib', 'nivolumab') },
      vegf('gi_bleeding', 4)],
  },
  // local therapy
  {
    rule: 'few_or_treatable_sites', kind: 'requires', on: local, place: 'document 002, Locoregional Therapy',
    applies: [{ locally_treatable: true }, { locally_treatable: false, progressing_lesions: 1, progressing_organs: 1,
      other_sites_controlled: true }], not: [{ locally_treatable: false }],
  },
  {
    rule: 'not_locally_treatable', kind: 'caution', strong: true, cap: 'not_recommended', on: local,
    place: 'project rule: recorded as not treatable locally',
    applies: [{ locally_treatable: false, progressing_lesions: 1, progressing_organs: 1, other_sites_controlled: true }],
    not: [{ locally_treatable: true, progressing_lesions: 1, progressing_organs: 1, other_sites_controlled: true }],
  },
  {
    rule: 'wider_limit', kind: 'note', on: local, place: 'contract, oligoprogression: 4 and 5 lesions are inside the wider limit only',
    applies: [4, 5].map((progressing_lesions) => ({ progressing_lesions, progressing_organs: 1, other_sites_controlled: true })),
    not: [3, 6].map((progressing_lesions) => ({ progressing_lesions, progressing_organs: 1, other_sites_controlled: true })),
  },
  {
    rule: 'vascular_invasion_present', kind: 'requires', on: ['sbrt_vascular_invasion'],
    place: 'document 002, Locoregional Therapy: vascular invasion',
    applies: [{ portal_vein_invasion: 'vp2' }, { hepatic_vein_invasion: 'vv1' }, { progression_sites: ['new_vascular_invasion'] }],
    not: [{}],
  },
  { rule: 'sbrt_child_pugh_b7', kind: 'requires', on: ['sbrt_vascular_invasion'], place: 'safety.md, SBRT: worse than Child-Pugh B7',
  applies: [childPughB7], not: [childPughB8] },
  {
    // Radiotherapy and TACE to B7; beyond it ablation, where it is inside its limits.
    rule: 'modality_left', kind: 'requires', on: local, place: 'safety.md, SBRT, TACE and ablation; clinical-facts B2',
    applies: [{ ...childPughB7, platelets: 49 }, { ...childPughB8, platelets: 50, largest_nodule: 3 }, { ...childPughB7, inr: 1.8 }],
    not: [{ ...childPughB8, platelets: 49.9 }, { ...childPughB8, largest_nodule: 3.01 }, { ...childPughB7, ascites: 'mild' },
      { ...childPughB7, ascites: 'moderate_or_severe' }, { ...childPughB7, inr: 1.81 }],
  },
  { rule: 'sbrt_beyond_b7', kind: 'caution', on: local, place: 'safety.md, SBRT and TACE: B8 or worse', applies: [childPughB8,
    childPughB9], not: [childPughB7] },
  {
    rule: 'tace_ruled_out', kind: 'caution', on: local, place: 'safety.md, TACE: Vp4 without collaterals, jaundice, encephalopathy',
    applies: [{ portal_vein_invasion: 'vp4' }, { encephalopathy: 'grade_1_2' }, { encephalopathy: 'grade_3_4' },
      { bilirubin: { value: 3.1, unit: 'mg/dL' } }],
    not: [{ portal_vein_invasion: 'vp3' }, { bilirubin: { value: 3, unit: 'mg/dL' } }],
  },
  {
    rule: 'tace_beyond_limits', kind: 'caution', on: local, place: 'clinical-facts B2, TACE: ascites; severe renal failure',
    applies: [{ ascites: 'mild' }, { ascites: 'moderate_or_severe' }, { dialysis: true }, { age: 68, weight: 60, creatinine: 2.01 }],
    not: [{ ascites: 'none' }, { dialysis: false }, { age: 68, weight: 60, creatinine: 2 }],
  },
  {
    rule: 'ablation_limits', kind: 'caution', on: local, place: 'safety.md, ablation: platelets under 50, INR over 1.8, ascites, over 3 cm',
    applies: [{ platelets: 49.9 }, { inr: 1.81 }, { ascites: 'mild' }, { ascites: 'moderate_or_severe' }, { largest_nodule: 3.01 }],
    not: [{ platelets: 50 }, { inr: 1.8 }, { largest_nodule: 3 }],
  },
  // matched to an alteration
  ...[
    ['alteration_mtor', 'everolimus', [['tsc1_inactivating'], ['tsc2_inactivating'], ['pten_inactivating']], [['hrd'],
      ['cdk4_amplification']]],
    ['alteration_fgf19', 'trametinib', [['ccnd1_amplification'], ['fgf19_amplification']], [['cdk4_amplification']]],
    ['alteration_hrd', 'olaparib', [['hrd']], [['erbb2_overexpression']]],
    ['alteration_hrd_erbb2', 'olaparib_trastuzumab', [['hrd', 'erbb2_overexpression']], [['hrd'], ['erbb2_overexpression']]],
    ['alteration_cdk4', 'palbociclib', [['cdk4_amplification']], [['ccnd1_amplification']]],
  ].map(([rule, option, applies, not]) => ({
    rule, kind: 'requires', on: [option], place: 'safety.md, molecular options: the alteration; document 003, section 4.3',
    applies: applies.map((molecular_alterations) => ({ molecular_alterations })),
    not: [[], ...not].map((molecular_alterations) => ({ molecular_alterations })),
  })),
  { rule: 'few_treated', kind: 'caution', on: molecular, place: 'safety.md, molecular options: fewer than ten treated, always',
  applies: [{}], not: [] },
  {
    rule: 'multikinase_not_exhausted', kind: 'note', cap: 'less_preferred', on: molecular,
    place: 'safety.md, molecular options: multikinase inhibitors not yet exhausted',
    applies: [{}], not: [{ ...after('sorafenib', 'lenvatinib', 'cabozantinib', 'regorafenib') }],
    seen: [{ molecular_alterations: ['tsc1_inactivating'] }, 'everolimus'],
  },
  { rule: 'everolimus_lung', kind: 'caution', on: ['everolimus'], place: 'safety.md, everolimus: interstitial lung disease',
  applies: [present('interstitial_lung_disease')], not: [{}] },
  { rule: 'everolimus_unselected', kind: 'note', on: ['everolimus'], place: 'safety.md, everolimus: EVOLVE-1 negative', applies: [{}],
  not: [] },
];

const tiers = ['preferred', 'option', 'less_preferred', 'not_recommended'];
const named = (list) => [...list].sort();

for (const row of rows) {
  test(`${row.rule}: ${row.place}`, { skip }, () => {
    const sides = [
      ['met', row.applies],
      ['not_met', row.not],
      ['unknown', row.open ?? []],
    ];
    const all = sides.flatMap(([, patches]) => patches);
    const answers = assess([...all.map((patch) => ({ ...usual, ...patch })), usual]);
    const before = new Map(answers.at(-1).options.map(({ id, tier }) => [id, tier]));
    if (row.seen) {
      const [patch, id] = row.seen;
      const [{ options }] = assess([{ ...usual, ...patch }]);
      assert.equal(options.find((one) => one.id === id).tier, row.cap, `with ${JSON.stringify(patch)}: tier of ${id}`);
    }
    let at = 0;
    for (const [outcome, patches] of sides) {
      for (const patch of patches) {
        const said = `with ${JSON.stringify(patch)}`;
        const { options, trials } = answers[at++];
        // A note that does not apply is left out.
        const there = options.filter(({ criteria }) => criteria.some(({ id }) => id === row.rule));
        const on = outcome === 'met' || row.kind !== 'note' ? row.on : [];
        assert.deepEqual(named(there.map(({ id }) => id)), named(on), `${said}: the options it speaks of`);
        for (const option of there) {
          const one = option.criteria.find(({ id }) => id === row.rule);
          const got = [one.kind, one.outcome, one.strength];
          assert.deepEqual(got, [row.kind, outcome, row.strong ? 'strong' : null], `${said}: ${option.id}`);
          if (row.waits && outcome === 'met') assert.notEqual(option.before_start.length, 0, `${said}: ${option.id} must wait`);
          if (!row.cap || outcome !== 'met') continue;
          const worst = Math.max(tiers.indexOf(before.get(option.id)), tiers.indexOf(row.cap));
          if (!row.seen) assert.equal(option.tier, tiers[worst], `${said}: tier of ${option.id}`);
          else assert.ok(tiers.indexOf(option.tier) >= tiers.indexOf(row.cap), `${said}: tier of ${option.id}`);
        }
        if (!row.trials) continue;
        for (const { id: trial, criteria } of trials) {
          const one = criteria.find(({ id }) => id === row.rule);
          const got = [one?.kind, one?.outcome, one?.strength];
          assert.deepEqual(got, [row.kind, outcome, row.strong ? 'strong' : null], `${said}: trial ${trial}`);
        }
      }
    }
  });
}

// ---- what was given before ------------------------------------------------------------------------------------------
// The same regimen, or every agent of the option, was given before: not indicated (document 003, sections 4 and 5). One agent of
// two is not enough. The inhibitor itself goes on under an option of its own.
const given = [
  [after('lenvatinib'), ['lenvatinib']],
  [after('lenvatinib_pembrolizumab'), ['lenvatinib', 'pembrolizumab']],
  [after('nivolumab'), ['nivolumab']],
  [after('nivolumab_ipilimumab', 'sorafenib'), ['nivolumab_ipilimumab', 'nivolumab', 'sorafenib']],
  [after('regorafenib_pembrolizumab'), ['regorafenib_pembrolizumab', 'regorafenib', 'pembrolizumab']],
  [after('atezolizumab_bevacizumab', 'ramucirumab', 'cabozantinib'), ['atezolizumab_bevacizumab', 'ramucirumab', 'cabozantinib']],
  [after('durvalumab_tremelimumab', 'pembrolizumab_ipilimumab'), ['durvalumab_tremelimumab', 'pembrolizumab_ipilimumab', 'pembrolizumab']],
  [after('everolimus'), ['everolimus']],
];
for (const [patch, used] of given) {
  test(`${patch.prior_therapies.join(', then ')}: only what was given before is not indicated again`, { skip }, () => {
    const [{ options }] = assess([{ ...usual, ...patch }]);
    const judged = (rule) =>
      new Map(options.flatMap(({ id, criteria }) => criteria.filter((one) => one.id === rule).map((one) => [id,
        `${one.kind} ${one.outcome}`])));
    const rules = {
      not_given_before: [...multikinase, 'ramucirumab', ...molecular],
      inhibitor_not_given_before: without(inhibitors, 'continue_ici', 'ici_plus_multikinase', 'local_therapy_continue_ici'),
    };
    for (const [rule, on] of Object.entries(rules)) {
      const wanted = on.map((id) => [id, `requires ${used.includes(id) ? 'not_met' : 'met'}`]);
      assert.deepEqual(new Map([...judged(rule)].sort()), new Map(wanted.sort()), rule);
    }
  });
}

const agentsOf = (id) => JSON.parse(readFileSync(join(root, 'core/knowledge/options.json'), 'utf8')).find((one) => one.id === id).agents;

test('what was not tolerated before is a strong caution for that drug, by itself and in a pair', { skip }, () => {
  for (const intolerance of [...multikinase, 'ramucirumab', ...bevacizumab, ...pairs]) {
    const [{ options }] = assess([{ ...usual, intolerances: [intolerance] }]);
    const there = options.flatMap(({ id, criteria }) => criteria.filter((one) => one.id === 'not_tolerated_before').map((one) => [id,
      one]));
    assert.deepEqual(named(there.map(([id]) => id)), named(without(systemic, 'continue_ici', 'ici_plus_multikinase')));
    for (const [id, { kind, outcome, strength }] of there) {
      const met = id === intolerance || (agentsOf(intolerance).length === 1 && agentsOf(id).includes(intolerance));
      assert.deepEqual([id, kind, outcome, strength], [id, 'caution', met ? 'met' : 'not_met', 'strong']);
    }
  }
});

test('whoever is added to the rules is written down here', { skip }, () => {
  const apart = ['not_given_before', 'inhibitor_not_given_before', 'not_tolerated_before'];
  const here = new Set([...rows.map(({ rule }) => rule), ...apart]);
  const missing = readdirSync(join(root, 'core/knowledge/rules'))
    .flatMap((file) => JSON.parse(readFileSync(join(root, 'core/knowledge/rules', file), 'utf8')))
    .filter(({ id, kind, cap, arms_only: arms,
      applies_to: to }) => (kind !== 'note' || cap) && !arms && to.join() !== 'trials' && !here.has(id));
  assert.deepEqual(missing.map(({ id }) => id), []);
});

test('what every systemic therapy waits for, or is ruled out by, holds for a trial too', () => {
  const rules = readdirSync(join(root, 'core/knowledge/rules'))
    .flatMap((file) => JSON.parse(readFileSync(join(root, 'core/knowledge/rules', file), 'utf8')));
  const ofAll = rules.filter(({ kind, before_start: waits, strong, applies_to: to }) =>
    (to.includes('systemic') || to.includes('anticancer')) && (kind === 'excludes' || waits || (kind === 'caution' && strong)));
  assert.ok(ofAll.length > 3);
  // What was not tolerated is one drug, not all of them.
  const without = ofAll.filter(({ id, applies_to: to }) => id !== 'not_tolerated_before' && !to.includes('clinical_trial'));
  assert.deepEqual(without.map(({ id }) => id), []);
});

// ---- going on with what is given ---------------------------------------------------------------------------------
// While the last therapy goes on and nothing has failed, "no change now" carries what stands against its drugs, and no more.
const goingOn = { stop_reason: 'not_stopped', progression_sites: [], progressing_lesions: 0 };
const lastTherapies = [...multikinase, 'ramucirumab', ...bevacizumab, 'nivolumab', 'nivolumab_ipilimumab', 'everolimus'];
// Not a matter of going on; or (the last three) carried by the whole class, where a drug of it has a rule of its own beside it.
const notCarried = ['ramucirumab_after_bevacizumab', 'few_treated', 'earlier_anti_ctla4', 'pair_liver_function', 'platelets_60',
  'transaminases_over_5x', 'immune_event_active'];
for (const row of rows) {
  const carried = ['excludes',
    'caution'].includes(row.kind) && !notCarried.includes(row.rule) && row.applies.some((patch) => !patch.prior_therapies);
  if (!carried) continue;
  test(`no change now: ${row.rule} stands against going on with ${row.on.filter((id) => lastTherapies.includes(id)).join(', ') || 'nothing'}`, { skip }, () => {
    const patch = row.applies.find((one) => !one.prior_therapies);
    const answers = assess(lastTherapies.map((last) => ({ ...usual, ...patch, ...after(last), ...goingOn })), true);
    for (const [i, last] of lastTherapies.entries()) {
      const { criteria } = answers[i].options.find(({ id }) => id === 'no_change_now');
      const outcome = criteria.find(({ id }) => id === row.rule || id === `no_change_now.${row.rule}`)?.outcome ?? 'not_met';
      // An event counts where such an agent was given.
      const given = (row.rule.startsWith('immune_') ? inhibitors : row.rule === 'both_safety_signals' ? bevacizumab : lastTherapies).includes(last);
      if (given) assert.equal(outcome === 'met', row.on.includes(last), `after ${last}`);
    }
  });
}

// ---- what each therapy held ---------------------------------------------------------------------------------------
// Checkpoint inhibitor, anti-CTLA-4, anti-VEGF (multikinase inhibitors among them), multikinase inhibitor, sorafenib; clinical-facts
// B1 and the contract's list of regimens. A dot: not known which, so it stays open.
const held = {
  'yes no yes no no': ['atezolizumab_bevacizumab', 'durvalumab_bevacizumab', 'sintilimab_bevacizumab', 'toripalimab_bevacizumab',
    'other_pd1_anti_vegf'],
  'yes yes no no no': ['durvalumab_tremelimumab', 'nivolumab_ipilimumab', 'pembrolizumab_ipilimumab', 'tremelimumab'],
  'yes no no no no': ['durvalumab', 'nivolumab', 'pembrolizumab', 'atezolizumab', 'tislelizumab', 'camrelizumab', 'sintilimab',
    'toripalimab', 'other_pd1', 'nivolumab_gt90001'],
  'yes . no no no': ['other_ici'],
  'yes no yes yes no': ['camrelizumab_rivoceranib', 'atezolizumab_cabozantinib', 'lenvatinib_pembrolizumab', 'nivolumab_lenvatinib',
    'regorafenib_pembrolizumab', 'atezolizumab_lenvatinib', 'penpulimab_anlotinib', 'toripalimab_anlotinib', 'durvalumab_tivozanib',
    'nivolumab_cabozantinib'],
  'yes no yes yes .': ['other_pd1_multikinase'],
  'yes no yes yes yes': ['atezolizumab_sorafenib'],
  'yes yes yes no no': ['cadonilimab_ivonescimab'],
  'yes yes yes yes no': ['cadonilimab_lenvatinib'],
  'no no yes yes yes': ['sorafenib'],
  'no no yes yes no': ['lenvatinib', 'cabozantinib', 'regorafenib', 'apatinib', 'donafenib', 'other_multikinase'],
  'no no yes no no': ['ramucirumab'],
  'no no no no no': ['everolimus', 'trametinib', 'olaparib', 'olaparib_trastuzumab', 'palbociclib', 'chemotherapy',
    'chemotherapy_oxaliplatin', 'namodenoson'],
  '. . . . .': ['other_systemic'],
};
test('what each earlier therapy held, by class', { skip }, () => {
  const all = Object.entries(held).flatMap(([classes, regimens]) => regimens.map((regimen) => [regimen, classes]));
  const answers = assess(all.map(([regimen]) => ({ ...usual, ...after(regimen) })), true);
  const words = { true: 'yes', false: 'no', null: '.' };
  const got = answers.map(({ facts }) => ['prior_ici', 'prior_anti_ctla4', 'prior_anti_vegf', 'prior_multikinase',
    'prior_sorafenib'].map((fact) => words[facts[fact]]).join(' '));
  assert.deepEqual(Object.fromEntries(all.map(([regimen], i) => [regimen, got[i]])), Object.fromEntries(all));
  const regimens = JSON.parse(readFileSync(join(root, 'core/knowledge/regimens.json'), 'utf8')).map(({ id }) => id);
  assert.deepEqual(named(regimens), named(all.map(([regimen]) => regimen)));
});

test('bevacizumab is bevacizumab whatever stood beside it; of a pair that is not known more closely it is asked', { skip }, () => {
  const yes = ['atezolizumab_bevacizumab', 'durvalumab_bevacizumab', 'sintilimab_bevacizumab', 'toripalimab_bevacizumab'];
  const open = ['other_pd1_anti_vegf', 'other_systemic'];
  const no = ['ramucirumab', 'sorafenib', 'camrelizumab_rivoceranib', 'other_pd1', 'other_pd1_multikinase', 'other_multikinase',
    'other_ici'];
  const all = [...yes, ...open, ...no];
  const answers = assess(all.map((regimen) => ({ ...usual, ...vegf('gi_bleeding', 3), ...after(regimen) })));
  for (const [i, regimen] of all.entries()) {
    const { criteria } = answers[i].options.find(({ id }) => id === 'atezolizumab_bevacizumab');
    const wanted = yes.includes(regimen) ? 'met' : open.includes(regimen) ? 'unknown' : 'not_met';
    assert.equal(criteria.find(({ id }) => id === 'bleeding_under_bevacizumab').outcome, wanted, regimen);
  }
});

test('of a pair that is not known more closely it is asked whether the drug was in it', { skip }, () => {
  const asked = { other_pd1_anti_vegf: ['ramucirumab'], other_pd1_multikinase: multikinase, other_pd1: [], other_multikinase: [],
    other_ici: [] };
  for (const [regimen, open] of Object.entries(asked)) {
    const [{ options }] = assess([{ ...usual, ...after(regimen) }]);
    for (const id of [...multikinase, 'ramucirumab']) {
      const { outcome } = options.find((one) => one.id === id).criteria.find((one) => one.id === 'not_given_before');
      assert.equal(outcome, open.includes(id) ? 'unknown' : 'met', `${id} after ${regimen}`);
    }
  }
});

// ---- the trials ---------------------------------------------------------------------------------------------------
// Document 002, Table 1 (T1); document 003, Table 4 (T4); clinical-facts B3 (IMbrave251) and clinical-facts-2026 N21, N22. Each
// criterion with patients who have it and patients who do not.
const nothingFailed = { stop_reason: 'completed', progression_sites: [], progressing_lesions: 0 };
const bclcA = { ecog: 0, extrahepatic_spread: false, metastasis_sites: [], progression_sites: ['intrahepatic_growth'], nodules: 2 };
const bclcB = { ...bclcA, nodules: 4 };
const has = {
  childPughA: [[{}, childPughA6], [childPughB7]],
  childPughB7: [[childPughB7], [childPughA6, childPughB8]],
  toB7: [[childPughA6, childPughB7], [childPughB8]],
  ecog01: [[{ ecog: 0 }, { ecog: 1 }], [{ ecog: 2 }]],
  bclcBC: [[bclcB, {}], [bclcA, { ecog: 3 }]],
  progression: [[{}], [nothingFailed]],
  inhibitor: [[{}, after('nivolumab', 'sorafenib')], [after('sorafenib')]],
  atezolizumabBevacizumab: [[{}, after('atezolizumab_bevacizumab', 'sorafenib')], [after('durvalumab_tremelimumab')]],
};
const trials = {
  NCT04770896: {
    after_atezolizumab_bevacizumab: [[{}], [after('atezolizumab_bevacizumab', 'sorafenib'), after('durvalumab_tremelimumab')]],
    progression: has.progression, child_pugh_a: has.childPughA, ecog_0_1: has.ecog01,
    four_cycles: [[{ last_therapy_cycles: 4 }], [{ last_therapy_cycles: 3 }]],
    disease_control: [[{ best_response: 'cr' }, { best_response: 'pr' }, { best_response: 'sd' }], [{ best_response: 'pd' }]],
  },
  NCT05201404: { treated_before: [[{}], [after()]], child_pugh_b7: has.childPughB7, bclc_b_c: has.bclcBC, ecog_0_1: has.ecog01 },
  NCT05199285: { after_atezolizumab_bevacizumab: has.atezolizumabBevacizumab, progression: has.progression, child_pugh_a: has.childPughA,
    bclc_b_c: has.bclcBC, ecog_0_1: has.ecog01 },
  NCT04826406: { after_inhibitor: has.inhibitor, progression: has.progression, child_pugh_a_b7: has.toB7, bclc_b_c: has.bclcBC,
    ecog_0_1: has.ecog01 },
  NCT06361758: { after_inhibitor: has.inhibitor, progression: has.progression, child_pugh_a_b7: has.toB7, bclc_b_c: has.bclcBC,
    ecog_0_1: has.ecog01 },
  NCT04435977: {
    one_or_two_lines: [[{}, after('atezolizumab_bevacizumab', 'sorafenib')], [after(), after('atezolizumab_bevacizumab', 'sorafenib',
      'lenvatinib')]],
    after_inhibitor: has.inhibitor, child_pugh_a: has.childPughA, ecog_0_1: has.ecog01,
  },
  NCT05134532: { after_atezolizumab_bevacizumab: has.atezolizumabBevacizumab, progression: has.progression, child_pugh_a: has.childPughA,
    ecog_0_1: has.ecog01 },
  NCT06196775: {
    after_inhibitor_and_antiangiogenic: [[{}, after('nivolumab', 'lenvatinib'), after('nivolumab', 'ramucirumab')], [after('nivolumab'),
      after('sorafenib')]],
    child_pugh_a_b7: has.toB7, ecog_0_1: has.ecog01,
  },
  NCT05178043: { after_inhibitor: has.inhibitor, failure: has.progression },
  NCT03970616: { untreated_or_after_atezolizumab_bevacizumab: [[after(), {}, after('atezolizumab_bevacizumab', 'sorafenib')], [nothingFailed, after('durvalumab_tremelimumab')]] },
  NCT05101629: { after_inhibitor: has.inhibitor, failure: has.progression },
  NCT04430452: { after_inhibitor: has.inhibitor, failure: has.progression, durvalumab_before: [[{}], [after('durvalumab_tremelimumab'),
    after('durvalumab', 'sorafenib')]] },
  NCT05168163: { after_atezolizumab_bevacizumab: has.atezolizumabBevacizumab, progression: has.progression, child_pugh_a: has.childPughA,
    ecog_0_1: has.ecog01 },
  NCT05822752: { after_inhibitor: has.inhibitor, progression: has.progression, child_pugh_a: has.childPughA, ecog_0_1: has.ecog01 },
};
// What may be given there (the same places), a line an arm: what the trial tests with a star; before a colon the doctor's choice.
const gives = {
  NCT04770896: ['lenvatinib: atezolizumab_lenvatinib*', 'sorafenib: atezolizumab_sorafenib*', 'lenvatinib: lenvatinib', 'sorafenib: sorafenib'],
  NCT05201404: ['namodenoson*', '(placebo)'],
  NCT05199285: ['nivolumab_ipilimumab*'],
  NCT04826406: ['camrelizumab_rivoceranib*'],
  NCT06361758: ['cadonilimab_lenvatinib*'],
  NCT04435977: ['cabozantinib*'],
  NCT05134532: ['regorafenib*'],
  NCT06196775: ['cadonilimab_ivonescimab*'],
  NCT05178043: ['nivolumab_gt90001*'],
  NCT03970616: ['durvalumab_tivozanib*'],
  NCT05101629: ['lenvatinib_pembrolizumab*'],
  NCT04430452: ['durvalumab: durvalumab*', 'durvalumab with tremelimumab: durvalumab_tremelimumab*'],
  NCT05168163: ['cabozantinib: atezolizumab_cabozantinib*', 'cabozantinib: cabozantinib', 'lenvatinib: atezolizumab_lenvatinib*',
    'lenvatinib: lenvatinib'],
  NCT05822752: ['livmoniplimab, budigalimab*', 'lenvatinib', 'sorafenib'],
};
test('each trial gives what its source says, to whom by lot and to whom by choice', () => {
  const all = JSON.parse(readFileSync(join(root, 'core/knowledge/trials.json'), 'utf8')).filter((trial) => trial.second_line);
  const line = ({ regimen, agents, inactive, experimental, choice }) => [choice ? `${choice}: ` : '',
    regimen ?? (inactive ? `(${inactive})` : agents.join(', ')), experimental ? '*' : ''].join('');
  assert.deepEqual(Object.fromEntries(all.map(({ id, gives: arms }) => [id, arms.map(line)]).sort()),
    Object.fromEntries(Object.entries(gives).sort()));
});
for (const [trial, criteria] of Object.entries(trials)) {
  test(`${trial}: who is asked for`, { skip }, () => {
    const own = `${trial.toLowerCase()}.`;
    const asked = Object.entries(criteria).flatMap(([name, [yes, no]]) => [...yes.map((patch) => [name, patch, 'met']),
      ...no.map((patch) => [name, patch, 'not_met'])]);
    const answers = assess(asked.map(([, patch]) => ({ ...usual, ...patch })));
    for (const [i, [name, patch, outcome]] of asked.entries()) {
      const judged = answers[i].trials.find(({ id }) => id === trial).criteria.filter(({ id,
        kind }) => id.startsWith(own) && !id.includes('.arm') && kind !== 'note');
      assert.deepEqual(named(judged.map(({ id }) => id)), named(Object.keys(criteria).map((one) => own + one)));
      const one = judged.find(({ id }) => id === own + name);
      assert.deepEqual([one.kind, one.outcome], ['requires', outcome], `${name} with ${JSON.stringify(patch)}`);
    }
  });
}

// Cautions of trials alone (clinical-facts B3): over 5 times the limit in every trial; RESORCE asked that sorafenib was tolerated.
const ofTrialsAlone = {
  trial_transaminases_5x: { of: Object.keys(trials), met: [{ ast: 201 }, { alt: 201 }], not_met: [{ ast: 200, alt: 200 }] },
  'nct05134532.arm.arm_sorafenib_not_tolerated': {
    of: ['NCT05134532'],
    met: [{ ...after('sorafenib', 'atezolizumab_bevacizumab'), sorafenib_tolerated: false }, { sorafenib_tolerated: false },
      { ...after('sorafenib', 'atezolizumab_bevacizumab'), sorafenib_tolerated: null, intolerances: ['sorafenib'] }],
    not_met: [{ ...after('sorafenib', 'atezolizumab_bevacizumab'), sorafenib_tolerated: true }, { sorafenib_tolerated: null }],
    unknown: [{ ...after('sorafenib', 'atezolizumab_bevacizumab'), sorafenib_tolerated: null }],
  },
};
for (const [rule, { of, ...sides }] of Object.entries(ofTrialsAlone)) {
  test(`${rule}: a caution of ${of.length > 1 ? 'every trial' : of}`, { skip }, () => {
    const asked = Object.entries(sides).flatMap(([outcome, patches]) => patches.map((patch) => [outcome, patch]));
    const answers = assess(asked.map(([, patch]) => ({ ...usual, ...patch })));
    for (const [i, [outcome, patch]] of asked.entries()) {
      const found = answers[i].trials.flatMap(({ id, criteria }) => criteria.filter((one) => one.id === rule).map((one) => [id, one]));
      assert.deepEqual(named(found.map(([id]) => id)), named(of));
      for (const [id, one] of found) {
        assert.deepEqual([id, one.kind, one.outcome, one.strength], [id, 'caution', outcome, null], JSON.stringify(patch));
      }
    }
  });
}

test('every second-line trial is written down here', () => {
  const all = JSON.parse(readFileSync(join(root, 'core/knowledge/trials.json'),
    'utf8')).filter((trial) => trial.second_line).map(({ id }) => id);
  assert.deepEqual(named(all), named(Object.keys(trials)));
});

// ---- the algorithms ---------------------------------------------------------------------------------------------
// What each step says, of whom, and in which of these patients: the reading of the four texts in the project's description of the
// algorithms (pathways.md). A step that is open is walked on its "no" side.
const few = { progressing_lesions: 2, progressing_organs: 1, other_sites_controlled: true };
const openFew = { progressing_lesions: 2, progressing_organs: 1, other_sites_controlled: null };
const say = (word, ...list) => Object.fromEntries(list.flat().map((id) => [id, word]));
const [yes2, yes1, no1, no2] = tiers.map((tier) => (...list) => say(tier, ...list));
const nothing = {};
const steps = {
  'hwang2023 frailty': [
    [{ ecog: 2 }, true, yes2('best_supportive_care')],
    [{ albumin: { value: 20, unit: 'g/L' } }, true, yes2('best_supportive_care')],
    [{ ecog: 1 }, false, nothing],
    [{ ecog: null }, null, nothing],
  ],
  'hwang2023 oligoprogression': [
    [few, true, { ...yes2('local_therapy_continue_ici'), ...yes1('local_therapy_switch_systemic') }],
    [{ ...few, progressing_lesions: 5, progressing_organs: 3 }, true, { ...yes2('local_therapy_continue_ici'),
      ...yes1('local_therapy_switch_systemic') }],
    [{ ...few, progressing_lesions: 6 }, false, nothing],
    [openFew, null, nothing],
  ],
  'hwang2023 new_vascular_invasion': [
    [{ progression_sites: ['new_vascular_invasion'] }, true, yes2('sbrt_vascular_invasion')],
    [{}, false, nothing],
    [{ progression_sites: null }, null, nothing],
  ],
  'hwang2023 disseminated': [
    [{ progressing_lesions: 6, progressing_organs: 1 }, true, no2(everyLocal)],
    [{ progressing_lesions: 1, progressing_organs: 4 }, true, no2(everyLocal)],
    [{ progressing_lesions: 5, progressing_organs: 3 }, false, nothing],
    [{ progressing_lesions: null, progressing_organs: null }, null, nothing],
  ],
  'hwang2023 severe_immune_event': [
    [immune('colitis', 3), true, { ...yes2(multikinase), ...no1(inhibitors) }],
    ...['myocarditis', 'neurologic', 'pneumonitis', 'hepatitis'].map((event) => [immune(event, 2), true, { ...yes2(multikinase),
      ...no1(inhibitors) }]),
    [immune('colitis', 2), false, nothing],
    [{ immune_adverse_events: null }, null, nothing],
  ],
  'hwang2023 vegf_bleeding': [
    [vegf('gi_bleeding', 2), true, { ...yes2(pairs), ...no1(multikinase, 'ramucirumab') }],
    [{ ...immune('colitis', 3), vegf_adverse_events: [{ event: 'gi_bleeding', grade: 2 }] }, true, no1(pairs, multikinase, 'ramucirumab')],
    [{}, false, nothing],
    [{ vegf_adverse_events: null }, null, nothing],
  ],
  'hwang2023 switch_to_multikinase': [
    [{}, true, { ...yes2(multikinase), ...yes1('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab') }],
    [{ afp: 400 }, true, { ...yes2(multikinase), ...yes1('ramucirumab', 'nivolumab_ipilimumab', 'pembrolizumab_ipilimumab') }],
    [{ afp: 399.9 }, true, { ...yes2(multikinase), ...yes1('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab') }],
    [childPughB7, true, { ...yes2(multikinase), ...no1('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab') }],
    [after('durvalumab_tremelimumab'), true, { ...yes2(multikinase), ...no1('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab') }],
    // "Otherwise a switch": while nobody has asked for events, nothing speaks against it.
    [{ immune_adverse_events: null, vegf_adverse_events: null }, null, { ...yes2(multikinase), ...yes1('nivolumab_ipilimumab',
      'pembrolizumab_ipilimumab') }],
    [immune('colitis', 3), false, nothing],
    [vegf('gi_bleeding', 2), false, nothing],
  ],
  'hwang2023 third_line_after_sorafenib': [
    [{ ...after('atezolizumab_bevacizumab', 'sorafenib'), sorafenib_tolerated: true, afp: 400 }, true, { ...yes2('regorafenib',
      'cabozantinib', 'ramucirumab'), ...yes1('lenvatinib') }],
    [{ ...after('atezolizumab_bevacizumab', 'sorafenib'), sorafenib_tolerated: false, afp: 399.9 }, true, { ...yes2('cabozantinib'),
      ...yes1('lenvatinib') }],
    [{ ...after('atezolizumab_bevacizumab', 'sorafenib'), sorafenib_tolerated: true, afp: 400, ...vegf('gi_bleeding', 2) }, true,
      no1(multikinase, 'ramucirumab')],
    [after('sorafenib', 'atezolizumab_bevacizumab'), false, nothing],
    [after('atezolizumab_bevacizumab', 'other_systemic'), null, nothing],
  ],
  'chan2025 oligoprogression': [
    [few, true, yes2('local_therapy_continue_ici')],
    [{ ...few, progressing_lesions: 6 }, false, nothing],
    [openFew, null, nothing],
  ],
  'chan2025 multikinase': [
    [{}, true, { ...yes2('sorafenib', 'lenvatinib'), ...yes1('cabozantinib', 'regorafenib') }],
    [after('atezolizumab_bevacizumab', 'sorafenib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'chan2025 add_anti_ctla4': [
    [{}, true, yes1('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab')],
    [after('durvalumab_tremelimumab'), false, nothing],
    [after('nivolumab', 'sorafenib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'chan2025 anti_vegf_unsuitable': [
    [vegf('gi_bleeding', 2), true, { ...yes2('nivolumab_ipilimumab', 'pembrolizumab_ipilimumab'), ...no1(multikinase) }],
    [{ ...vegf('gi_bleeding', 2), ...after('atezolizumab_bevacizumab', 'durvalumab_tremelimumab') }, false, nothing],
    [{}, false, nothing],
    [{ vegf_adverse_events: null }, null, nothing],
  ],
  'chan2025 regorafenib_pembrolizumab': [
    [{}, true, no1('regorafenib_pembrolizumab')],
    [after('sorafenib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  ...Object.fromEntries(
    [
      ['matched_mtor', 'everolimus', [['tsc1_inactivating'], ['tsc2_inactivating'], ['pten_inactivating']], ['hrd'], no2('everolimus')],
      ['matched_fgf19', 'trametinib', [['ccnd1_amplification'], ['fgf19_amplification']], ['hrd'], nothing],
      ['matched_hrd', 'olaparib', [['hrd']], ['erbb2_overexpression'], nothing],
      ['matched_hrd_erbb2', 'olaparib_trastuzumab', [['hrd', 'erbb2_overexpression']], ['hrd'], nothing],
      ['matched_cdk4', 'palbociclib', [['cdk4_amplification']], ['hrd'], nothing],
    ].map(([step, option, matched, other, unmatched]) => [
      `chan2025 ${step}`,
      [
        ...matched.map((molecular_alterations) => [{ molecular_alterations }, true, no1(option)]),
        ...matched.map((molecular_alterations) => [{ molecular_alterations, ...after(...multikinase) }, true, yes1(option)]),
        [{ molecular_alterations: other }, false, unmatched],
        [{ molecular_alterations: [] }, false, unmatched],
        [{ molecular_alterations: null }, null, unmatched],
      ],
    ]),
  ),
  'review2021 after_sorafenib_or_lenvatinib': [
    [{ ...after('sorafenib'), sorafenib_tolerated: true, afp: 400 }, true, { ...yes2('regorafenib', 'cabozantinib'), ...yes1('ramucirumab',
      'nivolumab_ipilimumab'), ...no1(single) }],
    [{ ...after('sorafenib'), sorafenib_tolerated: false, afp: 399.9 }, true, { ...yes2('cabozantinib'), ...yes1('nivolumab_ipilimumab'),
      ...no1(single) }],
    [{ ...after('lenvatinib'), afp: 399.9 }, true, { ...yes2('regorafenib', 'cabozantinib'), ...yes1('nivolumab_ipilimumab'),
      ...no1(single) }],
    [after('cabozantinib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'review2021 after_atezolizumab_bevacizumab': [
    [{ afp: 400 }, true, { ...yes2('cabozantinib', 'regorafenib'), ...yes1('lenvatinib', 'sorafenib', 'nivolumab_ipilimumab'),
      ...no1(single, 'ramucirumab') }],
    [after('durvalumab_tremelimumab'), false, nothing],
    [after('atezolizumab_bevacizumab', 'sorafenib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'review2021 clinical_trial': [[{}, true, yes2('clinical_trial')]],
  'asco2024 after_atezolizumab_bevacizumab': [
    [{ afp: 399.9 }, true, { ...yes2('sorafenib', 'lenvatinib', 'cabozantinib'), ...yes1('nivolumab_ipilimumab',
      'durvalumab_tremelimumab') }],
    [{ afp: 400 }, true, { ...yes2('sorafenib', 'lenvatinib', 'cabozantinib', 'ramucirumab'), ...yes1('nivolumab_ipilimumab',
      'durvalumab_tremelimumab') }],
    [after('sorafenib', 'atezolizumab_bevacizumab'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'asco2024 after_durvalumab_tremelimumab': [
    [after('durvalumab_tremelimumab'), true, { ...yes2('sorafenib', 'lenvatinib', 'cabozantinib'), ...yes1('atezolizumab_bevacizumab') }],
    [after('sorafenib', 'durvalumab_tremelimumab'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'asco2024 after_sorafenib_or_lenvatinib': [
    [{ ...after('sorafenib'), sorafenib_tolerated: true, afp: 400 }, true, yes1('cabozantinib', 'nivolumab_ipilimumab', 'regorafenib',
      'ramucirumab', 'atezolizumab_bevacizumab', 'durvalumab_tremelimumab', single)],
    [{ ...after('sorafenib'), sorafenib_tolerated: false, afp: 399.9 }, true, yes1('cabozantinib', 'nivolumab_ipilimumab',
      'atezolizumab_bevacizumab', 'durvalumab_tremelimumab', single)],
    [{ ...after('lenvatinib'), sorafenib_tolerated: true, afp: 399.9 }, true, yes1('cabozantinib', 'nivolumab_ipilimumab',
      'atezolizumab_bevacizumab', 'durvalumab_tremelimumab', single)],
    [after('atezolizumab_bevacizumab', 'sorafenib'), false, nothing],
    [after('other_systemic'), null, nothing],
  ],
  'asco2024 third_line': [
    // Multikinase inhibitors, an antibody against VEGF, anti-PD-(L)1 and anti-CTLA-4 are the mechanisms: what is new is an option.
    [{ ...after('atezolizumab_bevacizumab', 'durvalumab_tremelimumab'), afp: 400 }, true, yes1(multikinase)],
    [{ ...after('durvalumab', 'tislelizumab'), afp: 400 }, true, yes1(multikinase, 'ramucirumab', 'atezolizumab_bevacizumab',
      'nivolumab_ipilimumab', 'durvalumab_tremelimumab')],
    [{ ...after('durvalumab', 'tislelizumab'), afp: 399.9 }, true, yes1(multikinase, 'atezolizumab_bevacizumab', 'nivolumab_ipilimumab',
      'durvalumab_tremelimumab')],
    [{ ...after('sorafenib', 'lenvatinib'), sorafenib_tolerated: true, afp: 400 }, true, yes1('cabozantinib', 'regorafenib', 'ramucirumab',
      'atezolizumab_bevacizumab', 'nivolumab_ipilimumab', 'durvalumab_tremelimumab', single)],
    [{ ...after('sorafenib', 'regorafenib'), sorafenib_tolerated: false, afp: 399.9 }, true, yes1('cabozantinib',
      'atezolizumab_bevacizumab', 'nivolumab_ipilimumab', 'durvalumab_tremelimumab', single)],
    [{ ...after('atezolizumab_bevacizumab', 'lenvatinib'), afp: 400 }, true, yes1('cabozantinib', 'nivolumab_ipilimumab',
      'durvalumab_tremelimumab')],
    [{ ...after('sorafenib', 'ramucirumab'), sorafenib_tolerated: true, afp: 400 }, true, yes1('cabozantinib', 'regorafenib',
      'atezolizumab_bevacizumab', 'nivolumab_ipilimumab', 'durvalumab_tremelimumab', single)],
    [{}, false, nothing],
    [after('atezolizumab_bevacizumab', 'lenvatinib', 'cabozantinib'), false, nothing],
  ],
  'asco2024 guideline_is_silent': [
    [after('nivolumab_ipilimumab'), true, nothing],
    [after('atezolizumab_bevacizumab', 'lenvatinib', 'cabozantinib'), true, nothing],
    ...['atezolizumab_bevacizumab', 'durvalumab_tremelimumab', 'sorafenib', 'lenvatinib'].map((first) => [after(first), false, nothing]),
    [after('nivolumab_ipilimumab', 'sorafenib'), false, nothing],
    [after('nivolumab_ipilimumab', 'cabozantinib'), false, nothing],
  ],
  'chan2025 tumour_board': [[{}, true, nothing]],
};

for (const [where, patients] of Object.entries(steps)) {
  test(`${where}: what it says, and of whom`, { skip }, () => {
    const [pathway, step] = where.split(' ');
    const answers = assess(patients.map(([patch]) => ({ ...usual, ...patch })), true);
    for (const [i, [patch, answer, says]] of patients.entries()) {
      const walked = answers[i].pathways.find(({ id }) => id === pathway).steps.find(({ id }) => id === step);
      const said = Object.fromEntries((walked?.said ?? []).map((one) => [one.option, one.says]));
      assert.deepEqual([walked?.answer, said], [answer, says], `with ${JSON.stringify(patch)}`);
    }
  });
}

test('each algorithm speaks for those it was written for, and for no one else', { skip }, () => {
  const whom = {
    hwang2023: [[{}, true], [after('nivolumab', 'sorafenib'), true], [after('sorafenib'), false], [after(), false]],
    chan2025: [[{}, true], [after('sorafenib'), true], [after(), false]],
    review2021: [[{}, true], [after('sorafenib'), true], [after(), false]],
    asco2024: [[{}, true], [childPughA6, true], [childPughB7, false], [{ ecog: 0 }, true], [{ ecog: 1 }, true], [{ ecog: 2 }, false],
      [after(), false]],
  };
  for (const [pathway, patients] of Object.entries(whom)) {
    const answers = assess(patients.map(([patch]) => ({ ...usual, ...patch })));
    for (const [i, [patch, applies]] of patients.entries()) {
      const [first] = answers[i].pathways.find(({ id }) => id === pathway).steps;
      assert.deepEqual([first.id, first.answer], ['applies', applies], `${pathway} with ${JSON.stringify(patch)}`);
    }
  }
});

test('only the two safety signals of document 002 speak strongly: a severe immune-related event and a bleed under anti-VEGF', () => {
  const pathways = readdirSync(join(root, 'core/knowledge/pathways')).flatMap((file) => JSON.parse(readFileSync(join(root,
    'core/knowledge/pathways', file), 'utf8')));
  const strong = pathways.flatMap(({ id, steps: all }) =>
    all.flatMap((step) => [...step.yes, ...step.no].filter((said) => said.strong).map((said) => `${id} ${step.id}: ${said.value}`)),
  );
  assert.deepEqual(named(strong), named([
    'hwang2023 severe_immune_event: 2',
    'hwang2023 severe_immune_event: -1',
    'hwang2023 vegf_bleeding: 2',
    'hwang2023 vegf_bleeding: -1',
    'hwang2023 vegf_bleeding: -1', // both signals at once: no inhibitor either
    'hwang2023 third_line_after_sorafenib: -1', // the bleed still counts after sorafenib
  ]));
});

test('every step of these algorithms is written down here, in the order in which it is walked', () => {
  const pathways = readdirSync(join(root, 'core/knowledge/pathways'))
    .flatMap((file) => JSON.parse(readFileSync(join(root, 'core/knowledge/pathways', file), 'utf8')))
    .filter(({ id }) => Object.keys(steps).some((one) => one.startsWith(`${id} `)));
  for (const { id, steps: walked } of pathways) {
    const here = Object.keys(steps).filter((one) => one.startsWith(`${id} `));
    assert.deepEqual(walked.map((step) => `${id} ${step.id}`), here);
  }
});

// ---- the comparison -----------------------------------------------------------------------------------------------
test('results are compared on the scales and with the weights that the method names', () => {
  // robustness.md, 4 to 6: scales from worst to best, the default weights and the published ones, harm bounded by class.
  const { anchors, presets, harm } = JSON.parse(readFileSync(join(root, 'core/knowledge/values.json'), 'utf8'));
  const scales = Object.entries(anchors).map(([id, { worst, best, unit }]) => `${id}: ${worst} to ${best} ${unit}`);
  assert.deepEqual(scales, ['os: 0 to 24 months', 'pfs: 0 to 12 months', 'orr: 0 to 40 %', 'grade34: 80 to 0 %']);
  const weights = (id) => {
    const { benefit, harm: harms, os, pfs, orr } = presets.find((one) => one.id === id);
    return { benefit, harm: harms, os, pfs, orr };
  };
  assert.deepEqual(weights('default'), { benefit: 0.5, harm: 0.5, os: 0.5, pfs: 0.3, orr: 0.2 });
  // Postmus 2018: progression-free survival 0.54 against severe 0.32 and moderate toxicity 0.14.
  assert.deepEqual(weights('patient_preference'), { benefit: 0.54, harm: 0.46, os: 0, pfs: 1, orr: 0 });
  const [efficacy, tolerability] = [weights('efficacy_first'), weights('tolerability_first')];
  assert.ok(efficacy.benefit > 0.5 && tolerability.harm > 0.5);
  assert.deepEqual([efficacy.benefit, efficacy.harm], [tolerability.harm, tolerability.benefit], 'each mirrors the other');
  for (const { os, pfs, orr } of [efficacy, tolerability]) assert.deepEqual([os, pfs, orr], [0.5, 0.3, 0.2]);
  // The worst and the best that the documents print for a class: 46 (sorafenib in IMbrave150) and 16.3 (Yoo 2021); 17 (Scheiner 2023)
  // and 12.9 (durvalumab in HIMALAYA); 41 (CheckMate 9DW) and 12 (Wong 2021); 81 (CARES-310) and 34 (ORIENT-32).
  const bounds = Object.fromEntries(harm.map(({ id, best, worst }) => [id, [best, worst]]));
  assert.deepEqual(bounds, {
    multikinase: [16.3, 46], single_inhibitor: [12.9, 17], dual_inhibitor: [12, 41], inhibitor_anti_vegf: [34, 81],
  });
});

test('a trial, supportive care and "no change now" are no treatment; everything else that is ranked is one', () => {
  // design.md, "Placed by rule": these three have a place of their own, and the placings count treatments alone.
  const options = JSON.parse(readFileSync(join(root, 'core/knowledge/options.json'), 'utf8'));
  const placed = options.filter(({ treatment }) => !treatment).map(({ id }) => id);
  assert.deepEqual(named(placed), ['best_supportive_care', 'clinical_trial', 'no_change_now']);
  assert.deepEqual(named(options.filter(({ treatment }) => treatment).map(({ id }) => id)), named(anticancer));
});

// ---- stop signs and what to think of before a switch ---------------------------------------------------------------
// When each is shown and when it is not; where nobody has asked (`open`), it is shown or not as the fourth says.
const early = { extrahepatic_spread: false, metastasis_sites: [], progression_sites: ['intrahepatic_growth'], nodules: 2 };
const bothSignals = { ...immune('colitis', 3), vegf_adverse_events: [{ event: 'gi_bleeding', grade: 2 }] };
const afpWas = (value) => ({ course: [{ date: '2026-01-15', afp: { value, unit: 'ng/mL' } }] });
const altered = (word) => [[{ molecular_alterations: [word] }], [{ molecular_alterations: ['hrd'] }]];
const shown = {
  stops: {
    no_progression: [[goingOn, nothingFailed], [{}, { ...after(), ...goingOn }, { ...nothingFailed, stop_reason: 'deterioration' }]],
    deterioration: [[{ ...nothingFailed, stop_reason: 'deterioration' }], [goingOn, nothingFailed, { stop_reason: 'deterioration' }]],
    inhibitor_ended: [[immune('myocarditis', 2), immune('colitis', 4)], [immune('myocarditis', 1), immune('colitis', 3)]],
    active_hepatitis: [[immune('hepatitis', 3, 'ongoing')], [immune('hepatitis', 3), immune('hepatitis', 2, 'ongoing')]],
    transplant: [[present('organ_transplant')], [{}]],
    terminal: [[{ ecog: 3 }, { ecog: 4 }, childPughC10], [{ ecog: 2 }, childPughB9]],
    bleeding_under_anti_vegf: [[vegf('gi_bleeding', 1), vegf('other_bleeding', 3)], [vegf('other_bleeding', 2)]],
    intracranial_bleeding: [[vegf('intracranial_bleeding', 1)], [vegf('gi_bleeding', 3)]],
    both_safety_signals: [[bothSignals], [immune('colitis', 3), vegf('gi_bleeding', 2)]],
    recent_bleeding: [[present('bleeding_recent')], [{}]],
    perforation: [[present('perforation_or_fistula'), vegf('perforation', 3)], [{}, { ...vegf('perforation', 3),
      stop_reason: 'progression' }]],
    perforation_recorded: [[{ ...vegf('perforation', 3), stop_reason: 'progression' }], [{}, vegf('perforation', 3)]],
    varices: [[{ varices: 'high_risk_untreated' }], [{ varices: 'low_risk_or_treated' }, { varices: 'none' }]],
    platelets_25: [[{ platelets: 24.9 }], [{ platelets: 25 }]],
    pregnancy: [[present('pregnancy')], [{}]],
  },
  considerations: {
    no_progression_recorded: [[goingOn], [{}]],
    confirm_progression: [
      [{ progression_confirmed: false }], [{ progression_confirmed: true }, { progression_confirmed: false, ...after('sorafenib') }],
      [{ progression_confirmed: null }], true,
    ],
    afp_falls: [[{ ...afpWas(121), ecog: 1 }], [afpWas(120), afpWas(90), { ...afpWas(121), ecog: 2 }, { ...afpWas(121),
      ...after('sorafenib') }]],
    earlier_setting: [
      [{ last_therapy_setting: 'with_locoregional' }, { last_therapy_setting: 'adjuvant_or_neoadjuvant' }],
        [{ last_therapy_setting: 'advanced' }],
    ],
    local_chance: [
      [{ locally_treatable: true }, { ...few, locally_treatable: false }, { progression_sites: ['new_vascular_invasion'],
        locally_treatable: false }],
      [{ locally_treatable: false }], [{ locally_treatable: null }], true,
    ],
    oligoprogression_definition: [[{ ...few, progressing_lesions: 4 }, { ...few, progressing_lesions: 5 }], [few, { ...few,
      progressing_lesions: 6 }]],
    curative_chance: [[early], [{}, { ...early, ...childPughC10 }]],
    transplant_centre: [[{ ...early, ...childPughC10 }], [{ ...early, ...childPughB9 }, childPughC10]],
    decompensation_reversible: [[childPughB7, childPughB9, childPughC10], [childPughA6]],
    both_safety_signals: [[bothSignals], [immune('colitis', 3), vegf('gi_bleeding', 2)]],
    hyperprogression_care: [[grew(84)], [grew(75)]],
    inr_under_vitamin_k_antagonist: [
      [{ anticoagulation: 'vitamin_k_antagonist' }, { anticoagulation: 'other_therapeutic' }],
      [{ anticoagulation: 'none' }, { anticoagulation: 'prophylactic' }],
    ],
    supportive_care_weighed: [[{ ecog: 2 }, { albumin: { value: 20, unit: 'g/L' } }, childPughC10], [{ ecog: 1 }, childPughB7]],
    hepatitis_b_before_start: [[{ hbv_status: 'past' }, { hbv_status: 'hbsag_positive' }], [{ hbv_status: 'negative' }],
      [{ hbv_status: null }], true],
    varices_before_start: [[{ varices: 'high_risk_untreated' }], [{ varices: 'none' }, { varices: 'low_risk_or_treated' }],
      [{ varices: null }], true],
    ntrk_fusion_named: altered('ntrk_fusion'),
    ret_fusion_named: altered('ret_fusion'),
    msi_high_or_dmmr_named: altered('msi_high_or_dmmr'),
    ...Object.fromEntries(['blood_pressure_before_start', 'tumour_board', 'palliative_care', 'not_ranked'].map((id) => [id, [[{}, after()],
      []]])),
  },
};
for (const [list, all] of Object.entries(shown)) {
  for (const [id, [yes, no, open = [], whenOpen = false]] of Object.entries(all)) {
    test(`${list}, ${id}: when it is shown`, { skip }, () => {
      const sides = [...yes.map((patch) => [patch, true]), ...no.map((patch) => [patch, false]), ...open.map((patch) => [patch, whenOpen])];
      const answers = assess(sides.map(([patch]) => ({ ...usual, ...patch })), true);
      for (const [i, [patch, there]] of sides.entries()) {
        assert.equal(answers[i][list].some((one) => one.id === id), there, `with ${JSON.stringify(patch)}`);
      }
    });
  }
  test(`${list}: none is left out here`, () => {
    const ids = JSON.parse(readFileSync(join(root, `core/knowledge/${list}.json`), 'utf8')).map(({ id }) => id);
    assert.deepEqual(named(ids), named(Object.keys(all)));
  });
}

test('of a patient of whom nothing is known only what must be asked of everyone is shown, and no stop sign', { skip }, () => {
  const [{ considerations, stops }] = assess([{}], true);
  const always = ['blood_pressure_before_start', 'tumour_board', 'palliative_care', 'not_ranked'];
  const asked = ['confirm_progression', 'local_chance', 'hepatitis_b_before_start', 'varices_before_start'];
  assert.deepEqual([named(considerations.map(({ id }) => id)), stops], [named([...always, ...asked]), []]);
});

// ---- results ------------------------------------------------------------------------------------------------------
// design.md, "Which evidence": what is shown and never compared, each with its reason. Of results that stand for an option.
const evidence = readdirSync(join(root, 'core/knowledge/evidence')).flatMap((file) => JSON.parse(readFileSync(join(root,
  'core/knowledge/evidence', file), 'utf8')));
const notCompared = {
  'immature, or counted again in the full paper': ['yoo2024_lenvatinib os pfs orr', 'orient32_sorafenib os',
    'cares310_camrelizumab_rivoceranib os'],
  'survival from a start that is not stated, or of a whole sequence': [
    'persano2023_lenvatinib os', 'persano2023_sorafenib os', 'persano2023_cabozantinib os', 'cohort891_lenvatinib os',
      'cohort891_sorafenib os',
    'cabibbo2022_lenvatinib os', 'cabibbo2022_sorafenib grade34', 'resorce_sequence os', 'celestial_long_sorafenib os',
    'liu2024_locoregional_oligoprogression os', 'chan_ll2024_radiotherapy os', 'sharma2022_best_supportive_care os',
    'lee2025_no_second_line os',
  ],
  'events of any cause, of another dose, or of one part of the treatment': [
    'celestial_cabozantinib grade34', 'celestial_child_pugh_b_safety grade34', 'kim2026_lenvatinib grade34',
    'registry_atezolizumab_bevacizumab_later_line grade34', 'shimose2024_durvalumab_tremelimumab_later_line grade34',
    'study22_lower_tremelimumab_dose grade34', 'sindhu2022_sbrt_oligoprogression grade34',
  ],
  'number of patients not printed, or a summary of several studies': [
    'chan2024_cabozantinib_after_atezolizumab_bevacizumab os pfs', 'chan2024_cabozantinib_second_line os pfs',
      'apollo_penpulimab_anlotinib os',
      'aoki2020_lenvatinib os pfs orr',
    'celestial_after_tace os', 'celestial_worsened_to_child_pugh_b os', 'chan2025_cabozantinib_retrospective pfs orr',
  ],
  'other patients than those who are asked about, or another measure': [
    'lee2025_inhibitor_with_multikinase os pfs', 'evolve1_everolimus os', 'yamauchi2020_lenvatinib_fgfr4 pfs',
      'oligometastatic_sbrt pfs orr',
    'dutta2021_sbrt_portal_vein os orr', 'talbot2023_best_supportive_care os', 'sindhu2022_sbrt_oligoprogression pfs',
    'ramucirumab_japan2023 pfs', 'odent2026_child_pugh_b os', 'ohama2026_atezolizumab_bevacizumab os', 'ohama2026_durvalumab_tremelimumab os',
    'sierra2025_durvalumab_tremelimumab grade34',
  ],
};
test('what is shown and never compared, with its reason', () => {
  const here = Object.values(notCompared).flat().flatMap((line) => line.split(' ').slice(1).map((outcome) => `${line.split(' ')[0]} ${outcome}`));
  const shownOnly = evidence
    .filter(({ options }) => options.length)
    .flatMap((row) => ['os', 'pfs', 'orr',
      'grade34'].filter((one) => typeof row[one]?.value === 'number' && row[one].valued === false).map((one) => `${row.id} ${one}`));
  assert.deepEqual(named(shownOnly), named(here));
});

test('a result stands for the option whose drugs were given', () => {
  const regimens = new Map(JSON.parse(readFileSync(join(root, 'core/knowledge/options.json'), 'utf8')).map(({ id, regimen }) => [id,
    regimen]));
  // Unselected by AFP, in Child-Pugh B, or in other tumours: not this option's evidence.
  const apart = ['reach_ramucirumab', 'ramucirumab_first_line_child_pugh_b', 'other_tumours_nivolumab_ipilimumab'];
  for (const { id, regimen, options } of evidence) {
    const same = [...regimens].filter(([, given]) => given === regimen).map(([option]) => option);
    if (same.length) assert.deepEqual(options, apart.includes(id) ? [] : same, id);
  }
  const others = Object.fromEntries(evidence.filter(({ regimen,
    options }) => options.length && ![...regimens.values()].includes(regimen)).map(({ id, options }) => [id, options.join(' ')]));
  assert.deepEqual(others, {
    talbot2023_beyond_progression: 'continue_ici',
    imbrave150_bevacizumab_skipped: 'continue_ici',
    wong2021_ipilimumab_added: 'nivolumab_ipilimumab pembrolizumab_ipilimumab',
    cares310_camrelizumab_rivoceranib: 'ici_plus_multikinase',
    cares310_final: 'ici_plus_multikinase',
    apollo_penpulimab_anlotinib: 'ici_plus_multikinase',
    cosmic312_atezolizumab_cabozantinib: 'ici_plus_multikinase',
    leap002_lenvatinib_pembrolizumab: 'ici_plus_multikinase',
    lee2025_inhibitor_with_multikinase: 'ici_plus_multikinase',
    sindhu2022_sbrt_oligoprogression: 'local_therapy_continue_ici',
    liu2024_locoregional_oligoprogression: 'local_therapy_continue_ici local_therapy_switch_systemic',
    chan_ll2024_radiotherapy: 'local_therapy_continue_ici',
    oligometastatic_sbrt: 'local_therapy_switch_systemic',
    dawson2023_sbrt_sorafenib: 'sbrt_vascular_invasion',
    dutta2021_sbrt_portal_vein: 'sbrt_vascular_invasion',
    limousin2023_matched: molecular.join(' '),
    cabibbo2022_lenvatinib: 'lenvatinib',
    cabibbo2022_sorafenib: 'sorafenib',
    cabibbo2022_other_multikinase: 'regorafenib cabozantinib ramucirumab',
    resorce_sequence: 'regorafenib',
    talbot2023_best_supportive_care: 'best_supportive_care',
    sharma2022_best_supportive_care: 'best_supportive_care',
    lee2025_no_second_line: 'best_supportive_care',
  });
});

test('the benefit of an inhibitor in patients who had none says nothing of those who had one', () => {
  // Of the rows that stand for an option: every inhibitor in the first line, after sorafenib, or in both (CheckMate 040).
  const inhibitor = /nivolumab|pembrolizumab|durvalumab|atezolizumab|camrelizumab|penpulimab/;
  for (const { id, regimen, options, setting, inhibitor_naive: naive } of evidence) {
    if (!options.length || id === 'imbrave150_bevacizumab_skipped' || /simulated/.test(regimen)) continue;
    const before = ['first_line', 'after_sorafenib'].includes(setting) || id.startsWith('checkmate040');
    assert.equal(naive, before && inhibitor.test(regimen), id);
  }
});
