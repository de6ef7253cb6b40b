/** The keys that services sign with. */
@NullMarked
package org.whistle.setup.signing;

import org.jspecify.annotations.NullMarked;
