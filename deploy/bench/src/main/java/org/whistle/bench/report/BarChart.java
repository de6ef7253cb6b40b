package org.whistle.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars in SVG, one group for each thing, one colour for each measure.
 *
 * @param caption what is shown, with its unit
 * @param measures such as p50, p95
 */
public record BarChart(String caption, List<String> measures, List<Group> groups) implements Figure {

    private static final int LABELS = 260;
    private static final int WIDTH = 860;
    private static final int VALUES = 70;
    private static final int BAR = 13;
    private static final int GAP = 9;
    private static final int LEGEND = 24;

    public BarChart {
        measures = List.copyOf(measures);
        groups = List.copyOf(groups);
    }

    /**
     * What is measured of one thing.
     *
     * @param values one for each measure, in their order; none below zero
     */
    public record Group(String label, List<Double> values) {

        public Group {
            values = List.copyOf(values);
        }
    }

    @Override
    public String html() {
        int step = measures.size() * BAR + GAP;
        int height = LEGEND + groups.size() * step;
        double most = Math.max(
                groups.stream()
                        .flatMap(group -> group.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1),
                1e-9);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height));
        for (int i = 0; i < measures.size(); i++) {
            int x = LABELS + i * 110;
            svg.append("<rect class=\"s%d\" x=\"%d\" y=\"4\" width=\"12\" height=\"12\"/>".formatted(i, x));
            svg.append("<text x=\"%d\" y=\"14\">%s</text>".formatted(x + 17, Html.escape(measures.get(i))));
        }
        int y = LEGEND;
        for (Group group : groups) {
            svg.append("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>"
                    .formatted(LABELS - 8, y + step / 2 + 1, Html.escape(group.label())));
            for (int i = 0; i < group.values().size(); i++) {
                double value = Math.max(0, group.values().get(i));
                double width = value / most * (WIDTH - LABELS - VALUES);
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"s%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        i,
                        LABELS,
                        y + i * BAR,
                        width,
                        BAR - 2));
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text>",
                        LABELS + width + 5,
                        y + i * BAR + BAR - 3,
                        Html.number(value)));
            }
            y += step;
        }
        return "<figure><figcaption>" + Html.escape(caption) + "</figcaption>" + svg + "</svg></figure>";
    }
}
