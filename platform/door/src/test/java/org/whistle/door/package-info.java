@NullMarked
package org.whistle.door;

import org.jspecify.annotations.NullMarked;
