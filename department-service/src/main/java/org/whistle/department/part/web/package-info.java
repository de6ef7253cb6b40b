/** The units' HTTP calls. */
@NullMarked
package org.whistle.department.part.web;

import org.jspecify.annotations.NullMarked;
