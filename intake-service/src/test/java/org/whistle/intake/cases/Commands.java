package org.whistle.intake.cases;

import java.util.List;
import java.util.UUID;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.VoidReason;
import org.whistle.events.code.WhistleKind;

/** For every action the bodies that a role may send with it, one for each possible outcome. */
final class Commands {

    static final String HEAP = "E0110-1";
    static final String DANGER = "E0110-2";
    static final IntakeCommand JOIN = new IntakeCommand.Join(null);
    static final IntakeCommand ASK = new IntakeCommand.RequestVerification(null, null, null);
    static final IntakeCommand FOUND = verify(true);
    static final IntakeCommand START = new IntakeCommand.StartHandling(HEAP, null);
    static final IntakeCommand HANDLE = new IntakeCommand.Handle("已清理", null, "垃圾已清运，感谢反映", null);
    static final IntakeCommand ESCALATE = new IntakeCommand.Escalate(EscalateReason.BEYOND_POWER, "无权", null, null);
    static final IntakeCommand SEND_BACK = new IntakeCommand.SendBack(SendBackReason.INCOMPLETE, "缺照片", null);
    static final IntakeCommand VOID = new IntakeCommand.VoidCase(VoidReason.OUT_OF_SCOPE, "不属受理范围", null);
    static final IntakeCommand MERGE = new IntakeCommand.Merge(new UUID(9, 9), null, null);
    static final IntakeCommand TICKET = ticket(WhistleKind.ROUTINE, HEAP);
    static final IntakeCommand ENDORSE = new IntakeCommand.Endorse("属实", null);
    static final IntakeCommand TAKE_BACK = new IntakeCommand.TakeBack(RejectReason.STREET_CAN_HANDLE, "可自办", null);
    static final IntakeCommand CONFIRM = new IntakeCommand.Confirm(new IntakeCommand.Marks(90, 80, 70, 60), null, null);
    static final IntakeCommand VETO = new IntakeCommand.Veto(DissatisfactionReason.NOT_RESOLVED, "没有解决", null, null);
    static final IntakeCommand RATE = new IntakeCommand.Rate(true, 4, null, null);
    static final IntakeCommand REOPEN = new IntakeCommand.Reopen(DissatisfactionReason.RECURRED, "又有了", null);
    static final IntakeCommand CALL_BACK = new IntakeCommand.CallBack(true, true, 5, null, null);

    static final IntakeCommand NOT_RESOLVED = new IntakeCommand.CallBack(true, false, 1, "只清了一半", null);

    private Commands() {}

    static List<IntakeCommand> of(String action, Role role) {
        return switch (action) {
            case "join" -> List.of(JOIN);
            case "supplement" -> List.of(new IntakeCommand.Supplement("又多了，电话13800000000", null, null));
            case "locate" -> List.of(new IntakeCommand.Locate(null, DeskScene.GRID, null));
            case "withdraw" -> List.of(new IntakeCommand.Withdraw(null));
            case "request-verification" -> List.of(ASK, new IntakeCommand.RequestVerification(DANGER, "有危险？", null));
            case "cancel-verification" -> List.of(new IntakeCommand.CancelVerification("不必了", null));
            case "verify" -> List.of(FOUND, verify(false));
            case "start-handling" -> List.of(START);
            case "handle" -> List.of(HANDLE);
            case "merge" -> List.of(MERGE);
            case "void" -> List.of(VOID);
            case "escalate" -> List.of(ESCALATE);
            case "send-back" -> List.of(SEND_BACK);
            case "ticket" ->
                role == Role.STREET_LEADER
                        ? List.of(TICKET, ticket(WhistleKind.CAMPAIGN, HEAP), ticket(WhistleKind.EMERGENCY, DANGER))
                        : List.of(TICKET, ticket(WhistleKind.ENFORCEMENT, HEAP), ticket(WhistleKind.EMERGENCY, HEAP));
            case "check" -> List.of(check(true), check(false));
            case "endorse" -> List.of(ENDORSE);
            case "take-back" -> List.of(TAKE_BACK);
            case "urge" -> List.of(new IntakeCommand.Urge("请抓紧", null));
            case "reply-supervision" -> List.of(new IntakeCommand.ReplySupervision("正在办", null));
            case "confirm" -> List.of(CONFIRM);
            case "veto" -> List.of(VETO);
            case "rate" -> List.of(RATE, new IntakeCommand.Rate(false, 1, "没修好，电话13800000000", null));
            case "reopen" -> List.of(REOPEN);
            case "call-back" ->
                List.of(CALL_BACK, NOT_RESOLVED, new IntakeCommand.CallBack(false, null, null, null, null));
            case "spot-check" -> List.of(spotCheck(true), spotCheck(false));
            default -> throw new IllegalArgumentException("action: " + action + " (expected: one of the table)");
        };
    }

    static IntakeCommand check(boolean passed) {
        return new IntakeCommand.Check(passed, "看过了", null, null, null, null);
    }

    static IntakeCommand spotCheck(boolean passed) {
        return new IntakeCommand.SpotCheck(passed, "看过了", null, null);
    }

    static IntakeCommand verify(boolean found) {
        return new IntakeCommand.Verify(found, "看过了", null, null);
    }

    static IntakeCommand ticket(WhistleKind kind, String condition) {
        return new IntakeCommand.FileTicket(kind, List.of(condition), List.of("SANITATION"), "多次反映", null);
    }
}
