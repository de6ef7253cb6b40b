package org.whistle.bench.audit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.whistle.audit.AuditApplication;
import org.whistle.audit.projection.Projection;
import org.whistle.events.code.Role;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code deploy/bench/run audit}: real PostgreSQL and Kafka of its own, the audit itself, so many cases by events, so many
 * copies of their rows; then searches and indicators over HTTP.
 */
@Command(
        name = "audit",
        description = "Searches and indicators of the audit with as many cases as a city has; needs nothing that runs.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class AuditCommand implements Callable<Integer> {

    private static final List<Question> QUESTIONS = List.of(
            new Question("newest of the county", _ -> "/cases"),
            new Question("page 150", _ -> "/cases?page=150"),
            new Question("text, two characters", random -> "/cases?text=" + word(random)),
            new Question("text, four characters", random -> "/cases?text=" + word(random, 2)),
            new Question("text, two words", random -> "/cases?text=" + word(random) + "&state=HANDLING"),
            new Question("text that is nowhere", _ -> "/cases?text=" + encoded("鲸鱼搁浅")),
            new Question("house number", random -> "/cases?text=" + encoded("海路" + random.nextInt(300) + "号")),
            new Question("case number", random -> "/cases?text=35099920261105%06d".formatted(random.nextInt(20_000))),
            new Question("state", random -> "/cases?state=" + pick(random, "HANDLING", "CLOSED", "TICKETED")),
            new Question("category", random -> "/cases?categoryCode=" + any(random, BulkCase.CATEGORIES)),
            new Question("department", random -> "/cases?unitCode=" + any(random, BulkCase.UNITS)),
            new Question(
                    "grid",
                    random -> "/cases?code=350999%03d%03d%03d"
                            .formatted(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(10))),
            new Question(
                    "street and text",
                    random -> "/cases?code=35099900%d&text=%s".formatted(1 + random.nextInt(4), word(random))),
            new Question("overdue", _ -> "/cases?overdue=true"),
            new Question(
                    "overdue of a department", random -> "/cases?overdue=true&unitCode=" + any(random, BulkCase.UNITS)),
            new Question(
                    "within 300 m",
                    random -> "/cases?near=%.4f,%.4f&radius=300"
                            .formatted(117.02 + random.nextDouble() / 12, 31.07 + random.nextDouble() / 12)),
            new Question(
                    "a day and a category",
                    random -> "/cases?from=2026-11-%1$02dT00:00:00Z&to=2026-11-%1$02dT23:59:59Z&categoryCode=%2$s"
                            .formatted(1 + random.nextInt(20), any(random, BulkCase.CATEGORIES))),
            new Question("flag", _ -> "/cases?flag=URGENT"),
            new Question("indicators of the county, a month", _ -> indicators("COUNTY")),
            new Question("indicators of the streets, a month", _ -> indicators("STREET")),
            new Question("indicators of the units, a month", _ -> indicators("UNIT")),
            new Question("indicators of the categories, a month", _ -> indicators("CATEGORY")),
            new Question("indicators of the grids, a month", _ -> indicators("GRID")),
            new Question(
                    "cases behind the due of a unit",
                    _ -> "/indicators/cases?indicator=DUE&level=UNIT" + "&from=2026-11-01&to=2026-11-24"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token =
            TestSystem.shared().issuer().token("load", TestGrant.of(Role.SUPERVISOR, BulkCase.COUNTY));

    @Option(names = "--cases", defaultValue = "20000", description = "cases made of events")
    private int cases;

    @Option(names = "--copies", defaultValue = "50", description = "copies of their rows")
    private int copies;

    @Option(names = "--rounds", defaultValue = "100", description = "rounds of each question")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = TestSystem.shared().settingsFor("audit-service");
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.application.name=audit-service"));
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        ConfigurableApplicationContext audit =
                SpringApplication.run(AuditApplication.class, arguments.toArray(String[]::new));
        JdbcTemplate jdbc = new JdbcTemplate(owner(settings));
        load(audit, jdbc);
        new Copies(jdbc).make(copies);
        System.out.printf("%,d cases, %,d facts%n", count(jdbc, "audit_case"), count(jdbc, "case_fact"));
        measure(audit.getEnvironment().getRequiredProperty("local.server.port"));
        audit.close();
        return 0;
    }

    private void load(ConfigurableApplicationContext audit, JdbcTemplate jdbc) {
        long start = System.nanoTime();
        long events = 0;
        try (BulkPublisher publisher = new BulkPublisher()) {
            for (int number = 0; number < cases; number++) {
                for (var event : BulkCase.of(number)) {
                    publisher.publish(event);
                    events++;
                }
            }
        }
        System.out.printf("%,d events published in %.1f s%n", events, seconds(start));
        long published = events;
        await().forever().until(() -> count(jdbc, "entry") >= published);
        System.out.printf("%,d leaves appended after %.1f s%n", events, seconds(start));
        Projection projection = audit.getBean(Projection.class);
        await().forever().until(projection::caughtUp);
        System.out.printf("read models caught up after %.1f s%n", seconds(start));
    }

    private void measure(String port) throws IOException, InterruptedException {
        System.out.println("| question | rounds | p50 ms | p95 ms | most ms |");
        System.out.println("|---|---|---|---|---|");
        Random random = new Random(7);
        List<double[]> all = new ArrayList<>();
        for (Question question : QUESTIONS) {
            double[] taken = new double[rounds];
            ask(port, question.path().apply(random));
            for (int round = 0; round < taken.length; round++) {
                long start = System.nanoTime();
                ask(port, question.path().apply(random));
                taken[round] = seconds(start) * 1_000;
            }
            System.out.println(Times.of(question.name(), taken).line());
            if (question.path().apply(random).startsWith("/cases")) {
                all.add(taken);
            }
        }
        System.out.println(Times.of(
                        "all searches together",
                        all.stream().flatMapToDouble(java.util.Arrays::stream).toArray())
                .line());
    }

    private void ask(String port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/audit" + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static DataSource owner(Map<String, String> settings) {
        String url = settings.getOrDefault("spring.datasource.url", "");
        return new SingleConnectionDataSource(url, "postgres", "postgres", true);
    }

    private static long count(JdbcTemplate jdbc, String table) {
        Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
        return count == null ? 0 : count;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String indicators(String level) {
        return "/indicators?from=2026-11-01&to=2026-11-24&level=" + level;
    }

    private static String word(Random random) {
        return word(random, 1);
    }

    private static String word(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(any(random, BulkCase.WORDS));
        }
        return encoded(text.toString());
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    private static String any(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
