package org.whistle.intake.photo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Envelope;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.cases.Reporters;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.time.DatabaseTime;

/**
 * Which cases show a file, read from the case events of all desks. A file belongs to a case where its uploader put it there:
 * else a token that somebody else learned would open the file in a case of their own.
 */
@Component
class CaseFiles implements BatchProcessor {

    private static final Pattern CASE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** One file seldom shows more than one case; what one account puts in more than these is its own business. */
    private static final int MOST_CASES = 50;

    private final SignerCheck signers;
    private final TrustedKeys trusted;
    private final IntakeStore cases;
    private final Reporters reporters;
    private final PhotoProperties properties;
    private final DatabaseTime time;
    private final JdbcClient jdbc;

    CaseFiles(
            SignerCheck signers,
            TrustedKeys trusted,
            IntakeStore cases,
            Reporters reporters,
            PhotoProperties properties,
            DatabaseTime time,
            JdbcClient jdbc) {
        this.signers = signers;
        this.trusted = trusted;
        this.cases = cases;
        this.reporters = reporters;
        this.properties = properties;
        this.time = time;
        this.jdbc = jdbc;
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        List<String> files = new ArrayList<>();
        List<UUID> shownBy = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null
                    && EvidenceToken.in(record.value()).findAny().isPresent()
                    && signers.judge(record.value(), SignerCheck.signatureOf(record))
                            instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                    && CASE.matcher(envelope.subject()).matches()) {
                EvidenceToken.in(record.value())
                        .flatMap(token -> EvidenceToken.verify(token, trusted).stream())
                        .filter(evidence -> evidence.uploader().equals(envelope.actor()))
                        .forEach(evidence -> {
                            files.add(evidence.stored());
                            shownBy.add(envelope.caseId());
                        });
            }
        }
        if (!files.isEmpty()) {
            keep(files, shownBy);
        }
    }

    private void keep(List<String> files, List<UUID> shownBy) {
        jdbc.sql("""
                        insert into case_file (stored, case_id)
                        select distinct stored, shown_by
                        from unnest(:files::text[], :cases::uuid[]) as named (stored, shown_by) join upload using (stored)
                        on conflict do nothing
                        """)
                .param("files", files.toArray(String[]::new))
                .param("cases", shownBy.toArray(UUID[]::new))
                .update();
    }

    /** Whether somebody may see a file: because of a case that shows it, or for a while because they uploaded it. */
    boolean opens(Evidence evidence, Caller caller) {
        return isNewAndOf(caller, evidence)
                || cases.select("""
                                where case_id in (
                                    select case_id from case_file where stored = :stored order by case_id desc limit :most)
                                """, Map.of("stored", evidence.stored(), "most", MOST_CASES)).stream()
                        .anyMatch(stored -> IntakeTable.readsReport(stored.body(), caller));
    }

    private boolean isNewAndOf(Caller caller, Evidence evidence) {
        return evidence.uploadedAt().plus(properties.unattached()).isAfter(time.now())
                && (evidence.uploader().equals(caller.account())
                        || reporters.isOf(evidence.uploader(), caller.account()));
    }
}
