// SPDX-License-Identifier: Apache-2.0
// Adverse events of earlier therapy, each with its own grade and state (contract.md, "Events with their own grade").
//
// What an event says of itself counts. The fields beside the set are shorthand: a grade and a state belong to the event
// that is named as the worst, which is there unless the set says that it is not, or to the only event of a set that was
// looked through to the end; with several events and no name one of them has the grade, and each is tried as that one.
#pragma once

#include <cstdint>
#include <vector>

#include "nextline/patient.h"
#include "nextline/tri.h"

namespace nextline {

// The two sets of events, with the fields that go with them.
enum class EventSet : std::uint8_t { kImmune, kVegf };

// One event as it may have been: `kind` and `status` are each one word of their fields.
struct PossibleEvent {
  WordSet kind;
  int grade = 0;   // CTCAE 1 to 4
  WordSet status;  // of immune events; empty for the others
};

using EventTest = bool (*)(const PossibleEvent&);

class PossibleEvents {
 public:
  PossibleEvents(const Patient& patient, EventSet set);

  // Whether some event passes the test: true where every reading of what was entered holds one that does, false where no
  // reading can, and unknown where the set is unknown.
  [[nodiscard]] Tri some(EventTest test) const;

 private:
  // What is known of an event: one of `kinds`, its grade in low..high, its state one of `statuses`.
  struct Known {
    WordSet kinds = {};
    int low = 1;
    int high = 4;
    WordSet statuses = {};
    bool own_grade = false;
    bool own_status = false;
  };

  [[nodiscard]] Tri read(const Known* replaced, const Known& by, EventTest test) const;
  static bool every_form(const Known& event, EventTest test, bool& some);

  bool known_ = false;         // something of the set is
  std::vector<Known> events_;  // those that are listed
  Known other_;                // what may be there beside them; no kinds: nothing
  WordSet addressed_;          // kinds of which one event is what the shorthand speaks of
  Range stated_{1, 4};         // the grade it states, and
  WordSet status_;             // the states it leaves
  int own_highest_ = 0;
};

}  // namespace nextline
