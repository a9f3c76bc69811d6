// SPDX-License-Identifier: Apache-2.0
// The scores, each defined in the file of its name. A new one gets its file, a line here, a line in table.cpp
// and its place in ScoreId.
#pragma once

#include "nextline/scores.h"

namespace nextline {

extern const ScoreSpec kChildPughSpec;
extern const ScoreSpec kAlbiSpec;
extern const ScoreSpec kMalbiSpec;
extern const ScoreSpec kEzAlbiSpec;
extern const ScoreSpec kPalbiSpec;
extern const ScoreSpec kMeldSpec;
extern const ScoreSpec kMeldNaSpec;
extern const ScoreSpec kMeld3Spec;
extern const ScoreSpec kBclcSpec;
extern const ScoreSpec kFib4Spec;
extern const ScoreSpec kApriSpec;
extern const ScoreSpec kCrafitySpec;
extern const ScoreSpec kNlrSpec;
extern const ScoreSpec kPlrSpec;
extern const ScoreSpec kClipSpec;
extern const ScoreSpec kOkudaSpec;
extern const ScoreSpec kJisSpec;
extern const ScoreSpec kUpToSevenSpec;
extern const ScoreSpec kMilanSpec;
extern const ScoreSpec kTumourGrowthRateSpec;
extern const ScoreSpec kCreatinineClearanceSpec;

}  // namespace nextline
