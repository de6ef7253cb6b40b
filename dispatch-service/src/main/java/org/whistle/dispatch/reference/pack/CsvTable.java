package org.whistle.dispatch.reference.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file of a pack.
 *
 * @param readable whether header and quoting are right, so that an absent code is really absent
 */
record CsvTable(PackFile file, List<CsvRow> rows, boolean readable) {

    static CsvTable read(PackFile file, PackSources sources, Problems problems) {
        return sources.text(file)
                .map(text -> parse(file, text, problems))
                .orElseGet(() -> new CsvTable(file, List.of(), !file.required()));
    }

    /** The values of a column, valid or not, to check references. */
    CodeSet codes(String column) {
        Set<String> codes = new HashSet<>();
        rows.forEach(row -> codes.add(row.raw(column)));
        return new CodeSet(codes, readable);
    }

    private static CsvTable parse(PackFile file, String text, Problems problems) {
        List<CsvRow> rows = new ArrayList<>();
        long line = 0;
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                problems.add(file, 1, "the file is empty (expected: a header line)");
                return new CsvTable(file, List.of(), false);
            }
            List<String> header = records.next().toList();
            if (!matches(file, header, problems)) {
                return new CsvTable(file, List.of(), false);
            }
            line = parser.getCurrentLineNumber();
            while (records.hasNext()) {
                row(file, header, records.next(), (int) line + 1, rows, problems);
                line = parser.getCurrentLineNumber();
            }
            return new CsvTable(file, rows, true);
        } catch (UncheckedIOException | IOException e) {
            problems.add(file, (int) line + 1, "not CSV: a quote is out of place or never closed");
            return new CsvTable(file, List.of(), false);
        }
    }

    private static boolean matches(PackFile file, List<String> header, Problems problems) {
        Set<String> seen = new HashSet<>();
        boolean right = true;
        for (String column : header) {
            if (!file.columns().contains(column) && !file.optionalColumns().contains(column)) {
                problems.add(
                        file,
                        1,
                        "unknown column '" + column + "' (expected: " + String.join(",", file.columns()) + ")");
                right = false;
            } else if (!seen.add(column)) {
                problems.add(file, 1, "column '" + column + "' appears twice");
                right = false;
            }
        }
        for (String column : file.columns()) {
            if (!seen.contains(column)) {
                problems.add(file, 1, "column '" + column + "' is missing");
                right = false;
            }
        }
        return right;
    }

    private static void row(
            PackFile file, List<String> header, CSVRecord record, int line, List<CsvRow> rows, Problems problems) {
        if (record.size() == 1 && record.get(0).isBlank()) {
            return;
        }
        if (record.size() != header.size()) {
            problems.add(file, line, record.size() + " fields (expected: " + header.size() + ")");
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        file.optionalColumns().forEach(column -> values.put(column, ""));
        for (int i = 0; i < header.size(); i++) {
            values.put(header.get(i), record.get(i));
        }
        rows.add(new CsvRow(file, line, values, problems));
    }
}
