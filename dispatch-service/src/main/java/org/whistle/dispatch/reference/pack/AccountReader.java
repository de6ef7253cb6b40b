package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.Account;
import org.whistle.events.code.Role;

/** Reads {@code accounts.csv}, one grant a line. */
final class AccountReader {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Set<Role> OF_A_UNIT = EnumSet.of(Role.DEPARTMENT, Role.HANDLER);

    private AccountReader() {}

    static List<Account> read(CsvTable table, CodeSet areas, CodeSet grids, CodeSet units) {
        Set<String> grants = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        List<Account> accounts = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String username = row.code("username", USERNAME);
            String name = row.text("name");
            Role role = row.oneOf("role", Role.class);
            row.text("scopes");
            List<String> scopes = row.list("scopes");
            scopes.stream()
                    .filter(scope ->
                            areas.lacks(scope) && (grids.complete() ? grids.lacks(scope) : scope.length() < 15))
                    .forEach(scope -> row.problem("scopes: '" + scope + "' is not a code of this county"));
            if (username == null || name == null || role == null) {
                continue;
            }
            checkUnit(row, role, units);
            if (!grants.add(username + "/" + role + "/" + row.raw("unit"))) {
                row.problem("username: " + username + " has role " + role + " twice");
            }
            if (!name.equals(names.computeIfAbsent(username, key -> name))) {
                row.problem("name: " + username + " is " + names.get(username) + " in a line above");
            }
            accounts.add(new Account(username, name, role, scopes, unit(row)));
        }
        return accounts;
    }

    private static void checkUnit(CsvRow row, Role role, CodeSet units) {
        if (OF_A_UNIT.contains(role) == row.blank("unit")) {
            row.problem(
                    "unit: '" + row.raw("unit") + "' (expected: a unit for DEPARTMENT and HANDLER and for them alone)");
        } else if (!row.blank("unit") && units.lacks(row.raw("unit"))) {
            row.problem("unit: " + row.raw("unit") + " is not in units.csv");
        }
    }

    private static @Nullable String unit(CsvRow row) {
        return row.blank("unit") ? null : row.raw("unit");
    }
}
