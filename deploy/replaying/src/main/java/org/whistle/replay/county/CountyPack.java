package org.whistle.replay.county;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A county pack as a player needs it; dispatch-service is the one that checks packs. */
public record CountyPack(
        String county, ZoneId zone, Accounts accounts, List<Condition> conditions, List<GridShape> grids) {

    public CountyPack {
        conditions = List.copyOf(conditions);
        grids = List.copyOf(grids);
    }

    /** Reads a pack's folder. */
    public static CountyPack read(Path folder) {
        String yaml = text(folder.resolve("pack.yaml"));
        return new CountyPack(
                value(yaml, "county"),
                ZoneId.of(value(yaml, "timeZone")),
                new Accounts(csv(folder.resolve("accounts.csv")).stream()
                        .map(Account::of)
                        .toList()),
                csv(folder.resolve("categories.csv")).stream()
                        .map(Condition::of)
                        .toList(),
                grids(folder.resolve("grids.geojson")));
    }

    /** The records of a CSV file with a header. */
    public static List<CSVRecord> csv(Path file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVParser.parse(reader, format)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<GridShape> grids(Path file) {
        JsonNode features = JsonMapper.shared().readTree(text(file)).path("features");
        return features.valueStream().map(GridShape::of).toList();
    }

    private static String value(String yaml, String key) {
        Matcher matcher =
                Pattern.compile("(?m)^" + key + ":\\s*\"?([^\"\\s]+)\"?\\s*$").matcher(yaml);
        if (!matcher.find()) {
            throw new IllegalArgumentException("pack.yaml: no " + key);
        }
        return matcher.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
