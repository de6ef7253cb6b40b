package org.whistle.intake.honesty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.events.signature.TrustedKeys;

/** Reads the photo tokens of an event, with the positions that only intake stores. */
@Component
public class SitePhotos {

    private final TrustedKeys trusted;
    private final JdbcClient jdbc;

    SitePhotos(TrustedKeys trusted, JdbcClient jdbc) {
        this.trusted = trusted;
        this.jdbc = jdbc;
    }

    /** The photos among the tokens, in their order; documents and tokens without a trusted signature are left out. */
    public List<SitePhoto> of(List<String> tokens) {
        List<Evidence> photos = tokens.stream()
                .flatMap(token -> EvidenceToken.verify(token, trusted).stream())
                .filter(evidence -> evidence.kind().photo())
                .toList();
        Map<String, Position> positions = positions(photos);
        return photos.stream()
                .map(photo -> new SitePhoto(photo, positions.get(photo.stored())))
                .toList();
    }

    private Map<String, Position> positions(List<Evidence> photos) {
        Map<String, Position> positions = new HashMap<>();
        if (!photos.isEmpty()) {
            jdbc.sql("""
                            select stored, longitude, latitude from upload
                            where stored = any(:stored) and longitude is not null and latitude is not null
                            """)
                    .param("stored", photos.stream().map(Evidence::stored).toArray(String[]::new))
                    .query(row -> {
                        positions.put(
                                row.getString("stored"),
                                new Position(row.getDouble("longitude"), row.getDouble("latitude")));
                    });
        }
        return positions;
    }
}
