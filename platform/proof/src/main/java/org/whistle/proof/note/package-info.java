/** Signed texts (C2SP signed-note), and the checkpoints, cosignatures and receipts written as such. */
@NullMarked
package org.whistle.proof.note;

import org.jspecify.annotations.NullMarked;
