/** The county pack that a start brings in, and the demo cases after it. */
@NullMarked
package org.whistle.standalone.pack;

import org.jspecify.annotations.NullMarked;
