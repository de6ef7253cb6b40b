package org.whistle.audit.ledger.web;

import org.whistle.audit.ledger.Shard;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Who may read what a log contains; checkpoints and consistency say nothing of it and are anybody's. */
final class LogAccess {

    private LogAccess() {}

    /** The shard of a path. */
    static Shard shard(String name) {
        return Shard.named(name).orElseThrow(RefusedException::notFound);
    }

    /** The shard of a path, if the caller may read it. */
    static Shard readable(String name, Caller caller) {
        Shard shard = shard(name);
        boolean allowed =
                shard.equals(Shard.ADMIN) ? caller.is(Role.AUDIT_ADMIN) : caller.is(Role.SUPERVISOR, Role.AUDIT_ADMIN);
        if (!allowed) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return shard;
    }

    /** Refuses a number outside of what there is. */
    static void requireRange(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw RefusedException.field("/" + field, "OUT_OF_RANGE");
        }
    }
}
