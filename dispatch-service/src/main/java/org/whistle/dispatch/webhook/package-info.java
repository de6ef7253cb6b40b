/** Webhooks: other systems are told of case events over HTTP, signed, in order per case, until they have them. */
@NullMarked
package org.whistle.dispatch.webhook;

import org.jspecify.annotations.NullMarked;
