/** The logs over HTTP: checkpoints and proofs for everybody signed in, contents for those who supervise and audit. */
@NullMarked
package org.whistle.audit.ledger.web;

import org.jspecify.annotations.NullMarked;
