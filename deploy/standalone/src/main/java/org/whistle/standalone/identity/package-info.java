/** The local identity provider with the pack's demo accounts. */
@NullMarked
package org.whistle.standalone.identity;

import org.jspecify.annotations.NullMarked;
