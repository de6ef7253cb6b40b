/** Kafka as this system uses it: topics, producer and consumer settings, the polling loop. */
@NullMarked
package org.whistle.kit.kafka;

import org.jspecify.annotations.NullMarked;
