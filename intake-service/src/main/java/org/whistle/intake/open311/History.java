package org.whistle.intake.open311;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.whistle.events.code.Source;
import org.whistle.intake.cases.CaseWatcher;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.Progress;
import org.whistle.kit.time.DatabaseTime;

/** Records the states of requests from Open311, decided by any desk. */
@Component
class History implements CaseWatcher {

    private static final Set<Source> SOURCES = EnumSet.of(Source.OPEN311, Source.SENSOR);

    private final RequestStore requests;
    private final DatabaseTime time;

    History(RequestStore requests, DatabaseTime time) {
        this.requests = requests;
        this.time = time;
    }

    @Override
    public void written(IntakeCase record) {
        if (SOURCES.contains(record.source())) {
            requests.note(record.caseId(), note(record, time.now()));
        }
    }

    /** The instant of the state: as recorded by the desk that decided it; now, where this desk decides. */
    static KeptRequest.Note note(IntakeCase record, Instant now) {
        Progress.CountyShare county = record.progress().county();
        Instant at = switch (record.state()) {
            case DISPATCHED -> county == null ? now : county.dispatchedAt();
            case HANDLING ->
                county == null
                                || record.progress().checkFailures()
                                                + record.progress().vetoes()
                                        > 0
                        ? now
                        : Objects.requireNonNullElse(county.acceptedAt(), now);
            case CLOSED -> Objects.requireNonNullElse(record.progress().closedAt(), now);
            case REPORTED,
                    VERIFYING,
                    COMMUNITY_HANDLING,
                    STREET_PENDING,
                    STREET_HANDLING,
                    TICKETED,
                    RETURN_REVIEW,
                    SUSPENDED,
                    RULING,
                    CHECKING,
                    CONFIRMING,
                    VOIDED,
                    MERGED,
                    FORCE_CLOSED -> now;
        };
        return new KeptRequest.Note(record.state(), record.round(), at);
    }
}
