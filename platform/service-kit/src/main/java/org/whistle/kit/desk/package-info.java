/** What the desks share: a case under its lock, a transition table, a decision with its events. */
@NullMarked
package org.whistle.kit.desk;

import org.jspecify.annotations.NullMarked;
