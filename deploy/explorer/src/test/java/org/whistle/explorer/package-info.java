/** The pure machines of all services together: every order of few decisions, and many long random walks. */
@NullMarked
package org.whistle.explorer;

import org.jspecify.annotations.NullMarked;
