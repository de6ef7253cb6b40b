/** Bearer tokens of the configured issuer, and nothing else. */
@NullMarked
package org.whistle.kit.security;

import org.jspecify.annotations.NullMarked;
