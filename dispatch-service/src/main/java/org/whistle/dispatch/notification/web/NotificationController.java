package org.whistle.dispatch.notification.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.dispatch.notification.Channel;
import org.whistle.dispatch.notification.NotificationQueries;
import org.whistle.dispatch.notification.NotificationRules;
import org.whistle.dispatch.notification.Preferences;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.CallerResolver;

/** 我的通知, 通知规则, and the states of messages. */
@RestController
@RequestMapping("/api/dispatch")
class NotificationController {

    private final Preferences preferences;
    private final NotificationRules rules;
    private final NotificationQueries queries;

    NotificationController(Preferences preferences, NotificationRules rules, NotificationQueries queries) {
        this.preferences = preferences;
        this.rules = rules;
        this.queries = queries;
    }

    @GetMapping("/me/notifications")
    Mine mine(Caller caller) {
        return new Mine(queries.channels(), preferences.of(caller.account()));
    }

    @PutMapping("/me/notifications")
    Mine choose(@RequestBody @Valid Wish wish) {
        return new Mine(
                queries.channels(), preferences.choose(CallerResolver.signedIn().orElseThrow(), wish.choice()));
    }

    /** The rules of the administrator's county. */
    @GetMapping("/notification-rules")
    CountyRules rules(@RequestParam(required = false) @Nullable String county, Caller caller) {
        String administered = rules.administered(county, caller);
        return new CountyRules(administered, queries.channels(), rules.of(administered));
    }

    @PutMapping("/notification-rules/{role}/{step}")
    NotificationRules.Rule change(
            @PathVariable Role role,
            @PathVariable Notices.Kind step,
            @RequestParam(required = false) @Nullable String county,
            @RequestBody @Valid Change change,
            Caller caller) {
        return rules.change(rules.administered(county, caller), role, step, change.channels(), caller);
    }

    /** Messages by mail and robots, the newest first. */
    @GetMapping("/notifications")
    List<NotificationQueries.Message> messages(
            @RequestParam(required = false) NotificationQueries.@Nullable State state, Caller caller) {
        return queries.list(state, caller);
    }

    /** What a person chose, and what can be chosen. */
    record Mine(List<NotificationQueries.ChannelState> available, Preferences.Choice choice) {}

    /** The rules of a county. */
    record CountyRules(
            String county, List<NotificationQueries.ChannelState> channels, List<NotificationRules.Rule> rules) {}

    /** The channels of a step; {@code IN_APP} has to be among them. */
    record Change(@NotNull Set<@NotNull Channel> channels) {}

    /** A person's notification settings. */
    record Wish(
            @Nullable @Size(max = 254) String email,
            @NotNull @Pattern(regexp = "zh-CN|en") String locale,
            @NotNull Set<@NotNull Channel> channels,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            Preferences.@NotNull Digest digest) {

        Preferences.Choice choice() {
            return new Preferences.Choice(
                    email == null || email.isBlank() ? null : email.strip(),
                    locale,
                    channels,
                    quietFrom,
                    quietTo,
                    digest);
        }
    }
}
