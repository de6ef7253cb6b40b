package org.whistle.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Office Open XML; what is written is sent on every few hundred rows, and a full sheet is followed by another. */
public final class XlsxSheet implements Sheet {

    private static final int ROWS_IN_A_SHEET = 1_000_000;
    private static final int ROWS_HELD = 500;
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final double TIME_WIDTH = 19;

    private final Workbook workbook;
    private final String name;
    private @Nullable List<? extends @Nullable Object> header;
    private @Nullable Worksheet sheet;
    private int sheets;
    private int rows;

    /** A workbook whose sheets bear the name. */
    public XlsxSheet(OutputStream out, String name) {
        this.workbook = new Workbook(out, "Whistle", "1.0");
        this.name = name;
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (header == null) {
            header = new ArrayList<>(cells);
        }
        Worksheet page = sheet;
        if (page == null || rows == ROWS_IN_A_SHEET) {
            page = next(page);
            if (sheets > 1) {
                write(page, header);
            }
        }
        write(page, cells);
    }

    @Override
    public void close() throws IOException {
        if (sheet == null) {
            workbook.newWorksheet(name);
        }
        workbook.finish();
    }

    private Worksheet next(@Nullable Worksheet full) throws IOException {
        if (full != null) {
            full.finish();
        }
        sheets++;
        rows = 0;
        Worksheet page = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        sheet = page;
        return page;
    }

    private void write(Worksheet page, List<? extends @Nullable Object> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case null -> {}
                case Number number -> page.value(rows, column, number);
                case LocalDateTime time -> {
                    page.value(rows, column, time);
                    page.style(rows, column).format(TIME).set();
                    page.width(column, TIME_WIDTH);
                }
                case Object other -> page.inlineString(rows, column, Neutral.text(other.toString()));
            }
        }
        rows++;
        if (rows % ROWS_HELD == 0) {
            page.flush();
        }
    }
}
