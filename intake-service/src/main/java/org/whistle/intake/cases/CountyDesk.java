package org.whistle.intake.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.events.Envelope;
import org.whistle.events.code.CaseState;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.InboundEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;

/** Applies events of the county and its packs to intake's cases, in the transaction that records them. */
@Service
public class CountyDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CountyDesk.class);

    private final IntakeStore store;
    private final Honesty honesty;

    CountyDesk(IntakeStore store, Honesty honesty) {
        this.store = store;
        this.honesty = honesty;
    }

    /**
     * Applies one event of the county.
     *
     * @throws IllegalStateException for a case that was not reported here
     */
    public void apply(InboundEvent inbound) {
        Envelope envelope = inbound.envelope();
        Stored<IntakeCase> stored = store.lock(envelope.caseId())
                .orElseThrow(() -> new IllegalStateException("case: " + envelope.subject() + " (expected: reported)"));
        Optional<Outcome<IntakeCase>> outcome = CountyEventPolicy.apply(
                stored.body(), envelope, accepted -> honesty.onCompletion(stored.body(), accepted, envelope.time()));
        store.apply(stored, outcome, inbound);
        outcome.ifPresent(applied -> {
            store.tell(applied.next(), envelope);
            LOG.info(
                    "applied event={} case={} from={} to={}",
                    envelope.type(),
                    envelope.subject(),
                    stored.body().state(),
                    applied.next().state());
            if (!applied.next().state().open()) {
                undoLateMerges(stored, envelope);
            }
        });
    }

    private void undoLateMerges(Stored<IntakeCase> main, Envelope ended) {
        Map<Boolean, List<Stored<IntakeCase>>> children = store
                .lockChildren(main.body().caseId())
                .stream()
                .collect(java.util.stream.Collectors.partitioningBy(
                        child -> Merging.cameTooLate(child.body(), ended.time())));
        for (Stored<IntakeCase> child : children.getOrDefault(true, List.of())) {
            Stored<IntakeCase> undone = store.save(child, Merging.undone(child.body()), Author.rule(ended));
            LOG.info(
                    "unmerged case={} from={} alone={}",
                    undone.body().caseId(),
                    main.body().caseId(),
                    undone.body().state() == CaseState.REPORTED);
        }
    }
}
