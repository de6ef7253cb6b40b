package org.whistle.replay.county;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * A grant of one account.
 *
 * @param unit empty except for departments and handlers
 */
public record Account(String username, String role, List<String> scopes, String unit) {

    public Account {
        scopes = List.copyOf(scopes);
    }

    static Account of(CSVRecord row) {
        return new Account(
                row.get("username"), row.get("role"), List.of(row.get("scopes").split(";")), row.get("unit"));
    }

    boolean covers(String code) {
        return scopes.stream().anyMatch(code::startsWith);
    }
}
