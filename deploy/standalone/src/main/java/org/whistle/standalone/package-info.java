/** The whole system on one machine with one command; for trying out, developing and testing, never for production. */
@NullMarked
package org.whistle.standalone;

import org.jspecify.annotations.NullMarked;
