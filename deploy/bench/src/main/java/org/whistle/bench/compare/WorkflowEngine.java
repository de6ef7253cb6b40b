package org.whistle.bench.compare;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.whistle.bench.system.Postgres;

/** An engine that plays {@link LoopProcess}. */
abstract class WorkflowEngine extends InProcess {

    private final AtomicLong number = new AtomicLong();

    /** A command that needs new ids takes a second connection for them. */
    WorkflowEngine(Postgres postgres, String name, int connections) throws SQLException {
        super(postgres, name, 2 * connections);
    }

    /** Begins a process and answers the id of the instance. */
    abstract String start(Map<String, Object> facts);

    /** Looks up the task that waits in an instance, and completes it. */
    abstract void complete(String instance, Map<String, Object> decision);

    /** The report begins the process; looking the task up belongs to the step, since its person has to find it. */
    @Override
    final void loop(Workers.Steps steps) throws Exception {
        String instance = steps.take(() -> {
            String id = start(LoopProcess.facts(number.incrementAndGet()));
            complete(id, LoopProcess.decision(LoopProcess.TASKS.getFirst()));
            return id;
        });
        for (String name : LoopProcess.TASKS.subList(1, LoopProcess.TASKS.size())) {
            steps.take(() -> {
                complete(instance, LoopProcess.decision(name));
                return instance;
            });
        }
    }
}
