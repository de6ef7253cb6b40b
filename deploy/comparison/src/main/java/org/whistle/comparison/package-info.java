/** Every desk's tables held against the ledger, by somebody who may read them all and belongs to none. */
@NullMarked
package org.whistle.comparison;

import org.jspecify.annotations.NullMarked;
