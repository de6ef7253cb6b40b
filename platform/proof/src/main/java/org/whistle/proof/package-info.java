/** The proofs of the ledger, for its writer and its verifiers; needs neither the system nor a network. */
@NullMarked
package org.whistle.proof;

import org.jspecify.annotations.NullMarked;
