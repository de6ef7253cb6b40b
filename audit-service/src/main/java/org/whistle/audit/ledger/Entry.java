package org.whistle.audit.ledger;

import org.whistle.events.Envelope;

/**
 * A trusted event with its place in the ledger.
 *
 * @param shard the partition it came from
 * @param index its place in the shard, from 0
 */
public record Entry(int shard, long index, Envelope envelope, byte[] value) {}
