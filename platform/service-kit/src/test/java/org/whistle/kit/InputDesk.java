package org.whistle.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
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

    @PostMapping("/api/inputs")
    Body body(@RequestBody Body body) {
        return body;
    }

    @PostMapping("/api/empty")
    Map<String, Object> nothing(@RequestBody(required = false) @Nullable Body body) {
        return Map.of();
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
}
