/** The HTTP calls that search and show. */
@NullMarked
package org.whistle.audit.timeline.web;

import org.jspecify.annotations.NullMarked;
