/** Load on the audit: many cases, then searches and indicators. */
@NullMarked
package org.whistle.bench.audit;

import org.jspecify.annotations.NullMarked;
