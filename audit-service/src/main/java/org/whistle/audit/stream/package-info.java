/** Server-sent events: changes of cases, sent at once to every listener who may see them. */
@NullMarked
package org.whistle.audit.stream;

import org.jspecify.annotations.NullMarked;
