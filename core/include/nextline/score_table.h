// SPDX-License-Identifier: Apache-2.0
// The one table of scores, in the order of contract.md, which is also one in which each finds those it builds on. Include
// scores.h, which explains the columns and includes this file. The formula of a row with its units, unknowns, limits and
// facts stands in core/src/scores/<id>.cpp.
#pragma once

namespace nextline {

namespace score_table {

// ---- child_pugh
inline constexpr std::string_view kChildPughGrades[] = {"A", "B", "C"};
inline constexpr double kChildPughEdges[] = {6, 9};  // last points of A and B
inline constexpr CutOff kChildPughCutOffs[] = {
    {"bilirubin"_f, 2, "mg/dL"},
    {"bilirubin"_f, 3, "mg/dL"},
    {"bilirubin"_f, 34.2, "umol/L"},
    {"bilirubin"_f, 51.3, "umol/L"},
    {"albumin"_f, 3.5},
    {"albumin"_f, 2.8},
    {"inr"_f, 1.7},
    {"inr"_f, 2.3},
    {"prothrombin_prolongation"_f, 4},
    {"prothrombin_prolongation"_f, 6},
};
inline constexpr Field kChildPughInputs[] = {"bilirubin"_f,
                                             "albumin"_f,
                                             "inr"_f,
                                             "prothrombin_prolongation"_f,
                                             "ascites"_f,
                                             "encephalopathy"_f,
                                             "stated_child_pugh"_f,
                                             "anticoagulation"_f};
// ---- albi
inline constexpr std::string_view kAlbiGrades[] = {"1", "2", "3"};
inline constexpr double kAlbiEdges[] = {-2.60, -1.39};
inline constexpr Field kAlbiInputs[] = {"bilirubin"_f, "albumin"_f, "stated_albi"_f};
// ---- malbi
inline constexpr std::string_view kMalbiGrades[] = {"1", "2a", "2b", "3"};
inline constexpr double kMalbiEdges[] = {-2.60, -2.27, -1.39};  // of the ALBI value
inline constexpr Field kMalbiInputs[] = {"bilirubin"_f, "albumin"_f, "stated_albi"_f};
// ---- ez_albi
inline constexpr std::string_view kEzAlbiGrades[] = {"1", "2", "3"};
inline constexpr double kEzAlbiEdges[] = {-34.4, -22.2};
inline constexpr Field kEzAlbiInputs[] = {"bilirubin"_f, "albumin"_f};
// ---- palbi
inline constexpr std::string_view kPalbiGrades[] = {"1", "2", "3"};
inline constexpr double kPalbiEdges[] = {-2.53, -2.09};
inline constexpr Field kPalbiInputs[] = {"bilirubin"_f, "albumin"_f, "platelets"_f};
// ---- meld
inline constexpr Field kMeldInputs[] = {"bilirubin"_f, "inr"_f, "creatinine"_f, "dialysis"_f,
                                        "anticoagulation"_f};
// ---- meld_na
inline constexpr Field kMeldNaInputs[] = {"bilirubin"_f, "inr"_f,      "creatinine"_f,
                                          "sodium"_f,    "dialysis"_f, "anticoagulation"_f};
// ---- meld_3
inline constexpr Field kMeld3Inputs[] = {"sex"_f,        "bilirubin"_f, "albumin"_f,  "inr"_f,
                                         "creatinine"_f, "sodium"_f,    "dialysis"_f, "anticoagulation"_f};
// ---- bclc
inline constexpr std::string_view kBclcGrades[] = {"0", "A", "B", "C", "D"};
inline constexpr CutOff kBclcCutOffs[] = {{"largest_nodule"_f, 2}};
inline constexpr Field kBclcInputs[] = {"ecog"_f,
                                        "ecog_due_to_cancer"_f,
                                        "bilirubin"_f,
                                        "albumin"_f,
                                        "inr"_f,
                                        "prothrombin_prolongation"_f,
                                        "ascites"_f,
                                        "encephalopathy"_f,
                                        "stated_child_pugh"_f,
                                        "transplant_candidate"_f,
                                        "nodules"_f,
                                        "largest_nodule"_f,
                                        "portal_vein_invasion"_f,
                                        "hepatic_vein_invasion"_f,
                                        "progression_sites"_f,
                                        "extrahepatic_spread"_f,
                                        "metastasis_sites"_f,
                                        "stated_bclc"_f};
// ---- fib4
inline constexpr Field kFib4Inputs[] = {"age"_f, "ast"_f, "alt"_f, "platelets"_f};
// ---- apri
inline constexpr Field kApriInputs[] = {"ast"_f, "ast_upper_limit"_f, "platelets"_f};
// ---- crafity
inline constexpr std::string_view kCrafityGrades[] = {"low", "intermediate", "high"};
inline constexpr Field kCrafityInputs[] = {"afp"_f, "crp"_f};
// ---- nlr
inline constexpr Field kNlrInputs[] = {"neutrophils"_f, "lymphocytes"_f};
// ---- plr
inline constexpr Field kPlrInputs[] = {"platelets"_f, "lymphocytes"_f};
// ---- clip
inline constexpr Field kClipInputs[] = {
    "bilirubin"_f,           "albumin"_f,           "inr"_f,     "prothrombin_prolongation"_f, "ascites"_f,
    "encephalopathy"_f,      "stated_child_pugh"_f, "nodules"_f, "over_half_of_liver"_f,       "afp"_f,
    "portal_vein_invasion"_f};
// ---- okuda
inline constexpr std::string_view kOkudaGrades[] = {"I", "II", "III"};
inline constexpr double kOkudaEdges[] = {0, 2};  // of its own points
inline constexpr Field kOkudaInputs[] = {"bilirubin"_f, "albumin"_f, "ascites"_f, "over_half_of_liver"_f};
// ---- jis
inline constexpr Field kJisInputs[] = {"bilirubin"_f,
                                       "albumin"_f,
                                       "inr"_f,
                                       "prothrombin_prolongation"_f,
                                       "ascites"_f,
                                       "encephalopathy"_f,
                                       "stated_child_pugh"_f,
                                       "nodules"_f,
                                       "largest_nodule"_f,
                                       "portal_vein_invasion"_f,
                                       "hepatic_vein_invasion"_f,
                                       "progression_sites"_f,
                                       "bile_duct_invasion"_f,
                                       "extrahepatic_spread"_f,
                                       "metastasis_sites"_f};
// ---- up_to_seven
inline constexpr std::string_view kUpToSevenGrades[] = {"within", "beyond"};
inline constexpr Field kUpToSevenInputs[] = {
    "nodules"_f,           "largest_nodule"_f,      "portal_vein_invasion"_f, "hepatic_vein_invasion"_f,
    "progression_sites"_f, "extrahepatic_spread"_f, "metastasis_sites"_f};
// ---- milan
inline constexpr std::string_view kMilanGrades[] = {"within", "beyond"};
inline constexpr CutOff kMilanCutOffs[] = {{"largest_nodule"_f, 3}, {"largest_nodule"_f, 5}};
inline constexpr Field kMilanInputs[] = {
    "nodules"_f,           "largest_nodule"_f,      "portal_vein_invasion"_f, "hepatic_vein_invasion"_f,
    "progression_sites"_f, "extrahepatic_spread"_f, "metastasis_sites"_f};
// ---- tumour_growth_rate
inline constexpr Field kTumourGrowthRateInputs[] = {"sum_diameters_baseline"_f, "sum_diameters_now"_f,
                                                    "days_baseline_to_now"_f};
// ---- creatinine_clearance
inline constexpr Field kCreatinineClearanceInputs[] = {"age"_f, "sex"_f, "weight"_f, "creatinine"_f};

}  // namespace score_table

inline constexpr ScoreSpec kScores[] = {
    {.id = "child_pugh",
     .label = "Child-Pugh",
     .unit = "points",
     .grades = score_table::kChildPughGrades,
     .edges = score_table::kChildPughEdges,
     .formula = "bilirubin, albumin, INR, ascites, encephalopathy: 1 to 3 points each; A 5-6, B 7-9, C 10-15",
     .source = "pugh1973",
     .inputs = score_table::kChildPughInputs,
     .cut_offs = score_table::kChildPughCutOffs},
    {.id = "albi",
     .label = "ALBI",
     .unit = "1",
     .grades = score_table::kAlbiGrades,
     .edges = score_table::kAlbiEdges,
     .formula = "0.66 x log10(bilirubin, umol/L) - 0.085 x albumin, g/L; 1 to -2.60, 2 to -1.39, 3 above",
     .source = "johnson2015",
     .inputs = score_table::kAlbiInputs},
    {.id = "malbi",
     .label = "mALBI",
     .grades = score_table::kMalbiGrades,
     .edges = score_table::kMalbiEdges,
     .stage_only = true,
     .formula = "ALBI value; 1 to -2.60, 2a to -2.27, 2b to -1.39, 3 above",
     .source = "hiraoka2019",
     .inputs = score_table::kMalbiInputs},
    {.id = "ez_albi",
     .label = "EZ-ALBI",
     .unit = "1",
     .grades = score_table::kEzAlbiGrades,
     .edges = score_table::kEzAlbiEdges,
     .formula = "bilirubin, mg/dL - 9 x albumin, g/dL; 1 to -34.4, 2 to -22.2, 3 above",
     .source = "kariyama2020",
     .inputs = score_table::kEzAlbiInputs},
    {.id = "palbi",
     .label = "PALBI",
     .unit = "1",
     .grades = score_table::kPalbiGrades,
     .edges = score_table::kPalbiEdges,
     .formula =
         "2.02 b - 0.37 b^2 - 0.04 x albumin, g/L - 3.48 p + 1.01 p^2, b = log10(bilirubin, umol/L), p = "
         "log10(platelets, 10^9/L); 1 to -2.53, 2 to -2.09, 3 above",
     .source = "liu2017",
     .inputs = score_table::kPalbiInputs},
    {.id = "meld",
     .label = "MELD",
     .unit = "points",
     .formula = "9.57 x ln(creatinine, mg/dL) + 3.78 x ln(bilirubin, mg/dL) + 11.20 x ln(INR) + 6.43; each at "
                "least 1, creatinine at most 4 (dialysis: 4); whole number, 6 to 40",
     .source = "kamath2001",
     .inputs = score_table::kMeldInputs},
    {.id = "meld_na",
     .label = "MELD-Na",
     .unit = "points",
     .formula =
         "MELD above 11: MELD + 1.32 x (137 - Na) - 0.033 x MELD x (137 - Na), else MELD; Na 125 to 137; "
         "whole number, 6 to 40",
     .source = "kim2008",
     .inputs = score_table::kMeldNaInputs},
    {.id = "meld_3",
     .label = "MELD 3.0",
     .unit = "points",
     .formula = "1.33 if female + 4.56 ln(bilirubin) + 0.82 (137 - Na) - 0.24 (137 - Na) ln(bilirubin) + 9.09 "
                "ln(INR) + 11.14 ln(creatinine) + 1.85 (3.5 - albumin) - 1.83 (3.5 - albumin) ln(creatinine) + "
                "6; creatinine 1 to 3 mg/dL, Na 125 to 137, albumin 1.5 to 3.5 g/dL; whole number, 6 to 40",
     .source = "kim2021meld",
     .inputs = score_table::kMeld3Inputs},
    {.id = "bclc",
     .label = "BCLC",
     .grades = score_table::kBclcGrades,
     .stage_only = true,
     .formula =
         "D: ECOG 3-4, or Child-Pugh C unless a transplant candidate inside Milan; C: vascular invasion, "
         "spread, or ECOG 1-2 due to cancer; 0: one nodule to 2 cm; A: one above, or up to three to 3 cm; "
         "B: beyond",
     .source = "reig2022",
     .inputs = score_table::kBclcInputs,
     .cut_offs = score_table::kBclcCutOffs},
    {.id = "fib4",
     .label = "FIB-4",
     .unit = "1",
     .formula = "age x AST / (platelets, 10^9/L x square root of ALT)",
     .source = "sterling2006",
     .inputs = score_table::kFib4Inputs},
    {.id = "apri",
     .label = "APRI",
     .unit = "1",
     .formula = "100 x (AST / upper limit of AST) / platelets, 10^9/L",
     .source = "wai2003",
     .inputs = score_table::kApriInputs},
    {.id = "crafity",
     .label = "CRAFITY",
     .unit = "points",
     .grades = score_table::kCrafityGrades,
     .formula = "1 point for AFP from 100 ng/mL, 1 for CRP from 10 mg/L; 0 low, 1 intermediate, 2 high",
     .source = "scheiner2022",
     .inputs = score_table::kCrafityInputs},
    {.id = "nlr",
     .label = "NLR",
     .unit = "1",
     .formula = "neutrophils / lymphocytes",
     .source = "muhammed2022",
     .inputs = score_table::kNlrInputs},
    {.id = "plr",
     .label = "PLR",
     .unit = "1",
     .formula = "platelets / lymphocytes",
     .source = "muhammed2022",
     .inputs = score_table::kPlrInputs},
    {.id = "clip",
     .label = "CLIP",
     .unit = "points",
     .formula =
         "Child-Pugh A 0, B 1, C 2; one nodule 0, multinodular 1, above half of the liver 2; AFP from 400 "
         "ng/mL 1; portal vein thrombosis 1",
     .source = "clip1998",
     .inputs = score_table::kClipInputs},
    {.id = "okuda",
     .label = "Okuda",
     .unit = "points",
     .grades = score_table::kOkudaGrades,
     .edges = score_table::kOkudaEdges,
     .formula =
         "1 point each: ascites, tumour above half of the liver, albumin below 3 g/dL, bilirubin above 3 "
         "mg/dL; 0 I, 1-2 II, 3-4 III",
     .source = "okuda1985",
     .inputs = score_table::kOkudaInputs},
    {.id = "jis",
     .label = "JIS",
     .unit = "points",
     .formula = "Child-Pugh A 0, B 1, C 2; 1 point each for several nodules, above 2 cm, vessel or bile duct "
                "invasion; spread: 3 in place of these",
     .source = "kudo2003",
     .inputs = score_table::kJisInputs},
    {.id = "up_to_seven",
     .label = "Up-to-seven",
     .unit = "1",
     .grades = score_table::kUpToSevenGrades,
     .formula = "number of nodules + largest in cm, within up to 7, no macrovascular invasion, no spread",
     .source = "mazzaferro2009",
     .inputs = score_table::kUpToSevenInputs},
    {.id = "milan",
     .label = "Milan",
     .grades = score_table::kMilanGrades,
     .stage_only = true,
     .formula = "one nodule up to 5 cm, or two or three of at most 3 cm; no macrovascular invasion, no spread",
     .source = "mazzaferro1996",
     .inputs = score_table::kMilanInputs,
     .cut_offs = score_table::kMilanCutOffs},
    {.id = "tumour_growth_rate",
     .label = "Tumour growth rate on therapy",
     .unit = "%/mo",
     .formula = "100 x (exp(3 ln(sum now / sum at baseline) / months) - 1)",
     .source = "champiat2017",
     .inputs = score_table::kTumourGrowthRateInputs},
    {.id = "creatinine_clearance",
     .label = "Creatinine clearance",
     .unit = "mL/min",
     .formula = "(140 - age) x weight, kg / (72 x creatinine, mg/dL), x 0.85 for women",
     .source = "cockcroft1976",
     .inputs = score_table::kCreatinineClearanceInputs},
};

}  // namespace nextline
