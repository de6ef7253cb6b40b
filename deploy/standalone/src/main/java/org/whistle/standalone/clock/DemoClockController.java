package org.whistle.standalone.clock;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.standalone.clock.DemoClock.CasesExistException;

/** The clock's two calls; exist in the standalone only. */
@RestController
@RequestMapping("/demo/clock")
class DemoClockController {

    /**
     * One of the two.
     *
     * @param advance ISO-8601 duration, at least zero
     * @param at instant with offset
     */
    record Move(@Nullable String advance, @Nullable String at) {}

    /** The time after the move. */
    record Time(Instant now) {}

    private final DemoClock clock;

    DemoClockController(DemoClock clock) {
        this.clock = clock;
    }

    @GetMapping
    Time now() {
        return new Time(clock.now());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Time move(@RequestBody Move move) {
        try {
            return new Time(moved(move));
        } catch (CasesExistException e) {
            throw problem(HttpStatus.CONFLICT, "CASES_EXIST", e);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw problem(HttpStatus.BAD_REQUEST, "INVALID_TIME", e);
        }
    }

    private Instant moved(Move move) {
        if (move.advance() != null && move.at() == null) {
            return clock.advance(Duration.parse(move.advance()));
        }
        if (move.at() != null && move.advance() == null) {
            return clock.set(OffsetDateTime.parse(move.at()).toInstant());
        }
        throw new IllegalArgumentException("advance, at: exactly one is expected");
    }

    private static ErrorResponseException problem(HttpStatus status, String code, Exception cause) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, cause.getMessage());
        detail.setType(URI.create(
                "urn:whistle:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-')));
        detail.setTitle(status == HttpStatus.CONFLICT ? "时间不能倒退 Time cannot go back" : "时间无效 Not a time");
        detail.setProperty("code", code);
        return new ErrorResponseException(status, detail, cause);
    }
}
