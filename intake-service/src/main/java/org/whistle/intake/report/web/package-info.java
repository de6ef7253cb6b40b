/** The HTTP call that reports. */
@NullMarked
package org.whistle.intake.report.web;

import org.jspecify.annotations.NullMarked;
