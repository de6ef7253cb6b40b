/** What makes the ledger provable, for whoever writes it and whoever doubts it; needs neither the system nor a network. */
@NullMarked
package org.whistle.proof;

import org.jspecify.annotations.NullMarked;
