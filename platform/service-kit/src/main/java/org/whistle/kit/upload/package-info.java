/** Large bodies, which take room until they were received. */
@NullMarked
package org.whistle.kit.upload;

import org.jspecify.annotations.NullMarked;
