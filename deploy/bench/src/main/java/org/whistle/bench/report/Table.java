package org.whistle.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of text; the first column names the row.
 *
 * @param caption what is shown, with its unit
 */
public record Table(String caption, List<String> head, List<List<String>> rows) implements Figure {

    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String html() {
        return "<table><caption>" + Html.escape(caption) + "</caption><thead>" + row("th", head) + "</thead><tbody>"
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Html.escape(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
