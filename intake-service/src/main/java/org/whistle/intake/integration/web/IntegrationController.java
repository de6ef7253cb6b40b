package org.whistle.intake.integration.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.events.code.Source;
import org.whistle.intake.integration.Integration;
import org.whistle.intake.integration.Integrations;
import org.whistle.intake.integration.Key;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** What the security administrator does about other systems. */
@RestController
@RequestMapping("/api/intake/integrations")
class IntegrationController {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

    private final Integrations integrations;

    IntegrationController(Integrations integrations) {
        this.integrations = integrations;
    }

    /** The integrations of the caller's counties. */
    @GetMapping
    List<Integration> list(Caller caller) {
        return integrations.list(caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Integration admit(@RequestBody @Valid Admission admission, Caller caller) {
        return integrations.admit(
                admission.code(),
                admission.name(),
                admission.scopes(),
                admission.source(),
                admission.operations(),
                admission.perMinute(),
                caller);
    }

    @GetMapping("/{code}/keys")
    List<Key> keys(@PathVariable String code, Caller caller) {
        return integrations.keys(code, caller);
    }

    /** A PUT, because the stored answer to a POST would contain the key; a repeated PUT is refused: the name is taken. */
    @PutMapping("/{code}/keys/{name}")
    @ResponseStatus(HttpStatus.CREATED)
    Issued issue(@PathVariable String code, @PathVariable String name, @RequestBody @Valid Issue issue, Caller caller) {
        if (!name.matches(NAME)) {
            throw RefusedException.field(Refusal.FieldError.matching("/name", NAME));
        }
        Duration overlap = issue.overlapHours() == null ? null : Duration.ofHours(issue.overlapHours());
        return new Issued(name, integrations.issue(code, name, issue.validFrom(), issue.validTo(), overlap, caller));
    }

    @PostMapping("/{code}/keys/{name}/revoke")
    List<Key> revokeKey(
            @PathVariable String code, @PathVariable String name, @RequestBody @Valid Revoke revoke, Caller caller) {
        integrations.revoke(code, name, revoke.reason(), caller);
        return integrations.keys(code, caller);
    }

    @PostMapping("/{code}/revoke")
    List<Key> revoke(@PathVariable String code, @RequestBody @Valid Revoke revoke, Caller caller) {
        integrations.revoke(code, null, revoke.reason(), caller);
        return integrations.keys(code, caller);
    }

    /** An integration to create. */
    record Admission(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{1,39}")
            String code,

            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 50) List<@Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}|\\d{15}") String> scopes,
            @NotNull Source source,
            @NotEmpty Set<Integration.Operation> operations,
            @NotNull @Min(1) @Max(60_000) Integer perMinute) {}

    /** A key to make. */
    record Issue(
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable @Min(0) @Max(720) Integer overlapHours) {}

    /** Why something ends. */
    record Revoke(@NotBlank @Size(max = 500) String reason) {}

    /** The key, shown this once. */
    record Issued(String name, String key) {}
}
