/** Measures the whole system, never part of the tests: one command for each question. */
@NullMarked
package org.whistle.bench;

import org.jspecify.annotations.NullMarked;
