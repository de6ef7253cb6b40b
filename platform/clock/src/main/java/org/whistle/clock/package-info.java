/** 时限: units, the county's calendar, the ledger of a clock's intervals and what follows from them; pure. */
@NullMarked
package org.whistle.clock;

import org.jspecify.annotations.NullMarked;
