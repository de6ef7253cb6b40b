/** The time of decisions, which is the database's. */
@NullMarked
package org.whistle.kit.time;

import org.jspecify.annotations.NullMarked;
