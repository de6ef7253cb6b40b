package org.whistle.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 in UTF-8 with a byte order mark, so that a double click opens it with its Chinese. A text that a spreadsheet would turn
 * into another number or a date, such as a case number, ends with a tab, which keeps it as it is.
 */
public final class CsvSheet implements Sheet {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** More digits than a cell shows, a zero before others, a power of ten, house numbers. */
    private static final Pattern TAKEN_AMISS = Pattern.compile("\\d{12,}|0\\d+|\\d+[eE]\\d+|\\d+([-/])\\d+(\\1\\d+)?");

    private final CSVPrinter printer;

    /** Begins with the mark. */
    public CsvSheet(OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        for (Object cell : cells) {
            printer.print(
                    switch (cell) {
                        case null -> "";
                        case Number number -> number;
                        case LocalDateTime time -> TIME.format(time);
                        case Object other -> text(Neutral.text(other.toString()));
                    });
        }
        printer.println();
    }

    private static String text(String text) {
        return TAKEN_AMISS.matcher(text).matches() ? text + "\t" : text;
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
