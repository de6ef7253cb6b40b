/** The desks' HTTP calls. */
@NullMarked
package org.whistle.intake.cases.web;

import org.jspecify.annotations.NullMarked;
