/** What changes, told at once to everybody who may know. */
@NullMarked
package org.whistle.audit.stream;

import org.jspecify.annotations.NullMarked;
