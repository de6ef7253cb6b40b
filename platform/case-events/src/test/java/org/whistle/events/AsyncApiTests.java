package org.whistle.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The committed document names every event and every schema there is. */
class AsyncApiTests {

    private static final Path FOLDER = Path.of("src/main/resources");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /** Run with {@code -Dwhistle.openapi.write=true} after adding an event. */
    @Test
    void theCommittedDocumentSaysWhatTheCodeSays() throws IOException {
        String derived = YAML.writeValueAsString(AsyncApi.document());
        Path file = FOLDER.resolve("asyncapi.yaml");
        if (Boolean.getBoolean("whistle.openapi.write")) {
            Files.writeString(file, derived);
        }
        assertThat(Files.readString(file)).isEqualTo(derived);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = YAML.readTree(Files.readString(FOLDER.resolve("asyncapi.yaml")));
        Set<String> references = new TreeSet<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asString()));

        assertThat(references).hasSizeGreaterThan(EventTypes.names().size());
        assertThat(references).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(FOLDER.resolve(reference)).exists();
            }
        });
    }
}
