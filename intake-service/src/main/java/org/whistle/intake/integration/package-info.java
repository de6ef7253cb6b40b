/** Other systems that may call: who they are, their keys, and how often they may. */
@NullMarked
package org.whistle.intake.integration;

import org.jspecify.annotations.NullMarked;
