package org.whistle.audit.bulletin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulletin as it is printed: tables of words and numbers, some with links to the cases behind them.
 *
 * @param months such as 2026 年 11 月
 * @param sections one table each
 * @param basis versions and dates the numbers were computed from
 */
public record Bulletin(String title, String months, String printedAt, List<Section> sections, List<String> basis) {

    public Bulletin {
        sections = List.copyOf(sections);
        basis = List.copyOf(basis);
    }

    /** One table with its heading. */
    public record Section(String title, @Nullable String note, List<String> columns, List<Line> lines) {

        public Section {
            columns = List.copyOf(columns);
            lines = List.copyOf(lines);
        }
    }

    /** One line of a table. */
    public record Line(String name, List<Cell> cells) {

        public Line {
            cells = List.copyOf(cells);
        }
    }

    /** A number as it is printed; {@code href} where there are cases behind it. */
    public record Cell(String text, @Nullable String href) {

        /** Nothing to divide by: none, never 0 % or 100 %. */
        static final Cell NONE = new Cell("—", null);
    }
}
