/** What an installation needs before its services start: keys, databases, topics, a realm and a county pack. */
@NullMarked
package org.whistle.setup;

import org.jspecify.annotations.NullMarked;
