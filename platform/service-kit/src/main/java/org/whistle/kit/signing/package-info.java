/** The service's own key and the keys it trusts. */
@NullMarked
package org.whistle.kit.signing;

import org.jspecify.annotations.NullMarked;
