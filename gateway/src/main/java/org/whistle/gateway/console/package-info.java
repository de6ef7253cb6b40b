/** The console: its pages, their addresses, and how long a browser may keep them. */
@NullMarked
package org.whistle.gateway.console;

import org.jspecify.annotations.NullMarked;
