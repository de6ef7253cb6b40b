/** What is kept for a time only, and what deletes it. */
@NullMarked
package org.whistle.kit.upkeep;

import org.jspecify.annotations.NullMarked;
