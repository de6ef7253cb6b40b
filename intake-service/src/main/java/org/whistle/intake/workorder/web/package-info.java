/** The calls by which other platforms push, and by which the command center looks after the exchange. */
@NullMarked
package org.whistle.intake.workorder.web;

import org.jspecify.annotations.NullMarked;
