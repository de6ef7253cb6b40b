/** Tests of the launcher's kafka. */
@NullMarked
package org.whistle.standalone.kafka;

import org.jspecify.annotations.NullMarked;
