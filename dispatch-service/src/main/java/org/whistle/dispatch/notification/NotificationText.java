package org.whistle.dispatch.notification;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/**
 * Puts notifications into words, Chinese or English: plain text that no mail reader and no chat would run or mark up, with
 * the case's number, category, place and deadline, without free text.
 */
@Component
class NotificationText {

    private static final String WORDS = "whistle.notifications";
    private static final int COMMUNITY_DIGITS = 12;
    private static final int SHOWN = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);
    private static final Comparator<Notification> MOST_URGENT = Comparator.comparing(
                    (Notification one) -> !one.urgent())
            .thenComparing(Notification::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Notification::id);

    private final ReferenceData reference;
    private final NotificationProperties properties;

    NotificationText(ReferenceData reference, NotificationProperties properties) {
        this.reference = reference;
        this.properties = properties;
    }

    /** The text of a message. */
    record Text(String subject, String body) {}

    /** One notification, or a digest of several. */
    Text of(List<Notification> notifications, Locale locale) {
        Words words = new Words(locale);
        return notifications.size() == 1 ? single(notifications.getFirst(), words) : digest(notifications, words);
    }

    private Text single(Notification one, Words words) {
        List<String> lines = new ArrayList<>();
        lines.add(words.say("sentence." + one.step()));
        detail(one, words).ifPresent(lines::add);
        lines.add(words.say("case", one.caseNumber()));
        category(one, words).ifPresent(name -> lines.add(words.say("category", name)));
        lines.add(words.say("place", place(one, words)));
        deadline(one).ifPresent(at -> lines.add(words.say("deadline", at)));
        link("/cases/" + one.caseId()).ifPresent(lines::add);
        return new Text(words.say("subject", title(one.step(), words), one.caseNumber()), joined(lines));
    }

    private Text digest(List<Notification> all, Words words) {
        Map<Notices.Kind, Long> counts = all.stream()
                .collect(Collectors.groupingBy(
                        Notification::step, () -> new EnumMap<>(Notices.Kind.class), Collectors.counting()));
        List<String> lines = new ArrayList<>();
        counts.forEach((step, count) -> lines.add(words.say("count", title(step, words), count)));
        lines.add(words.say("first"));
        all.stream()
                .sorted(MOST_URGENT)
                .limit(SHOWN)
                .map(one -> line(one, words))
                .forEach(lines::add);
        link("/").ifPresent(lines::add);
        return new Text(words.say("subject.digest", all.size()), joined(lines));
    }

    private String line(Notification one, Words words) {
        return "- "
                + Stream.of(
                                Optional.of(title(one.step(), words)),
                                Optional.of(one.caseNumber()),
                                category(one, words),
                                Optional.of(place(one, words)),
                                deadline(one).map(at -> words.say("deadline", at)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "));
    }

    private static String title(Notices.Kind step, Words words) {
        return words.say("title." + step);
    }

    private static Optional<String> detail(Notification one, Words words) {
        String detail = one.detail();
        if (detail == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ClockKind.values())
                .filter(kind -> ofClock(one.step()) && kind.name().equals(detail))
                .findFirst()
                .map(kind -> words.say("clock", words.chinese() ? kind.nameZh() : kind.nameEn()))
                .orElseGet(() -> words.say("detail." + detail)));
    }

    private static boolean ofClock(Notices.Kind step) {
        return step == Notices.Kind.DEADLINE_WARNED || step == Notices.Kind.DEADLINE_MISSED;
    }

    private Optional<String> category(Notification one, Words words) {
        return properties.confidential(one.category())
                ? Optional.empty()
                : Optional.of(reference
                        .find(one.jurisdiction())
                        .flatMap(county ->
                                county.conditionsOf(one.category()).stream().findFirst())
                        .map(condition -> words.chinese() ? condition.nameZh() : condition.nameEn())
                        .orElse(one.category()));
    }

    /** Community and grid by name; the code where the county does not know them. */
    private String place(Notification one, Words words) {
        Optional<Reference> county = reference.find(one.jurisdiction());
        String community = one.jurisdiction().substring(0, COMMUNITY_DIGITS);
        String names = Stream.of(
                        county.map(all -> all.jurisdictions().get(community))
                                .map(area -> words.chinese() ? area.nameZh() : area.nameEn()),
                        county.map(all -> all.grids().get(one.jurisdiction()))
                                .map(grid -> words.chinese() ? grid.nameZh() : grid.nameEn()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? one.jurisdiction() : names;
    }

    private Optional<String> deadline(Notification one) {
        Instant deadline = one.deadline();
        return Optional.ofNullable(deadline)
                .map(at -> at.atZone(
                                reference.timeOf(one.jurisdiction()).calendar().zone())
                        .format(TIME));
    }

    private Optional<String> link(String path) {
        return Optional.ofNullable(properties.consoleUrl())
                .map(console -> console.toString().replaceAll("/+$", "") + path);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }

    /** Replaces line ends, invisible characters and markup in data by spaces: a pack's names are user input. */
    static String plain(@Nullable Object value) {
        return String.valueOf(value)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}<>\\[\\]`*_#@&|\\\\]", " ")
                .strip();
    }

    private record Words(Locale locale) {

        boolean chinese() {
            return !locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
        }

        String say(String key, Object... values) {
            String pattern = ResourceBundle.getBundle(
                            WORDS,
                            chinese() ? Locale.ROOT : Locale.ENGLISH,
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                    .getString(key);
            return pattern.formatted(
                    Arrays.stream(values).map(NotificationText::plain).toArray());
        }
    }
}
