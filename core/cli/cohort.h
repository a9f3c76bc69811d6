// SPDX-License-Identifier: Apache-2.0
// `nextline cohort`: a table of patients in, a table of answers out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nextline {

inline constexpr std::string_view kCohortUsage =
    "       nextline cohort [FILE...|-]   many patients, a row each: CSV with units in the header, or JSON "
    "Lines\n"
    "         --in csv|jsonl  --out csv|jsonl  --output FILE\n"
    "         --columns short|all|help|NAME,NAME...  --keep NAME,NAME...|all  --full\n"
    "         --map FILE  --decimal .|,  --missing WORD,WORD...  --preferences FILE\n"
    "         --summary FILE  --errors FILE  --jobs N  --resume  --progress\n"
    "         --plan                      only what each column is taken for\n"
    "         --row N                     only the patient of row N, as assess takes it\n"
    "       nextline cohort --merge-summaries FILE...\n";

// Exit code: 0; 1 where any row has an error; 2 where nothing could be read, the arguments are wrong or a file could not be
// read to its end or not be written.
int cohort(const std::vector<std::string>& args);

}  // namespace nextline
