/** Compares every desk's tables with the ledger, for an operator who may read all of them and belongs to no desk. */
@NullMarked
package org.whistle.comparison;

import org.jspecify.annotations.NullMarked;
