package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.ReferenceEvent;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Intake over HTTP as its users see it, in a county of two square grids. */
public final class IntakeDesk {

    static final String GRID = "350999001001001";
    public static final TestGrant GRID_WORKER = TestGrant.of(Role.GRID_WORKER, GRID);
    public static final TestGrant COMMUNITY = TestGrant.of(Role.COMMUNITY, "350999001001");
    public static final TestGrant STREET = TestGrant.of(Role.STREET, "350999001");
    public static final TestGrant CITIZEN = TestGrant.of(Role.CITIZEN, "350999");

    private static final Map<String, Object> COUNTY_RECORD = Map.of(
            "nameZh", "海湾县",
            "nameEn", "Haiwan",
            "timeZone", "Asia/Shanghai",
            "locale", "zh-CN",
            "calendarVersion", "2026-1");

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public IntakeDesk(int port) {
        this.port = port;
    }

    /** A desk of a service that has the small county in force. */
    public static IntakeDesk inCounty(int port, ReferenceData reference) {
        if (reference.find("350999").isEmpty()) {
            publishCounty();
        }
        await().untilAsserted(() -> assertThat(reference.find("350999")).isPresent());
        return new IntakeDesk(port);
    }

    /** Puts the small county in force, as dispatch would. */
    public static void publishCounty() {
        try (TestTopic topic = new TestTopic("reference-data")) {
            publish(topic, 1, "grids", List.of(grid(GRID, 119.0, 26.0), grid("350999002001001", 119.01, 26.0)));
            publishRest(topic, 1);
            topic.publish(reference(new ReferenceEvent.PackActivated("350999", 1, "0", 14)));
        }
    }

    /** Puts another county in force, with one grid at this corner and one condition that means danger to life or limb. */
    static void publishUrgentCounty(String county, double west, double south) {
        try (TestTopic topic = new TestTopic("reference-data")) {
            Map<String, Object> danger = new java.util.HashMap<>(
                    condition("C0101-1", "C0101", "NONE", null).fields());
            danger.put("urgent", true);
            stage(topic, county, "grids", grid(county + "001001001", west, south));
            stage(topic, county, "county", new ReferenceEvent.StagedRecord(county, COUNTY_RECORD));
            stage(topic, county, "conditions", new ReferenceEvent.StagedRecord("C0101-1", danger));
            stage(topic, county, "jurisdictions", jurisdiction(county + "001", "STREET", "东街道", "East"));
            topic.publish(envelope("/dispatch-service", county, new ReferenceEvent.PackActivated(county, 1, "0", 4)));
        }
    }

    private static void stage(TestTopic topic, String county, String kind, ReferenceEvent.StagedRecord one) {
        topic.publish(
                envelope("/dispatch-service", county, new ReferenceEvent.RecordsStaged(county, 1, kind, List.of(one))));
    }

    /** The second street becomes the third; its code moves with every open case. */
    static void splitStreet() {
        try (TestTopic topic = new TestTopic("reference-data")) {
            publish(topic, 2, "grids", List.of(grid(GRID, 119.0, 26.0), grid("350999003001001", 119.01, 26.0)));
            publish(
                    topic,
                    2,
                    "moves",
                    List.of(new ReferenceEvent.StagedRecord("350999002", Map.of("to", "350999003"))));
            publishRest(topic, 2);
            topic.publish(reference(new ReferenceEvent.PackActivated("350999", 2, "1", 15)));
        }
    }

    private static void publishRest(TestTopic topic, long version) {
        publish(topic, version, "county", List.of(new ReferenceEvent.StagedRecord("350999", COUNTY_RECORD)));
        publish(
                topic,
                version,
                "conditions",
                List.of(
                        condition("E0110-1", "E0110", "PHOTO", null),
                        condition("E0210-1", "E0210", "NONE", null),
                        condition("E0210-2", "E0210", "NONE", null),
                        condition("E0501-1", "E0501", "NONE", 1),
                        condition("E0501-2", "E0501", "NONE", 2)));
        publish(
                topic,
                version,
                "jurisdictions",
                List.of(
                        jurisdiction("350999", "COUNTY", "海湾县", "Haiwan"),
                        jurisdiction("350999001", "STREET", "望海街道", "Wanghai"),
                        jurisdiction("350999002", "STREET", "临江街道", "Linjiang"),
                        jurisdiction("350999003", "STREET", "新城街道", "Xincheng"),
                        jurisdiction("350999001001", "COMMUNITY", "观澜社区", "Guanlan")));
        publish(
                topic,
                version,
                "units",
                List.of(new ReferenceEvent.StagedRecord(
                        "SANITATION",
                        Map.of("kind", "DEPARTMENT", "group", "city", "nameZh", "环卫", "nameEn", "Sanitation"))));
    }

    private static void publish(TestTopic topic, long version, String kind, List<ReferenceEvent.StagedRecord> records) {
        topic.publish(reference(new ReferenceEvent.RecordsStaged("350999", version, kind, records)));
    }

    /** The body of a report at a place inside the first grid. */
    static String report(String description) {
        return """
                {"categoryCode":"E0110","description":"%s","position":{"longitude":119.005,"latitude":26.005}}
                """.formatted(description);
    }

    public Answer post(String account, TestGrant grant, String path, String body) {
        return post(account, grant, path, body, UUID.randomUUID().toString());
    }

    Answer post(String account, TestGrant grant, String path, String body, String key) {
        return send(request(account, grant, path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer put(String account, TestGrant grant, String path, String body) {
        return send(request(account, grant, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String account, TestGrant grant, String path) {
        return send(request(account, grant, path).GET());
    }

    /** The status of a file's answer. */
    int look(String account, TestGrant grant, String path) {
        try {
            return http.send(request(account, grant, path).GET().build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer upload(String account, TestGrant grant, String path, byte[] file, String kind) throws IOException {
        String boundary = "b-" + UUID.randomUUID();
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + kind + "\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        body.write(file);
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return send(request(account, grant, path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Status and body of an answer. */
    public record Answer(int status, JsonNode body) {

        public String text(String field) {
            return body.path(field).asString("");
        }

        public List<String> actions() {
            return body.path("allowedActions")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
        }

        String firstPointer() {
            return body.path("errors").path(0).path("pointer").asString("");
        }

        String firstError() {
            return body.path("errors").path(0).path("code").asString("");
        }
    }

    static Envelope envelope(String source, String subject, EventPayload data) {
        return envelope(source, subject, "somebody", data);
    }

    static Envelope envelope(String source, String subject, String actor, EventPayload data) {
        return new Envelope(
                UUID.randomUUID(),
                source,
                EventTypes.nameOf(data.getClass()),
                subject,
                Instant.now(),
                actor,
                "DISPATCHER",
                subject.length() == 6 ? subject : GRID,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                data);
    }

    private static Envelope reference(EventPayload data) {
        return envelope("/dispatch-service", "350999", data);
    }

    private static ReferenceEvent.StagedRecord jurisdiction(String code, String level, String zh, String en) {
        return new ReferenceEvent.StagedRecord(code, Map.of("level", level, "nameZh", zh, "nameEn", en));
    }

    private static ReferenceEvent.StagedRecord grid(String code, double west, double south) {
        List<List<List<Double>>> polygon = List.of(List.of(
                List.of(west, south),
                List.of(west + 0.01, south),
                List.of(west + 0.01, south + 0.01),
                List.of(west, south + 0.01),
                List.of(west, south)));
        return new ReferenceEvent.StagedRecord(code, Map.of("nameZh", "网格", "nameEn", "Grid", "polygon", polygon));
    }

    private static ReferenceEvent.StagedRecord condition(
            String code, String category, String evidence, @org.jspecify.annotations.Nullable Integer stage) {
        Map<String, Object> fields = new java.util.HashMap<>(Map.of(
                "category", category,
                "nameZh", "类别",
                "nameEn", "Category",
                "conditionZh", "条件",
                "conditionEn", "Condition",
                "handleLimit", 4,
                "handleUnit", "WORK_HOUR",
                "closingCriterionZh", "清除",
                "acceptLimit", 1,
                "acceptUnit", "WORK_HOUR"));
        fields.putAll(
                Map.of("urgent", false, "evidence", evidence, "leadUnit", "SANITATION", "assistingUnits", List.of()));
        if (stage != null) {
            fields.put("stage", stage);
            fields.put("duplicateRadius", 100);
        }
        return new ReferenceEvent.StagedRecord(code, fields);
    }

    private HttpRequest.Builder request(String account, TestGrant grant, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/intake" + path))
                .header("Accept-Language", "en")
                .header(
                        "Authorization",
                        "Bearer " + TestSystem.shared().issuer().token(account, grant));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
