package org.whistle.dispatch.reference.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts one record into the files of a pack, or removes it; nothing is checked yet. */
public final class RecordEdit {

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
    private static final Pattern SUBJECT = Pattern.compile("(?:feature \\d+: )?(\\w+)");

    private RecordEdit() {}

    /**
     * The files with the record replaced, or added where there was none, or without it; empty for a kind that is none.
     *
     * @param fields as the kind is published, without the code; null takes the record out
     * @throws BadRecordException for a field that the kind does not have, a code that is not one of its, or a record to
     *     take out that is not there or has to stay
     */
    public static Optional<Edited> edit(
            Map<String, byte[]> files, String kind, String code, @Nullable Map<String, JsonNode> fields) {
        return RecordKind.named(kind).map(known -> {
            String name = known.file().fileName();
            String before = PackSources.text(files.getOrDefault(name, new byte[0]));
            Text after = switch (known) {
                case COUNTY -> CountyEdit.edit(before, code, fields);
                case GRIDS, COMPONENTS ->
                    fields == null
                            ? FeatureEdit.remove(known, before, code)
                            : FeatureEdit.edit(known, before, code, fields);
                case JURISDICTIONS, UNITS, ROSTERS, CONDITIONS, HOLIDAYS, LIMITS, MOVES, POLICIES ->
                    fields == null ? CsvEdit.remove(known, before, code) : CsvEdit.edit(known, before, code, fields);
            };
            Map<String, byte[]> edited = new LinkedHashMap<>(files);
            edited.put(name, after.text().getBytes(StandardCharsets.UTF_8));
            return new Edited(edited, name, after.line(), fields == null ? Set.of() : fields.keySet());
        });
    }

    /** All kinds. */
    public static List<String> kinds() {
        return Arrays.stream(RecordKind.values()).map(RecordKind::kind).toList();
    }

    /** A file's new text and the line the record is in, 0 where it takes up the whole file. */
    record Text(String text, int line) {

        /** In no line. */
        static final int TAKEN_OUT = Integer.MAX_VALUE;
    }

    /**
     * The files of the pack with the record in it, or without.
     *
     * @param line where the record is, 0 where it takes up the whole file
     */
    public record Edited(Map<String, byte[]> files, String file, int line, Set<String> fields) {

        /** The field of the record that an error is about; empty for an error elsewhere in the pack. */
        public Optional<String> fieldOf(PackError error) {
            if (!error.file().equals(file) || (line > 0 && error.line() != line)) {
                return Optional.empty();
            }
            Matcher subject = SUBJECT.matcher(error.message());
            String field = subject.lookingAt() ? camel(subject.group(1)) : "";
            return Optional.of(
                    switch (field) {
                        case "geometry", "position", "ring" -> fields.contains("polygon") ? "polygon" : "longitude";
                        default -> field;
                    });
        }
    }

    static String snake(String field) {
        return CAPITAL.matcher(field)
                .replaceAll(capital -> "_" + capital.group().toLowerCase(java.util.Locale.ROOT));
    }

    private static String camel(String column) {
        return UNDERSCORE.matcher(column).replaceAll(letter -> letter.group(1).toUpperCase(java.util.Locale.ROOT));
    }
}
