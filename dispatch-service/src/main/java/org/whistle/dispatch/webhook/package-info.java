/**
 * Webhooks: case events are sent to other systems over HTTP, signed, in order per case, and repeated until they are
 * accepted.
 */
@NullMarked
package org.whistle.dispatch.webhook;

import org.jspecify.annotations.NullMarked;
