/** Secrets in files, and secrets left at their example values. */
@NullMarked
package org.whistle.setup.secret;

import org.jspecify.annotations.NullMarked;
