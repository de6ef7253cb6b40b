package org.whistle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;

/**
 * Administrative actions and scores, which are not about a case: the admin log (trust.md, evidence). The envelope's subject
 * is the county, its actor who did it.
 */
public sealed interface AdminEvent extends EventPayload {

    /** Decided by intake. */
    sealed interface OfIntake extends AdminEvent {}

    /** Decided by dispatch. */
    sealed interface OfDispatch extends AdminEvent {}

    /** Decided by audit. */
    sealed interface OfAudit extends AdminEvent {}

    /** Decided by every service. */
    sealed interface OfEach extends AdminEvent {}

    /**
     * A run of a service's upkeep deleted what was kept long enough (trust.md, Retention).
     *
     * @param table of the service's database
     * @param count of rows, of all counties together
     * @param before rows older than this were deleted; absent where not age but another condition applies
     */
    record RecordsDeleted(
            String table, long count, @Nullable Instant before) implements OfEach {}

    /**
     * A county pack, or a change of some of its records, took effect.
     *
     * @param sha256 of the pack's files, in hex
     * @param record kind and code where only one record changed
     * @param change {@code IMPORT}, {@code RECORD}, {@code RECORDS} or {@code PUT_IN_FORCE}; absent in events of before
     * @param restored the version that was put in force once more
     * @param records how many came, changed and went
     * @param strandedCases open cases that were knowingly left without what they need
     * @param overwrittenEdits records changed since the last import that were knowingly overwritten
     */
    record PackTookEffect(
            long version,
            String sha256,
            @Nullable String record,
            @Nullable String change,
            @Nullable Long restored,
            @Nullable Integer records,
            @Nullable Long strandedCases,
            @Nullable Integer overwrittenEdits)
            implements OfDispatch {}

    /**
     * The scores of a period were published for appeals.
     *
     * @param period such as {@code 2026-11}, {@code 2026-Q4} or {@code 2026}
     */
    record ScoresPublished(String period, ScoreBasis basis) implements OfAudit {}

    /** The scores of a period were frozen. */
    record ScoresFrozen(String period, ScoreBasis basis) implements OfAudit {}

    /** The scores of a period were computed once more from the ledger; {@code differences} lines came out otherwise. */
    record ScoresRecomputed(String period, int differences) implements OfAudit {}

    /** Points given to a unit by the command leader. */
    record BonusGranted(String period, String unit, double points, String reason) implements OfAudit {}

    /**
     * Data left the system.
     *
     * @param what such as {@code cases} or {@code event-log}
     * @param format such as {@code xlsx}
     * @param query what was asked for, without the text typed into a search
     */
    record Exported(String what, String format, @Nullable String query) implements OfAudit {}

    /**
     * An integration was created, or its rights were changed.
     *
     * @param integration its code
     * @param source of the cases it reports
     * @param scopes code prefixes
     * @param operations what its keys allow
     * @param perMinute calls a minute at most
     */
    record IntegrationAdmitted(
            String integration, String name, Source source, List<String> scopes, List<String> operations, int perMinute)
            implements OfIntake {

        public IntegrationAdmitted {
            scopes = List.copyOf(scopes);
            operations = List.copyOf(operations);
        }
    }

    /**
     * A key of an integration was made; only its owner has the key itself.
     *
     * @param key its name
     * @param validTo absent for one without an end
     */
    record IntegrationKeyIssued(
            String integration,
            String key,
            Instant validFrom,
            @Nullable Instant validTo) implements OfIntake {}

    /** A key of an integration, or the integration with all its keys where {@code key} is absent, ended before its time. */
    record IntegrationRevoked(String integration, @Nullable String key, String reason) implements OfIntake {}

    /**
     * A webhook was created or changed.
     *
     * @param webhook its code
     * @param target its URL without the query, which may contain a key of the receiver
     * @param scopes code prefixes
     * @param types event types; none for all
     * @param allowPrivate whether the target may lie in a private network
     */
    record WebhookSubscribed(
            String webhook, String name, String target, List<String> scopes, List<String> types, boolean allowPrivate)
            implements OfDispatch {

        public WebhookSubscribed {
            scopes = List.copyOf(scopes);
            types = List.copyOf(types);
        }
    }

    /**
     * A secret that signs what a webhook sends was made; the others end at {@code othersEnd}.
     *
     * @param secret its name
     */
    record WebhookSecretIssued(String webhook, String secret, Instant validFrom, Instant othersEnd)
            implements OfDispatch {}

    /** A webhook that had stopped goes on. */
    record WebhookResumed(String webhook) implements OfDispatch {}

    /** A webhook was ended. */
    record WebhookEnded(String webhook) implements OfDispatch {}

    /** Somebody read the contact of a case's reporter. */
    record ReporterRevealed(UUID caseId, String reason) implements OfIntake {}

    /**
     * The channels of a step for a role were changed.
     *
     * @param role of the recipients
     * @param step such as {@code DEADLINE_MISSED}
     * @param channels those left on
     */
    record NotificationRuleChanged(Role role, String step, List<String> channels) implements OfDispatch {

        public NotificationRuleChanged {
            channels = List.copyOf(channels);
        }
    }

    /**
     * What scores were computed from: with it they can be recomputed.
     *
     * @param policy and the pack version it was read from
     * @param policySha256 of the policy's records, in hex
     * @param calendarVersion the calendar in force
     * @param sizes of the ledger's shards, in their order: no later entry counts
     * @param scoresSha256 of the scores, in hex
     */
    record ScoreBasis(
            String policy,
            long referenceVersion,
            String policySha256,
            String calendarVersion,
            List<Long> sizes,
            String scoresSha256) {

        public ScoreBasis {
            sizes = List.copyOf(sizes);
        }
    }
}
