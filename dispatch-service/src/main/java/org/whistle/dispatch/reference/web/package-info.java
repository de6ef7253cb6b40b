/** The HTTP calls about reference data. */
@NullMarked
package org.whistle.dispatch.reference.web;

import org.jspecify.annotations.NullMarked;
