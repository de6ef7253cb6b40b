package org.whistle.audit.score.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.score.DraftPolicy;
import org.whistle.audit.score.PolicyPreview;
import org.whistle.audit.score.Recomputation;
import org.whistle.audit.score.ScorePeriod;
import org.whistle.audit.score.ScoreReading;
import org.whistle.audit.score.ScoreTable;
import org.whistle.audit.score.ScoreView;
import org.whistle.audit.score.Scores;
import org.whistle.events.AdminEvent.ScoreBasis;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;

/** Tables, single lines, and what moves a period on. */
@RestController
@RequestMapping("/api/audit/scores/{period:[^.]+}")
class ScoreController {

    private static final Set<Role> KEEPERS = EnumSet.of(Role.SUPERVISOR);
    private static final Set<Role> GRANTERS = EnumSet.of(Role.COMMAND_LEADER);
    private static final Set<Role> DOUBTERS =
            EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER, Role.DEPARTMENT, Role.STREET, Role.STREET_LEADER);

    private final Scores scores;
    private final ScoreReading reading;
    private final Recomputation recomputation;
    private final PolicyPreview preview;

    ScoreController(Scores scores, ScoreReading reading, Recomputation recomputation, PolicyPreview preview) {
        this.scores = scores;
        this.reading = reading;
        this.recomputation = recomputation;
        this.preview = preview;
    }

    /** A table as it is sent. */
    record Table(
            String county,
            String period,
            LocalDate from,
            LocalDate to,
            String status,
            String policy,
            @Nullable Instant publishedAt,
            @Nullable Instant appealsUntil,
            @Nullable Instant frozenAt,
            @Nullable ScoreBasis basis,
            List<?> bonuses,
            List<ScoreView> lines) {}

    /** Points for a unit. */
    record Bonus(
            @NotBlank @Size(max = 60) String unit,

            @NotNull @DecimalMin("0.01") @Digits(integer = 3, fraction = 2)
            BigDecimal points,

            @NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    Table table(@PathVariable String period, @RequestParam @Nullable String county, Caller caller) {
        return sent(reading.table(county, ScorePeriod.of(period), caller));
    }

    @GetMapping("/grid-workers")
    List<ScoreView> workers(@PathVariable String period, Caller caller) {
        return reading.workers(ScorePeriod.of(period), caller);
    }

    @GetMapping("/{code}")
    ScoreView line(
            @PathVariable String period,
            @PathVariable String code,
            @RequestParam @Nullable String county,
            Caller caller) {
        return reading.line(reading.table(county, ScorePeriod.of(period), caller), code);
    }

    @PostMapping("/publish")
    Table publish(@PathVariable String period, @RequestParam @Nullable String county, Caller caller) {
        return sent(scores.publish(reading.county(county, KEEPERS, caller), ScorePeriod.of(period), caller));
    }

    @PostMapping("/freeze")
    Table freeze(@PathVariable String period, @RequestParam @Nullable String county, Caller caller) {
        return sent(scores.freeze(reading.county(county, KEEPERS, caller), ScorePeriod.of(period), caller));
    }

    @PostMapping("/recompute")
    Recomputation.Result recompute(@PathVariable String period, @RequestParam @Nullable String county, Caller caller) {
        return recomputation.recompute(reading.county(county, DOUBTERS, caller), ScorePeriod.of(period), caller);
    }

    @PostMapping("/bonus")
    Table bonus(
            @PathVariable String period,
            @RequestParam @Nullable String county,
            @Valid @RequestBody Bonus bonus,
            Caller caller) {
        return sent(scores.grant(
                reading.county(county, GRANTERS, caller),
                ScorePeriod.of(period),
                new Scores.Grant(bonus.unit(), bonus.points(), bonus.reason()),
                caller));
    }

    /** As a POST it carries its Idempotency-Key, though it changes nothing. */
    @PostMapping("/preview")
    PolicyPreview.Result preview(
            @PathVariable String period,
            @RequestParam @Nullable String county,
            @RequestBody DraftPolicy draft,
            Caller caller) {
        return preview.preview(county, ScorePeriod.of(period), draft, caller);
    }

    private Table sent(ScoreTable table) {
        return new Table(
                table.county(),
                table.period(),
                table.from(),
                table.to(),
                table.status().name(),
                table.policy(),
                table.publishedAt(),
                table.appealsUntil(),
                table.frozenAt(),
                table.basis(),
                table.bonuses(),
                reading.lines(table));
    }
}
