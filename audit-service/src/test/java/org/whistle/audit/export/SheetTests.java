package org.whistle.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Tables as an office opens them. */
class SheetTests {

    private static final int MANY = 100_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")"})
    void neverLooksLikeAFormula(String text) throws IOException {
        assertThat(csv(List.of(text)))
                .doesNotStartWith("\uFEFF" + text)
                .startsWith("\uFEFF")
                .contains("'");
        assertThat(xlsx(List.of(text))).doesNotContain("<f>");
        assertThat(text(xlsx(List.of(text)))).startsWith("'");
    }

    @Test
    void keepsNumbersNumbersAndBlanksBlank() throws IOException {
        assertThat(csv(Arrays.asList("井盖", -5, null, 0.25))).isEqualTo("\uFEFF井盖,-5,,0.25\r\n");
        String xlsx = xlsx(Arrays.asList("井盖", -5, null, 0.25));
        assertThat(xlsx).contains("<v>-5</v>");
        assertThat(text(xlsx)).startsWith("井盖");
    }

    /** With a tab a spreadsheet program keeps a text a text; without, it writes 3.50999E+18 into the next file. */
    @ParameterizedTest
    @CsvSource({
        "3509992026112400001, true",
        "350999001001001, true",
        "0593, true",
        "12E3, true",
        "3-2, true",
        "3-2-101, true",
        "1/2, true",
        "2026, false",
        "12345678901, false",
        "E0110, false",
        "3-2号, false",
        "3-2/1, false",
    })
    void aNumberThatIsANameStaysAsItIs(String text, boolean kept) throws IOException {
        assertThat(csv(List.of(text))).isEqualTo("\uFEFF" + (kept ? "\"" + text + "\t\"" : text) + "\r\n");
        assertThat(text(xlsx(List.of(text)))).isEqualTo(text);
    }

    @Test
    void aTimeIsATimeForSpreadsheets() throws IOException {
        LocalDateTime noon = LocalDateTime.of(2026, 11, 24, 12, 0);

        assertThat(csv(List.of(noon))).isEqualTo("\uFEFF2026-11-24 12:00:00\r\n");
        assertThat(xlsx(List.of(noon))).contains("<v>46350.5</v>").containsPattern("<c r=\"A1\" s=\"\\d+\"");
    }

    @Test
    void dropsWhatXmlCannotHold() throws IOException {
        assertThat(text(xlsx(List.of("a\u0000b\u0007c")))).isEqualTo("abc");
    }

    @Test
    void sendsRowsOnWhileTheyAreWritten() throws IOException {
        Counting csvOut = new Counting();
        Counting xlsxOut = new Counting();
        List<Long> seen = new ArrayList<>();
        try (Sheet csv = new CsvSheet(csvOut);
                Sheet xlsx = new XlsxSheet(xlsxOut, "cases")) {
            for (int row = 0; row < MANY; row++) {
                List<Object> cells = List.of("案件 %d".formatted(row), row, "some words that make it longer " + row * 31);
                csv.row(cells);
                xlsx.row(cells);
                if (row % (MANY / 4) == 0) {
                    seen.add(Math.min(csvOut.bytes, xlsxOut.bytes));
                }
            }
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates();
        assertThat(seen.getLast()).isGreaterThan(Math.min(csvOut.bytes, xlsxOut.bytes) / 2);
    }

    private static String csv(List<?> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sheet sheet = new CsvSheet(out)) {
            sheet.row(cells);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String xlsx(List<?> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sheet sheet = new XlsxSheet(out, "cases")) {
            sheet.row(cells);
        }
        Path file = Files.write(directory.resolve("sheet.xlsx"), out.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private static String text(String sheet) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(sheet)))
                    .getDocumentElement()
                    .getTextContent();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts and forgets. */
    private static final class Counting extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
