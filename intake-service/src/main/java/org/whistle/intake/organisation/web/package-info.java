/** Grids for the map. */
@NullMarked
package org.whistle.intake.organisation.web;

import org.jspecify.annotations.NullMarked;
