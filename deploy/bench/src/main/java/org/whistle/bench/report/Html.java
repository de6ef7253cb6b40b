package org.whistle.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page that needs nothing else: no script, no font, no picture from anywhere. */
public final class Html {

    private static final double WHOLE = 100;
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:900px;margin:2rem auto;padding:0 1rem;color:#1b2733}
            h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem;border-top:1px solid #d5dce3;padding-top:1rem}
            figure{margin:1.2rem 0}figcaption,caption{font-weight:600;text-align:left;margin-bottom:.4rem}
            svg{width:100%;height:auto}svg text{font-size:11px;fill:#1b2733}svg .label{text-anchor:end}
            .axis{fill:none;stroke:#8795a3}polyline{fill:none;stroke-width:2}
            .s0{fill:#2f6fb0}.s1{fill:#e08a1e}.s2{fill:#b23a48}.s3{fill:#5b8c5a}.s4{fill:#7a5ea8}
            .l0{stroke:#2f6fb0}.l1{stroke:#e08a1e}.l2{stroke:#b23a48}.l3{stroke:#5b8c5a}.l4{stroke:#7a5ea8}
            table{border-collapse:collapse;margin:1.2rem 0;width:100%}
            td,th{border-bottom:1px solid #d5dce3;padding:.15rem .5rem;text-align:right;font-variant-numeric:tabular-nums}
            td:first-child,th:first-child{text-align:left}
            """;

    private Html() {}

    /**
     * Writes a page.
     *
     * @param below a line under the title
     */
    public static String page(String title, String below, List<Section> sections) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + STYLE
                + "</style></head><body><h1>"
                + escape(title) + "</h1><p>" + escape(below) + "</p>"
                + sections.stream().map(Section::html).collect(Collectors.joining()) + "</body></html>\n";
    }

    /** Whole from a hundred on, otherwise two digits after the point. */
    public static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= WHOLE ? "%,.0f" : "%.2f", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A part of a page under a heading. */
    public record Section(String heading, List<Figure> figures) {

        public Section {
            figures = List.copyOf(figures);
        }

        private String html() {
            return "<h2>" + escape(heading) + "</h2>"
                    + figures.stream().map(Figure::html).collect(Collectors.joining());
        }
    }
}
