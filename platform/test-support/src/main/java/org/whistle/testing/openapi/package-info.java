/** The documents of the HTTP interfaces, written from the running services. */
@NullMarked
package org.whistle.testing.openapi;

import org.jspecify.annotations.NullMarked;
