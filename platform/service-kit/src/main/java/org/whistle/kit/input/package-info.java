/** Checks of all HTTP input before it is read: plain text, and times from 1900 to 9999. */
@NullMarked
package org.whistle.kit.input;

import org.jspecify.annotations.NullMarked;
