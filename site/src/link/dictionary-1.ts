// SPDX-License-Identifier: Apache-2.0
// The preset dictionary of links of version 1: what a patient's JSON is made of, as it was in December 2026. Frozen: a changed
// letter makes every link of version 1 unreadable. What is new since stands in links in full, or asks for a version 2.
export const dictionary1 =
  '"uniform","preset":"weights":{"os":"pfs":"orr":"grade34":"order":["os","comparator":"<"">"">=""<="{"' +
  'event":"","grade":,"status":"resolved"}]"?","!"female","male","hcc","fibrolamellar","mixed","not_bio' +
  'psied","none","prophylactic","vitamin_k_antagonist","other_therapeutic","mild","moderate_or_severe",' +
  '"grade_1_2","grade_3_4","hbv","hcv","alcohol","masld","other","negative","past","hbsag_positive","lo' +
  'w_risk_or_treated","high_risk_untreated","vp1","vp2","vp3","vp1_to_3","vp4","present_extent_unknown"' +
  ',"vv1","vv2","vv3","lung","bone","lymph_node","brain","adrenal","peritoneum","apatinib","atezolizuma' +
  'b","atezolizumab_bevacizumab","atezolizumab_cabozantinib","atezolizumab_lenvatinib","atezolizumab_so' +
  'rafenib","cabozantinib","cadonilimab_ivonescimab","cadonilimab_lenvatinib","camrelizumab","camrelizu' +
  'mab_rivoceranib","chemotherapy","chemotherapy_oxaliplatin","donafenib","durvalumab","durvalumab_beva' +
  'cizumab","durvalumab_tivozanib","durvalumab_tremelimumab","everolimus","lenvatinib","lenvatinib_pemb' +
  'rolizumab","namodenoson","nivolumab","nivolumab_cabozantinib","nivolumab_gt90001","nivolumab_ipilimu' +
  'mab","nivolumab_lenvatinib","olaparib","olaparib_trastuzumab","other_ici","other_multikinase","other' +
  '_pd1","other_pd1_anti_vegf","other_pd1_multikinase","other_systemic","palbociclib","pembrolizumab","' +
  'pembrolizumab_ipilimumab","penpulimab_anlotinib","ramucirumab","regorafenib","regorafenib_pembrolizu' +
  'mab","sintilimab","sintilimab_bevacizumab","sorafenib","tislelizumab","toripalimab","toripalimab_anl' +
  'otinib","toripalimab_bevacizumab","trametinib","tremelimumab","cr","pr","sd","pd","not_evaluable","p' +
  'rogression","toxicity","both","completed","deterioration","patient_choice","not_stopped","hepatitis"' +
  ',"pneumonitis","colitis","thyroiditis","adrenalitis","hypophysitis","diabetes","myocarditis","myosit' +
  'is","nephritis","dermatitis","neurologic","cholangitis","pancreatitis","arthritis","haematologic","r' +
  'esolved","on_replacement","on_steroids_over_10mg","ongoing","gi_bleeding","variceal_bleeding","intra' +
  'cranial_bleeding","other_bleeding","hypertension","proteinuria","arterial_thromboembolism","venous_t' +
  'hromboembolism","perforation","intrahepatic_growth","new_intrahepatic","extrahepatic_growth","new_ex' +
  'trahepatic","new_vascular_invasion","tsc1_inactivating","tsc2_inactivating","pten_inactivating","hrd' +
  '","erbb2_overexpression","fgf19_amplification","ccnd1_amplification","cdk4_amplification","ntrk_fusi' +
  'on","ret_fusion","msi_high_or_dmmr","autoimmune_disease","organ_transplant","immunosuppression","unc' +
  'ontrolled_hypertension","arterial_thromboembolism_6m","bleeding_recent","major_surgery_28d","perfora' +
  'tion_or_fistula","qt_prolongation","heart_failure","interstitial_lung_disease","pregnancy","strong_c' +
  'yp3a4","qt_prolonging","resection","ablation","tace","tare","haic","sbrt","other_radiotherapy","adva' +
  'nced","with_locoregional","adjuvant_or_neoadjuvant","A","B","C","A5","A6","B7","B8","B9","C10","C11"' +
  ',"C12","C13","C14","C15","1","2","2a","2b","3","0","D","below_2g","at_least_2g","any","oral","intrav' +
  'enous",","unit":"a"},","unit":"kg"},","unit":"[lb_av]"},","unit":"cm"},","unit":"[in_i]"},","unit":"' +
  '1"},","unit":"mg/dL"},","unit":"umol/L"},","unit":"g/dL"},","unit":"g/L"},","unit":"s"},","unit":"mm' +
  'ol/L"},","unit":"meq/L"},","unit":"10*9/L"},","unit":"10*3/uL"},","unit":"U/L"},","unit":"ng/mL"},",' +
  '"unit":"ug/L"},","unit":"[IU]/mL"},","unit":"mg/L"},","unit":"mm"},","unit":"mo"},","unit":"d"},true' +
  ',false,null,"date":"20"age":"sex":""weight":{"value":"height":{"value":"histology":""ecog":"ecog_due' +
  '_to_cancer":"bilirubin":{"value":"direct_bilirubin":{"value":"albumin":{"value":"inr":"prothrombin_p' +
  'rolongation":"anticoagulation":""creatinine":{"value":"sodium":{"value":"platelets":{"value":"ast":"' +
  'alt":"ast_upper_limit":"alt_upper_limit":"bilirubin_upper_limit":{"value":"afp":{"value":"crp":{"val' +
  'ue":"neutrophils":{"value":"lymphocytes":{"value":"hemoglobin":{"value":"ascites":""encephalopathy":' +
  '""dialysis":"transplant_candidate":"etiology":[""hbv_status":""hbv_antiviral":"varices":""nodules":"' +
  'largest_nodule":{"value":"over_half_of_liver":"bile_duct_invasion":"portal_vein_invasion":""hepatic_' +
  'vein_invasion":""extrahepatic_spread":"metastasis_sites":[""prior_therapies":[""best_response":""mon' +
  'ths_to_progression":"last_therapy_cycles":"stop_reason":""sorafenib_tolerated":"intolerances":[""imm' +
  'une_adverse_events":[""immune_adverse_event_worst":""immune_adverse_event_grade":"immune_adverse_eve' +
  'nt_status":""vegf_adverse_events":[""vegf_adverse_event_grade":"progression_sites":[""progression_co' +
  'nfirmed":"progressing_lesions":"progressing_organs":"other_sites_controlled":"locally_treatable":"su' +
  'm_diameters_before":{"value":"sum_diameters_baseline":{"value":"sum_diameters_now":{"value":"days_be' +
  'fore_to_baseline":"days_baseline_to_now":"molecular_alterations":[""comorbidities":[""concomitant":[' +
  '""prior_local_therapies":[""last_therapy_setting":""months_since_last_dose":"stated_child_pugh":""st' +
  'ated_albi":""stated_bclc":""proteinuria":""route_preference":""course":';
