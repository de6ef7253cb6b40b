/** The HTTP calls that administer webhooks. */
@NullMarked
package org.whistle.dispatch.webhook.web;

import org.jspecify.annotations.NullMarked;
