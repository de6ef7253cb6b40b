/** Downloads. */
@NullMarked
package org.whistle.audit.export.web;

import org.jspecify.annotations.NullMarked;
