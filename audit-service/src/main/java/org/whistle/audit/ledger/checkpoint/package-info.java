/** Commits to the ledger: signed checkpoints, cosigned by a witness outside, and the alarm where that fails. */
@NullMarked
package org.whistle.audit.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
