package org.whistle.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.StreamSupport;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.AuditClient;
import org.whistle.audit.StoryTeller;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** Downloads through HTTP, validated against the published schemas. */
@DeskTest
class ExportIntegrationTests {

    private static final Instant WHEN = Instant.parse("2026-02-03T01:00:00Z");
    private static final String ONLY_OURS = "?categoryCode=E0888";

    private final TestTopic topic = new TestTopic("case-events");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private AuditClient supervisor;

    @BeforeEach
    void connect() {
        supervisor = AuditClient.supervisor(port);
    }

    @AfterEach
    void disconnect() {
        supervisor.close();
        topic.close();
    }

    @Test
    void casesComeAsTextWithMarkAndNeutralisedAndTheDownloadIsNoted() {
        StoryTeller story = published(StoryTeller.reported(StoryTeller.GRID, "E0777", "=cmd|'/c calc'!A1", WHEN));

        AuditClient.Answer answer = supervisor.get("/cases.csv?categoryCode=E0777");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("\uFEFF案件编号,状态")
                .contains(story.caseNumber() + "\t\",已上报")
                .contains("'=cmd|");
        assertThat(answer.body()).contains("2026-02-03 09:00:00");
        assertThat(jdbc.sql("select count(*) from event where type = 'admin.exported.v1'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void theNoteOfADownloadDoesNotSayWhatWasTyped() {
        String typed = "13912345678 " + java.util.UUID.randomUUID();

        supervisor.get("/cases.csv?source=GRID_PATROL&text=" + typed.replace(" ", "%20"));

        assertThat(jdbc.sql("select convert_from(value, 'UTF8') from event where type = 'admin.exported.v1'")
                        .query(String.class)
                        .list())
                .anyMatch(value -> value.contains("source=GRID_PATROL&text=…"))
                .noneMatch(value -> value.contains("13912345678"));
    }

    @Test
    void processLogsAreValidAndHoldEveryEvent() throws IOException, SAXException {
        StoryTeller story = published(StoryTeller.reported(StoryTeller.GRID, "E0888", "路面<破损> & \"坑\"", WHEN)
                .dispatchedTo("ROADS")
                .closed());
        int events = story.events().size();

        String xes = supervisor.get("/event-log.xes" + ONLY_OURS).body();
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("/schemas/xes.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xes)));
        assertThat(xes.split("<event>", -1)).hasSize(events + 1);
        assertThat(xes).as("more digits are misread").doesNotContainPattern("T\\d\\d:\\d\\d:\\d\\d\\.\\d{4}");

        AuditClient.Answer ocel = supervisor.get("/event-log.ocel.json" + ONLY_OURS);
        try (InputStream schema = getClass().getResourceAsStream("/schemas/ocel-2.0.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                            .validate(ocel.body(), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(ocel.json().get("events").size()).isEqualTo(events);
        everyRelationNamesAnObject(ocel.json());
    }

    @Test
    void processLogsAreForSupervisorsAlone() {
        try (AuditClient street = AuditClient.as(port, "street", TestGrant.of(Role.STREET, "350999001"));
                AuditClient worker = AuditClient.as(port, "grid", TestGrant.of(Role.GRID_WORKER, StoryTeller.GRID))) {
            assertThat(street.get("/event-log.xes").status()).isEqualTo(403);
            assertThat(street.get("/cases.xlsx").status()).isEqualTo(200);
            assertThat(worker.get("/cases.csv").status()).isEqualTo(403);
        }
    }

    @Test
    void aFilterThatCannotBeAskedIsRefusedBeforeAnythingIsSent() {
        assertThat(supervisor.get("/cases.csv?near=here").status()).isEqualTo(422);
        assertThat(supervisor.get("/cases.pdf").status()).isBetween(400, 404);
    }

    private StoryTeller published(StoryTeller story) {
        topic.publish(story.events());
        int events = story.events().size();
        await().until(() -> supervisor.get("/cases/" + story.caseId()).status() == 200
                && supervisor
                                .get("/cases/" + story.caseId() + "/timeline")
                                .json()
                                .size()
                        == events);
        return story;
    }

    private static void everyRelationNamesAnObject(JsonNode log) {
        var objects = StreamSupport.stream(log.get("objects").spliterator(), false)
                .map(object -> object.get("id").asString())
                .toList();
        var types = StreamSupport.stream(log.get("eventTypes").spliterator(), false)
                .map(type -> type.get("name").asString())
                .toList();
        assertThat(log.get("events")).allSatisfy(event -> {
            assertThat(types).contains(event.get("type").asString());
            assertThat(event.get("relationships"))
                    .allSatisfy(relation -> assertThat(objects)
                            .contains(relation.get("objectId").asString()));
        });
    }
}
