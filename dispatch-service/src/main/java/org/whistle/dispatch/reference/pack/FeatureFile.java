package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The features of a GeoJSON FeatureCollection, each with the line it begins in. */
final class FeatureFile {

    /** Numbers, texts and brackets: a position has four of them and takes some 150 bytes of memory. */
    private static final int MOST_TOKENS = 2_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FeatureFile() {}

    /** Answers nothing, with the problem noted, if it is not a FeatureCollection. */
    static Optional<List<Feature>> read(PackFile file, String text, Problems problems) {
        List<Feature> features = new ArrayList<>();
        boolean found = false;
        String type = "";
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return none(file, problems, 1, "not a GeoJSON FeatureCollection");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("features") && value == JsonToken.START_ARRAY) {
                    found = true;
                    elements(parser, features);
                    features.stream()
                            .filter(feature -> !PackSources.isPlain(feature.node()))
                            .forEach(feature -> problems.add(file, feature.line(), PackSources.NOT_PLAIN));
                } else if (name.equals("type")) {
                    type = parser.<JsonNode>readValueAsTree().asString("");
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                return none(
                        file, problems, parser.currentTokenLocation().getLineNr(), "more after the FeatureCollection");
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            return none(
                    file,
                    problems,
                    line,
                    "not JSON: its syntax, a number in it, or a name twice (expected: GeoJSON of at most " + MOST_TOKENS
                            + " tokens)");
        }
        return found && type.equals("FeatureCollection")
                ? Optional.of(features)
                : none(file, problems, 1, "not a GeoJSON FeatureCollection");
    }

    private static void elements(JsonParser parser, List<Feature> features) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            features.add(new Feature(features.size() + 1, line, parser.readValueAsTree()));
        }
    }

    private static Optional<List<Feature>> none(PackFile file, Problems problems, int line, String message) {
        problems.add(file, line, message);
        return Optional.empty();
    }

    /** One feature of the file, numbered from 1. */
    record Feature(int number, int line, JsonNode node) {}
}
