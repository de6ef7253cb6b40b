package org.whistle.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file: its headings, their anchors as GitHub makes them, and where it links to. */
record MarkdownPage(List<String> headings, Set<String> anchors, List<Link> links) {

    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)?\\s*");
    private static final Pattern LINK =
            Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?: +\"[^\"]*\")?\\)|<img[^>]* src=\"([^\"]+)\"");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");

    MarkdownPage {
        headings = List.copyOf(headings);
        anchors = Set.copyOf(anchors);
        links = List.copyOf(links);
    }

    /**
     * Where a page links to.
     *
     * @param line from 1
     */
    record Link(int line, String target) {}

    static MarkdownPage read(Path file) {
        List<String> headings = new ArrayList<>();
        Set<String> anchors = new HashSet<>();
        List<Link> links = new ArrayList<>();
        boolean fenced = false;
        int number = 0;
        for (String line : Checkout.text(file).lines().toList()) {
            number++;
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
                continue;
            }
            if (fenced) {
                continue;
            }
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                headings.add(plain(heading.group(1)));
                anchors.add(unused(anchor(plain(heading.group(1))), anchors));
            }
            ANCHOR.matcher(line).results().forEach(found -> anchors.add(found.group(1)));
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                links.add(new Link(number, link.group(1) == null ? link.group(2) : link.group(1)));
            }
        }
        return new MarkdownPage(headings, anchors, links);
    }

    /** Whether the text begins with one of the headings, up to the end of a word, in any case. */
    boolean beginsWithHeading(String text) {
        return headings.stream()
                .anyMatch(heading -> text.regionMatches(true, 0, heading, 0, heading.length())
                        && (text.length() == heading.length()
                                || !Character.isLetterOrDigit(text.charAt(heading.length()))));
    }

    private static String plain(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("[`*]", "");
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replaceAll("\\s", "-");
    }

    private static String unused(String anchor, Set<String> taken) {
        String free = anchor;
        for (int i = 1; taken.contains(free); i++) {
            free = anchor + "-" + i;
        }
        return free;
    }
}
