// SPDX-License-Identifier: Apache-2.0
import { dayOf } from "../report/moment";

/** Whether the day of the review is past by the page's clock; `due` is "2027-05-31". The core has no clock. */
export const isOverdue = (due: string): boolean => due < dayOf(new Date());
