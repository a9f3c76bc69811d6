// SPDX-License-Identifier: Apache-2.0
// The safety rules and the published algorithms once more, as plain conditions over what was entered, apart from the rules, the
// steps and the table of what the sources say: of every case and of some thousand seeded patients, nobody for whom the sentence
// holds may be told something else. A rule can have its tests on both sides and still ask the wrong question; this asks for the
// sentence. Sentences from the project's safety rules and reading of the algorithms.
// Runs the native command: NEXTLINE_BIN, else build/native/nextline. NEXTLINE_SEED: other patients.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { assessor, cases, patients } from './compare.mjs';
import {
  antiVegf, bevacizumab, goesOn, inhibitors, local, multikinase, pairs, single, systemic, without,
} from './options.mjs';

const root = join(fileURLToPath(new URL('.', import.meta.url)), '../..');
const command = process.env.NEXTLINE_BIN ?? join(root, 'build/native/nextline');
const skip = existsSync(command) ? false : `${command} is not built`;

// ---- what each known regimen holds ----------------------------------------------------------------------------------
const regimens = {
  atezolizumab_bevacizumab: ['atezolizumab', 'bevacizumab'],
  durvalumab_tremelimumab: ['durvalumab', 'tremelimumab'],
  nivolumab_ipilimumab: ['nivolumab', 'ipilimumab'],
  pembrolizumab_ipilimumab: ['pembrolizumab', 'ipilimumab'],
  lenvatinib_pembrolizumab: ['lenvatinib', 'pembrolizumab'],
  regorafenib_pembrolizumab: ['regorafenib', 'pembrolizumab'],
  atezolizumab_cabozantinib: ['atezolizumab', 'cabozantinib'],
};
const alone = ['sorafenib', 'lenvatinib', 'cabozantinib', 'regorafenib', 'ramucirumab', 'nivolumab', 'pembrolizumab'];
const drugsOf = (regimen) => regimens[regimen] ?? [regimen];
const isKnown = (regimen) => regimen in regimens || alone.includes(regimen);
const isInhibitor = (drug) =>
  ['atezolizumab', 'durvalumab', 'tremelimumab', 'nivolumab', 'ipilimumab', 'pembrolizumab'].includes(drug);
const isAntiVegf = (drug) => ['bevacizumab', 'ramucirumab', ...multikinase].includes(drug);

// ---- the trials of the second line, by what a patient may be given in them (documents 002 Table 1, 003 Table 4; N21, N22) ----
const inTrial = {
  NCT04770896: ['inhibitor', 'anti-VEGF'],
  NCT05201404: [], // namodenoson or placebo
  NCT05199285: ['inhibitor'],
  NCT04826406: ['inhibitor', 'anti-VEGF'],
  NCT06361758: ['inhibitor', 'anti-VEGF'],
  NCT04435977: ['anti-VEGF', 'cabozantinib'],
  NCT05134532: ['anti-VEGF', 'regorafenib'],
  NCT06196775: ['inhibitor', 'anti-VEGF', 'ivonescimab'],
  NCT05178043: ['inhibitor'],
  NCT03970616: ['inhibitor', 'anti-VEGF'],
  NCT05101629: ['inhibitor', 'anti-VEGF'],
  NCT04430452: ['inhibitor'],
  NCT05168163: ['inhibitor', 'anti-VEGF'],
  NCT05822752: ['inhibitor', 'anti-VEGF'],
};
const trials = Object.keys(inTrial);
const trialsWith = (what) => trials.filter((id) => inTrial[id].includes(what));

// ---- what may not be said ----------------------------------------------------------------------------------------------
const tiers = ['preferred', 'option', 'less_preferred', 'not_recommended'];
const isUsable = ({ verdict }) => verdict.startsWith('eligible');
const isOut = (judged) => !isUsable(judged);
const isNotFree = ({ verdict }) => verdict !== 'eligible';
const waits = (option) => isNotFree(option) && (isOut(option) || option.before_start.length > 0);
const atMost = (tier) => (option) => option.tier === null || tiers.indexOf(option.tier) >= tiers.indexOf(tier);
const both = (...all) => (judged) => all.every((one) => one(judged));

// ---- what is read of a patient, as it was entered ------------------------------------------------------------------------
const list = (value) => (Array.isArray(value) ? value : []);
const names = (value) => list(value).map((one) => one?.event ?? one);
function read(patient, assessment) {
  const score = (id) => assessment.scores.find((one) => one.id === id) ?? {};
  const prior = Array.isArray(patient.prior_therapies) && patient.prior_therapies.every(isKnown) ? patient.prior_therapies : null;
  const had = new Set(list(patient.prior_therapies).filter(isKnown).flatMap(drugsOf));
  const some = (kind) => [...had].some(kind);
  const events = (field) => list(patient[field]).filter((one) => one?.event && one.grade);
  const ngPerMl = patient.afp?.unit === 'ng/mL' && !patient.afp.comparator ? patient.afp.value : undefined;
  const intolerances = list(patient.intolerances);
  return {
    ...patient,
    assessment,
    facts: assessment.facts,
    childPugh: score('child_pugh').grade ?? '',
    points: score('child_pugh').value,
    albi: score('albi').grade ?? '',
    bclc: score('bclc').grade ?? '',
    has: (word) => list(patient.comorbidities).includes(word),
    prior,
    last: list(patient.prior_therapies).at(-1),
    had,
    hadInhibitor: some(isInhibitor),
    hadAntiVegf: some(isAntiVegf),
    hadCtla4: had.has('tremelimumab') || had.has('ipilimumab'),
    lastHas: (kind) => drugsOf(list(patient.prior_therapies).at(-1)).some(kind),
    immune: events('immune_adverse_events'),
    bleeds: events('vegf_adverse_events').filter(({ event }) => event.endsWith('bleeding')),
    under: (event) => some(isAntiVegf) && names(patient.vegf_adverse_events).includes(event),
    stoppedForToxicity: ['toxicity', 'both'].includes(patient.stop_reason),
    afpInNg: ngPerMl,
    notTolerated: (drug) => intolerances.includes(drug) || (drug === 'sorafenib' && patient.sorafenib_tolerated === false),
    sorafenibOpen: had.has('sorafenib') && patient.sorafenib_tolerated === undefined && !intolerances.includes('sorafenib'),
  };
}
const endocrine = ['thyroiditis', 'adrenalitis', 'hypophysitis', 'diabetes'];
const endsInhibitors = ({ event, grade }) => {
  if (endocrine.includes(event)) return false;
  if (event === 'myocarditis') return grade >= 2;
  return grade >= (['myositis', 'pneumonitis', 'neurologic'].includes(event) ? 3 : 4);
};

let asked;
function everybody() {
  if (asked) return asked;
  const all = cases();
  const seed = Number(process.env.NEXTLINE_SEED ?? 21);
  const everyone = [...all.map(({ patient }) => patient), ...patients(all, 3000, seed)];
  asked = [];
  return assessor(command, '--overview').then((assess) => {
    for (let at = 0; at < everyone.length; at += 500) {
      const part = everyone.slice(at, at + 500);
      assess(part).forEach((assessment, i) => asked.push({ patient: part[i], read: read(part[i], assessment) }));
    }
    return asked;
  });
}

/** For nobody of whom `condition` holds is `wanted` false of one of the options or trials `ids`. */
function sentence(name, condition, ids, wanted, of = 'options') {
  test(name, { skip }, async () => {
    let count = 0;
    for (const { patient, read: one } of await everybody()) {
      if (!condition(one)) continue;
      count += 1;
      for (const judged of one.assessment[of]) {
        if (!ids.includes(judged.id) || wanted(judged, one)) continue;
        const { id, verdict, tier = '', before_start: before = '' } = judged;
        assert.fail(`${id}: ${verdict} ${tier} ${before}\n${JSON.stringify(patient)}`);
      }
    }
    assert.ok(count > 0, 'no patient was asked');
  });
}
const ofTrials = (name, condition, ids, wanted) => sentence(name, condition, ids, wanted, 'trials');

// ---- everything ------------------------------------------------------------------------------------------------------
const drugs = [...multikinase, 'ramucirumab', ...bevacizumab, ...pairs, ...single, 'regorafenib_pembrolizumab'];
const withTrial = [...systemic, 'clinical_trial'];
sentence('ECOG 3 or 4: no systemic option and no trial is usable', (p) => [3, 4].includes(p.ecog), withTrial, isOut);
sentence('ECOG 2: no systemic option without a caution', (p) => p.ecog === 2, systemic, isNotFree);
sentence('ALBI 3: no systemic option without a caution', (p) => p.albi === '3', systemic, isNotFree);
sentence('Child-Pugh C: no systemic option and no trial is usable', (p) => p.childPugh === 'C', withTrial, isOut);
sentence('Child-Pugh B: no systemic option above the tier "option"', (p) => p.childPugh === 'B', systemic,
  both(isNotFree, atMost('option')));
sentence('pregnancy: nothing is usable', (p) => p.has('pregnancy'), withTrial, isOut);
sentence('AST or ALT over 301 U/L, whatever the limit: the cause is found first', (p) => p.ast >= 301 || p.alt >= 301, withTrial, waits);
sentence('AST over 5 times a limit of 40: the cause is found first', (p) => p.ast > 200 && p.ast_upper_limit === 40, withTrial, waits);
sentence('an option whose every drug was given is not offered again', (p) => p.had.size > 0, drugs,
  (option, p) => isOut(option) || drugsOf(option.id).some((drug) => !p.had.has(drug)));

// ---- checkpoint inhibitors --------------------------------------------------------------------------------------------
sentence('an event that ends inhibitors: no inhibitor is usable', (p) => p.hadInhibitor && p.immune.some(endsInhibitors), inhibitors,
  isOut);
sentence('a graft: no inhibitor is recommended', (p) => p.has('organ_transplant'), inhibitors, both(isNotFree, atMost('not_recommended')));
for (const word of ['autoimmune_disease', 'interstitial_lung_disease', 'immunosuppression']) {
  sentence(`${word}: no inhibitor without a caution`, (p) => p.has(word), inhibitors, isNotFree);
}
sentence('hepatitis B without an antiviral: it is started before an inhibitor or everolimus',
  (p) => p.hbv_status === 'hbsag_positive' && p.hbv_antiviral === false, [...inhibitors, 'everolimus'], waits);
sentence('anti-CTLA-4 before: a second one is at most less preferred', (p) => p.hadCtla4, pairs, both(isNotFree, atMost('less_preferred')));
sentence('an inhibitor before: one alone is at most less preferred', (p) => p.hadInhibitor, single, atMost('less_preferred'));
sentence('no inhibitor in the last therapy: it does not go on', (p) => isKnown(p.last) && !p.lastHas(isInhibitor), goesOn, isOut);

// ---- anti-VEGF ---------------------------------------------------------------------------------------------------------
sentence('untreated high-risk varices: they are treated before anti-VEGF', (p) => p.varices === 'high_risk_untreated', antiVegf, waits);
sentence('varices that are untreated or were not looked for: no bevacizumab',
  (p) => p.varices === 'high_risk_untreated' || p.varices === undefined, bevacizumab, isOut);
sentence('a bleed in the last 3 months: no cabozantinib and no bevacizumab', (p) => p.has('bleeding_recent'),
  ['cabozantinib', ...bevacizumab], isOut);
sentence('a bleed in the last 3 months: its source is found before anti-VEGF, at most an option', (p) => p.has('bleeding_recent'),
  antiVegf, both(waits, atMost('option')));
sentence('a bleed of its own grade 3 or more: no anti-VEGF without a caution',
  (p) => p.hadAntiVegf && p.bleeds.some(({ grade }) => grade >= 3), antiVegf, isNotFree);
sentence('an intracranial bleed: no bevacizumab', (p) => p.under('intracranial_bleeding'), bevacizumab, isOut);
sentence('an intracranial bleed: no anti-VEGF is recommended', (p) => p.under('intracranial_bleeding'),
  without(antiVegf, ...bevacizumab), both(isNotFree, atMost('not_recommended')));
sentence('a perforation or fistula: no anti-VEGF',
  (p) => p.has('perforation_or_fistula') || (p.under('perforation') && p.stoppedForToxicity && p.lastHas(isAntiVegf)), antiVegf, isOut);
sentence('a perforation under anti-VEGF, whatever it was stopped for: no anti-VEGF is recommended', (p) => p.under('perforation'), antiVegf,
  (option) => isOut(option) || option.tier === 'not_recommended');
const arterial = (p) => p.has('arterial_thromboembolism_6m') || p.under('arterial_thromboembolism');
sentence('an arterial event: no anti-VEGF without a caution', arterial, antiVegf, isNotFree);
sentence('an arterial event: no bevacizumab', arterial, bevacizumab, isOut);
sentence('platelets under 75: a caution for lenvatinib, ramucirumab and bevacizumab', (p) => p.platelets < 75,
  ['lenvatinib', 'ramucirumab', ...bevacizumab], isNotFree);
sentence('platelets under 60: a caution for every anti-VEGF drug', (p) => p.platelets < 60, antiVegf, isNotFree);
sentence('platelets under 50: varices and cause are looked at first', (p) => p.platelets < 50, antiVegf, waits);
sentence('platelets under 25: no bevacizumab', (p) => p.platelets < 25, bevacizumab, isOut);
sentence('platelets under 25: the others are at most less preferred', (p) => p.platelets < 25, without(antiVegf, ...bevacizumab),
  atMost('less_preferred'));
for (const [name, condition] of [
  ['surgery in the last 28 days', (p) => p.has('major_surgery_28d')],
  ['blood pressure that is not controlled', (p) => p.has('uncontrolled_hypertension')],
  ['proteinuria of 2 g or more', (p) => p.proteinuria === 'at_least_2g'],
]) {
  sentence(`${name}: anti-VEGF waits`, condition, antiVegf, waits);
}
sentence('therapeutic anticoagulation: no anti-VEGF without a caution',
  (p) => ['vitamin_k_antagonist', 'other_therapeutic'].includes(p.anticoagulation), antiVegf, isNotFree);
sentence('brain metastases: no anti-VEGF without a caution', (p) => names(p.metastasis_sites).includes('brain'), antiVegf, isNotFree);

// ---- single drugs ----------------------------------------------------------------------------------------------------------
sentence('AFP under 400 ng/mL: no ramucirumab', (p) => p.afpInNg < 400, ['ramucirumab'], isOut);
sentence('the last therapy held bevacizumab: ramucirumab carries a caution', (p) => isKnown(p.last) && p.lastHas((drug) => drug === 'bevacizumab'),
  ['ramucirumab'], isNotFree);
sentence('sorafenib was not tolerated: no regorafenib', (p) => p.notTolerated('sorafenib'), ['regorafenib'], isOut);
for (const word of ['qt_prolongation', 'heart_failure']) {
  sentence(`${word}: a caution for lenvatinib and sorafenib`, (p) => p.has(word), ['lenvatinib', 'sorafenib'], isNotFree);
}
sentence('heart failure: a caution for bevacizumab, trametinib and trastuzumab', (p) => p.has('heart_failure'),
  [...bevacizumab, 'trametinib', 'olaparib_trastuzumab'], isNotFree);
sentence('encephalopathy: a caution for lenvatinib and ramucirumab', (p) => ['grade_1_2', 'grade_3_4'].includes(p.encephalopathy),
  ['lenvatinib', 'ramucirumab'], isNotFree);
sentence('a vitamin K antagonist: a caution for sorafenib', (p) => p.anticoagulation === 'vitamin_k_antagonist', ['sorafenib'], isNotFree);
sentence('dialysis: a caution for lenvatinib', (p) => p.dialysis === true, ['lenvatinib'], isNotFree);
sentence('atezolizumab-bevacizumab does not follow itself', (p) => p.last === 'atezolizumab_bevacizumab', bevacizumab, isOut);

// ---- trials ------------------------------------------------------------------------------------------------------------------
ofTrials('ECOG 3 or 4: no trial fits', (p) => [3, 4].includes(p.ecog), trials, isOut);
ofTrials('Child-Pugh C: no trial fits', (p) => p.childPugh === 'C', trials, isOut);
ofTrials('ECOG 2, ALBI 3 or Child-Pugh B8-9: no trial fits without a caution', (p) => p.ecog === 2 || p.albi === '3' || p.points >= 8,
  trials, isNotFree);
ofTrials('AST or ALT over 301 U/L: no trial fits without a caution', (p) => p.ast >= 301 || p.alt >= 301, trials, isNotFree);
ofTrials('pregnancy: no trial fits', (p) => p.has('pregnancy'), trials, isOut);
ofTrials('a graft: no trial of an inhibitor fits', (p) => p.has('organ_transplant'), trialsWith('inhibitor'), isOut);
ofTrials('an event that ends inhibitors: no trial of one fits', (p) => p.hadInhibitor && p.immune.some(endsInhibitors),
  trialsWith('inhibitor'), isOut);
ofTrials('autoimmune disease: no trial of an inhibitor fits without a caution', (p) => p.has('autoimmune_disease'),
  trialsWith('inhibitor'), isNotFree);
ofTrials('a perforation: no trial of an anti-VEGF drug fits', (p) => p.has('perforation_or_fistula') || p.under('perforation'),
  trialsWith('anti-VEGF'), isOut);
ofTrials('a bleed of its own grade 3 or more: no trial of an anti-VEGF drug fits',
  (p) => p.hadAntiVegf && p.bleeds.some(({ grade }) => grade >= 3), trialsWith('anti-VEGF'), isOut);
ofTrials('a recent bleed, an arterial event, untreated varices or platelets under 50: no trial of an anti-VEGF drug fits without a caution',
  (p) => p.has('bleeding_recent') || arterial(p) || p.varices === 'high_risk_untreated' || p.platelets < 50, trialsWith('anti-VEGF'), isNotFree);
ofTrials('a recent bleed: no trial of cabozantinib or ivonescimab fits', (p) => p.has('bleeding_recent'),
  [...trialsWith('cabozantinib'), ...trialsWith('ivonescimab')], isOut);
ofTrials('what rules out bevacizumab rules out ivonescimab',
  (p) => arterial(p) || p.varices === 'high_risk_untreated' || p.platelets < 25 || p.under('intracranial_bleeding'), trialsWith('ivonescimab'),
  isOut);
ofTrials('sorafenib was not tolerated: the trial of regorafenib does not fit without a caution', (p) => p.notTolerated('sorafenib'),
  trialsWith('regorafenib'), isNotFree);
for (const [drug, id] of [['cabozantinib', 'NCT04435977'], ['regorafenib', 'NCT05134532'], ['durvalumab', 'NCT04430452']]) {
  ofTrials(`${drug} was given: its trial does not fit`, (p) => p.had.has(drug), [id], isOut);
}
ofTrials('nivolumab and ipilimumab were given: the trial of both does not fit', (p) => p.had.has('nivolumab') && p.had.has('ipilimumab'),
  ['NCT05199285'], isOut);
ofTrials('lenvatinib and pembrolizumab were given: the trial of both does not fit',
  (p) => p.had.has('lenvatinib') && p.had.has('pembrolizumab'), ['NCT05101629'], isOut);
const afterAtezolizumabBevacizumab = ['NCT04770896', 'NCT05199285', 'NCT05134532', 'NCT05168163'];
ofTrials('no atezolizumab-bevacizumab before: trials after it do not fit', (p) => p.prior && !p.prior.includes('atezolizumab_bevacizumab'),
  afterAtezolizumabBevacizumab, isOut);
ofTrials('atezolizumab-bevacizumab was not the last: IMbrave251 does not fit', (p) => p.prior && p.last !== 'atezolizumab_bevacizumab',
  ['NCT04770896'], isOut);
ofTrials('fewer than 4 cycles, or progression as best response: IMbrave251 does not fit',
  (p) => p.last_therapy_cycles < 4 || p.best_response === 'pd', ['NCT04770896'], isOut);
ofTrials('no inhibitor before: trials after one do not fit', (p) => p.prior && !p.hadInhibitor,
  without(trials, 'NCT05201404', 'NCT03970616'), isOut);
ofTrials('no therapy yet: only the trial that takes first lines may fit', (p) => p.prior?.length === 0, without(trials, 'NCT03970616'), isOut);
ofTrials('three lines before: the trial of cabozantinib does not fit', (p) => p.prior?.length >= 3, ['NCT04435977'], isOut);
ofTrials('no progression: trials of what failed do not fit', (p) => p.facts.progression_recorded === false,
  without(trials, 'NCT05201404', 'NCT04435977', 'NCT06196775', 'NCT03970616'), isOut);
ofTrials('Child-Pugh B: trials for A do not fit', (p) => p.childPugh === 'B', [...afterAtezolizumabBevacizumab, 'NCT04435977', 'NCT05822752'], isOut);
ofTrials('not Child-Pugh B7: the trial of namodenoson does not fit', (p) => p.points !== undefined && p.points !== null && p.points !== 7,
  ['NCT05201404'], isOut);
ofTrials('after atezolizumab-bevacizumab alone, with nothing against it, the trials after it fit',
  (p) => p.prior?.join() === 'atezolizumab_bevacizumab' && p.facts.progression_recorded === true && p.ecog <= 1 && p.childPugh === 'A'
    && p.albi !== '3' && ['B', 'C'].includes(p.bclc) && Array.isArray(p.comorbidities) && p.comorbidities.length === 0
    && Array.isArray(p.immune_adverse_events) && p.immune_adverse_events.length === 0 && Array.isArray(p.vegf_adverse_events)
    && p.vegf_adverse_events.length === 0 && p.ast < 120 && p.alt < 120 && p.platelets >= 75 && (p.hemoglobin === undefined || p.hemoglobin >= 9)
    && ['none', 'low_risk_or_treated'].includes(p.varices) && p.hbv_status === 'negative' && p.proteinuria !== 'at_least_2g'
    && names(p.intolerances).length === 0 && p.sorafenib_tolerated !== false,
  ['NCT05199285', 'NCT04435977', 'NCT05168163'], (trial) => trial.verdict === 'eligible');

// ---- the published algorithms -----------------------------------------------------------------------------------------------
/** Of whom `condition` holds, and all of whose therapies are known, the algorithm says of each option what `wanted` (or what it gives) says. */
function algorithm(pathway, name, condition, wanted) {
  test(`${pathway}: ${name}`, { skip }, async () => {
    let count = 0;
    for (const { patient, read: one } of await everybody()) {
      if (!one.prior?.length || !condition(one)) continue;
      count += 1;
      for (const [id, value] of Object.entries(typeof wanted === 'function' ? wanted(one) : wanted)) {
        const { pathways } = one.assessment.options.find((option) => option.id === id);
        assert.equal(pathways?.[pathway] ?? null, value, `${id}\n${JSON.stringify(patient)}`);
      }
    }
    assert.ok(count > 0, 'no patient was asked');
  });
}
const says = (value, ...ids) => Object.fromEntries(ids.map((id) => [id, value]));
const preferred = (...ids) => says('preferred', ...ids);
const option = (...ids) => says('option', ...ids);
const lessPreferred = (...ids) => says('less_preferred', ...ids);
const silent = (...ids) => says(null, ...ids);
/** Ramucirumab from an AFP of 400 ng/mL; nothing is expected where it is not known in that unit. */
const withAfp = (p, value) => (p.afpInNg === undefined ? {} : { ramucirumab: p.afpInNg >= 400 ? value : null });

const hwang = (name, condition, wanted) => algorithm('hwang2023', name, (p) => p.hadInhibitor && condition(p), wanted);
const severe = (p) => p.facts.severe_immune_adverse_event;
const bled = (p) => p.facts.vegf_bleeding;
const noSignal = (p) => severe(p) === false && bled(p) === false;
const thirdAfterSorafenib = (p) => p.last === 'sorafenib' && p.prior.length >= 2;
hwang('ECOG 2 or more, or ALBI 3: supportive care', (p) => p.ecog >= 2 || p.albi === '3', preferred('best_supportive_care'));
hwang('oligoprogression: local therapy with the inhibitor', (p) => p.facts.oligoprogression === true && severe(p) === false,
  { ...preferred('local_therapy_continue_ici'), ...option('local_therapy_switch_systemic') });
hwang('new vascular invasion: radiotherapy',
  (p) => p.facts.new_vascular_invasion === true && p.facts.disseminated_progression === false, preferred('sbrt_vascular_invasion'));
hwang('disseminated progression: no local therapy', (p) => p.facts.disseminated_progression === true, says('not_recommended', ...local));
hwang('a severe immune-related event alone: multikinase inhibitors',
  (p) => severe(p) === true && bled(p) === false && !thirdAfterSorafenib(p),
  { ...preferred('lenvatinib', 'sorafenib', 'cabozantinib'), ...lessPreferred('nivolumab_ipilimumab', 'durvalumab_tremelimumab', 'continue_ici') });
hwang('a bleed under anti-VEGF alone: inhibitors without anti-VEGF', (p) => bled(p) === true && severe(p) === false,
  { ...preferred(...pairs), ...lessPreferred('lenvatinib', 'sorafenib', 'cabozantinib', 'ramucirumab') });
hwang('no signal: a switch to a multikinase inhibitor', (p) => noSignal(p) && p.last !== 'sorafenib', (p) => ({
  ...preferred(...multikinase), ...silent('continue_ici'), ...withAfp(p, 'option'),
  ...(p.hadCtla4 ? lessPreferred(...pairs.slice(0, 2)) : {}),
  ...(!p.hadCtla4 && p.childPugh === 'A' && /^[12]/.test(p.albi) ? option(...pairs.slice(0, 2)) : {}),
}));
hwang('third line after sorafenib', (p) => noSignal(p) && thirdAfterSorafenib(p), (p) => ({
  ...preferred('cabozantinib'), ...option('lenvatinib'), ...(p.afpInNg >= 400 ? preferred('ramucirumab') : {}),
  ...(p.sorafenib_tolerated === true && !p.notTolerated('sorafenib') ? preferred('regorafenib') : {}),
}));

const chan = (name, condition, wanted) => algorithm('chan2025', name, (p) => p.lastHas(isInhibitor) && condition(p), wanted);
chan('oligoprogression: local therapy with the inhibitor', (p) => p.facts.oligoprogression === true, preferred('local_therapy_continue_ici'));
chan('multikinase inhibitors', (p) => bled(p) === false, { ...preferred('sorafenib', 'lenvatinib'), ...option('cabozantinib', 'regorafenib') });
chan('anti-CTLA-4 is added', (p) => bled(p) === false && !p.hadCtla4, option(...pairs.slice(0, 2)));
chan('anti-CTLA-4 is added where anti-VEGF is no longer suitable', (p) => bled(p) === true && !p.hadCtla4,
  { ...preferred(...pairs.slice(0, 2)), ...lessPreferred('lenvatinib', 'sorafenib') });
chan('regorafenib-pembrolizumab gains nothing, going on is an open question', () => true,
  { ...lessPreferred('regorafenib_pembrolizumab'), ...silent('continue_ici') });

const afterOne = ['sorafenib', 'lenvatinib'];
algorithm('review2021', 'after sorafenib or lenvatinib', (p) => afterOne.includes(p.last), (p) => ({
  ...preferred('cabozantinib'), ...option('nivolumab_ipilimumab'), ...lessPreferred(...single), ...withAfp(p, 'option'),
  ...(p.sorafenibOpen ? {} : { regorafenib: p.notTolerated('sorafenib') ? null : 'preferred' }),
}));
algorithm('review2021', 'after atezolizumab-bevacizumab', (p) => p.last === 'atezolizumab_bevacizumab', {
  ...preferred('cabozantinib', 'regorafenib'), ...option('lenvatinib', 'sorafenib', 'nivolumab_ipilimumab'),
  ...lessPreferred(...single, 'ramucirumab'),
});
algorithm('review2021', 'a trial is encouraged', (p) => [...afterOne, 'atezolizumab_bevacizumab'].includes(p.last), preferred('clinical_trial'));

const fit = (p) => p.childPugh === 'A' && p.ecog <= 1;
const second = (...last) => (p) => fit(p) && p.prior.length === 1 && last.includes(p.last);
const every = (p) => p.assessment.options.map(({ id }) => id);
algorithm('asco2024', 'silent outside Child-Pugh A with ECOG 0-1', (p) => p.childPugh && p.ecog !== undefined && !fit(p), (p) => silent(...every(p)));
algorithm('asco2024', 'silent after another first line', second('nivolumab_ipilimumab'), (p) => silent(...every(p)));
algorithm('asco2024', 'after atezolizumab-bevacizumab', second('atezolizumab_bevacizumab'), (p) => ({
  ...preferred('sorafenib', 'lenvatinib', 'cabozantinib'), ...option('nivolumab_ipilimumab', 'durvalumab_tremelimumab'),
  ...silent('regorafenib'), ...withAfp(p, 'preferred'),
}));
algorithm('asco2024', 'after durvalumab-tremelimumab', second('durvalumab_tremelimumab'),
  { ...preferred('sorafenib', 'lenvatinib', 'cabozantinib'), ...option(...bevacizumab) });
algorithm('asco2024', 'after sorafenib or lenvatinib', second(...afterOne), (p) => ({
  ...option('cabozantinib', 'nivolumab_ipilimumab', ...bevacizumab, 'durvalumab_tremelimumab', ...single), ...withAfp(p, 'option'),
  ...(p.last === 'lenvatinib' ? silent('regorafenib') : {}),
  ...(p.last === 'sorafenib' && !p.sorafenibOpen ? { regorafenib: p.notTolerated('sorafenib') ? null : 'option' } : {}),
}));

// ---- what is recorded, read from the entries alone (the contract's facts) ---------------------------------------------------
/** For each patient for whom `expected` gives an answer (not undefined) the fact is that one. */
function fact(id, name, expected) {
  test(`${id}: ${name}`, { skip }, async () => {
    const counts = new Map();
    for (const { patient, read: one } of await everybody()) {
      const value = expected(one);
      if (value === undefined) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      assert.equal(one.facts[id], value, JSON.stringify(patient));
    }
    assert.ok(counts.size > 1, 'both answers are expected of somebody');
  });
}
const sitesOf = (p) => (Array.isArray(p.progression_sites) && p.progression_sites.every((site) =>
  ['intrahepatic_growth', 'new_intrahepatic', 'extrahepatic_growth', 'new_extrahepatic', 'new_vascular_invasion'].includes(site))
  ? p.progression_sites : undefined);
const stopped = ['progression', 'toxicity', 'both', 'completed', 'deterioration', 'patient_choice', 'not_stopped'];
fact('progression_recorded', 'by the stop reason, a site, the best response or a growing lesion; not while one is open', (p) => {
  if (p.prior?.length === 0) return undefined;
  const sites = sitesOf(p);
  const recorded = ['progression', 'both'].includes(p.stop_reason) || sites?.length > 0 || p.best_response === 'pd' || p.progressing_lesions > 0;
  if (recorded) return true;
  if (p.stop_reason === undefined || p.progression_sites === undefined) return null;
  return stopped.includes(p.stop_reason) && sites ? false : undefined;
});
fact('oligoprogression', '1 to 5 lesions in 1 to 3 organs under an inhibitor, the rest controlled, at least 3 months', (p) => {
  const numbers = [p.progressing_lesions, p.progressing_organs, p.months_to_progression];
  if (!numbers.every((one) => typeof one === 'number') || typeof p.other_sites_controlled !== 'boolean' || !isKnown(p.last)) return undefined;
  const [lesions, organs, months] = numbers;
  return p.lastHas(isInhibitor) && lesions >= 1 && lesions <= 5 && organs >= 1 && organs <= 3 && p.other_sites_controlled && months >= 3;
});

// ---- the order (design, "Ranking, so that a clinician can check it by hand") ----------------------------------------------------
const placedByRule = ['best_supportive_care', 'clinical_trial', 'no_change_now'];
/** What each statement of an algorithm counts. */
const counts = { preferred: 2, option: 1, less_preferred: -1, not_recommended: -2 };
const group = ({ verdict }) => ['eligible', 'needs_information', 'not_indicated', 'contraindicated'].indexOf(verdict.replace('_with_caution', ''));
function inOrder(name, check) {
  test(name, { skip }, async () => {
    let asked = 0;
    for (const { patient, read: one } of await everybody()) {
      const { options } = one.assessment;
      const free = options.filter(({ id }) => !placedByRule.includes(id));
      const usable = free.filter(isUsable);
      const at = (id) => options.findIndex((option) => option.id === id);
      const before = (id) => options.slice(0, at(id)).filter((option) => usable.includes(option)).length;
      const signs = [one.ecog === 2, one.albi === '3', one.points === 8 || one.points === 9].filter(Boolean).length;
      const said = check(one, { options, free, usable, at, before, signs, last: one.ecog >= 3 || one.childPugh === 'C' || signs >= 2
        || (one.stop_reason === 'deterioration' && one.facts.progression_recorded === false) });
      if (said === undefined) continue;
      asked += 1;
      assert.ok(said, `${options.map(({ id, tier }) => `${id} ${tier}`).join(', ')}\n${JSON.stringify(patient)}`);
    }
    assert.ok(asked > 0, 'no patient was asked');
  });
}
const everyPair = (list, holds) => list.slice(1).every((option, i) => holds(list[i], option));
inOrder('what is usable stands before what needs information, and that before what is not for this patient', (p, { free }) =>
  everyPair(free, (a, b) => group(a) <= group(b)));
inOrder('among what is usable no lower tier stands above a higher one', (p, { usable }) =>
  everyPair(usable, (a, b) => tiers.indexOf(a.tier) <= tiers.indexOf(b.tier)));
inOrder('no tier is higher than the mean of what the algorithms say, but where one of them speaks strongly', (p, { free }) => {
  if (severe(p) !== false || bled(p) !== false) return undefined;
  return free.every(({ tier, pathways }) => {
    const values = Object.values(pathways ?? {}).filter(Boolean).map((word) => counts[word]);
    const mean = values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : -1;
    return tiers.indexOf(tier) >= [1.5, 0.5, -1.5].filter((limit) => mean < limit).length;
  });
});
inOrder('supportive care stands first with ECOG 3-4, Child-Pugh C, two signs of frailty, or deterioration without progression', (p, { at, last }) =>
  (last ? at('best_supportive_care') === 0 : undefined));
inOrder('with one sign of frailty supportive care stands behind the second usable treatment', (p, { before, usable, signs, last }) =>
  (signs === 1 && !last ? before('best_supportive_care') === Math.min(2, usable.length) : undefined));
inOrder('without a sign of frailty supportive care stands behind the last usable treatment that is recommended',
  (p, { before, usable, signs, last }) => (signs === 0 && !last && usable.length && p.childPugh && p.albi && p.ecog !== undefined
    ? before('best_supportive_care') === usable.filter(({ tier }) => tier !== 'not_recommended').length : undefined));
inOrder('a trial stands behind the first usable treatment, first where none is at least an option', (p, { options, at, before, usable }) => {
  if (!isUsable(options[at('clinical_trial')])) return undefined;
  const some = usable.some(({ tier }) => ['preferred', 'option'].includes(tier)) && !p.facts.both_safety_signals;
  return before('clinical_trial') === (some ? 1 : 0);
});
inOrder('going on or watching is judged only where nothing has failed', (p, { options, at }) => {
  if (p.facts.progression_recorded === false || !p.prior) return undefined;
  return isOut(options[at('no_change_now')]);
});
inOrder('where nothing has failed, going on stands first; watching first in response, second when stable, last otherwise',
  (p, { options, at, before, usable, last }) => {
    if (p.facts.progression_recorded !== false || last || p.stop_reason === 'deterioration' || !isUsable(options[at('no_change_now')])) return undefined;
    if (p.stop_reason === 'not_stopped') {
      const ends = (p.has('organ_transplant') && p.lastHas(isInhibitor)) || ((p.under('perforation') || p.under('intracranial_bleeding')) && p.lastHas(isAntiVegf));
      return ends ? before('no_change_now') === usable.length : at('no_change_now') === 0;
    }
    const places = { cr: 0, pr: 0, sd: Math.min(1, usable.length) };
    return before('no_change_now') === (places[p.best_response] ?? usable.length);
  });
