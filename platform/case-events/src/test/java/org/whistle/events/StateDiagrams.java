package org.whistle.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;

/** Draws the transitions of {@link Lifecycle} as Mermaid. */
final class StateDiagrams {

    private StateDiagrams() {}

    /** An arrow; the ends are Mermaid's names, {@code [*]} for neither. */
    private record Arrow(String from, String to, String label) {}

    static String page() {
        return """
                # 状态图 · State diagrams

                Generated from `org.whistle.events.Lifecycle` by `StateDiagramTests`; do not edit. An arrow is an event
                (`case.<name>.v1`). Write it anew with `-Dwhistle.diagrams.write=true`.

                ## 案件 · Case

                Blue states are held by intake-service, orange ones by dispatch-service; only the holder changes the case.
                蓝色由受理服务持有，橙色由指挥中心持有；只有持有者能改变案件状态。

                ```mermaid
                %s```

                ## 交办件 · Part

                The lead part, as the case state follows it; an assisting part takes the same steps on its own, and a rework
                reaches it only if it is named. 主办件；协办件步骤相同，但单独进行，返工时被点名才退回。

                ```mermaid
                %s```
                """.formatted(caseDiagram(), partDiagram());
    }

    private static String caseDiagram() {
        Stream<Arrow> births = CaseSteps.births().stream()
                .map(step -> new Arrow("[*]", step.to().name(), step.event()));
        Stream<Arrow> steps = CaseSteps.all().stream()
                .map(step -> new Arrow(step.from().name(), step.to().name(), step.event()));
        Stream<Arrow> ends = Stream.of(CaseState.VOIDED, CaseState.CLOSED, CaseState.FORCE_CLOSED)
                .map(state -> new Arrow(state.name(), "[*]", ""));
        return "stateDiagram-v2\n"
                + named(CaseState.values(), StateDiagrams::name)
                + drawn(Stream.of(births, steps, ends).flatMap(Function.identity()))
                + """
                    classDef intake fill:#dbeafe,stroke:#1d4ed8,color:#111
                    classDef dispatch fill:#ffedd5,stroke:#c2410c,color:#111
                    classDef ended fill:#e5e7eb,stroke:#4b5563,color:#111
                """
                + classes("intake", CaseState.Holder.INTAKE)
                + classes("dispatch", CaseState.Holder.DISPATCH)
                + classes("ended", CaseState.Holder.NOBODY);
    }

    private static String partDiagram() {
        Stream<Arrow> steps = CaseSteps.all().stream().flatMap(step -> ofThePart(step).stream());
        return "stateDiagram-v2\n"
                + named(PartState.values(), StateDiagrams::name)
                + drawn(Stream.concat(steps, Stream.of(new Arrow(PartState.ENDED.name(), "[*]", ""))));
    }

    /**
     * What a step of the case is to its lead part: a part begins with the dispatch, nothing follows its end, and a
     * self-handled case has none.
     */
    private static Optional<Arrow> ofThePart(CaseSteps.Step step) {
        PartState from = leadIn(step.from());
        PartState to = leadIn(step.to());
        boolean beforeTheDispatch = from == PartState.ENDED && to != PartState.OFFERED;
        if (from == to || beforeTheDispatch || step.event().contains("self-handled")) {
            return Optional.empty();
        }
        return Optional.of(new Arrow(
                from == PartState.ENDED ? "[*]" : from.name(), to.name(), heardByThePart(step.event(), from, to)));
    }

    /** Some steps of the case reach its parts by an event that follows at once. */
    private static String heardByThePart(String event, PartState from, PartState to) {
        return switch (to) {
            case DONE -> "completed";
            case HANDLING -> from == PartState.DONE ? "rework-ordered" : event;
            case ENDED -> event.equals("confirmed") ? "closed" : event;
            case OFFERED, RETURN_REVIEW, SUSPENDED -> event;
        };
    }

    /** The lead part's state while the case is in this one (domain.md, Parts); ended, too, where it has none. */
    private static PartState leadIn(CaseState state) {
        return switch (state) {
            case DISPATCHED -> PartState.OFFERED;
            case RETURN_REVIEW -> PartState.RETURN_REVIEW;
            case HANDLING -> PartState.HANDLING;
            case SUSPENDED -> PartState.SUSPENDED;
            case RULING, CHECKING, CONFIRMING -> PartState.DONE;
            case REPORTED,
                    VERIFYING,
                    COMMUNITY_HANDLING,
                    STREET_PENDING,
                    STREET_HANDLING,
                    TICKETED,
                    CLOSED,
                    VOIDED,
                    MERGED,
                    FORCE_CLOSED -> PartState.ENDED;
        };
    }

    private static <S extends Enum<S>> String named(S[] states, Function<S, String> name) {
        return Arrays.stream(states)
                .map(state -> "    %s: %s\n".formatted(state.name(), name.apply(state)))
                .collect(Collectors.joining());
    }

    private static String drawn(Stream<Arrow> arrows) {
        Map<List<String>, TreeSet<String>> labels = new LinkedHashMap<>();
        arrows.forEach(arrow -> labels.computeIfAbsent(List.of(arrow.from(), arrow.to()), _ -> new TreeSet<>())
                .add(arrow.label()));
        return labels.entrySet().stream()
                .map(entry -> {
                    String label = String.join(", ", entry.getValue());
                    return "    %s --> %s%s\n"
                            .formatted(
                                    entry.getKey().getFirst(),
                                    entry.getKey().getLast(),
                                    label.isEmpty() ? "" : ": " + label);
                })
                .collect(Collectors.joining());
    }

    private static String classes(String style, CaseState.Holder holder) {
        return Arrays.stream(CaseState.values())
                .filter(state -> state.holder() == holder)
                .map(CaseState::name)
                .collect(Collectors.joining(",", "    class ", " " + style + "\n"));
    }

    static String name(CaseState state) {
        return switch (state) {
            case REPORTED -> "已上报 reported";
            case VERIFYING -> "待核实 verifying";
            case COMMUNITY_HANDLING -> "社区自办 community handling";
            case STREET_PENDING -> "待街道研判 street pending";
            case STREET_HANDLING -> "街道自办 street handling";
            case TICKETED -> "已吹哨待派单 ticketed";
            case DISPATCHED -> "待接单 dispatched";
            case RETURN_REVIEW -> "退单审核 return review";
            case HANDLING -> "处置中 handling";
            case SUSPENDED -> "挂账 suspended";
            case RULING -> "待裁决 ruling";
            case CHECKING -> "核查中 checking";
            case CONFIRMING -> "待街道确认 confirming";
            case CLOSED -> "结案 closed";
            case VOIDED -> "作废 voided";
            case MERGED -> "并案 merged";
            case FORCE_CLOSED -> "强制结案 force-closed";
        };
    }

    static String name(PartState state) {
        return switch (state) {
            case OFFERED -> "待接单 offered";
            case RETURN_REVIEW -> "退单审核 return review";
            case HANDLING -> "处置中 handling";
            case SUSPENDED -> "挂账 suspended";
            case DONE -> "已反馈 done";
            case ENDED -> "已结束 ended";
        };
    }
}
