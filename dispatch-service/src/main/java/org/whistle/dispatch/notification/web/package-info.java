/** Notifications over HTTP. */
@NullMarked
package org.whistle.dispatch.notification.web;

import org.jspecify.annotations.NullMarked;
