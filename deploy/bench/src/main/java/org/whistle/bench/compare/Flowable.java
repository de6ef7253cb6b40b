package org.whistle.bench.compare;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.system.Postgres;

/** Flowable in this process, as its makers configure it: history as by default, no job executor, since nothing waits. */
final class Flowable implements Contender {

    static final String NAME = "Flowable";

    private final OwnDatabase database;
    private final ProcessEngine engine;
    private final AtomicLong number = new AtomicLong();

    Flowable(Postgres postgres, int connections) throws SQLException {
        // a command that needs new ids takes a second connection for them
        database = OwnDatabase.make(postgres, "bench_flowable", 2 * connections);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database.pool());
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setAsyncExecutorActivate(false);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("loop.bpmn20.xml", LoopProcess.bpmn())
                .deploy();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return ProcessEngine.VERSION;
    }

    @Override
    public Played play(int clients, Duration length) throws InterruptedException {
        return Workers.play(clients, length, this::loop);
    }

    /** The report begins the process; looking the task up belongs to the step, since its person has to find it. */
    private void loop(Workers.Steps steps) throws Exception {
        RuntimeService runtime = engine.getRuntimeService();
        TaskService tasks = engine.getTaskService();
        String instance = steps.take(() -> {
            String id = runtime.startProcessInstanceByKey(LoopProcess.KEY, LoopProcess.facts(number.incrementAndGet()))
                    .getId();
            return complete(tasks, id, LoopProcess.TASKS.getFirst());
        });
        for (String name : LoopProcess.TASKS.subList(1, LoopProcess.TASKS.size())) {
            steps.take(() -> complete(tasks, instance, name));
        }
    }

    private static String complete(TaskService tasks, String instance, String name) {
        Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
        tasks.complete(task.getId(), LoopProcess.decision(name));
        return instance;
    }

    @Override
    public List<String> databases() {
        return List.of(database.name());
    }

    @Override
    public List<String> processes() {
        return List.of(ProcessMeter.BENCH);
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
