/** Options, folders, locks and the lines a person reads while the system starts. */
@NullMarked
package org.whistle.standalone.launch;

import org.jspecify.annotations.NullMarked;
