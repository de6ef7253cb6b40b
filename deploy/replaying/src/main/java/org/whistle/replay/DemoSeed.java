package org.whistle.replay;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.generate.DemoSource;
import org.whistle.replay.play.Deed;
import org.whistle.replay.play.Ledger;
import org.whistle.replay.play.Pace;
import org.whistle.replay.play.PlayListener;
import org.whistle.replay.play.PlayResult;
import org.whistle.replay.play.Player;
import org.whistle.replay.play.Refusal;
import org.whistle.replay.script.CaseScript;

/** Some sixty cases left in every state, so that every desk of a fresh standalone has something to do. */
public final class DemoSeed {

    private static final long SEED = 350_999;
    private static final int CONCURRENCY = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DemoSeed() {}

    /**
     * Plays them through the public API with the pack's demo accounts; the clock is not moved.
     *
     * @param pack the pack's folder
     * @param log gets a line at the end and one for each refusal
     * @return how many cases got where they were to be left
     */
    public static int play(URI gateway, URI identity, Path pack, Consumer<String> log) {
        CountyPack county = CountyPack.read(pack);
        List<CaseScript> scripts =
                DemoSource.scripts(county, LocalDateTime.now(county.zone()).minusDays(1), SEED);
        Log listener = new Log(log);
        try (WhistleClient client = new WhistleClient(gateway, identity, PATIENCE)) {
            Player player =
                    new Player(client, Pace.standing(), CONCURRENCY, new Ledger(client, "supervisor"), listener);
            PlayResult result = player.play(scripts, Map.of());
            int arrived = scripts.size() - listener.refusals.get();
            log.accept("demo cases: %d of %d, %d steps in %d s"
                    .formatted(
                            arrived,
                            scripts.size(),
                            result.deeds().size(),
                            result.wall().toSeconds()));
            return arrived;
        }
    }

    private static final class Log implements PlayListener {

        private final Consumer<String> log;
        private final AtomicInteger refusals = new AtomicInteger();

        Log(Consumer<String> log) {
            this.log = log;
        }

        @Override
        public void done(Deed deed) {}

        @Override
        public void refused(Refusal refusal, int skipped) {
            refusals.incrementAndGet();
            log.accept("demo case " + refusal.script() + " stops at " + refusal.act() + ": " + refusal.message());
        }

        @Override
        public void passedOver(int steps) {}
    }
}
