/** Which desk answers which path, within which limits, and the problem when it does not answer. */
@NullMarked
package org.whistle.gateway.routes;

import org.jspecify.annotations.NullMarked;
