package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.CodeMove;

/** Reads {@code code-moves.csv}: removed codes, and existing codes of the same level that replace them. */
final class CodeMoveReader {

    private static final Pattern CODE = Pattern.compile("\\d{9}(\\d{3}){0,2}");

    private CodeMoveReader() {}

    static List<CodeMove> read(CsvTable table, @Nullable String county, CodeSet areas, CodeSet grids) {
        Set<String> seen = new HashSet<>();
        List<CodeMove> moves = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String from = row.code("from", CODE);
            String to = row.code("to", CODE);
            if (from == null || to == null) {
                continue;
            }
            if (!seen.add(from)) {
                row.problem("from: " + from + " appears twice");
            }
            if (from.length() != to.length()) {
                row.problem("to: " + to + " (expected: the level of " + from + ")");
            }
            if (county != null && !from.startsWith(county)) {
                row.problem("from: " + from + " (expected: in county " + county + ")");
            }
            if (areas.codes().contains(from) || grids.codes().contains(from)) {
                row.problem("from: " + from + " is still in this pack");
            }
            if ((to.length() == 15 ? grids : areas).lacks(to)) {
                row.problem("to: " + to + " is not in this pack");
            }
            moves.add(new CodeMove(from, to));
        }
        return moves;
    }
}
