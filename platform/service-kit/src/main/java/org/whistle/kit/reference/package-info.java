/** The desk's own copy of the county's reference data. */
@NullMarked
package org.whistle.kit.reference;

import org.jspecify.annotations.NullMarked;
