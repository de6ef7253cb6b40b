/** Who is calling: the browser's session or the caller's own bearer token. */
@NullMarked
package org.whistle.gateway.session;

import org.jspecify.annotations.NullMarked;
