/** Printable pages. */
@NullMarked
package org.whistle.audit.bulletin.web;

import org.jspecify.annotations.NullMarked;
