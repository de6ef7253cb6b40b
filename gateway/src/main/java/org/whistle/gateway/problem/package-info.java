/** The gateway's own refusals as RFC 9457 problems, in Chinese and English. */
@NullMarked
package org.whistle.gateway.problem;

import org.jspecify.annotations.NullMarked;
