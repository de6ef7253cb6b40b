package org.whistle.intake.photo;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.kit.upkeep.Retention;

/** trust.md, Retention. */
@Configuration(proxyBeanMethods = false)
class PhotoRetention {

    /**
     * How long before its case is reported a file may come: a phone without a network keeps a report. The events of several
     * desks name the files of an open case, so every file uploaded since shortly before the oldest open case is kept.
     */
    private static final String BEFORE_ANY_OPEN_CASE =
            "(select coalesce(min(reported_at) - interval '30 days', 'infinity') from intake_case where open)";

    @Bean
    Retention keepFiles(@Value("${whistle.keep.photos}") Duration kept, PhotoStore files) {
        return new Retention(
                "upload",
                "uploaded_at < least(" + Retention.before(kept) + ", " + BEFORE_ANY_OPEN_CASE + ")",
                kept,
                new Retention.Files("stored", files::delete));
    }

    /** As long as any other position of a worker; the file itself has none, and its token has the uploader. */
    @Bean
    Retention keepPositionsOfPhotos(@Value("${whistle.keep.positions:180d}") Duration kept, JdbcClient jdbc) {
        String page = """
                update upload set longitude = null, latitude = null, uploader = '' where stored = any(array(
                    select stored from upload where uploader <> '' and uploaded_at < %s limit 100 for update skip locked))
                """.formatted(Retention.before(kept));
        return new Retention("upload_position", kept, () -> jdbc.sql(page).update());
    }
}
