package org.whistle.dispatch.reference.pack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The keys of {@code pack.yaml}, each with its value and its line. */
final class YamlFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, Entry> entries = new HashMap<>();

    private YamlFile() {}

    static Optional<YamlFile> read(String text, List<String> keys, List<String> optional, Problems problems) {
        YamlFile file = new YamlFile();
        try (JsonParser parser = YAML.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(PackFile.PACK, 1, "not a YAML mapping");
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                file.entry(parser, keys, problems);
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(
                    PackFile.PACK,
                    line,
                    "not YAML: its syntax, a number in it, or a key twice (expected: one 'key: value' a line)");
            return Optional.empty();
        }
        keys.stream()
                .filter(key -> !file.entries.containsKey(key) && !optional.contains(key))
                .forEach(key -> problems.add(PackFile.PACK, 1, key + " is missing"));
        return Optional.of(file);
    }

    @Nullable
    JsonNode value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    int line(String key) {
        Entry entry = entries.get(key);
        return entry == null ? 1 : entry.line();
    }

    /** The parser's own location is that of the token before; a quote that is never closed counts where it opens. */
    private static int line(JacksonException exception) {
        if (!(exception.getCause() instanceof MarkedYamlEngineException marked)) {
            return 1;
        }
        boolean scalar = "while scanning a quoted scalar".equals(marked.getContext());
        return (scalar ? marked.getContextMark() : marked.getProblemMark())
                .map(mark -> mark.getLine() + 1)
                .orElse(1);
    }

    private void entry(JsonParser parser, List<String> keys, Problems problems) {
        String key = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        JsonNode value = parser.readValueAsTree();
        if (!PackSources.isPlain(value)) {
            problems.add(PackFile.PACK, line, PackSources.NOT_PLAIN);
        }
        if (!keys.contains(key)) {
            problems.add(PackFile.PACK, line, "unknown key '" + key + "' (expected: " + String.join(", ", keys) + ")");
        } else if (entries.put(key, new Entry(line, value)) != null) {
            problems.add(PackFile.PACK, line, key + " appears twice");
        }
    }

    private record Entry(int line, JsonNode value) {}
}
