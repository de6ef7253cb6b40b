package org.whistle.dispatch.webhook.web;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.webhook.DeliveryLog;
import org.whistle.dispatch.webhook.Webhook;
import org.whistle.dispatch.webhook.Webhooks;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Webhooks and their deliveries; for the security administrator. */
@RestController
@RequestMapping("/api/dispatch/webhooks")
class WebhookController {

    private static final String SCOPE = "\\d{6}|\\d{9}|\\d{12}|\\d{15}";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int OVERLAP_HOURS = 24;

    private final Webhooks webhooks;
    private final DeliveryLog deliveries;

    WebhookController(Webhooks webhooks, DeliveryLog deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** The webhooks of the caller's counties. */
    @GetMapping
    List<Webhook> webhooks(Caller caller) {
        return webhooks.list(caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Webhook subscribe(@RequestBody @Valid NewWebhook wanted, Caller caller) {
        return webhooks.subscribe(
                wanted.code(),
                wanted.name(),
                wanted.url(),
                wanted.scopes(),
                wanted.typesOrAll(),
                Boolean.TRUE.equals(wanted.allowPrivate()),
                caller);
    }

    @GetMapping("/{code}")
    Webhook webhook(@PathVariable String code, Caller caller) {
        return webhooks.find(code, caller);
    }

    @PutMapping("/{code}")
    Webhook changeWebhook(@PathVariable String code, @RequestBody @Valid WebhookChange wanted, Caller caller) {
        return webhooks.change(
                code,
                wanted.name(),
                wanted.url(),
                wanted.scopes(),
                wanted.typesOrAll(),
                Boolean.TRUE.equals(wanted.allowPrivate()),
                caller);
    }

    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endWebhook(@PathVariable String code, Caller caller) {
        webhooks.end(code, caller);
    }

    /** The names and days of the secrets, never a secret. */
    @GetMapping("/{code}/secrets")
    List<Webhook.Secret> secrets(@PathVariable String code, Caller caller) {
        return webhooks.secrets(code, caller);
    }

    /** A PUT, because the stored answer to a POST would contain the secret; a repeated PUT is refused: the name is taken. */
    @PutMapping("/{code}/secrets/{name}")
    @ResponseStatus(HttpStatus.CREATED)
    IssuedSecret issueSecret(
            @PathVariable String code, @PathVariable String name, @RequestBody @Valid NewSecret issue, Caller caller) {
        if (!name.matches(NAME)) {
            throw RefusedException.field(Refusal.FieldError.matching("/name", NAME));
        }
        int hours = issue.overlapHours() == null ? OVERLAP_HOURS : issue.overlapHours();
        return new IssuedSecret(name, webhooks.issueSecret(code, name, Duration.ofHours(hours), caller));
    }

    @PostMapping("/{code}/resume")
    Webhook resumeWebhook(@PathVariable String code, Caller caller) {
        return webhooks.resume(code, caller);
    }

    /** Sends an event of the type {@code webhook.ping.v1}; its result is in the list of deliveries. */
    @PostMapping("/{code}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Webhook.Delivery testWebhook(@PathVariable String code, Caller caller) {
        return deliveries.test(code, caller);
    }

    /** The newest first. */
    @GetMapping("/{code}/deliveries")
    Page<Webhook.Delivery> deliveries(
            @PathVariable String code,
            @RequestParam(required = false) DeliveryLog.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID caseId,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Caller caller) {
        return deliveries.list(code, state, caseId, page, size, caller);
    }

    @PostMapping("/{code}/deliveries/{position}/redeliver")
    Webhook.Delivery redeliver(@PathVariable String code, @PathVariable long position, Caller caller) {
        return deliveries.redeliver(code, position, caller);
    }

    /** Sends again what was delivered of the events that were written since then. */
    @PostMapping("/{code}/redeliver")
    Redelivered redeliverFrom(@PathVariable String code, @RequestBody @Valid Redelivery wanted, Caller caller) {
        return new Redelivered(deliveries.redeliverFrom(code, wanted.from(), caller));
    }

    /** A webhook to create. */
    record NewWebhook(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{1,39}")
            String code,

            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 2_000) String url,
            @NotEmpty @Size(max = 50) List<@NotNull @Pattern(regexp = SCOPE) String> scopes,
            @Nullable @Size(max = 200) List<@NotNull String> types,
            @Nullable Boolean allowPrivate) {

        List<String> typesOrAll() {
            return types == null ? List.of() : types;
        }
    }

    /** The same, of one that is there. */
    record WebhookChange(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 2_000) String url,
            @NotEmpty @Size(max = 50) List<@NotNull @Pattern(regexp = SCOPE) String> scopes,
            @Nullable @Size(max = 200) List<@NotNull String> types,
            @Nullable Boolean allowPrivate) {

        List<String> typesOrAll() {
            return types == null ? List.of() : types;
        }
    }

    /**
     * A secret to make.
     *
     * @param overlapHours hours for which the older secrets still sign, 24 where absent, 0 to end them at once
     */
    record NewSecret(@Nullable @Min(0) @Max(720) Integer overlapHours) {}

    /** The secret, shown this once. */
    record IssuedSecret(String name, String secret) {}

    /** Since when. */
    record Redelivery(@NotNull Instant from) {}

    /** How many events go again. */
    record Redelivered(int count) {}
}
