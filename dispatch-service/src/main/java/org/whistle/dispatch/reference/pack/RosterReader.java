package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whistle.dispatch.reference.pack.Pack.Duty;
import org.whistle.dispatch.reference.pack.Pack.RosterEntry;

/** Reads {@code rosters.csv}: one account for each unit and duty, of that unit. */
final class RosterReader {

    private RosterReader() {}

    static List<RosterEntry> read(CsvTable table, CodeSet units, CsvTable accounts) {
        CodeSet usernames = accounts.codes("username");
        Set<String> members = new HashSet<>();
        accounts.rows().forEach(row -> members.add(row.raw("unit") + "/" + row.raw("username")));
        Set<String> seen = new HashSet<>();
        List<RosterEntry> entries = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String unit = row.text("unit");
            Duty duty = row.oneOf("duty", Duty.class);
            String account = row.text("account");
            if (unit == null || duty == null || account == null) {
                continue;
            }
            if (units.lacks(unit)) {
                row.problem("unit: " + unit + " is not in units.csv");
            }
            if (usernames.lacks(account)) {
                row.problem("account: " + account + " is not in accounts.csv");
            } else if (accounts.readable() && !members.contains(unit + "/" + account)) {
                row.problem("account: " + account + " has no grant for unit " + unit);
            }
            if (!seen.add(unit + "/" + duty)) {
                row.problem("unit " + unit + " has two accounts as " + duty);
            }
            entries.add(new RosterEntry(unit, duty, account));
        }
        return entries;
    }
}
