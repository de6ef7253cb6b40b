/** Carrying a trace from a decision through the outbox and Kafka to whoever follows. */
@NullMarked
package org.whistle.kit.trace;

import org.jspecify.annotations.NullMarked;
