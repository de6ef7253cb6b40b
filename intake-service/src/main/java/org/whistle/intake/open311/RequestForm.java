package org.whistle.intake.open311;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.door.PlainText;
import org.whistle.intake.contact.Contact;
import org.whistle.kit.place.DeclaredPosition;

/**
 * The arguments of {@code POST requests}, read and checked; empty ones are absent ones.
 *
 * @param description up to 4 000 characters
 * @param addressId a grid's code
 * @param mediaUrl stored as text; nothing is fetched from it
 * @param deviceId used only to recognize repeated requests
 */
public record RequestForm(
        String serviceCode,
        @Nullable DeclaredPosition position,
        @Nullable String addressString,
        @Nullable String addressId,
        @Nullable String description,
        @Nullable String mediaUrl,
        @Nullable String accountId,
        @Nullable String deviceId,
        @Nullable String conditionCode,
        Contact contact) {

    private static final int TEXT = 200;
    private static final int DESCRIPTION = 4_000;
    private static final int URL = 2_000;
    private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\]]*)](?:\\[\\d*])?");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern GRID = Pattern.compile("\\d{15}");
    private static final Set<String> LINES = Set.of("description", "address_string");

    /**
     * Reads a form.
     *
     * @throws Open311Exception 400 with everything that is wrong
     */
    public static RequestForm of(Map<String, String[]> parameters) {
        Reading reading = new Reading(parameters);
        String serviceCode = reading.required("service_code", TEXT);
        DeclaredPosition position = reading.position();
        String address = reading.text("address_string", TEXT);
        String addressId = reading.matching("address_id", GRID);
        if (position == null && address == null && addressId == null && !reading.isWrong("lat", "long")) {
            reading.wrong("LOCATION_REQUIRED", "lat");
        }
        String name = reading.name();
        RequestForm form = new RequestForm(
                serviceCode,
                position,
                address,
                addressId,
                reading.text("description", DESCRIPTION),
                reading.matching("media_url", WEB_ADDRESS),
                reading.text("account_id", TEXT),
                reading.text("device_id", TEXT),
                reading.attributes().get(Services.CONDITION),
                new Contact(
                        name,
                        reading.text("phone", TEXT),
                        reading.matching("email", EMAIL),
                        reading.text("device_id", TEXT)));
        reading.finish();
        return form;
    }

    /** Everything that makes two requests the same, in one order. */
    List<String> signature() {
        List<String> parts = new ArrayList<>();
        parts.add(serviceCode);
        parts.add(position == null ? "" : position.longitude() + "," + position.latitude());
        for (String part :
                new String[] {addressString, addressId, description, mediaUrl, accountId, deviceId, conditionCode}) {
            parts.add(part == null ? "" : part);
        }
        parts.add(String.valueOf(contact.name()));
        parts.add(String.valueOf(contact.phone()));
        parts.add(String.valueOf(contact.email()));
        return parts;
    }

    /** Reads arguments and collects what is wrong with them. */
    private static final class Reading {

        private final Map<String, String[]> parameters;
        private final Map<String, String> wrong = new LinkedHashMap<>();

        Reading(Map<String, String[]> parameters) {
            this.parameters = parameters;
        }

        void wrong(String code, String field) {
            wrong.putIfAbsent(field, code);
        }

        boolean isWrong(String... fields) {
            return Stream.of(fields).anyMatch(wrong::containsKey);
        }

        String required(String name, int most) {
            String value = text(name, most);
            if (value == null) {
                wrong("REQUIRED", name);
                return "";
            }
            return value;
        }

        @Nullable
        String text(String name, int most) {
            String[] values = parameters.get(name);
            String value = values == null || values.length == 0 ? "" : values[0].strip();
            if (value.isEmpty()) {
                return null;
            }
            if (values != null && values.length > 1) {
                wrong("ONE_VALUE", name);
            } else if (value.codePointCount(0, value.length()) > most) {
                wrong("TOO_LONG", name);
            } else if (!printable(value, LINES.contains(name))) {
                wrong("INVALID", name);
            }
            return value;
        }

        @Nullable
        String matching(String name, Pattern pattern) {
            String value = text(name, URL);
            if (value != null && !pattern.matcher(value).matches()) {
                wrong("INVALID", name);
            }
            return value;
        }

        @Nullable
        String name() {
            String last = text("last_name", TEXT);
            String first = text("first_name", TEXT);
            if (first == null || last == null) {
                return last == null ? first : last;
            }
            return last + " " + first;
        }

        @Nullable
        DeclaredPosition position() {
            Double latitude = number("lat", 90);
            Double longitude = number("long", 180);
            if (latitude == null && longitude == null) {
                return null;
            }
            if (latitude == null || longitude == null) {
                wrong("BOTH_REQUIRED", latitude == null ? "lat" : "long");
                return null;
            }
            return new DeclaredPosition(longitude, latitude, null);
        }

        private @Nullable Double number(String name, double most) {
            String value = text(name, TEXT);
            if (value == null) {
                return null;
            }
            try {
                double number = Double.parseDouble(value);
                if (Math.abs(number) <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // reported below, with the argument's name
            }
            wrong("INVALID", name);
            return 0.0;
        }

        Map<String, String> attributes() {
            Map<String, String> attributes = new TreeMap<>();
            for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
                Matcher attribute = ATTRIBUTE.matcher(parameter.getKey());
                if (attribute.matches()) {
                    String value = text(parameter.getKey(), TEXT);
                    if (value != null) {
                        attributes.put(attribute.group(1), value);
                    }
                    if (!attribute.group(1).equals(Services.CONDITION)) {
                        wrong(
                                "UNKNOWN_ATTRIBUTE",
                                parameter
                                                        .getKey()
                                                        .codePointCount(
                                                                0,
                                                                parameter
                                                                        .getKey()
                                                                        .length())
                                                > TEXT
                                        ? "attribute"
                                        : parameter.getKey());
                    }
                }
            }
            return attributes;
        }

        void finish() {
            if (!wrong.isEmpty()) {
                throw new Open311Exception(
                        400,
                        wrong.entrySet().stream()
                                .map(one -> new Open311Exception.Problem(one.getValue(), one.getKey()))
                                .toList());
            }
        }

        private static boolean printable(String value, boolean lines) {
            return PlainText.isPlain(value) && (lines || value.chars().noneMatch(Character::isISOControl));
        }
    }
}
