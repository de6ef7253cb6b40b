package org.whistle.kit.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * All transitions of a desk as data: it admits or refuses an action and lists what is allowed now, from the same lines.
 *
 * @param <C> the desk's record
 * @param <S> its states
 */
public final class TransitionTable<C, S extends Enum<S>> {

    private final List<Transition<C, S>> lines;
    private final Function<C, S> state;
    private final Transition.Reach<C> visible;

    /** A table whose records are visible to the callers that {@code visible} covers. */
    public TransitionTable(List<Transition<C, S>> lines, Function<C, S> state, Transition.Reach<C> visible) {
        this.lines = List.copyOf(lines);
        this.state = state;
        this.visible = visible;
    }

    /** The lines, in order. */
    public List<Transition<C, S>> lines() {
        return lines;
    }

    /** Whether the caller may see the record at all. */
    public boolean sees(C record, Caller caller) {
        return caller.grants().stream().anyMatch(grant -> visible.covers(record, grant, caller))
                || lines.stream()
                        .anyMatch(line -> reaching(line, record, caller).isPresent());
    }

    /**
     * Admits the action.
     *
     * @return the grant that allows it
     * @throws RefusedException 404 outside the scope, 403 for a role or person that may not, 409 in another state
     */
    public Grant admit(C record, String action, Caller caller, Instant now) {
        if (!sees(record, caller)) {
            throw RefusedException.notFound();
        }
        List<Transition<C, S>> reached = lines.stream()
                .filter(line -> line.action().equals(action)
                        && reaching(line, record, caller).isPresent())
                .toList();
        if (reached.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        List<Transition<C, S>> here = reached.stream()
                .filter(line -> line.from().contains(state.apply(record)))
                .toList();
        if (here.isEmpty()) {
            throw conflict(record, "STATE", caller, now);
        }
        Denial first = null;
        for (Transition<C, S> line : here) {
            Grant acting = reaching(line, record, caller).orElseThrow();
            Denial denial = line.guard().check(record, acting, caller, now);
            if (denial == null) {
                return acting;
            }
            first = first == null ? denial : first;
        }
        throw Objects.requireNonNull(first).forbidden()
                ? new RefusedException(new Refusal.Forbidden(first.code()))
                : conflict(record, first.code(), caller, now);
    }

    /** What the caller may do now, in the order of the table. */
    public List<String> allowedActions(C record, Caller caller, Instant now) {
        return lines.stream()
                .filter(line -> line.from().contains(state.apply(record)))
                .filter(line -> reaching(line, record, caller)
                        .filter(acting -> line.guard().check(record, acting, caller, now) == null)
                        .isPresent())
                .map(Transition::action)
                .distinct()
                .toList();
    }

    /** A refusal with the present state and the allowed actions. */
    public RefusedException conflict(C record, String code, Caller caller, Instant now) {
        return new RefusedException(
                new Refusal.Conflict(code, state.apply(record).name(), allowedActions(record, caller, now)));
    }

    private static <C, S extends Enum<S>> Optional<Grant> reaching(Transition<C, S> line, C record, Caller caller) {
        return caller.in(line.by())
                .filter(grant -> line.reach().covers(record, grant, caller))
                .findFirst();
    }
}
