/** The HTTP calls that tell numbers and the cases behind them. */
@NullMarked
package org.whistle.audit.metrics.web;

import org.jspecify.annotations.NullMarked;
