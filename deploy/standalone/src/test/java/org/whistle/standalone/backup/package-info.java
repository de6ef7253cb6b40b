@NullMarked
package org.whistle.standalone.backup;

import org.jspecify.annotations.NullMarked;
