/** The stream over HTTP, as server-sent events. */
@NullMarked
package org.whistle.audit.stream.web;

import org.jspecify.annotations.NullMarked;
