package org.whistle.kit.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
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
    private static final int PAGE = 1_000;

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

    /**
     * Names all events recorded since then and until now once more, for the relay of the running service; answers how many.
     * A page in a transaction: there may be millions.
     */
    public static int republish(JdbcClient jdbc, Instant from) {
        OffsetDateTime until =
                jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        Place place = new Place(from.atOffset(ZoneOffset.UTC), new UUID(0, 0), 0);
        int all = 0;
        do {
            place = republish(jdbc, place, until);
            all += place.count();
        } while (place.count() == PAGE);
        return all;
    }

    /** The last event of a page, and how many were in it. */
    private record Place(OffsetDateTime recordedAt, UUID id, int count) {}

    private static Place republish(JdbcClient jdbc, Place after, OffsetDateTime until) {
        return jdbc.sql("""
                        with page as (
                            select id, recorded_at from event
                            where (recorded_at, id) > (:at, :id) and recorded_at >= :at and recorded_at < :until
                            order by recorded_at, id limit :page),
                        named as (
                            insert into outbox (event_id, recorded_at)
                            select id, recorded_at from page order by recorded_at, id)
                        select recorded_at, id, count(*) over () as count from page order by recorded_at desc, id desc limit 1
                        """)
                .param("at", after.recordedAt())
                .param("id", after.id())
                .param("until", until)
                .param("page", PAGE)
                .query((row, _) -> new Place(
                        row.getObject("recorded_at", OffsetDateTime.class),
                        row.getObject("id", UUID.class),
                        row.getInt("count")))
                .optional()
                .orElse(new Place(until, after.id(), 0));
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
