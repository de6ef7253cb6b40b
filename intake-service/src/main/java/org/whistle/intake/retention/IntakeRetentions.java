package org.whistle.intake.retention;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.kit.upkeep.Retention;

/** trust.md, Retention. */
@Configuration(proxyBeanMethods = false)
class IntakeRetentions {

    @Bean
    Retention keepSitePositions(@Value("${whistle.keep.positions:180d}") Duration kept) {
        return Retention.of("site_position", "taken_at", kept);
    }

    /** From the closing on; of a case that ended otherwise from when the contact was kept. */
    @Bean
    Retention keepContacts(@Value("${whistle.keep.contacts:365d}") Duration kept) {
        String before = Retention.before(kept);
        return new Retention("reporter_contact", """
                kept_at < %1$s and exists (
                    select 1 from intake_case where intake_case.case_id = reporter_contact.case_id
                    and (closed_at < %1$s or state in ('VOIDED', 'MERGED', 'FORCE_CLOSED')))
                """.formatted(before), kept);
    }

    /** Offers of possible duplicates: reporters join an offered case at once, or do not join it. */
    @Bean
    Retention keepDuplicateOffers(@Value("${whistle.keep.offers:30d}") Duration kept) {
        return Retention.of("duplicate_offer", "offered_at", kept);
    }

    @Bean
    Retention keepCallsOfIntegrations() {
        Duration kept = Duration.ofDays(1);
        return new Retention("integration_usage", "minute < " + Retention.reallyBefore(kept), kept);
    }

    /** Differences between a platform and intake: looked at within days. */
    @Bean
    Retention keepReconciliations(@Value("${whistle.keep.reconciliations:180d}") Duration kept) {
        return new Retention("work_order_reconciliation", "ran_at < " + Retention.reallyBefore(kept), kept);
    }
}
