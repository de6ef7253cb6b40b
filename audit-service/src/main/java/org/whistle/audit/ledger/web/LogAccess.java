package org.whistle.audit.ledger.web;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.events.EventCodec;
import org.whistle.events.UnreadableEventException;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * Who may read what of a log: checkpoints and consistency proofs reveal no content and are open to every signed-in caller;
 * hashes are for those who verify; an entry is for those who supervise its place, in the admin log for the auditor of its
 * county.
 */
final class LogAccess {

    private LogAccess() {}

    /** The shard of a path. */
    static Shard shard(String name) {
        return Shard.named(name).orElseThrow(RefusedException::notFound);
    }

    /** The shard of a path, if the caller may verify it. */
    static Shard verifiable(String name, Caller caller) {
        Shard shard = shard(name);
        boolean allowed =
                shard.equals(Shard.ADMIN) ? caller.is(Role.AUDIT_ADMIN) : caller.is(Role.SUPERVISOR, Role.AUDIT_ADMIN);
        if (!allowed) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return shard;
    }

    /** The entries of a shard that the caller may read; none for a caller who may only verify. */
    static Predicate<StoredEntry> readable(Shard shard, Caller caller) {
        Role reader = shard.equals(Shard.ADMIN) ? Role.AUDIT_ADMIN : Role.SUPERVISOR;
        List<String> scopes = caller.scopesOf(EnumSet.of(reader));
        return entry -> scopes.stream().anyMatch(scope -> lies(entry, scope));
    }

    /** An entry that is not a readable event has no place: it lies in every scope. */
    private static boolean lies(StoredEntry entry, String scope) {
        try {
            String place = EventCodec.decode(entry.value()).jurisdiction();
            return place != null && place.startsWith(scope);
        } catch (UnreadableEventException e) {
            return true;
        }
    }

    /** Refuses a number outside of what there is. */
    static void requireRange(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw RefusedException.field(
                    Refusal.FieldError.between("/" + field, BigDecimal.valueOf(least), BigDecimal.valueOf(most)));
        }
    }
}
