package org.whistle.kit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.whistle.events.code.RejectReason;
import tools.jackson.databind.JsonNode;

/** Accepts one value of every type and answers what arrived, or fails as PostgreSQL would. */
@RestController
class InputDesk {

    private final JdbcClient jdbc;

    InputDesk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/api/inputs/{name}")
    Map<String, Object> parameters(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable LocalDate day) {
        return Map.of("name", name, "text", String.valueOf(text));
    }

    @GetMapping("/api/limits")
    Map<String, Object> limits(
            @RequestParam @Min(1) @Max(200) int number,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(required = false) @Nullable Double share,
            @RequestParam(required = false) @Size(max = 3) @Nullable String text) {
        return Map.of();
    }

    @PostMapping("/api/limits")
    Map<String, Object> limits(@RequestBody @Valid Limits limits) {
        return Map.of();
    }

    @PostMapping("/api/inputs")
    Body body(@RequestBody Body body) {
        return body;
    }

    @PostMapping("/api/empty")
    Map<String, Object> nothing(@RequestBody(required = false) @Nullable Body body) {
        return Map.of();
    }

    @PostMapping("/api/files")
    Map<String, Object> file(@RequestParam MultipartFile file, @RequestParam RejectReason kind) {
        return Map.of();
    }

    @GetMapping("/api/streams")
    ResponseEntity<StreamingResponseBody> stream() {
        return ResponseEntity.ok(out -> out.write('a'));
    }

    @GetMapping("/api/failures/{state}")
    void fail(@PathVariable String state) {
        jdbc.sql("do $$ begin raise exception 'so' using errcode = '" + state + "'; end $$")
                .update();
    }

    @PostMapping("/api/failures/{state}")
    void failWhileDeciding(@PathVariable String state) {
        fail(state);
    }

    /** One of everything. */
    record Body(
            @Nullable String text,
            @Nullable Instant time,
            @Nullable List<String> list,
            @Nullable Map<String, String> map,
            @Nullable JsonNode tree) {}

    /** One of every constraint that is used. */
    record Limits(
            @NotNull UUID id,
            @Nullable @Size(min = 2, max = 5) String text,
            @Nullable @Size(max = 2) List<@Pattern(regexp = "\\d{6}") String> codes,
            @Nullable @Min(1) @Max(1_000_000) Long count,

            @Nullable @DecimalMin("0.01") @Digits(integer = 3, fraction = 2)
            BigDecimal points) {}
}
