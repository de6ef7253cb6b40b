package org.whistle.kit.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Recognizes temporary failures of the database, after which nothing was changed and a repetition may succeed. */
public final class Passing {

    /**
     * PostgreSQL's: lock timeout, deadlock, serialization, a transaction or its idling that took too long, a statement that did, shut down or starting,
     * too many connections, read-only after a fail-over. All of class 08, connections, are passing, too.
     */
    private static final Set<String> STATES =
            Set.of("55P03", "40P01", "40001", "25P03", "25P04", "57014", "57P01", "57P02", "57P03", "53300", "25006");

    private Passing() {}

    /** Whether the same request may do better in a second. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean passing = switch (cause) {
                case TransientDataAccessException _, CannotGetJdbcConnectionException _ -> true;
                case CannotCreateTransactionException _, TransactionTimedOutException _ -> true;
                // a rollback on a connection that the pool has closed already, which has no state
                case TransactionSystemException e
                when e.getCause() instanceof SQLException closed && closed.getSQLState() == null -> true;
                case SQLTransientException _ -> true;
                case SQLException e -> isPassing(e.getSQLState());
                default -> false;
            };
            if (passing) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(@org.jspecify.annotations.Nullable String state) {
        return state != null && (state.startsWith("08") || STATES.contains(state));
    }
}
