/** What happened to every case, provably. */
@NullMarked
package org.whistle.audit;

import org.jspecify.annotations.NullMarked;
