/** Tests of the routes without a running gateway. */
@NullMarked
package org.whistle.gateway.routes;

import org.jspecify.annotations.NullMarked;
