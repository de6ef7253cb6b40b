/** From a report to a case, with its number, grid and likely duplicates. */
@NullMarked
package org.whistle.intake.report;

import org.jspecify.annotations.NullMarked;
