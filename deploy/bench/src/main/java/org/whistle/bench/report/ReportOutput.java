package org.whistle.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report is written: one JSON line to standard output, text to standard error, a page where asked for. */
public final class ReportOutput {

    @Option(names = "--html", paramLabel = "FILE", description = "also writes a page with charts")
    private @Nullable Path html;

    /** Writes a report. */
    public void write(Record report, List<String> text, Supplier<String> page) throws IOException {
        text.forEach(System.err::println);
        Path file = html;
        if (file != null) {
            Files.writeString(file, page.get());
        }
        System.out.println(JsonLine.of(report));
    }
}
