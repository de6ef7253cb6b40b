package org.whistle.bench.compare;

import java.sql.SQLException;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.task.Task;
import org.whistle.bench.system.Postgres;

/** Operaton, which goes on from Camunda 7, in this process: history as by default, no job executor. */
final class Operaton extends WorkflowEngine {

    static final String NAME = "Operaton";

    private final ProcessEngine engine;

    Operaton(Postgres postgres, int connections) throws SQLException {
        super(postgres, "bench_operaton", connections);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database().pool());
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
    String start(Map<String, Object> facts) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(LoopProcess.KEY, facts)
                .getId();
    }

    @Override
    void complete(String instance, Map<String, Object> decision) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
        engine.getTaskService().complete(task.getId(), decision);
    }

    @Override
    public void close() {
        engine.close();
        super.close();
    }
}
