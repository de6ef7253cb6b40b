package org.whistle.audit.score;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores side by side: a value, and of units the place, by subject and code; who has none is left out. */
final class Sheets {

    private Sheets() {}

    static Map<String, String> lines(ScoreSheet sheet) {
        Map<String, String> lines = new TreeMap<>();
        sheet.units().forEach(score -> lines.put("unit " + score.code(), value(score) + " " + place(score)));
        add(lines, "street ", sheet.streets());
        add(lines, "community ", sheet.communities());
        add(lines, "command center ", sheet.commandCenter());
        return withoutNones(lines);
    }

    static Map<String, String> lines(NaiveScores scores, String county) {
        Map<String, String> lines = new TreeMap<>();
        scores.units().forEach((code, score) -> lines.put("unit " + code, score));
        scores.streets().forEach((code, score) -> lines.put("street " + code, score));
        scores.communities().forEach((code, score) -> lines.put("community " + code, score));
        lines.put("command center " + county, scores.commandCenter().getOrDefault(county, "none"));
        return withoutNones(lines);
    }

    private static Map<String, String> withoutNones(Map<String, String> lines) {
        lines.values().removeIf(line -> line.startsWith("none"));
        return lines;
    }

    private static void add(Map<String, String> lines, String subject, List<Score> scores) {
        scores.forEach(score -> lines.put(subject + score.code(), value(score)));
    }

    private static String value(Score score) {
        return score.value() == null ? "none" : score.value().toPlainString();
    }

    private static String place(Score score) {
        return score.rank() == null ? "-" : score.rank().toString();
    }
}
