package org.whistle.dispatch.notification;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.whistle.events.code.Role;
import org.whistle.kit.outgoing.SigningSecret;

/**
 * What leaves the system, and how; nothing by default.
 *
 * @param consoleUrl where the console is, such as {@code https://whistle.example.gov.cn}; without it messages have no link
 * @param from the sender of mails; without it, or without {@code spring.mail.host}, no mail is sent
 * @param mailDomains where persons may have their address; empty for anywhere
 * @param confidentialCategories prefixes of category codes that no message names
 * @param quietFrom from when on what is not urgent waits, county time
 * @param quietTo until when
 * @param dailyAt when those who want one digest a day get it, county time
 * @param most messages to one recipient within the window; what is more comes as one digest
 * @param window 1 minute at least
 * @param attempts after which a message is given up
 * @param firstRetry after the first failure; doubled with each, an hour at most
 * @param keep how long what was sent is kept
 * @param trustGrants how long a token's grants are believed without its account having been seen again
 * @param robots of groups
 */
@ConfigurationProperties("whistle.notifications")
public record NotificationProperties(
        @Nullable URI consoleUrl,
        @Nullable String from,
        @DefaultValue List<String> mailDomains,
        @DefaultValue List<String> confidentialCategories,
        @DefaultValue("22:00") LocalTime quietFrom,
        @DefaultValue("07:00") LocalTime quietTo,
        @DefaultValue("08:00") LocalTime dailyAt,
        @DefaultValue("10") int most,
        @DefaultValue("10m") Duration window,
        @DefaultValue("12") int attempts,
        @DefaultValue("30s") Duration firstRetry,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("14d") Duration trustGrants,
        @DefaultValue List<Robot> robots) {

    public NotificationProperties {
        mailDomains = List.copyOf(mailDomains);
        confidentialCategories = List.copyOf(confidentialCategories);
        robots = List.copyOf(robots);
        require(most > 0, "most", most, "> 0");
        require(attempts > 0, "attempts", attempts, "> 0");
        require(window.compareTo(Duration.ofMinutes(1)) >= 0, "window", window, ">= PT1M");
        require(firstRetry.isPositive(), "first-retry", firstRetry, "> 0");
        require(
                robots.stream().map(Robot::code).distinct().count() == robots.size(),
                "robots",
                robots.stream().map(Robot::code).toList(),
                "each code once");
    }

    QuietHours quietHours() {
        return new QuietHours(quietFrom, quietTo);
    }

    Optional<Robot> robot(String code) {
        return robots.stream().filter(robot -> robot.code().equals(code)).findFirst();
    }

    boolean confidential(String category) {
        return confidentialCategories.stream().anyMatch(category::startsWith);
    }

    private static void require(boolean holds, String name, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "whistle.notifications.%s: %s (expected: %s)".formatted(name, value, expected));
        }
    }

    /**
     * The robot of a group.
     *
     * @param code by which it is named in lists and metrics
     * @param url with the key or token that the platform gave; from the environment
     * @param secret of a DingTalk robot with signing, or of a generic one ({@code whsec_…}); from the environment
     * @param jurisdiction of the cases it is notified of: a code prefix, at least the county's
     * @param unit whose group it is
     * @param roles whose group it is: either a unit or roles
     * @param allowPrivate whether it may have an address of a private network
     * @param perMinute messages at most; both platforms take 20
     */
    public record Robot(
            String code,
            Kind kind,
            URI url,
            @Nullable String secret,
            String jurisdiction,
            @Nullable String unit,
            @DefaultValue Set<Role> roles,
            @DefaultValue("zh-CN") Locale locale,
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue("20") int perMinute,
            @DefaultValue("10s") Duration timeout) {

        /** Whose robot. */
        public enum Kind {
            /** 钉钉 */
            DINGTALK,
            /** 企业微信 */
            WECOM,
            /** any receiver that takes our JSON */
            GENERIC
        }

        public Robot {
            roles = Set.copyOf(roles);
            Stream.<@Nullable Object>of(code, kind, url, jurisdiction)
                    .forEach(each -> require(each != null, "robots", code, "code, kind, url and jurisdiction"));
            require(code.matches("[a-z0-9][a-z0-9-]{0,39}"), "robots.code", code, "lower case letters, digits, -");
            require(
                    jurisdiction.matches("\\d{6}|\\d{9}|\\d{12}|\\d{15}"),
                    "robots.jurisdiction",
                    jurisdiction,
                    "a code of the county");
            require((unit == null) != roles.isEmpty(), "robots.roles", roles, "either a unit or roles, of " + code);
            require(
                    url.getHost() != null && ("https".equals(url.getScheme()) || allowPrivate),
                    "robots.url",
                    url.getScheme() + "://" + url.getHost(),
                    "https");
            require(perMinute > 0, "robots.per-minute", perMinute, "> 0");
            require(
                    kind != Kind.GENERIC || secret != null && secret.startsWith(SigningSecret.PREFIX),
                    "robots.secret",
                    "***",
                    SigningSecret.PREFIX + "…, of " + code);
        }

        /** Whether the notification is addressed to its group. */
        boolean hears(Notification notification) {
            boolean addressed = unit == null
                    ? notification.to().unit() == null
                            && notification.to().account() == null
                            && roles.contains(notification.to().role())
                    : unit.equals(notification.to().unit());
            return addressed && notification.jurisdiction().startsWith(jurisdiction);
        }

        @Override
        public String toString() {
            return "Robot[%s, %s, %s]".formatted(code, kind, jurisdiction);
        }
    }
}
