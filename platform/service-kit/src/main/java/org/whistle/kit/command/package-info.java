/** Commands an operator runs on a service's jar. */
@NullMarked
package org.whistle.kit.command;

import org.jspecify.annotations.NullMarked;
