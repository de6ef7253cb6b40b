package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.PartState;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.caller.Caller;

/** For every action the bodies that may be sent with it about a case as it is, one for each way it can go. */
final class Commands {

    private static final String NOTE = "看过了";

    private Commands() {}

    static List<DispatchCommand> of(String action, DispatchCase record, Caller caller) {
        Stream<DispatchCommand> commands = switch (action) {
            case "file" -> Stream.of(new DispatchCommand.FileCase(null));
            case "reject" -> Stream.of(new DispatchCommand.Reject(RejectReason.INCOMPLETE, NOTE, null));
            case "dispatch" ->
                Stream.of(
                        dispatch("FORESTRY"), new DispatchCommand.Dispatch("FORESTRY", List.of("WATER"), "请尽快", null));
            case "designate" -> Stream.of(new DispatchCommand.Designate("SANITATION", List.of("WATER"), "兜底", null));
            case "review-return" ->
                parts(record, part -> part.state() == PartState.RETURN_REVIEW)
                        .filter(part -> !part.offer().by().equals(caller.account()))
                        .flatMap(part -> bothWays(
                                approve -> new DispatchCommand.ReviewReturn(part.assignmentId(), approve, NOTE, null)));
            case "recall" -> recalls(record);
            case "add-assisting" ->
                Stream.of(new DispatchCommand.AddAssisting(free(record).getFirst(), null, null));
            case "review-extension" ->
                parts(record, part -> part.request() != null && part.request().extension() != null)
                        .flatMap(part -> bothWays(approve ->
                                new DispatchCommand.ReviewExtension(part.assignmentId(), approve, 1, NOTE, null)));
            case "review-suspension" ->
                parts(record, part -> part.request() != null && part.request().until() != null)
                        .flatMap(part -> bothWays(approve -> new DispatchCommand.ReviewSuspension(
                                part.assignmentId(), approve, DeskScene.NOW.plus(Duration.ofDays(9)), NOTE, null)));
            case "resume" ->
                parts(record, part -> part.state() == PartState.SUSPENDED)
                        .map(part -> new DispatchCommand.Resume(part.assignmentId(), NOTE, null));
            case "rule" -> Arrays.stream(RulingDecision.values()).map(one -> new DispatchCommand.Rule(one, NOTE, null));
            case "urge" -> Stream.of(new DispatchCommand.Urge("请抓紧，电话13800000000", null));
            case "supervise" -> supervisions(record);
            case "reply-supervision" -> Stream.of(new DispatchCommand.ReplySupervision("正在办", null));
            case "force-close" -> Stream.of(new DispatchCommand.ForceClose(ForceCloseReason.OTHER, NOTE, null));
            case "review-appeal" ->
                appeals(record, caller, appeal -> appeal.recommended() == null)
                        .flatMap(appeal ->
                                bothWays(yes -> new DispatchCommand.ReviewAppeal(appeal.appealId(), yes, NOTE, null)));
            case "decide-appeal" ->
                appeals(record, caller, appeal -> appeal.recommended() != null && appeal.upheld() == null)
                        .flatMap(appeal ->
                                bothWays(yes -> new DispatchCommand.DecideAppeal(appeal.appealId(), yes, NOTE, null)));
            case "find-misconduct" ->
                record.units().stream()
                        .map(unit -> new DispatchCommand.FindMisconduct(unit, NOTE, List.of("photo"), null));
            default -> throw new IllegalArgumentException("action: " + action + " (expected: one of the table)");
        };
        return commands.toList();
    }

    static DispatchCommand dispatch(String lead, String... assisting) {
        return new DispatchCommand.Dispatch(lead, List.of(assisting), null, null);
    }

    static DispatchCommand recall() {
        return new DispatchCommand.Recall(null, ReturnReason.OTHER, NOTE, null);
    }

    static DispatchCommand approveReturn(Part part) {
        return new DispatchCommand.ReviewReturn(part.assignmentId(), true, NOTE, null);
    }

    static DispatchCommand approveSuspension(Part part) {
        return new DispatchCommand.ReviewSuspension(part.assignmentId(), true, null, NOTE, null);
    }

    static DispatchCommand supervise(SupervisionLevel level) {
        return new DispatchCommand.Supervise(null, level, NOTE, null);
    }

    private static Stream<DispatchCommand> recalls(DispatchCase record) {
        return Stream.concat(
                Stream.of(recall()),
                parts(record, part -> part.held() && !part.lead())
                        .map(part -> new DispatchCommand.Recall(
                                part.assignmentId(), ReturnReason.OUTSIDE_AREA, NOTE, null)));
    }

    /** Every colour above the present one, of the case and of each part. */
    private static Stream<DispatchCommand> supervisions(DispatchCase record) {
        RoundStatus.Supervision present = record.standing().supervision();
        return Arrays.stream(SupervisionLevel.values())
                .filter(level -> present == null || level.compareTo(present.level()) > 0)
                .flatMap(level -> Stream.concat(
                        Stream.of(supervise(level)),
                        parts(record, Part::held)
                                .map(part -> new DispatchCommand.Supervise(part.assignmentId(), level, NOTE, null))));
    }

    /** Units that have no part now, and returned none unless one was designated. */
    private static List<String> free(DispatchCase record) {
        List<String> held = parts(record, Part::held).map(Part::unit).toList();
        return Stream.of("FORESTRY", "WATER", "URBAN_MGMT", "SANITATION")
                .filter(unit -> !held.contains(unit)
                        && (record.standing().designated()
                                || !record.standing().returnedUnits().contains(unit)))
                .toList();
    }

    private static Stream<Part> parts(DispatchCase record, Predicate<Part> which) {
        return record.parts().stream().filter(which);
    }

    private static Stream<Appeal> appeals(DispatchCase record, Caller caller, Predicate<Appeal> which) {
        return record.standing().appeals().stream()
                .filter(which)
                .filter(appeal -> !caller.account().equals(appeal.reviewer()));
    }

    private static Stream<DispatchCommand> bothWays(java.util.function.Function<Boolean, DispatchCommand> command) {
        return Stream.of(command.apply(true), command.apply(false));
    }
}
