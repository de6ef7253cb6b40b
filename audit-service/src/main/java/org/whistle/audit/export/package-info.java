/** What leaves the system: tables for offices, logs for process mining; streamed, neutralised, noted in the admin log. */
@NullMarked
package org.whistle.audit.export;

import org.jspecify.annotations.NullMarked;
