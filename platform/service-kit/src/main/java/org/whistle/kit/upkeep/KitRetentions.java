package org.whistle.kit.upkeep;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Of the tables that every service has. */
@Configuration(proxyBeanMethods = false)
class KitRetentions {

    /** api.md: a retry is safe for 30 days. */
    @Bean
    Retention keepKeptAnswers(@Value("${whistle.keep.answers:30d}") Duration kept) {
        return new Retention("kept_answer", "kept_at < " + Retention.reallyBefore(kept), kept);
    }

    @Bean
    Retention keepDeadLetters(@Value("${whistle.keep.dead-letters:180d}") Duration kept) {
        return Retention.of("dead_letter", "found_at", kept);
    }

    /**
     * Ids of applied events. An event that comes again after that is known by its number ({@code CaseProgress}); those of before
     * numbers were noted stay, since nothing else would know theirs.
     */
    @Bean
    Retention keepIdsOfEvents(@Value("${whistle.keep.events-seen}") Duration kept) {
        return new Retention(
                "inbox",
                "applied_at < " + Retention.reallyBefore(kept)
                        + " and applied_at >= (select since from case_progress_since)",
                kept);
    }
}
