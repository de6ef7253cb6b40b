/** Who can sign in and what they may do. */
@NullMarked
package org.whistle.setup.account;

import org.jspecify.annotations.NullMarked;
