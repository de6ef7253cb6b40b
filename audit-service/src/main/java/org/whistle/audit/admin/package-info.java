/** The admin log: what is done about the system and its marks. */
@NullMarked
package org.whistle.audit.admin;

import org.jspecify.annotations.NullMarked;
