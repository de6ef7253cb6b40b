package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.clock.ClockBook;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.RejectReason;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;
import org.whistle.testing.DeskTest;

/** What a timer writes. */
@DeskTest
class TimerIntegrationTests {

    @Autowired
    private SmallDesk.SmallStore store;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aTimerWithNothingToSayKeepsTheVersion() {
        UUID caseId = UUID.randomUUID();
        var first = new SmallDesk.SmallCase(caseId, 1, "x", ClockBook.EMPTY);
        var event = new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "x");
        transaction.executeWithoutResult(
                _ -> store.insert(Outcome.of(first, event), new Author("ann", "DISPATCHER", null), Instant.now()));

        transaction.executeWithoutResult(_ -> store.fire(store.lock(caseId).orElseThrow()));

        Stored<SmallDesk.SmallCase> after = store.find(caseId).orElseThrow();
        assertThat(after.version()).isEqualTo(1);
    }
}
