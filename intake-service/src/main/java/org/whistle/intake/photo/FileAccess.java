package org.whistle.intake.photo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.OfferedPart;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.cases.Reporters;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.time.DatabaseTime;

/**
 * Which cases show a file, and to which units they were ever offered, read from the case events of all desks. A file belongs
 * to a case only if its uploader attached it: otherwise another person could attach a known token to a case of their own and
 * open the file.
 */
@Component
class FileAccess implements BatchProcessor {

    private static final Pattern CASE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int PAGE = 50;
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final Set<String> OFFERS = Stream.of(
                    DispatchEvent.Dispatched.class, DispatchEvent.Designated.class, DispatchEvent.AssistantAdded.class)
            .map(EventTypes::nameOf)
            .collect(Collectors.toSet());

    private final SignerCheck signers;
    private final TrustedKeys trusted;
    private final IntakeStore cases;
    private final Reporters reporters;
    private final PhotoProperties properties;
    private final DatabaseTime time;
    private final JdbcClient jdbc;

    FileAccess(
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
        Pairs files = new Pairs();
        Pairs units = new Pairs();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null
                    && (isOffer(record.value())
                            || EvidenceToken.in(record.value()).findAny().isPresent())
                    && signers.judge(record.value(), SignerCheck.signatureOf(record))
                            instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                    && CASE.matcher(envelope.subject()).matches()) {
                offered(envelope).forEach(part -> units.add(part.unit(), envelope.caseId()));
                EvidenceToken.in(record.value())
                        .flatMap(token -> EvidenceToken.verify(token, trusted).stream())
                        .filter(evidence -> isUploader(envelope.actor(), evidence))
                        .forEach(evidence -> files.add(evidence.stored(), envelope.caseId()));
            }
        }
        files.write("""
                insert into case_file (stored, case_id)
                select distinct stored, at from unnest(:names::text[], :cases::uuid[]) as named (stored, at)
                on conflict do nothing
                """);
        units.write("""
                insert into case_unit (unit, case_id)
                select distinct * from unnest(:names::text[], :cases::uuid[]) on conflict do nothing
                """);
    }

    /** What belongs to which case. */
    private final class Pairs {

        private final List<String> names = new ArrayList<>();
        private final List<UUID> at = new ArrayList<>();

        private void add(String name, UUID caseId) {
            names.add(name);
            at.add(caseId);
        }

        private void write(String insert) {
            if (!names.isEmpty()) {
                jdbc.sql(insert)
                        .param("names", names.toArray(String[]::new))
                        .param("cases", at.toArray(UUID[]::new))
                        .update();
            }
        }
    }

    /** As far as it can be seen without reading it. */
    private static boolean isOffer(byte[] event) {
        String text = new String(event, StandardCharsets.UTF_8);
        return OFFERS.stream().anyMatch(text::contains);
    }

    private static List<OfferedPart> offered(Envelope envelope) {
        return switch (envelope.data()) {
            case DispatchEvent.Dispatched dispatched -> dispatched.parts();
            case DispatchEvent.Designated designated -> designated.parts();
            case DispatchEvent.AssistantAdded added -> List.of(added.part());
            default -> List.of();
        };
    }

    /** Files of a report that is entered now, before its event comes back. */
    void shownBy(UUID caseId, List<Evidence> files) {
        jdbc.sql("""
                        insert into case_file (stored, case_id)
                        select distinct stored, :case::uuid from unnest(:files::text[]) as named (stored)
                        on conflict do nothing
                        """)
                .param("files", files.stream().map(Evidence::stored).toArray(String[]::new))
                .param("case", caseId)
                .update();
    }

    /** Whether the caller may see a file: because of a case that shows it, or for a while because they uploaded it. */
    boolean opens(Evidence evidence, Caller caller) {
        boolean own = evidence.uploadedAt().plus(properties.unattached()).isAfter(time.now())
                && isUploader(caller.account(), evidence);
        return own || isShownTo(evidence.stored(), caller);
    }

    private boolean isUploader(String account, Evidence evidence) {
        return evidence.uploader().equals(account) || reporters.isOf(evidence.uploader(), account);
    }

    private boolean isShownTo(String stored, Caller caller) {
        List<Stored<IntakeCase>> page;
        UUID last = AFTER_ALL;
        do {
            page = cases.select("""
                            where case_id in (select case_id from case_file where stored = :stored) and case_id < :last
                            order by case_id desc limit :page
                            """, Map.of("stored", stored, "last", last, "page", PAGE));
            if (page.stream().anyMatch(found -> isFor(found.body(), caller))) {
                return true;
            }
            last = page.isEmpty() ? last : page.getLast().body().caseId();
        } while (page.size() == PAGE);
        return false;
    }

    /** Units see in their own parts what the case shows, also after these ended (trust.md, Positions). */
    private boolean isFor(IntakeCase record, Caller caller) {
        return IntakeTable.readsReport(record, caller)
                || (caller.grants().stream().anyMatch(grant -> grant.unit() != null)
                        && caller.grants().stream()
                                .anyMatch(grant -> grant.isOf(unitsOf(record.caseId()), record.jurisdiction())));
    }

    private List<String> unitsOf(UUID caseId) {
        return jdbc.sql("select unit from case_unit where case_id = :case")
                .param("case", caseId)
                .query(String.class)
                .list();
    }
}
