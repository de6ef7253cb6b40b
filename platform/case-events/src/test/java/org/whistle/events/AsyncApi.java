package org.whistle.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The event contract as an AsyncAPI 3 document, whose messages are the committed schemas. */
final class AsyncApi {

    private static final Map<String, Topic> TOPICS = new LinkedHashMap<>();

    static {
        TOPICS.put("case-events", new Topic(12, "the case's id", "everything that is decided about a case"));
        TOPICS.put("reference-data", new Topic(1, "the county's code", "the county's packs, by dispatch-service"));
        TOPICS.put("admin-events", new Topic(1, "the county's code", "what people did to rules, scores and exports"));
    }

    private record Topic(int partitions, String key, String content) {}

    private AsyncApi() {}

    static Map<String, Object> document() {
        return ordered(
                "asyncapi", "3.0.0",
                "info",
                        ordered(
                                "title", "Whistle events",
                                "version", "1",
                                "description",
                                        "CloudEvents 1.0 in structured mode, canonical JSON (RFC 8785) of at most 65535 bytes,"
                                                + " signed by the producing service over the record's value. Fields are only"
                                                + " added; a reader ignores what it does not know."),
                "defaultContentType", "application/cloudevents+json",
                "channels", channels(),
                "operations", operations(),
                "components", ordered("messages", messages(), "messageTraits", traits()));
    }

    private static Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        TOPICS.forEach((name, topic) -> channels.put(
                name,
                ordered(
                        "address",
                        name,
                        "description",
                        topic.content() + "; the record's key is " + topic.key(),
                        "messages",
                        typesOf(name).stream()
                                .collect(Collectors.toMap(
                                        type -> type,
                                        type -> ref("#/components/messages/" + type),
                                        (one, _) -> one,
                                        LinkedHashMap::new)),
                        "bindings",
                        ordered(
                                "kafka",
                                ordered("topic", name, "partitions", topic.partitions(), "bindingVersion", "0.5.0")))));
        return channels;
    }

    /** Who sends what where: one operation for each service and topic. */
    private static Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (String topic : TOPICS.keySet()) {
            for (Producer producer : Producer.values()) {
                List<Object> decided = typesOf(topic).stream()
                        .filter(type -> producer.mayDecide(sample(type).data()))
                        .map(type -> (Object) ref("#/channels/" + topic + "/messages/" + type))
                        .toList();
                if (!decided.isEmpty()) {
                    operations.put(
                            producer.service() + "." + topic,
                            ordered("action", "send", "channel", ref("#/channels/" + topic), "messages", decided));
                }
            }
        }
        return operations;
    }

    private static Map<String, Object> messages() {
        Map<String, Object> messages = new LinkedHashMap<>();
        EventTypes.names().stream()
                .sorted()
                .forEach(type -> messages.put(
                        type,
                        ordered(
                                "name",
                                type,
                                "title",
                                type,
                                "summary",
                                "by " + producersOf(type),
                                "traits",
                                List.of(ref("#/components/messageTraits/signed")),
                                "payload",
                                ref("schemas/" + type + ".json"))));
        return messages;
    }

    private static Map<String, Object> traits() {
        return ordered(
                "signed",
                ordered(
                        "headers",
                        ordered(
                                "type", "object",
                                "required", List.of("ce_type", "ce_id", "signature"),
                                "properties",
                                        ordered(
                                                "ce_type", text("the type of the event, to route without parsing"),
                                                "ce_id", text("its id, a UUIDv7"),
                                                "signature",
                                                        text(
                                                                "key id, a colon, and the Base64 Ed25519 signature of the value"),
                                                "traceparent", text("W3C Trace Context of the decision")))));
    }

    private static String producersOf(String type) {
        return Arrays.stream(Producer.values())
                .filter(producer -> producer.mayDecide(sample(type).data()))
                .map(Producer::service)
                .collect(Collectors.joining(", "));
    }

    private static List<String> typesOf(String topic) {
        String prefix = switch (topic) {
            case "case-events" -> "case.";
            case "reference-data" -> "reference.";
            default -> "admin.";
        };
        return EventTypes.names().stream()
                .filter(type -> type.startsWith(prefix))
                .sorted()
                .toList();
    }

    private static Envelope sample(String type) {
        return SampleOf.envelope(EventTypes.find(type).orElseThrow());
    }

    private static Map<String, Object> text(String description) {
        return ordered("type", "string", "description", description);
    }

    private static Map<String, Object> ref(String to) {
        return Map.of("$ref", to);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
