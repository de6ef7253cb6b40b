/** 考评: marks of units, streets, communities and the command center, by policy and recomputable. */
@NullMarked
package org.whistle.audit.score;

import org.jspecify.annotations.NullMarked;
