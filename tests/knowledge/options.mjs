// SPDX-License-Identifier: Apache-2.0
// The options by what they give, as the project's contract and safety rules name them: written apart from the data, for the tests
// that ask whether the data says the same.
export const multikinase = ['lenvatinib', 'sorafenib', 'cabozantinib', 'regorafenib'];
export const bevacizumab = ['atezolizumab_bevacizumab'];
export const withMultikinase = ['regorafenib_pembrolizumab', 'ici_plus_multikinase'];
export const antiVegf = [...multikinase, 'ramucirumab', ...bevacizumab, ...withMultikinase];
export const pairs = ['nivolumab_ipilimumab', 'pembrolizumab_ipilimumab', 'durvalumab_tremelimumab'];
export const single = ['nivolumab', 'pembrolizumab'];
export const goesOn = ['continue_ici', 'local_therapy_continue_ici'];
export const inhibitors = [...pairs, ...single, ...bevacizumab, ...withMultikinase, ...goesOn];
export const molecular = ['everolimus', 'trametinib', 'olaparib', 'olaparib_trastuzumab', 'palbociclib'];
export const local = ['local_therapy_continue_ici', 'local_therapy_switch_systemic'];
export const everyLocal = [...local, 'sbrt_vascular_invasion'];
export const systemic = [...antiVegf, ...pairs, ...single, 'continue_ici', ...molecular];
export const anticancer = [...systemic, ...everyLocal];
export const without = (list, ...gone) => list.filter((one) => !gone.includes(one));
