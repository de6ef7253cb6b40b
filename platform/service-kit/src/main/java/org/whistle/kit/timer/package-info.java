/** What happens because time passed: warnings, misses, decisions by rule, and outages of ours. */
@NullMarked
package org.whistle.kit.timer;

import org.jspecify.annotations.NullMarked;
