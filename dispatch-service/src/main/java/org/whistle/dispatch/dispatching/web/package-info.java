/** The command center's HTTP calls. */
@NullMarked
package org.whistle.dispatch.dispatching.web;

import org.jspecify.annotations.NullMarked;
