package org.whistle.intake.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.Position;
import org.whistle.events.Producer;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

@DeskTest
class SitePhotosIntegrationTests {

    @Autowired
    private SitePhotos photos;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void photosComeWithTheirPlacesAndDocumentsAndForgeriesAreLeftOut() {
        Evidence placed = evidence(Evidence.Kind.AFTER);
        Evidence unplaced = evidence(Evidence.Kind.BEFORE);
        keep(placed, 119.9, 26.6);
        keep(unplaced, null, null);

        assertThat(photos.of(List.of(
                        token(unplaced, Producer.INTAKE),
                        token(evidence(Evidence.Kind.DOCUMENT), Producer.INTAKE),
                        token(placed, Producer.INTAKE),
                        token(placed, Producer.DEPARTMENT),
                        "made-up")))
                .containsExactly(new SitePhoto(unplaced, null), new SitePhoto(placed, new Position(119.9, 26.6)));
        assertThat(photos.of(List.of())).isEmpty();
    }

    private static Evidence evidence(Evidence.Kind kind) {
        return new Evidence(
                kind,
                "original",
                UUID.randomUUID().toString(),
                1,
                Instant.parse("2026-11-23T06:00:00Z"),
                null,
                null,
                null,
                "handler");
    }

    private static String token(Evidence evidence, Producer signer) {
        return EvidenceToken.sign(evidence, TestSystem.shared().keys().signingKey(signer));
    }

    private void keep(Evidence evidence, @Nullable Double longitude, @Nullable Double latitude) {
        jdbc.sql("""
                        insert into upload (stored, content_type, original, uploader, longitude, latitude, uploaded_at)
                        values (:stored, 'image/jpeg', 'original', 'handler', :longitude, :latitude, now())
                        """)
                .param("stored", evidence.stored())
                .param("longitude", longitude)
                .param("latitude", latitude)
                .update();
    }
}
