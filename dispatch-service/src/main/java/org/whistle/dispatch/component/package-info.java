/** The component registry 部件 in memory: the position and owner of each component. */
@NullMarked
package org.whistle.dispatch.component;

import org.jspecify.annotations.NullMarked;
