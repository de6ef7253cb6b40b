package org.whistle.bench.compare;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.TaskService;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.task.Task;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.system.Postgres;

/** Operaton, which goes on from Camunda 7, in this process: history as by default, no job executor. */
final class Operaton implements Contender {

    static final String NAME = "Operaton";

    private final OwnDatabase database;
    private final ProcessEngine engine;
    private final AtomicLong number = new AtomicLong();

    Operaton(Postgres postgres, int connections) throws SQLException {
        // a command that needs new ids takes a second connection for them
        database = OwnDatabase.make(postgres, "bench_operaton", 2 * connections);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database.pool());
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        // without one it takes no process; what has ended is deleted only by a job
        configuration.setHistoryTimeToLive("P180D");
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
        return String.valueOf(ProcessEngine.class.getPackage().getImplementationVersion());
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
