/** What may enter through HTTP, whatever reads it afterwards: plain text and times of this age. */
@NullMarked
package org.whistle.kit.input;

import org.jspecify.annotations.NullMarked;
