package org.whistle.intake.open311;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a call the way GeoReport v2 does; the texts are messages by their code. */
public final class Open311Exception extends RuntimeException {

    private final int status;
    private final transient List<Problem> problems;

    /** Refuses with everything that is wrong. */
    public Open311Exception(int status, List<Problem> problems) {
        super(problems.toString(), null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** Refuses because of one field. */
    public static Open311Exception of(int status, String code, @Nullable String field) {
        return new Open311Exception(status, List.of(new Problem(code, field)));
    }

    /** The status of HTTP: 400, 403, 404 or 429. */
    public int status() {
        return status;
    }

    /** What is wrong. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param code of its message
     * @param field the argument; absent where none is to blame
     */
    public record Problem(String code, @Nullable String field) {}
}
