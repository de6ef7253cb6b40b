/** A case with everything that proves it, in one file that verifies offline. */
@NullMarked
package org.whistle.proof.casefile;

import org.jspecify.annotations.NullMarked;
