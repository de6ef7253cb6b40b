package org.whistle.dispatch.reference.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/** Puts a record into a CSV file of a pack. */
final class CsvEdit {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /** Columns of the category, repeated in the line of each of its conditions. */
    private static final List<String> OF_THE_CATEGORY = List.of("name_zh", "name_en", "duplicate_radius");

    private CsvEdit() {}

    static RecordEdit.Text edit(RecordKind kind, String text, String code, Map<String, JsonNode> fields) {
        List<String> columns = columns(kind);
        Map<String, String> record = record(kind, columns, code, fields);
        List<Map<String, String>> rows = rows(text);
        int place = place(rows, record, kind);
        if (place == rows.size()) {
            rows.add(record);
        } else {
            rows.set(place, record);
        }
        if (kind == RecordKind.CONDITIONS) {
            rows.stream()
                    .filter(row -> same(row, record, List.of("category")))
                    .forEach(row -> OF_THE_CATEGORY.forEach(column -> row.put(column, value(record, column))));
        }
        return new RecordEdit.Text(write(columns, rows), place + 2);
    }

    static RecordEdit.Text remove(RecordKind kind, String text, String code) {
        List<String> columns = columns(kind);
        List<Map<String, String>> rows = rows(text);
        int place = place(rows, record(kind, columns, code, Map.of()), kind);
        if (place == rows.size()) {
            throw new BadRecordException("", "UNKNOWN_RECORD");
        }
        rows.remove(place);
        return new RecordEdit.Text(write(columns, rows), RecordEdit.Text.TAKEN_OUT);
    }

    /** The same file with one column replaced by the values of another, for data that need not be kept. */
    static String withColumn(String text, String column, String as) {
        List<Map<String, String>> rows = rows(text);
        rows.forEach(row -> row.put(column, value(row, as)));
        return rows.isEmpty() ? text : write(List.copyOf(rows.getFirst().keySet()), rows);
    }

    private static List<String> columns(RecordKind kind) {
        return Stream.concat(kind.file().columns().stream(), kind.file().optionalColumns().stream())
                .toList();
    }

    /** Where the record is, after the last where it is not. */
    private static int place(List<Map<String, String>> rows, Map<String, String> record, RecordKind kind) {
        int place = 0;
        while (place < rows.size() && !same(rows.get(place), record, kind.keys())) {
            place++;
        }
        return place;
    }

    private static Map<String, String> record(
            RecordKind kind, List<String> columns, String code, Map<String, JsonNode> fields) {
        String[] keys = code.split("/", -1);
        if (keys.length != kind.keys().size()) {
            throw new BadRecordException("", "INVALID_FIELD");
        }
        Map<String, String> record = new LinkedHashMap<>();
        columns.forEach(column -> record.put(column, ""));
        fields.forEach((field, value) -> {
            String column = RecordEdit.snake(field);
            if (!record.containsKey(column)) {
                throw new BadRecordException(field, "UNKNOWN_FIELD");
            }
            record.put(column, text(field, value));
        });
        for (int i = 0; i < keys.length; i++) {
            String key = kind.keys().get(i);
            if (!value(record, key).isEmpty() && !value(record, key).equals(keys[i])) {
                throw new BadRecordException(key, "NOT_ITS_CODE");
            }
            record.put(key, keys[i]);
        }
        return record;
    }

    private static String text(String field, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(each -> text(field, each)).collect(Collectors.joining(";"));
        }
        if (value.isObject()) {
            throw new BadRecordException(field, "INVALID_FIELD");
        }
        return value.isNull() ? "" : value.asString();
    }

    private static boolean same(Map<String, String> one, Map<String, String> other, List<String> columns) {
        return columns.stream().allMatch(column -> value(one, column).equals(value(other, column)));
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static List<Map<String, String>> rows(String text) {
        CSVFormat format =
                FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord row : parser) {
                if (row.isConsistent()) {
                    rows.add(new LinkedHashMap<>(row.toMap()));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(List<String> columns, List<Map<String, String>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(columns);
            for (Map<String, String> row : rows) {
                printer.printRecord(columns.stream().map(column -> value(row, column)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
