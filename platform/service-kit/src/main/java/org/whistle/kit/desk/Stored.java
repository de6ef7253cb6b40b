package org.whistle.kit.desk;

import java.time.Instant;

/**
 * A stored record, locked if it was read with a lock.
 *
 * @param version counts this desk's changes, from 1
 * @param sequence of this desk's last event about the case
 * @param readAt the database's time when it was read: the instant of a decision made on it
 */
public record Stored<C extends CaseRecord>(C body, long version, long sequence, Instant readAt) {}
