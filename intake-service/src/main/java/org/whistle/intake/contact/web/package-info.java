/** The HTTP call that reveals a reporter. */
@NullMarked
package org.whistle.intake.contact.web;

import org.jspecify.annotations.NullMarked;
