package org.whistle.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** RFC 4180 in UTF-8 with a byte order mark, so that a double click opens it with its Chinese. */
public final class CsvSheet implements Sheet {

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
                        case Object other -> Neutral.text(other.toString());
                    });
        }
        printer.println();
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
