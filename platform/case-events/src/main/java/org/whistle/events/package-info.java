/** The contract between the services: what happened to a case, who decided it, and how it is signed. */
@NullMarked
package org.whistle.events;

import org.jspecify.annotations.NullMarked;
