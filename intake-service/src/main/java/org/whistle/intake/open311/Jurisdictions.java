package org.whistle.intake.open311;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** A {@code jurisdiction_id} is the code of a county. */
@Component
public class Jurisdictions {

    private final ReferenceData reference;

    Jurisdictions(ReferenceData reference) {
        this.reference = reference;
    }

    /**
     * The county asked for; the only one where none is named.
     *
     * @throws Open311Exception 404 for an unknown one, 400 where there are several and none is named
     */
    public Reference find(@Nullable String jurisdictionId) {
        List<Reference> counties = reference.all();
        if (jurisdictionId == null || jurisdictionId.isBlank()) {
            if (counties.size() != 1) {
                throw Open311Exception.of(400, "REQUIRED", "jurisdiction_id");
            }
            return counties.getFirst();
        }
        return counties.stream()
                .filter(county -> county.county().code().equals(jurisdictionId.strip()))
                .findFirst()
                .orElseThrow(() -> Open311Exception.of(404, "NOT_FOUND", "jurisdiction_id"));
    }
}
