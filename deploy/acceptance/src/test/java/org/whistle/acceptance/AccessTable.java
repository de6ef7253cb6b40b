package org.whistle.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Who may call what, written by hand from the domain: {@code access.csv}. */
final class AccessTable {

    /** In the table: every account. */
    private static final String ANY = "ANY";

    /** In the table: everybody, without an account. */
    private static final String PUBLIC = "PUBLIC";

    private AccessTable() {}

    /**
     * One line.
     *
     * @param path with its variables in braces
     * @param query what is asked for; empty for nothing
     * @param place what the caller's scope must have: case, part or county; empty where an answer depends on the role alone
     * @param roles which may; none for what takes a key instead of an account
     */
    record Line(String method, String path, String query, String place, Set<String> roles) {

        String operation() {
            return method + " " + path;
        }

        boolean hasPlace() {
            return !place.isEmpty();
        }

        boolean reads() {
            return method.equals("GET");
        }

        boolean isPublic() {
            return roles.contains(PUBLIC);
        }

        boolean admits(String role) {
            return roles.contains(ANY) || roles.contains(role);
        }
    }

    static List<Line> read() {
        try (InputStream file = Objects.requireNonNull(AccessTable.class.getResourceAsStream("/access.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(AccessTable::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        String[] cells = text.split(",", -1);
        String[] operation = cells[0].split(" ", 2);
        String[] target = operation[1].split("\\?", 2);
        return new Line(
                operation[0],
                target[0],
                target.length < 2 ? "" : "?" + target[1],
                cells[1],
                Set.of(cells[2].split(" ")));
    }
}
