package org.whistle.kit.desk;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;

/**
 * One line of a desk's transition table: which action, from which states, by which roles, within which reach, when.
 *
 * @param <C> the desk's record
 * @param <S> its states
 */
public record Transition<C, S extends Enum<S>>(
        String action, Set<S> from, Set<Role> by, Reach<C> reach, Guard<C> guard) {

    /** Starts a line. */
    @SafeVarargs
    public static <C extends CaseRecord, S extends Enum<S>> Transition<C, S> from(String action, S first, S... others) {
        EnumSet<S> states = EnumSet.of(first);
        for (S other : others) {
            states.add(other);
        }
        return new Transition<>(
                action,
                states,
                EnumSet.noneOf(Role.class),
                (record, grant, _) -> grant.covers(record.jurisdiction()),
                (_, _, _, _) -> null);
    }

    /** Who may. */
    public Transition<C, S> by(Role first, Role... others) {
        return new Transition<>(action, from, EnumSet.of(first, others), reach, guard);
    }

    /** Within another reach than the scope of the caller's codes. */
    public Transition<C, S> within(Reach<C> other) {
        return new Transition<>(action, from, by, other, guard);
    }

    /** Only when the guard finds no reason against it. */
    public Transition<C, S> unless(Guard<C> other) {
        return new Transition<>(action, from, by, reach, other);
    }

    /** Whether a grant reaches a case for this action. */
    @FunctionalInterface
    public interface Reach<C> {

        /** Decides from the record, the grant and who holds it. */
        boolean covers(C record, Grant grant, Caller caller);
    }

    /** The guard of a transition. */
    @FunctionalInterface
    public interface Guard<C> {

        /** The reason against the action; absent for none. */
        @Nullable
        Denial check(C record, Grant acting, Caller caller, Instant now);
    }
}
