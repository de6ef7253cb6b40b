package org.whistle.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The action table of one desk in the documentation: compared, or written with {@code -Dwhistle.diagrams.write=true}.
 */
public final class TransitionDocument {

    private static final Path FOLDER = Path.of("../deploy/docs");

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("REPORTED", "已上报 reported"),
            Map.entry("VERIFYING", "待核实 verifying"),
            Map.entry("COMMUNITY_HANDLING", "社区自办 community handling"),
            Map.entry("STREET_PENDING", "待街道研判 street pending"),
            Map.entry("STREET_HANDLING", "街道自办 street handling"),
            Map.entry("TICKETED", "已吹哨待派单 ticketed"),
            Map.entry("DISPATCHED", "待接单 dispatched"),
            Map.entry("RETURN_REVIEW", "退单审核 return review"),
            Map.entry("HANDLING", "处置中 handling"),
            Map.entry("SUSPENDED", "挂账 suspended"),
            Map.entry("RULING", "待裁决 ruling"),
            Map.entry("CHECKING", "核查中 checking"),
            Map.entry("CONFIRMING", "待街道确认 confirming"),
            Map.entry("CLOSED", "结案 closed"),
            Map.entry("VOIDED", "作废 voided"),
            Map.entry("MERGED", "并案 merged"),
            Map.entry("FORCE_CLOSED", "强制结案 force-closed"),
            Map.entry("OFFERED", "待接单 offered"),
            Map.entry("DONE", "已反馈 done"),
            Map.entry("ENDED", "已终止 ended"));

    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("GRID_WORKER", "网格员 grid worker"),
            Map.entry("COMMUNITY", "社区 community"),
            Map.entry("STREET", "街道 street"),
            Map.entry("STREET_LEADER", "街道领导 street leader"),
            Map.entry("DISPATCHER", "派单员 dispatcher"),
            Map.entry("COMMAND_LEADER", "值班长 command leader"),
            Map.entry("DEPARTMENT", "部门联络员 department"),
            Map.entry("HANDLER", "处置人员 handler"),
            Map.entry("SUPERVISOR", "督查考评 supervisor"),
            Map.entry("CITIZEN", "市民 citizen"));

    private TransitionDocument() {}

    /**
     * Compares the table that the desk decides by with its page.
     *
     * @param lines of the desk's own table, in order
     * @param written for the actions' Chinese names
     * @param everyState the desk's states, for those that are many
     */
    public static void check(
            String desk, String title, List<TransitionText.Line> lines, TransitionText written, List<String> everyState)
            throws IOException {
        Map<String, String> names = written.lines().stream()
                .collect(Collectors.toMap(TransitionText.Line::action, TransitionText.Line::nameZh, (one, _) -> one));
        String page = lines.stream()
                .map(line -> "| %s `%s` | %s | %s |"
                        .formatted(
                                names.get(line.action()),
                                line.action(),
                                states(line.from(), everyState),
                                line.by().stream().map(ROLES::get).collect(Collectors.joining("、"))))
                .collect(Collectors.joining("\n", head(desk, title), "\n"));
        Path file = FOLDER.resolve("transitions-" + desk + ".md");
        if (Boolean.getBoolean("whistle.diagrams.write")) {
            Files.writeString(file, page);
        }
        if (!page.equals(Files.readString(file))) {
            throw new AssertionError(file + " differs from the table: run the test with -Dwhistle.diagrams.write=true");
        }
    }

    private static String states(List<String> from, List<String> everyState) {
        List<String> ended = List.of("CLOSED", "VOIDED", "MERGED", "FORCE_CLOSED");
        if (everyState.contains("CLOSED")) {
            if (from.containsAll(everyState)) {
                return "任何状态 any";
            }
            if (from.size() == everyState.size() - ended.size() && from.stream().noneMatch(ended::contains)) {
                return "任何未结状态 any open";
            }
        }
        return from.stream().map(STATES::get).collect(Collectors.joining("、"));
    }

    private static String head(String desk, String title) {
        return """
                # %s

                Generated from the table that %s-service decides by; a test compares the two. Where a line has further
                conditions, a refusal names them by its code. How the states follow each other:
                [state diagrams](state-diagrams.md).

                | 动作 action | 从 from | 由 by |
                |---|---|---|
                """.formatted(title, desk);
    }
}
