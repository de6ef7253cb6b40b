/** Real PostgreSQL and Kafka, and tokens of a real issuer, for every integration test. */
@NullMarked
package org.whistle.testing;

import org.jspecify.annotations.NullMarked;
