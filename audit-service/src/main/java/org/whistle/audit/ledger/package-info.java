/** Every record of the topic, appended in partition order and never changed. */
@NullMarked
package org.whistle.audit.ledger;

import org.jspecify.annotations.NullMarked;
