/** What the system did and used between two moments: counters of PostgreSQL and of processes. */
@NullMarked
package org.whistle.bench.measure;

import org.jspecify.annotations.NullMarked;
