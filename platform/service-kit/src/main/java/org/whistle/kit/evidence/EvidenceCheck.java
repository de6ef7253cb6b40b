package org.whistle.kit.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Refuses tokens that intake did not sign, and completions without the evidence their condition asks for. */
@Component
public class EvidenceCheck {

    private final TrustedKeys trusted;

    EvidenceCheck(TrustedKeys trusted) {
        this.trusted = trusted;
    }

    /**
     * Checks every token of a field; an absent list is an empty one.
     *
     * @param field its name in the request, such as {@code photoIds}
     * @throws RefusedException 422 that names each wrong one
     */
    public List<String> tokens(String field, @Nullable List<String> tokens) {
        List<String> given = tokens == null ? List.of() : List.copyOf(tokens);
        List<Refusal.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            if (EvidenceToken.verify(given.get(i), trusted).isEmpty()) {
                errors.add(new Refusal.FieldError("/" + field + "/" + i, "INVALID_PHOTO_ID"));
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(new Refusal.Unprocessable(errors));
        }
        return given;
    }

    /**
     * Checks that what a condition asks for is among tokens already found valid.
     *
     * @throws RefusedException 422 when it is missing
     */
    public void require(EvidenceKind asked, List<String> tokens) {
        boolean there = switch (asked) {
            case NONE -> true;
            case PHOTO -> kinds(tokens).anyMatch(Evidence.Kind::photo);
            case DOCUMENT -> kinds(tokens).anyMatch(kind -> !kind.photo());
        };
        if (!there) {
            throw RefusedException.field(
                    asked == EvidenceKind.DOCUMENT ? "/documentIds" : "/photoIds", "EVIDENCE_REQUIRED");
        }
    }

    private java.util.stream.Stream<Evidence.Kind> kinds(List<String> tokens) {
        return tokens.stream()
                .flatMap(token -> EvidenceToken.verify(token, trusted).stream())
                .map(Evidence::kind);
    }
}
