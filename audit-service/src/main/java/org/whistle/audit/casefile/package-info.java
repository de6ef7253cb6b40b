/** Exports a case with its proofs to callers who may see the case. */
@NullMarked
package org.whistle.audit.casefile;

import org.jspecify.annotations.NullMarked;
