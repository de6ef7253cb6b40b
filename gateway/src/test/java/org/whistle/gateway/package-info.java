/** The gateway over real HTTP: a real PostgreSQL behind it, small fake services and a fake identity provider beside it. */
@NullMarked
package org.whistle.gateway;

import org.jspecify.annotations.NullMarked;
