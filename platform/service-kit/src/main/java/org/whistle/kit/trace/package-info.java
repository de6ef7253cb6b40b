/** Carries a trace from a decision through the outbox and Kafka to the consumers. */
@NullMarked
package org.whistle.kit.trace;

import org.jspecify.annotations.NullMarked;
