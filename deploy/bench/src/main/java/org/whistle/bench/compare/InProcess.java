package org.whistle.bench.compare;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.whistle.bench.measure.ProcessMeter;
import org.whistle.bench.system.Postgres;

/** A contender that works in the bench's own process, on a database of its own. */
abstract class InProcess implements Contender {

    private final OwnDatabase database;

    InProcess(Postgres postgres, String name, int connections) throws SQLException {
        database = OwnDatabase.make(postgres, name, connections);
    }

    /** Plays one loop. */
    abstract void loop(Workers.Steps steps) throws Exception;

    OwnDatabase database() {
        return database;
    }

    @Override
    public Played play(int clients, Duration length) throws InterruptedException {
        return Workers.play(clients, length, this::loop);
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
        database.close();
    }
}
