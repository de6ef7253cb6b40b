/** One database and role for each service. */
@NullMarked
package org.whistle.setup.database;

import org.jspecify.annotations.NullMarked;
