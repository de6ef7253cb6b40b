package org.whistle.department.part;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.SuspensionReason;
import org.whistle.kit.place.Datum;
import org.whistle.kit.place.DeclaredPosition;

/** For every action the bodies that a unit may send with it about a part as it is, one for each way it can go. */
final class Commands {

    static final PartCommand ACCEPT = new PartCommand.Accept(null);
    static final PartCommand RETURN = new PartCommand.RequestReturn(ReturnReason.OTHER, "不归我管", null, null);
    static final PartCommand ASSIGN = new PartCommand.AssignHandler("handler", null);
    static final PartCommand CHECK_IN = new PartCommand.CheckIn(new DeclaredPosition(119.87, 26.63, Datum.WGS84), null);
    static final PartCommand EXTENSION = new PartCommand.RequestExtension(1, ExtensionReason.WEATHER, "下雨", null);
    static final PartCommand COMPLETE = new PartCommand.Complete("已清除", true, null, null, null, null, null);
    static final PartCommand FIRST_STAGE = new PartCommand.CompleteStage("E0120-1", "围挡好了", null, null);

    private Commands() {}

    static List<PartCommand> of(String action, Assignment assignment, Instant now) {
        return switch (action) {
            case "accept" -> List.of(ACCEPT);
            case "request-return" ->
                List.of(RETURN, new PartCommand.RequestReturn(ReturnReason.WRONG_DEPARTMENT, "供水", "WATER", null));
            case "check-in" -> List.of(CHECK_IN);
            case "assign-handler" -> List.of(ASSIGN);
            case "note" -> List.of(new PartCommand.Note("在路上，电话13800000000", null, null));
            case "complete-stage" ->
                Stages.open(assignment).stream()
                        .<PartCommand>map(
                                stage -> new PartCommand.CompleteStage(stage.conditionCode(), "完成", null, null))
                        .toList();
            case "request-extension" -> List.of(EXTENSION);
            case "request-suspension" -> List.of(suspension(now));
            case "complete" -> List.of(COMPLETE, new PartCommand.Complete("已告知", null, true, null, null, null, null));
            case "reply-supervision" -> List.of(new PartCommand.ReplySupervision("正在办", null));
            case "appeal" ->
                Requests.appealable(assignment).stream().map(Commands::appeal).toList();
            default -> throw new IllegalArgumentException("action: " + action + " (expected: one of the table)");
        };
    }

    static PartCommand suspension(Instant now) {
        return new PartCommand.RequestSuspension(now.plus(Duration.ofDays(60)), SuspensionReason.SEASONAL, "等春天", null);
    }

    static PartCommand appeal(String about) {
        return new PartCommand.Appeal(about, "WEATHER", "台风", null);
    }
}
