package org.whistle.bench.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Position;
import org.whistle.events.Producer;
import org.whistle.events.Rating;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;

/** One plausible case of November 2026, event by event; the same number is always the same case. */
final class BulkCase {

    static final String COUNTY = "350999";
    static final List<String> WORDS = List.of(
            "井盖", "破损", "垃圾", "堆放", "路灯", "不亮", "占道", "经营", "积水", "树枝", "断落", "护栏", "倾倒", "消防", "通道", "堵塞", "违停", "噪音",
            "污水", "外溢");
    static final List<String> CATEGORIES =
            List.of("C0101", "C0102", "C0203", "C0900", "E0101", "E0110", "E0203", "E0305", "E0410", "E0501");
    static final List<String> UNITS = List.of(
            "SANITATION", "URBAN_MGMT", "WATER", "LIGHTING", "GREENING", "ROADS", "GAS", "POWER", "TRAFFIC", "FIRE");

    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final int MINUTES = 20 * 24 * 60;

    private final Random random;
    private final UUID caseId;
    private final UUID part;
    private final UUID handling;
    private final String grid;
    private final CaseFacts facts;
    private final Map<Producer, Long> sequences = new EnumMap<>(Producer.class);
    private final List<Envelope> told = new ArrayList<>();
    private Instant now;

    private BulkCase(int number) {
        random = new Random(number * 31L);
        caseId = new UUID(0x7000L + number, random.nextLong());
        part = new UUID(random.nextLong(), random.nextLong());
        handling = new UUID(random.nextLong(), random.nextLong());
        grid = COUNTY + "%03d%03d%03d".formatted(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(10));
        now = MONTH.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
        facts = new CaseFacts(
                COUNTY + "202611%02d%06d".formatted(1 + random.nextInt(20), number),
                pick(CATEGORIES),
                pick(WORDS) + pick(WORDS) + "，" + random.nextInt(900) + " 号门前" + pick(WORDS) + "，请尽快处理",
                new Position(117.0 + random.nextDouble() / 10, 31.05 + random.nextDouble() / 10),
                pick(WORDS).charAt(0) + "海路" + random.nextInt(300) + "号",
                grid,
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
    }

    /** Its events, in order. */
    static List<Envelope> of(int number) {
        return new BulkCase(number).life();
    }

    private List<Envelope> life() {
        tell(
                Producer.INTAKE,
                new IntakeEvent.Reported(facts, null, "r-" + caseId, random.nextInt(40) == 0, null),
                false);
        int length = random.nextInt(10);
        String unit = pick(UNITS);
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, List.of(), List.of(), "请县级处置", false);
        OfferedPart offered = new OfferedPart(part, unit, PartRole.LEAD, "2026-1@1", true, Duration.ZERO, 0, null);
        if (length > 0) {
            tell(Producer.INTAKE, new IntakeEvent.Escalated(EscalateReason.BEYOND_POWER, "超出权限", null), false);
            tell(Producer.INTAKE, new IntakeEvent.TicketFiled(facts, ticket), false);
        }
        if (length > 1) {
            tell(Producer.DISPATCH, new DispatchEvent.Filed(), false);
            tell(
                    Producer.DISPATCH,
                    new DispatchEvent.Dispatched(facts, ticket, List.of(offered), null, null),
                    false,
                    clock(ClockChangeKind.STARTED, unit));
        }
        if (length > 2) {
            tell(Producer.DEPARTMENT, new DepartmentEvent.Accepted(), true);
        }
        if (length > 3) {
            close(unit);
        }
        return told;
    }

    private void close(String unit) {
        tell(
                Producer.DEPARTMENT,
                new DepartmentEvent.Completed("已处理", false, List.of(), List.of(), null, null),
                true,
                clock(ClockChangeKind.STOPPED, unit));
        tell(
                Producer.DISPATCH,
                new DispatchEvent.CompletionAccepted(unit, "已处理", false, List.of(), List.of(part)),
                false);
        tell(Producer.INTAKE, new IntakeEvent.CheckRequested(false, List.of()), false);
        tell(Producer.INTAKE, new IntakeEvent.CheckPassed(false, "现场合格", List.of(), null), false);
        tell(
                Producer.INTAKE,
                new IntakeEvent.Confirmed(
                        new Rating(60 + random.nextInt(41), 60 + random.nextInt(41), 90, 80), false, null),
                false);
        tell(Producer.INTAKE, new IntakeEvent.Closed(false), false);
    }

    private ClockChange clock(ClockChangeKind change, String unit) {
        boolean start = change == ClockChangeKind.STARTED;
        return new ClockChange(
                handling,
                "HANDLING",
                start ? Producer.DEPARTMENT : null,
                part,
                start ? unit : null,
                null,
                change,
                start ? new Limit(2, ClockUnit.WORK_DAY) : null,
                null,
                null,
                start ? now.plus(Duration.ofDays(2)) : null,
                "2026-1@1");
    }

    private void tell(Producer producer, CaseEvent event, boolean ofPart, ClockChange... clocks) {
        told.add(new Envelope(
                new UUID(caseId.getMostSignificantBits() << 8 | told.size(), random.nextLong()),
                producer.source(),
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                now,
                "account-" + random.nextInt(500),
                "DISPATCHER",
                grid,
                sequences.merge(producer, 1L, Long::sum),
                null,
                1,
                ofPart ? part : null,
                ofPart ? 1 : null,
                List.of(clocks),
                event));
        now = now.plus(Duration.ofMinutes(10 + random.nextInt(400)));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
