package org.whistle.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines over a number, such as latency over the rate of arrivals, in SVG.
 *
 * @param caption what is shown, with the unit
 * @param across what the number is
 * @param xs rising
 * @param lines a value for each of {@code xs}, by name
 */
public record LineChart(String caption, String across, List<Double> xs, Map<String, List<Double>> lines)
        implements Figure {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int TOP = 24;

    public LineChart {
        xs = List.copyOf(xs);
    }

    @Override
    public String html() {
        double right = xs.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double most = Math.max(
                lines.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1),
                1e-9);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, HEIGHT));
        svg.append("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>".formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - 10));
        svg.append(
                "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT - 5, TOP + 10, Html.number(most)));
        svg.append("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>"
                .formatted(WIDTH - 10, HEIGHT - 6, Html.escape(across)));
        xs.forEach(x -> svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\">%s</text>",
                x(x, right) - 8,
                HEIGHT - BOTTOM + 16,
                Html.number(x))));
        int series = 0;
        for (Map.Entry<String, List<Double>> line : lines.entrySet()) {
            String points = IntStream.range(
                            0, Math.min(xs.size(), line.getValue().size()))
                    .mapToObj(i -> String.format(
                            Locale.ROOT,
                            "%.1f,%.1f",
                            x(xs.get(i), right),
                            y(line.getValue().get(i), most)))
                    .collect(Collectors.joining(" "));
            svg.append("<polyline class=\"l%d\" points=\"%s\"/>".formatted(series, points));
            svg.append("<rect class=\"s%d\" x=\"%d\" y=\"4\" width=\"12\" height=\"12\"/>"
                    .formatted(series, LEFT + series * 150));
            svg.append("<text x=\"%d\" y=\"14\">%s</text>"
                    .formatted(LEFT + series * 150 + 17, Html.escape(line.getKey())));
            series++;
        }
        return "<figure><figcaption>" + Html.escape(caption) + "</figcaption>" + svg + "</svg></figure>";
    }

    private static double x(double value, double right) {
        return LEFT + value / right * (WIDTH - LEFT - 30);
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
    }
}
