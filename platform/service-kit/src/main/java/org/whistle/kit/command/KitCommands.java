package org.whistle.kit.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.kit.inbound.DeskInbox;

/**
 * Starts a service, or runs one command on its database beside the running service:
 * {@code republish --from=2026-11-01T00:00:00Z} names events once more in the outbox, {@code replay-parked} takes up parked
 * cases again.
 */
public final class KitCommands {

    private static final Logger LOG = LoggerFactory.getLogger(KitCommands.class);
    private static final String REPUBLISH = "republish";
    private static final String REPLAY_PARKED = "replay-parked";
    private static final String FROM = "--from=";

    private KitCommands() {}

    /** The {@code main} of every service. */
    public static void run(Class<?> application, String... arguments) {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case REPUBLISH, REPLAY_PARKED -> System.exit(execute(application, arguments));
            default -> SpringApplication.run(application, arguments);
        }
    }

    /**
     * Runs one command to its end.
     *
     * @return 0 when it was done, 2 when it was called wrongly
     */
    public static int execute(Class<?> application, String... arguments) {
        String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
        return arguments[0].equals(REPUBLISH) ? republish(application, settings) : replayParked(application, settings);
    }

    /** Names all events recorded since then once more, for the relay of the running service; answers how many. */
    public static int republish(JdbcClient jdbc, Instant from) {
        return jdbc.sql("""
                        insert into outbox (event_id, recorded_at)
                        select id, recorded_at from event where recorded_at >= :from order by recorded_at, id
                        """).param("from", from.atOffset(ZoneOffset.UTC)).update();
    }

    private static int republish(Class<?> application, String[] arguments) {
        String from = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(FROM))
                .map(argument -> argument.substring(FROM.length()))
                .findFirst()
                .orElse("");
        Instant since;
        try {
            since = Instant.parse(from);
        } catch (DateTimeParseException e) {
            LOG.error("from: {} (expected: republish --from=2026-11-01T00:00:00Z)", from);
            return 2;
        }
        try (ConfigurableApplicationContext context = beside(application, arguments)) {
            LOG.info("republish count={} from={}", republish(context.getBean(JdbcClient.class), since), since);
        }
        return 0;
    }

    private static int replayParked(Class<?> application, String[] arguments) {
        try (ConfigurableApplicationContext context = beside(application, arguments)) {
            LOG.info(
                    "replay-parked applied={}", context.getBean(DeskInbox.class).replayParked());
        }
        return 0;
    }

    /** Starts a service beside the running one, for a command: on a port of its own, with neither relay nor consumers. */
    public static ConfigurableApplicationContext beside(Class<?> application, String[] arguments) {
        String[] settings = Arrays.copyOf(arguments, arguments.length + 3);
        settings[arguments.length] = "--server.port=0";
        settings[arguments.length + 1] = "--server.address=127.0.0.1";
        settings[arguments.length + 2] = "--whistle.background=false";
        return SpringApplication.run(application, settings);
    }
}
