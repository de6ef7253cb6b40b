package org.whistle.intake.organisation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How positions become grids.
 *
 * @param gridTolerance metres beyond every grid within which the nearest one counts; 0 for none
 */
@Validated
@ConfigurationProperties("whistle.organisation")
record OrganisationProperties(
        @DefaultValue("50") @Min(0) @Max(1_000) int gridTolerance) {}
