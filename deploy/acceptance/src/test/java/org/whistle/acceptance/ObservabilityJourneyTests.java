package org.whistle.acceptance;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see: one trace from the report to the ledger, metrics, log lines, and alerts that name what exists. */
class ObservabilityJourneyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path OBSERVABILITY = Path.of("../observability");

    /** What Prometheus adds itself. */
    private static final Set<String> FROM_PROMETHEUS = Set.of("up");

    /** What only Kubernetes has: PostgreSQL's operator with the Barman Cloud plug-in, kube-state-metrics, the kubelets. */
    private static final Set<String> FROM_KUBERNETES = Set.of(
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
            "kube_cronjob_status_last_schedule_time",
            "kube_cronjob_status_last_successful_time",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern LABELS = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z_:][a-z0-9_:]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "sum", "max");

    private final RunningSystem system = RunningSystem.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void oneTraceLeadsFromTheReportToTheLedger() throws IOException {
        // the gateway takes a share of all traces, those with the smallest ends
        String trace = UUID.randomUUID().toString().replace("-", "").substring(0, 16) + "0000000000000311";
        Answer reported = system.client()
                .as("grid")
                .send(
                        "POST",
                        "/api/intake/cases",
                        Map.of(
                                "traceparent",
                                "00-" + trace + "-00f067aa0ba902b7-00",
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        JsonMapper.shared().writeValueAsBytes(JourneyCase.report("E0110", "E0110-1", Map.of())));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);

        TraceCollector.Span appended = await().atMost(PATIENCE)
                .until(
                        () -> system.traces().of(trace).stream()
                                .filter(span -> span.name().equals("ledger append"))
                                .findFirst()
                                .filter(span -> pathTo(span, trace)
                                        .map(TraceCollector.Span::service)
                                        .anyMatch("gateway"::equals))
                                .orElse(null),
                        span -> span != null);

        List<String> services = pathTo(appended, trace)
                .map(TraceCollector.Span::service)
                .distinct()
                .toList();
        assertThat(services).containsExactly("audit-service", "intake-service", "gateway");
        assertThat(system.traces().of(trace))
                .as("spans of the database")
                .anyMatch(span ->
                        span.service().equals("intake-service") && span.name().startsWith("query"));
        String number = reported.json().path("caseNumber").asString();
        assertThat(Files.readString(system.data("logs/intake-service.log")))
                .as("log lines with the trace and the number of the case")
                .contains("[" + trace + " " + number + "]");
    }

    /** From a span up to the root, as far as the spans have come in. */
    private Stream<TraceCollector.Span> pathTo(TraceCollector.Span span, String trace) {
        Map<String, TraceCollector.Span> spans = system.traces().of(trace).stream()
                .collect(toMap(TraceCollector.Span::id, Function.identity(), (a, _) -> a));
        return Stream.iterate(span, one -> one != null, one -> spans.get(one.parent()));
    }

    @Test
    void dashboardsAndAlertsNameOnlyWhatTheServicesMeasure() throws IOException {
        JourneyCase.reportedBy(system.client(), "grid");
        system.client().as("grid").send("POST", "/api/intake/cases", Map.of(), null);

        Set<String> named = new TreeSet<>();
        expressions().forEach(expression -> named.addAll(metricsOf(expression)));
        named.removeAll(FROM_PROMETHEUS);
        named.removeAll(FROM_KUBERNETES);

        assertThat(named).contains("whistle_cases", "whistle_ledger_checkpoint_age", "whistle_refusals_total");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(scraped()).containsAll(named));
    }

    @Test
    void thePublicPortShowsHealthAndNoMetrics() throws IOException, InterruptedException {
        assertThat(get(system.gateway().resolve("/actuator/health"))).contains("\"UP\"");
        assertThat(get(system.gateway().resolve("/actuator/prometheus"))).doesNotContain("jvm_memory");
        assertThat(get(system.gateway().resolve("/actuator/metrics"))).doesNotContain("jvm.memory");
    }

    private static String rules() throws IOException {
        return Files.readString(OBSERVABILITY.resolve("prometheus/rules/whistle.yml"));
    }

    private static List<String> expressions() throws IOException {
        Stream<String> alerts = Pattern.compile("(?m)^ +expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*))")
                .matcher(rules())
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
        List<Path> dashboards;
        try (Stream<Path> files = Files.list(OBSERVABILITY.resolve("grafana/dashboards"))) {
            dashboards = files.toList();
        }
        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(2);
        Stream<String> panels = dashboards.stream()
                .flatMap(file -> JsonMapper.shared().readTree(file.toFile()).findValues("expr").stream())
                .map(JsonNode::asString);
        return Stream.concat(alerts, panels).toList();
    }

    private static Set<String> metricsOf(String expression) {
        String bare = QUOTED.matcher(expression).replaceAll("");
        bare = SELECTOR.matcher(bare).replaceAll("");
        bare = LABELS.matcher(bare).replaceAll("");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .collect(toSet());
    }

    private Set<String> scraped() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode target : JsonMapper.shared().readTree(Files.readString(system.data("prometheus/targets.json")))) {
            URI service = URI.create("http://" + target.path("targets").get(0).asString());
            get(service.resolve("/actuator/prometheus"))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.add(line.split("[ {]", 2)[0]));
        }
        return names;
    }

    private String get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
