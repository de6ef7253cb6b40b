@NullMarked
package org.whistle.gateway.session;

import org.jspecify.annotations.NullMarked;
