/** The command line for whoever doubts: case files, receipts and checkpoints, verified offline. */
@NullMarked
package org.whistle.verifier;

import org.jspecify.annotations.NullMarked;
