package org.whistle.audit.metrics;

import java.util.List;

/** Each part as the command center's choice: right, or returned with its approval. */
final class PartFacts {

    private PartFacts() {}

    static List<Fact> of(CaseStory story, StoryPart part) {
        return story.round(part.round())
                .map(round -> {
                    Fact dispatch =
                            Fact.of(Measure.DISPATCHES, part.offeredAt(), round).of(part);
                    Fact accurate = Fact.of(Measure.ACCURATE_DISPATCHES, part.offeredAt(), round)
                            .of(part);
                    return part.returnApproved() ? List.of(dispatch) : List.of(dispatch, accurate);
                })
                .orElse(List.of());
    }
}
