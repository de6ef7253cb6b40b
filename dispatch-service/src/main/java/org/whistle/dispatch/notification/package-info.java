/** 通知外发: what leaves the system by mail and group robots, to whom, when, and in which words. */
@NullMarked
package org.whistle.dispatch.notification;

import org.jspecify.annotations.NullMarked;
