package org.whistle.explorer;

import java.util.Optional;
import org.whistle.kit.problem.RefusedException;

/** A decision that can be tried at any moment; if refused, it changes nothing. */
record Move(String name, Step step) {

    /** From a world to the next. */
    @FunctionalInterface
    interface Step {

        /** Throws what the API would answer as a refusal. */
        World from(World world);
    }

    /** The world after it; empty where it is refused, or the service does not know the case yet. */
    Optional<World> tried(World world) {
        try {
            World next = step.from(world);
            return next == world ? Optional.empty() : Optional.of(next);
        } catch (RefusedException | World.NotYet e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
