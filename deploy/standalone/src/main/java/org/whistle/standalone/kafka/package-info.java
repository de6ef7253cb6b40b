/** A one-node Kafka broker in this process, kept under the data folder. */
@NullMarked
package org.whistle.standalone.kafka;

import org.jspecify.annotations.NullMarked;
