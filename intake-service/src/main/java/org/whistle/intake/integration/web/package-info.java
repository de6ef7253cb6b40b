/** The HTTP calls that administer integrations. */
@NullMarked
package org.whistle.intake.integration.web;

import org.jspecify.annotations.NullMarked;
