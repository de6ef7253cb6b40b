/** The HTTP calls for indicators and the cases behind them. */
@NullMarked
package org.whistle.audit.metrics.web;

import org.jspecify.annotations.NullMarked;
