package org.whistle.kit;

import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.RejectReason;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseRecord;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.inbound.EventHandler;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;
import org.whistle.kit.upkeep.Retention;

/** The smallest desk that uses everything of the kit: its cases are notes. */
@SpringBootApplication(scanBasePackages = "org.whistle.kit")
class SmallDesk {

    @Bean
    Retention ofATableThatIsNotThere() {
        return new Retention("no_such_table", "true");
    }

    /** A case with one note. */
    record SmallCase(UUID caseId, int round, String note, ClockBook clocks) implements CaseRecord {

        @Override
        public String caseNumber() {
            return "3509990010010010001";
        }

        @Override
        public @Nullable String jurisdiction() {
            return "350999";
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public ClockRules.Traits traits() {
            return new ClockRules.Traits(false, false, true, List.of(), CaseState.STREET_PENDING);
        }
    }

    @Component
    static class SmallStore extends CaseStore<SmallCase> {

        SmallStore(Tools tools) {
            super("small_case", SmallCase.class, tools);
        }

        @Override
        protected Map<String, @Nullable Object> columns(SmallCase body) {
            return Map.of("note", body.note(), "jurisdiction", "350999001001001");
        }

        @Override
        protected SmallCase renamed(SmallCase body, String code) {
            return new SmallCase(body.caseId(), body.round(), "now in " + code, body.clocks());
        }

        @Override
        protected SmallCase withClocks(SmallCase body, ClockBook clocks) {
            return new SmallCase(body.caseId(), body.round(), body.note(), clocks);
        }
    }

    @RestController
    static class SmallController {

        private final SmallStore store;
        private final DatabaseTime time;

        SmallController(SmallStore store, DatabaseTime time) {
            this.store = store;
            this.time = time;
        }

        /** A note; "refused" is refused after the write, so that a rollback shows. */
        @PostMapping("/api/notes/{caseId}")
        Map<String, Object> note(
                @PathVariable UUID caseId, @RequestBody @jakarta.validation.Valid Note note, Caller caller) {
            Author author = new Author(caller.account(), "DISPATCHER", caller.requestId());
            SmallCase next = new SmallCase(caseId, 1, note.note(), ClockBook.EMPTY);
            DispatchEvent event = new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, note.note());
            Stored<SmallCase> stored = store.lock(caseId)
                    .map(before -> store.save(before, Outcome.of(next, event), author))
                    .orElseGet(() -> store.insert(Outcome.of(next, event), author, time.now()));
            if (note.note().equals("refused")) {
                throw RefusedException.field("/note", "INVALID_FIELD");
            }
            return Map.of("version", stored.version(), "note", stored.body().note());
        }

        record Note(@NotBlank String note) {}
    }

    /** Remembers what was applied and committed; an event of a troubled case fails until it is healed. */
    @Component
    static class Applied implements EventHandler {

        private final List<Envelope> events = new CopyOnWriteArrayList<>();
        private final List<String> troubled = new CopyOnWriteArrayList<>();

        @Override
        public void apply(InboundEvent inbound) {
            Envelope envelope = inbound.envelope();
            if (troubled.contains(envelope.subject())) {
                throw new IllegalStateException("case: troubled (expected: sound) \0" + "x".repeat(1_000));
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    events.add(envelope);
                }
            });
        }

        void trouble(UUID caseId) {
            troubled.add(caseId.toString());
        }

        void heal(UUID caseId) {
            troubled.remove(caseId.toString());
        }

        List<UUID> idsOf(UUID caseId) {
            return new ArrayList<>(events.stream()
                    .filter(event -> event.subject().equals(caseId.toString()))
                    .map(Envelope::id)
                    .toList());
        }
    }
}
