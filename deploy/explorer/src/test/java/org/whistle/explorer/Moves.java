package org.whistle.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.department.part.PartCommand;
import org.whistle.dispatch.dispatching.DispatchCommand;
import org.whistle.dispatch.dispatching.DispatchSide;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.SuspensionReason;
import org.whistle.events.code.VoidReason;
import org.whistle.events.code.WhistleKind;
import org.whistle.intake.cases.IntakeCommand;

/** Every decision of every desk. */
final class Moves {

    static final List<Move> ALL = all();

    private Moves() {}

    static Move named(String name) {
        return ALL.stream()
                .filter(move -> move.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("move: " + name + " (expected: one of " + ALL + ")"));
    }

    private static List<Move> all() {
        List<Move> moves = new ArrayList<>(intake());
        moves.addAll(dispatch());
        moves.addAll(reviews());
        for (String unit : List.of("A", "B", "C")) {
            moves.addAll(unit(unit));
        }
        moves.add(new Move("intake timer", world -> world.fire(World.INTAKE)));
        moves.add(new Move("dispatch timer", world -> world.fire(World.DISPATCH)));
        moves.add(new Move("unit timer", world -> world.fire(World.UNITS)));
        return List.copyOf(moves);
    }

    private static List<Move> intake() {
        IntakeCommand escalate = new IntakeCommand.Escalate(EscalateReason.BEYOND_POWER, "上报", null, null);
        return List.of(
                new Move("escalate", world -> world.decide(escalate, County.COMMUNITY)),
                new Move(
                        "self-handle",
                        world -> world.decide(new IntakeCommand.StartHandling(County.PLAIN, null), County.COMMUNITY)),
                new Move(
                        "handle",
                        world -> world.decide(new IntakeCommand.Handle("办结", null, null, null), County.COMMUNITY)),
                new Move(
                        "request verification",
                        world -> world.decide(
                                new IntakeCommand.RequestVerification(null, null, null), County.COMMUNITY)),
                new Move(
                        "verify",
                        world -> world.decide(new IntakeCommand.Verify(true, "在", null, null), County.CHECKER)),
                new Move(
                        "void",
                        world -> world.decide(
                                new IntakeCommand.VoidCase(VoidReason.OUT_OF_SCOPE, "不属", null), County.STREET)),
                new Move(
                        "send back",
                        world -> world.decide(
                                new IntakeCommand.SendBack(SendBackReason.INCOMPLETE, "补充", null), County.STREET)),
                new Move("ticket", world -> world.decide(ticket(County.PLAIN), County.STREET)),
                new Move(
                        "street handles itself",
                        world -> world.decide(new IntakeCommand.StartHandling(County.PLAIN, null), County.STREET)),
                new Move(
                        "street has handled",
                        world -> world.decide(new IntakeCommand.Handle("办结", null, null, null), County.STREET)),
                new Move(
                        "emergency whistle",
                        world -> world.decide(ticket(WhistleKind.EMERGENCY, County.PLAIN), County.STREET)),
                new Move("staged ticket", world -> world.decide(ticket("S0001-1"), County.STREET)),
                new Move("endorse", world -> world.decide(new IntakeCommand.Endorse("补签", null), County.STREET_LEADER)),
                new Move(
                        "take back",
                        world -> world.decide(
                                new IntakeCommand.TakeBack(RejectReason.NOT_QUALIFIED, "撤哨", null),
                                County.STREET_LEADER)),
                new Move("check passed", world -> world.decide(check(true, null), County.CHECKER)),
                new Move("check failed", world -> world.decide(check(false, null), County.CHECKER)),
                new Move(
                        "check failed, B too", world -> world.decide(check(false, partOf(world, "B")), County.CHECKER)),
                new Move(
                        "confirm",
                        world -> world.decide(
                                new IntakeCommand.Confirm(new IntakeCommand.Marks(90, 90, 90, 90), null, null),
                                County.STREET)),
                new Move(
                        "veto",
                        world -> world.decide(
                                new IntakeCommand.Veto(DissatisfactionReason.NOT_RESOLVED, "未解决", null, null),
                                County.STREET)),
                new Move(
                        "reopen",
                        world -> world.decide(
                                new IntakeCommand.Reopen(DissatisfactionReason.RECURRED, "又来", null), County.STREET)),
                new Move(
                        "supplement",
                        world -> world.decide(new IntakeCommand.Supplement("又多了", null, null), County.REPORTER)),
                new Move("street urges", world -> world.decide(new IntakeCommand.Urge("请快", null), County.STREET)));
    }

    private static List<Move> dispatch() {
        return List.of(
                new Move("file", world -> world.decide(new DispatchCommand.FileCase(null), County.DISPATCHER)),
                new Move(
                        "reject",
                        world -> world.decide(
                                new DispatchCommand.Reject(RejectReason.INCOMPLETE, "退", null), County.DISPATCHER)),
                new Move("dispatch A", world -> world.decide(to("A"), County.DISPATCHER)),
                new Move("dispatch A with B", world -> world.decide(to("A", "B"), County.DISPATCHER)),
                new Move("dispatch C", world -> world.decide(to("C"), County.DISPATCHER_2)),
                new Move(
                        "designate B",
                        world ->
                                world.decide(new DispatchCommand.Designate("B", List.of(), "兜底", null), County.LEADER)),
                new Move(
                        "add C",
                        world -> world.decide(new DispatchCommand.AddAssisting("C", null, null), County.DISPATCHER)),
                new Move("recall", world -> world.decide(recall(null), County.DISPATCHER)),
                new Move("recall B", world -> world.decide(recall(partOf(world, "B")), County.DISPATCHER)),
                new Move("rule rework", world -> world.decide(rule(RulingDecision.REWORK), County.LEADER)),
                new Move("rule redispatch", world -> world.decide(rule(RulingDecision.REDISPATCH), County.LEADER)),
                new Move("rule close", world -> world.decide(rule(RulingDecision.CLOSE), County.LEADER)),
                new Move(
                        "force-close",
                        world -> world.decide(
                                new DispatchCommand.ForceClose(ForceCloseReason.OTHER, "强制", null), County.LEADER)),
                new Move(
                        "supervise",
                        world -> world.decide(
                                new DispatchCommand.Supervise(null, SupervisionLevel.ORANGE, "督办", null),
                                County.LEADER)));
    }

    private static List<Move> reviews() {
        List<Move> moves = new ArrayList<>();
        for (String unit : List.of("A", "B")) {
            for (boolean approve : List.of(true, false)) {
                String answer = (approve ? "approve" : "refuse") + " " + unit + "'s ";
                moves.add(new Move(
                        answer + "return",
                        world -> world.decide(
                                new DispatchCommand.ReviewReturn(part(world, unit), approve, "审", null),
                                unit.equals("A") ? County.DISPATCHER_2 : County.LEADER)));
                moves.add(new Move(
                        answer + "extension",
                        world -> world.decide(
                                new DispatchCommand.ReviewExtension(part(world, unit), approve, null, "审", null),
                                County.DISPATCHER)));
                moves.add(new Move(
                        answer + "suspension",
                        world -> world.decide(
                                new DispatchCommand.ReviewSuspension(part(world, unit), approve, null, "审", null),
                                County.LEADER)));
            }
            moves.add(new Move(
                    "resume " + unit,
                    world -> world.decide(new DispatchCommand.Resume(part(world, unit), "恢复", null), County.LEADER)));
        }
        return moves;
    }

    private static List<Move> unit(String unit) {
        return List.of(
                new Move(unit + " accepts", world -> world.decide(unit, new PartCommand.Accept(null))),
                new Move(
                        unit + " returns",
                        world -> world.decide(
                                unit, new PartCommand.RequestReturn(ReturnReason.WRONG_DEPARTMENT, "不归", null, null))),
                new Move(
                        unit + " asks for an extension",
                        world -> world.decide(
                                unit, new PartCommand.RequestExtension(1, ExtensionReason.WEATHER, "雨", null))),
                new Move(
                        unit + " asks for a suspension",
                        world -> world.decide(
                                unit,
                                new PartCommand.RequestSuspension(
                                        world.next(World.UNITS).plus(Duration.ofDays(20)),
                                        SuspensionReason.SEASONAL,
                                        "季节",
                                        null))),
                new Move(
                        unit + " completes stage 1",
                        world -> world.decide(unit, new PartCommand.CompleteStage("S0001-1", "停水", null, null))),
                new Move(
                        unit + " completes",
                        world -> world.decide(
                                unit, new PartCommand.Complete("完成", true, null, null, null, null, null))));
    }

    private static IntakeCommand ticket(String condition) {
        return ticket(WhistleKind.ROUTINE, condition);
    }

    private static IntakeCommand ticket(WhistleKind kind, String condition) {
        return new IntakeCommand.FileTicket(kind, List.of(condition), null, "报单", null);
    }

    private static IntakeCommand check(boolean passed, @Nullable UUID alsoRedo) {
        return new IntakeCommand.Check(passed, "核查", null, null, alsoRedo == null ? null : List.of(alsoRedo), null);
    }

    private static DispatchCommand to(String lead, String... assisting) {
        return new DispatchCommand.Dispatch(lead, List.of(assisting), null, null);
    }

    private static DispatchCommand recall(@Nullable UUID part) {
        return new DispatchCommand.Recall(part, ReturnReason.OTHER, "撤回", null);
    }

    private static DispatchCommand rule(RulingDecision decision) {
        return new DispatchCommand.Rule(decision, "裁决", null);
    }

    private static UUID part(World world, String unit) {
        UUID part = partOf(world, unit);
        if (part == null) {
            throw new World.NotYet();
        }
        return part;
    }

    private static @Nullable UUID partOf(World world, String unit) {
        if (world.dispatch() == null) {
            throw new World.NotYet();
        }
        UUID part = DispatchSide.partOf(world.dispatch(), unit);
        if (part == null) {
            throw new World.NotYet();
        }
        return part;
    }
}
