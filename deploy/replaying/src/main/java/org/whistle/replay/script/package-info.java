/** Who does what when for one case, as data. */
@NullMarked
package org.whistle.replay.script;

import org.jspecify.annotations.NullMarked;
