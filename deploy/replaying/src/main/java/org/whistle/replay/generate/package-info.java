/** Made-up but plausible Chinese cases as scripts, the same for the same seed. */
@NullMarked
package org.whistle.replay.generate;

import org.jspecify.annotations.NullMarked;
