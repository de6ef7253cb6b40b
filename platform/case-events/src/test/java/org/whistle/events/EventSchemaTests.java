package org.whistle.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Each event type has its committed JSON Schema; fields are only ever added. */
class EventSchemaTests {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Stream<String> types() {
        return EventTypes.names().stream();
    }

    /** Run with {@code -Dwhistle.schemas.write=true} after adding an event or a field. */
    @ParameterizedTest
    @MethodSource("types")
    void committedSchemaSaysWhatTheRecordSays(String type) throws IOException {
        JsonNode derived = JSON.valueToTree(SchemaOf.envelope(type, recordOf(type)));
        Path file = SCHEMAS.resolve(type + ".json");
        if (Files.exists(file)) {
            assertThat(SchemaChange.breaks(JSON.readTree(Files.readString(file)), derived))
                    .as("incompatible change of %s: make it a new type .v2", type)
                    .isEmpty();
        }
        if (Boolean.getBoolean("whistle.schemas.write")) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, JSON.writeValueAsString(derived) + "\n");
        }
        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(derived);
    }

    @ParameterizedTest
    @MethodSource("types")
    void someServiceDecidesIt(String type) {
        assertThat(Producer.values()).anyMatch(producer -> producer.mayDecide(recordOf(type)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void filledEventMatchesItsSchemaAndComesBackAsItWas(String type) throws IOException {
        Envelope envelope = SampleOf.envelope(recordOf(type));
        byte[] bytes = EventCodec.encode(envelope);

        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(type + ".json")));
        assertThat(schema.validate(new String(bytes, StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(EventCodec.decode(bytes)).isEqualTo(envelope);
    }

    @Test
    void noSchemaIsLeftOverFromATypeThatIsGone() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(EventTypes.names());
        }
    }

    @Test
    void everyTypeOfTheContractIsThere() {
        assertThat(EventTypes.names())
                .contains(
                        "case.reported.v1",
                        "case.ticket-filed.v1",
                        "case.dispatched.v1",
                        "case.superseded.v1",
                        "case.completed.v1",
                        "case.miss-withdrawn.v1",
                        "reference.pack-activated.v1")
                .hasSize(31 + 24 + 10 + 7 + 2 + 16);
    }

    @Test
    void removedFieldBreaks() {
        assertThat(breaks("{\"properties\":{\"note\":{\"type\":\"string\"}}}", "{\"properties\":{}}"))
                .containsExactly("/note: was removed");
    }

    @Test
    void retypedFieldBreaks() {
        assertThat(breaks(
                        "{\"properties\":{\"note\":{\"type\":\"string\"}}}",
                        "{\"properties\":{\"note\":{\"type\":\"integer\"}}}"))
                .hasSize(1);
    }

    @Test
    void newRequiredFieldBreaksBecauseOldEventsLackIt() {
        assertThat(breaks(
                        "{\"properties\":{}}",
                        "{\"properties\":{\"note\":{\"type\":\"string\"}},\"required\":[\"note\"]}"))
                .containsExactly("/note: is required now");
    }

    @Test
    void removedCodeBreaks() {
        assertThat(breaks("{\"enum\":[\"A\",\"B\"]}", "{\"enum\":[\"A\"]}")).containsExactly(": code B was removed");
    }

    @Test
    void newOptionalFieldIsFine() {
        assertThat(breaks("{\"properties\":{}}", "{\"properties\":{\"note\":{\"type\":\"string\"}}}"))
                .isEmpty();
    }

    private static List<String> breaks(String before, String after) {
        return SchemaChange.breaks(JSON.readTree(before), JSON.readTree(after));
    }

    private static Class<? extends EventPayload> recordOf(String type) {
        return EventTypes.find(type).orElseThrow();
    }
}
