/** The topics and who may use them. */
@NullMarked
package org.whistle.setup.kafka;

import org.jspecify.annotations.NullMarked;
