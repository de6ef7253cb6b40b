/** Scores over HTTP. */
@NullMarked
package org.whistle.audit.score.web;

import org.jspecify.annotations.NullMarked;
