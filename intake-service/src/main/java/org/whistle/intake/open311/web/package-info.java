/** GeoReport v2 over HTTP, in JSON and XML. */
@NullMarked
package org.whistle.intake.open311.web;

import org.jspecify.annotations.NullMarked;
