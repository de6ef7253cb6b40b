/** The report of a run: a JSON line and a page with charts. */
@NullMarked
package org.whistle.bench.report;

import org.jspecify.annotations.NullMarked;
