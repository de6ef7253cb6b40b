/** Journeys through the console: a real browser, real clicks, no calls of the API. */
@NullMarked
package org.whistle.acceptance.console;

import org.jspecify.annotations.NullMarked;
