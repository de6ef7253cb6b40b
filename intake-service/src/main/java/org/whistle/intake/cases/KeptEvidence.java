package org.whistle.intake.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.kit.evidence.EvidenceCheck;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;

/** Which files are still kept: a token is valid for ever, its file is deleted after {@code whistle.keep.photos}. */
@Component
public class KeptEvidence {

    private final EvidenceCheck signatures;
    private final DatabaseTime time;
    private final JdbcClient jdbc;
    private final Duration kept;

    KeptEvidence(
            EvidenceCheck signatures,
            DatabaseTime time,
            JdbcClient jdbc,
            @Value("${whistle.keep.photos}") Duration kept) {
        this.signatures = signatures;
        this.time = time;
        this.jdbc = jdbc;
        this.kept = kept;
    }

    /**
     * Checks every token of a field; an absent list is an empty one.
     *
     * @param field its name in the request, such as {@code photoIds}
     * @throws RefusedException 422 that names each one that is not ours, else each one whose file is deleted
     */
    public List<String> tokens(String field, @Nullable List<String> tokens) {
        List<String> given = signatures.tokens(field, tokens);
        List<Refusal.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (EvidenceToken.read(given.get(i)).filter(this::isDeleted).isPresent()) {
                errors.add(new Refusal.FieldError("/" + field + "/" + i, "FILE_DELETED"));
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(new Refusal.Unprocessable(errors));
        }
        return given;
    }

    /** By the row alone: a folder restored from a copy may contain a deleted file again. */
    public boolean isDeleted(Evidence evidence) {
        return evidence.uploadedAt().isBefore(time.now().minus(kept))
                && !jdbc.sql("select exists (select from upload where stored = :stored)")
                        .param("stored", evidence.stored())
                        .query(Boolean.class)
                        .single();
    }
}
