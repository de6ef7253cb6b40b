/** PostgreSQL 18 from its binaries, kept under the data folder. */
@NullMarked
package org.whistle.standalone.postgres;

import org.jspecify.annotations.NullMarked;
