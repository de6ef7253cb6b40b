/** 备份与恢复: copies of a running installation, and a new one made of them. */
@NullMarked
package org.whistle.standalone.backup;

import org.jspecify.annotations.NullMarked;
