package org.whistle.bench.compare;

import java.sql.SQLException;
import java.util.Map;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;
import org.whistle.bench.system.Postgres;

/** Flowable in this process, as its makers configure it: history as by default, no job executor, since nothing waits. */
final class Flowable extends WorkflowEngine {

    static final String NAME = "Flowable";

    private final ProcessEngine engine;

    Flowable(Postgres postgres, int connections) throws SQLException {
        super(postgres, "bench_flowable", connections);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database().pool());
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
