/** The command line that verifies case files, receipts and checkpoints offline. */
@NullMarked
package org.whistle.verifier;

import org.jspecify.annotations.NullMarked;
