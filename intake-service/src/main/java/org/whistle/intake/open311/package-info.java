/** Open311 GeoReport v2: how citizens' apps and sensors report and follow. */
@NullMarked
package org.whistle.intake.open311;

import org.jspecify.annotations.NullMarked;
