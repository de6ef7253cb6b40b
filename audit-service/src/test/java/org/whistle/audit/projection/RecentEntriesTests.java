package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.proof.tree.Hash;

class RecentEntriesTests {

    private final RecentEntries recent = new RecentEntries();

    @Test
    void anEntryIsKeptByItsPlace() {
        Entry entry = entry(3, 7, bytes("one"));
        recent.keep(entry);

        assertThat(recent.get(3, 7, Hash.ofLeaf(bytes("one")))).isSameAs(entry);
        assertThat(recent.get(3, 8, Hash.ofLeaf(bytes("one")))).isNull();
        assertThat(recent.get(4, 7, Hash.ofLeaf(bytes("one")))).isNull();
    }

    @Test
    void anotherEntryAtItsPlaceIsNotTakenForIt() {
        recent.keep(entry(3, 7, bytes("one")));

        assertThat(recent.get(3, 7, Hash.ofLeaf(bytes("other")))).isNull();

        Entry other = entry(3, 7, bytes("other"));
        recent.keep(other);

        assertThat(recent.get(3, 7, Hash.ofLeaf(bytes("other")))).isSameAs(other);
    }

    @Test
    void fourMegabytesAreKeptThoseUsedLast() {
        byte[] large = new byte[50_000];
        for (int index = 0; index < 80; index++) {
            recent.keep(entry(0, index, large));
        }
        assertThat(recent.get(0, 0, Hash.ofLeaf(large))).isNotNull();

        recent.keep(entry(0, 80, large));

        assertThat(recent.get(0, 0, Hash.ofLeaf(large))).isNotNull();
        assertThat(recent.get(0, 1, Hash.ofLeaf(large))).isNull();
    }

    private static Entry entry(int shard, long index, byte[] value) {
        Envelope envelope = new Envelope(
                UUID.randomUUID(),
                Producer.DISPATCH.source(),
                EventTypes.nameOf(DispatchEvent.Filed.class),
                UUID.randomUUID().toString(),
                Instant.EPOCH,
                "dispatcher",
                "DISPATCHER",
                "350999",
                1,
                null,
                1,
                null,
                null,
                List.of(),
                new DispatchEvent.Filed());
        return new Entry(shard, index, envelope, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
