/** The component registry 部件 in memory: what stands where, and whose it is. */
@NullMarked
package org.whistle.dispatch.component;

import org.jspecify.annotations.NullMarked;
