package org.whistle.setup.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A role with the codes it holds for, and the unit of a unit's people. */
public record Grant(
        String role, List<String> scopes, @Nullable String unit) {

    public Grant {
        scopes = List.copyOf(scopes);
    }

    /** The form of a grant in a token. */
    public Map<String, Object> asClaim() {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("role", role);
        claim.put("scopes", scopes);
        if (unit != null) {
            claim.put("unit", unit);
        }
        return claim;
    }
}
