package org.whistle.testing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what the service's own connections do, scheduled tasks aside, by the observations of its data source. */
final class StatementCounter implements ObservationHandler<Observation.Context> {

    private static final String SCHEDULED = "tasks.scheduled.execution";

    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong rollbacks = new AtomicLong();

    long statements() {
        return statements.get();
    }

    long commits() {
        return commits.get();
    }

    long rollbacks() {
        return rollbacks.get();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        if ("jdbc.query".equals(context.getName()) && !scheduled(context)) {
            statements.incrementAndGet();
        }
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        if (!"jdbc.connection".equals(context.getName()) || scheduled(context)) {
            return;
        }
        switch (event.getName()) {
            case "commit" -> commits.incrementAndGet();
            case "rollback" -> rollbacks.incrementAndGet();
            default -> {}
        }
    }

    private static boolean scheduled(Observation.Context context) {
        @Nullable ObservationView parent = context.getParentObservation();
        while (parent != null) {
            if (SCHEDULED.equals(parent.getContextView().getName())) {
                return true;
            }
            parent = parent.getContextView().getParentObservation();
        }
        return false;
    }
}
