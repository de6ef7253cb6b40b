/** What people type: how spellings are compared, searched for and kept out of events. */
@NullMarked
package org.whistle.kit.text;

import org.jspecify.annotations.NullMarked;
