package org.whistle.intake.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/**
 * 抽查 by rule: 5 % of the closed and 10 % of the self-handled, per unit, for the grid workers of another street. Which
 * closing of a stratum is drawn follows from its number and a seed: evenly spread, without human choice, and recomputable.
 */
@Component
class SpotChecks {

    private static final double OF_CLOSED = 0.05;
    private static final double OF_SELF_HANDLED = 0.10;
    private static final int COUNTY_DIGITS = 6;
    private static final int STREET_DIGITS = 9;

    private final JdbcClient jdbc;
    private final ReferenceData reference;

    SpotChecks(JdbcClient jdbc, ReferenceData reference) {
        this.jdbc = jdbc;
        this.reference = reference;
    }

    /** The outcome, with the draw where it closes the case and the case is drawn. */
    Outcome<IntakeCase> afterClosing(Outcome<IntakeCase> outcome) {
        boolean closing = outcome.events().stream().anyMatch(one -> one.event() instanceof IntakeEvent.Closed);
        if (!closing) {
            return outcome;
        }
        return draw(outcome.next())
                .map(street -> {
                    List<PendingEvent> events = new ArrayList<>(outcome.events());
                    events.add(PendingEvent.of(new IntakeEvent.SpotCheckDrawn(street)));
                    IntakeCase next = outcome.next();
                    return new Outcome<>(
                            next.with(next.progress().spotChecked(new Progress.SpotCheck(street, null))), events);
                })
                .orElse(outcome);
    }

    private Optional<String> draw(IntakeCase record) {
        String street = String.valueOf(record.jurisdiction()).substring(0, STREET_DIGITS);
        Progress.CountyShare county = record.progress().county();
        boolean selfHandled = county == null;
        String stratum = stratum(street, county == null ? null : county.leadUnit());
        String seed = jdbc.sql("select seed::text from spot_check_seed")
                .query(String.class)
                .single();
        long number = jdbc.sql("""
                        insert into spot_check_stratum (stratum, closed) values (:stratum, 1)
                        on conflict (stratum) do update set closed = spot_check_stratum.closed + 1
                        returning closed
                        """).param("stratum", stratum).query(Long.class).single();
        return drawn(number, selfHandled ? OF_SELF_HANDLED : OF_CLOSED, fraction(seed + "/" + stratum))
                ? anotherStreet(street, seed, record.caseId())
                : Optional.empty();
    }

    /** What is counted together: what a street closed itself, and what a unit closed in its county. */
    static String stratum(String street, @Nullable String unit) {
        return unit == null ? "SELF/" + street : "UNIT/" + street.substring(0, COUNTY_DIGITS) + "/" + unit;
    }

    /** Whether the nth closing is drawn: every time the running share passes the next whole number. */
    static boolean drawn(long number, double rate, double offset) {
        return Math.floor(number * rate + offset) > Math.floor((number - 1) * rate + offset);
    }

    private Optional<String> anotherStreet(String street, String seed, UUID caseId) {
        List<String> others = reference.require(street).jurisdictions().values().stream()
                .filter(one -> one.level().equals("STREET") && !one.code().equals(street))
                .map(Reference.Jurisdiction::code)
                .sorted()
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.get((int) (fraction(seed + "/" + caseId) * others.size())));
    }

    /** From 0 inclusive to 1 exclusive, the same for the same text. */
    static double fraction(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < 6; i++) {
                bits = bits << 8 | (digest[i] & 0xFF);
            }
            return bits / (double) (1L << 48);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected in every JDK)", e);
        }
    }
}
