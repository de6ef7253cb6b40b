/** Where each case is, since when, and everything that happened to it. */
@NullMarked
package org.whistle.audit.timeline;

import org.jspecify.annotations.NullMarked;
