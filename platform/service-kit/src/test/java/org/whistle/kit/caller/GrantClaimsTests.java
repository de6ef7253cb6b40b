package org.whistle.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.code.Role;

/** What a token's claim grants, and when. */
class GrantClaimsTests {

    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");

    @Test
    void grantsWithoutTimesHoldAlways() {
        assertThat(GrantClaims.validAt(
                        NOW, List.of(Map.of("role", "DEPARTMENT", "scopes", List.of("350999"), "unit", "SANITATION"))))
                .containsExactly(new Grant(Role.DEPARTMENT, List.of("350999"), "SANITATION"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T09:00:00+08:00, , true",
        "2026-11-28T09:00:01+08:00, , false",
        ", 2026-11-28T01:00:01Z, true",
        ", 2026-11-28T01:00:00Z, false",
        "2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z, true",
        "2026-12-01T00:00:00Z, 2026-12-31T00:00:00Z, false",
        "2026-11-01, , false",
        ", tomorrow, false",
    })
    void aGrantHoldsFromItsBeginningUntilBeforeItsEnd(String from, String to, boolean holds) {
        Map<String, Object> grant = new HashMap<>(Map.of("role", "STREET", "scopes", List.of("350999001")));
        grant.put("from", from);
        grant.put("to", to);

        assertThat(GrantClaims.validAt(NOW, List.of(grant))).hasSize(holds ? 1 : 0);
    }

    @Test
    void whatIsNotUnderstoodIsNotGranted() {
        assertThat(GrantClaims.validAt(NOW, null)).isEmpty();
        assertThat(GrantClaims.validAt(NOW, "ADMIN")).isEmpty();
        assertThat(GrantClaims.validAt(
                        NOW, List.of("ADMIN", Map.of("role", "KING", "scopes", List.of("1")), Map.of("role", "ADMIN"))))
                .isEmpty();
    }
}
