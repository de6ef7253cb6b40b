/** Refusals as one sealed family, answered as RFC 9457 problems in Chinese and English. */
@NullMarked
package org.whistle.kit.problem;

import org.jspecify.annotations.NullMarked;
