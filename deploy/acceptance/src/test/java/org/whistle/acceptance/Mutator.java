package org.whistle.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests with one thing wrong each: in the path, the query, a header or the body. Equal seeds make equal requests. */
final class Mutator {

    private static final String HERE = "@here@";

    /** Wrong values, written as JSON. */
    private static final List<String> JSON_VALUES = List.of(
            "null",
            "\"\"",
            "\"   \"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\u202e\\u200b\"",
            "\"" + "长".repeat(20_000) + "\"",
            "-1",
            "0.5",
            "1e400",
            "-1e-400",
            "99999999999999999999999",
            "2147483648",
            "true",
            "[]",
            "[null]",
            "{}",
            "[".repeat(900) + "]".repeat(900),
            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
            "\"+294277-01-01T00:00:00Z\"",
            "\"-999999999-01-01\"",
            "\"2026-02-30T25:61:00+19:00\"",
            "\"NaN\"",
            "\"' or 1=1 --\"",
            "\"%_\\\\\"",
            "\"../../../etc/passwd\"",
            "\"${jndi:ldap://x}\"",
            "\"=cmd()\"",
            "NaN",
            "'a'",
            "",
            "{\"unknown\":1}");

    /** Wrong values, written as in a URL. */
    private static final List<String> ADDRESS_VALUES = List.of(
            "%ff",
            "%",
            "%zz",
            "%00",
            "%ED%A0%80",
            "%C0%AF",
            "%61",
            "%2e%2e",
            "..;",
            "%3B",
            "%0d%0aX-A:%20b",
            "",
            "%20",
            "-1",
            "99999999999999999999",
            "1e9",
            "null",
            "true",
            "%2B294277-01-01T00:00:00Z",
            "%2B1000000000-12-31T23:59:59Z",
            "-999999999-01-01",
            "2026-11-01T00:00:00+08:00",
            "%27%20or%201=1",
            "%25_%5C",
            "%F0%A0%80%80",
            "x".repeat(6_000),
            "a".repeat(300) + "%E9%95%BF",
            "00000000-0000-0000-0000-00000000000g");

    private static final List<String> HEADERS = List.of(
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: multipart/mixed; boundary=\"\"",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/xml",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: foo",
            "Content-Type: ",
            "Accept: foo",
            "Accept: application/xml",
            "Accept: */*;q=x",
            "Accept-Language: " + "en,".repeat(2_000),
            "Accept-Language: \u00ff",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(201),
            "Idempotency-Key: \u00e9",
            "Content-Encoding: gzip",
            "Range: bytes=9-1",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "Last-Event-ID: yesterday",
            "traceparent: 00-zz",
            "baggage: " + "a=b,".repeat(500),
            "X-Forwarded-For: \"",
            "X-HTTP-Method-Override: DELETE",
            "Cookie: WHISTLE_SESSION=\"",
            "Expect: 200-ok");

    private final JsonMapper json = JsonMapper.shared();
    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    /**
     * A request to be sent.
     *
     * @param target path and query
     * @param body empty for none
     */
    record Request(String method, String target, List<String> headers, String body) {

        String summary() {
            String shortBody = body.length() > 300 ? body.substring(0, 300) + "…" : body;
            return method + " " + (target.length() > 300 ? target.substring(0, 300) + "…" : target) + " " + headers
                    + " " + shortBody;
        }
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Request wrong(Operations.Operation operation) {
        Map<String, String> query = new LinkedHashMap<>();
        operation.query().forEach((name, value) -> {
            if (random.nextInt(3) == 0) {
                query.put(name, encoded(value));
            }
        });
        Map<String, String> variables = new LinkedHashMap<>();
        operation.variables().forEach((name, value) -> variables.put(name, encoded(value)));
        List<String> headers =
                new ArrayList<>(List.of("Idempotency-Key: " + new UUID(random.nextLong(), random.nextLong())));
        String body = operation.body() == null ? "" : json.writeValueAsString(operation.body());
        if (!body.isEmpty()) {
            headers.add("Content-Type: application/json");
        }
        switch (random.nextInt(body.isEmpty() ? 3 : 6)) {
            case 0 ->
                query.put(
                        operation.query().isEmpty() || random.nextInt(4) == 0
                                ? oneOf(List.of("a", "%ff", "page", "a%00", "size", "sort", "_method"))
                                : oneOf(List.copyOf(operation.query().keySet())),
                        oneOf(ADDRESS_VALUES));
            case 1 -> {
                if (variables.isEmpty()) {
                    query.put("a", oneOf(ADDRESS_VALUES));
                } else {
                    variables.put(oneOf(List.copyOf(variables.keySet())), oneOf(ADDRESS_VALUES));
                }
            }
            case 2 -> {
                String header = oneOf(HEADERS);
                String name = header.substring(0, header.indexOf(':') + 1);
                headers.removeIf(each -> each.startsWith(name));
                headers.add(header);
            }
            case 3 -> body = random.nextInt(4) == 0 ? oneOf(JSON_VALUES) : cut(body);
            default ->
                body = json.writeValueAsString(withHole(operation.body()))
                        .replace("\"" + HERE + "\"", oneOf(JSON_VALUES));
        }
        return new Request(operation.method(), target(operation.path(), variables, query), headers, body);
    }

    private String cut(String body) {
        return body.substring(0, random.nextInt(body.length()));
    }

    /** The same value with one part replaced by {@link #HERE}. */
    private Object withHole(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
            Object key = oneOf(List.copyOf(map.keySet()));
            copy.put(key, withHole(map.get(key)));
            return copy;
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextBoolean()) {
            return List.of(withHole(list.getFirst()));
        }
        return HERE;
    }

    private static String target(String path, Map<String, String> variables, Map<String, String> query) {
        String target = path;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            target = target.replace("{" + variable.getKey() + "}", variable.getValue())
                    .replace("{*" + variable.getKey() + "}", variable.getValue());
        }
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(name + "=" + value));
        return pairs.isEmpty() ? target : target + "?" + String.join("&", pairs);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
