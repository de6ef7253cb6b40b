/** Tests of the routes without a running gateway. */
@NullMarked
package org.whistle.gateway.problem;

import org.jspecify.annotations.NullMarked;
