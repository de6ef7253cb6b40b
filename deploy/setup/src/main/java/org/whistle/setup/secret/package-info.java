/** Secrets in files, and secrets that nobody changed. */
@NullMarked
package org.whistle.setup.secret;

import org.jspecify.annotations.NullMarked;
