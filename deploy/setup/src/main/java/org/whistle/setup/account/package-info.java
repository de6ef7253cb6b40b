/** Accounts and their grants. */
@NullMarked
package org.whistle.setup.account;

import org.jspecify.annotations.NullMarked;
