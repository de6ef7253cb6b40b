/** Photos and documents as tokens: signed by intake, verifiable offline. */
@NullMarked
package org.whistle.events.evidence;

import org.jspecify.annotations.NullMarked;
