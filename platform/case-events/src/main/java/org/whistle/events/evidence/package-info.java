/** Photos and documents as tokens: signed by intake, verified by anybody offline. */
@NullMarked
package org.whistle.events.evidence;

import org.jspecify.annotations.NullMarked;
