package org.whistle.events;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.MergeReason;
import org.whistle.events.code.RulingDecision;

/** Every step a case may take: each event, in each form that leads elsewhere, in each state in which it happens. */
final class CaseSteps {

    private static final List<Form> FORMS = everyForm();

    private CaseSteps() {}

    /** One step; {@code event} as the diagram names it. */
    record Step(CaseState from, CaseState to, String event) {}

    /** An event in one form; the form is named where the same type leads to several states. */
    private record Form(CaseEvent event, String form) {

        String name() {
            String type = EventTypes.nameOf(event.getClass());
            String plain = type.substring("case.".length(), type.length() - ".v1".length());
            return form.isEmpty() ? plain : plain + " (" + form + ")";
        }
    }

    static List<Step> all() {
        return Arrays.stream(CaseState.values())
                .flatMap(from -> forms().filter(
                                form -> Occasions.of(form.event()).contains(from))
                        .map(form -> new Step(from, Lifecycle.after(from, form.event(), true), form.name()))
                        .filter(step -> step.from() != step.to()))
                .distinct()
                .toList();
    }

    /** The events that make a case. */
    static List<Step> births() {
        return forms().filter(form ->
                        form.event() instanceof IntakeEvent.Reported || form.event() instanceof IntakeEvent.Registered)
                .map(form -> new Step(
                        CaseState.REPORTED, Lifecycle.after(CaseState.REPORTED, form.event(), true), form.name()))
                .toList();
    }

    static Stream<CaseEvent> events() {
        return forms().map(Form::event);
    }

    private static Stream<Form> forms() {
        return FORMS.stream();
    }

    private static List<Form> everyForm() {
        return EventTypes.names().stream()
                .map(name ->
                        SampleOf.envelope(EventTypes.find(name).orElseThrow()).data())
                .filter(CaseEvent.class::isInstance)
                .map(CaseEvent.class::cast)
                .flatMap(CaseSteps::forms)
                .toList();
    }

    private static Stream<Form> forms(CaseEvent sample) {
        return switch (sample) {
            case IntakeEvent.HandlingStarted it ->
                levels().map(level -> plain(new IntakeEvent.HandlingStarted(level, it.condition())));
            case IntakeEvent.Handled it ->
                levels().map(level -> plain(new IntakeEvent.Handled(level, it.result(), it.photoIds(), it.reply())));
            case IntakeEvent.TicketFiled it ->
                Stream.of(filed(it, true, "urgent, or registered for the county"), filed(it, false, ""));
            case IntakeEvent.Unmerged it ->
                Stream.of(plain(new IntakeEvent.Unmerged(it.from(), null, MergeReason.MAIN_ENDED)), plain(it));
            case IntakeEvent.CheckPassed it ->
                Stream.of(
                        new Form(new IntakeEvent.CheckPassed(false, it.note(), it.photoIds(), it.flags()), ""),
                        new Form(
                                new IntakeEvent.CheckPassed(true, it.note(), it.photoIds(), it.flags()),
                                "self-handled"));
            case IntakeEvent.CheckFailed _ ->
                Stream.of(
                        new Form(failed(null, 1), ""),
                        new Form(failed(null, 3), "third"),
                        new Form(failed(HandlingLevel.COMMUNITY, 1), "self-handled"),
                        new Form(failed(HandlingLevel.STREET, 1), "self-handled"),
                        new Form(failed(HandlingLevel.COMMUNITY, 3), "self-handled, third"));
            case IntakeEvent.Vetoed _ -> Stream.of(new Form(vetoed(1), ""), new Form(vetoed(2), "second"));
            case IntakeEvent.SpotChecked it ->
                Stream.of(plain(it), new Form(new IntakeEvent.SpotChecked(false, it.note(), it.photoIds()), "failed"));
            case DispatchEvent.Ruled it ->
                Arrays.stream(RulingDecision.values())
                        .map(decision -> new Form(new DispatchEvent.Ruled(decision, it.note()), decision.name()));
            default -> Stream.of(plain(sample));
        };
    }

    private static Form plain(CaseEvent event) {
        return new Form(event, "");
    }

    private static Stream<HandlingLevel> levels() {
        return Arrays.stream(HandlingLevel.values());
    }

    private static Form filed(IntakeEvent.TicketFiled sample, boolean byRule, String form) {
        Ticket ticket = sample.ticket();
        return new Form(
                new IntakeEvent.TicketFiled(
                        sample.facts(),
                        new Ticket(
                                ticket.whistleKind(),
                                ticket.conditions(),
                                ticket.unitsAsked(),
                                ticket.reason(),
                                byRule)),
                form);
    }

    private static CaseEvent failed(@Nullable HandlingLevel level, int failures) {
        return new IntakeEvent.CheckFailed(level, "", List.of(), List.<UUID>of(), failures);
    }

    private static CaseEvent vetoed(int vetoes) {
        return new IntakeEvent.Vetoed(DissatisfactionReason.NOT_RESOLVED, "", List.of(), vetoes);
    }
}
