/** Walks a whole log and names what was tampered with, leaf by leaf. */
@NullMarked
package org.whistle.audit.ledger.verification;

import org.jspecify.annotations.NullMarked;
