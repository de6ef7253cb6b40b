/** Who calls, in which roles and scopes, read from the token in one place. */
@NullMarked
package org.whistle.kit.caller;

import org.jspecify.annotations.NullMarked;
