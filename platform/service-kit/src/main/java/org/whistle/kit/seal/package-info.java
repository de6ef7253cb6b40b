/** What is kept sealed under a key that is not in the database. */
@NullMarked
package org.whistle.kit.seal;

import org.jspecify.annotations.NullMarked;
