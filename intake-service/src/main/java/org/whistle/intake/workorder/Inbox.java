package org.whistle.intake.workorder;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.whistle.intake.contact.Contact;
import org.whistle.intake.contact.Contacts;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.seal.Seal;
import org.whistle.kit.time.Bounds;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts messages over HTTP and from files: each is stored once, before the sender is answered; unreadable ones are parked.
 */
@Component
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int LONGEST_ID = 100;

    private final WorkOrderStore store;
    private final Contacts contacts;
    private final JsonMapper json;
    private final Validator validator;

    Inbox(WorkOrderStore store, Contacts contacts, JsonMapper json, Validator validator) {
        this.store = store;
        this.contacts = contacts;
        this.json = json;
        this.validator = validator;
    }

    /**
     * The receipt of a message.
     *
     * @param repeated whether it was stored before
     * @param parked why it cannot be applied
     */
    public record Receipt(
            String messageId, boolean repeated, @Nullable String parked) {}

    /** Keeps a message; one that the database does not take as it is, as text. */
    public Receipt receive(String system, JsonNode message) {
        try {
            return keep(system, message);
        } catch (NonTransientDataAccessException e) {
            if (Passing.is(e)) {
                throw e;
            }
            LOG.warn("work order message kept as text system={} reason={}", system, e.getMessage());
            return keep(system, json.getNodeFactory().stringNode(message.toString()));
        }
    }

    private Receipt keep(String system, JsonNode message) {
        ObjectNode body = message instanceof ObjectNode object
                ? object.deepCopy()
                : json.createObjectNode().set("unreadable", message);
        Optional<Contact> caller = takeCaller(body);
        String messageId = textOf(body, "messageId").orElseGet(() -> "sha256:" + sha256(message.toString()));
        String wrong = wrong(body);
        Seal.Sealed sealed = caller.flatMap(contact -> contacts.seal(idOf(system, messageId), contact))
                .orElse(null);
        boolean fresh = store.receive(
                system,
                messageId,
                textOf(body, "number").orElse("?"),
                textOf(body, "kind").orElse("?"),
                body.toString().replace("\\u0000", "\\ufffd"),
                sealed,
                wrong);
        if (wrong != null && fresh) {
            LOG.warn("work order message parked system={} message={} reason={}", system, messageId, wrong);
        }
        return new Receipt(messageId, !fresh, wrong);
    }

    /** Under which id the caller of a message is sealed. */
    static UUID idOf(String system, String messageId) {
        return UUID.nameUUIDFromBytes((system + "\n" + messageId).getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the caller from the body, so that it is stored apart. */
    private static Optional<Contact> takeCaller(ObjectNode body) {
        return body.get("order") instanceof ObjectNode order && order.remove("caller") instanceof ObjectNode caller
                ? Optional.of(new Contact(
                        textOf(caller, "name").orElse(null),
                        textOf(caller, "phone").orElse(null),
                        null,
                        null))
                : Optional.empty();
    }

    private @Nullable String wrong(ObjectNode body) {
        try {
            Message message = json.treeToValue(body, Message.class);
            Set<ConstraintViolation<Message>> violations = validator.validate(message);
            return violations.isEmpty()
                    ? incomplete(message)
                    : violations.stream()
                            .map(one ->
                                    "/" + one.getPropertyPath().toString().replace('.', '/') + " " + one.getMessage())
                            .sorted()
                            .collect(Collectors.joining("; "));
        } catch (JacksonException e) {
            return e.getOriginalMessage();
        }
    }

    private static @Nullable String incomplete(Message message) {
        Message.Order order = message.order();
        boolean timely = Stream.of(
                        message.sentAt(),
                        message.deadline(),
                        order == null ? null : order.deadline(),
                        order == null ? null : order.occurredAt())
                .allMatch(time -> time == null || Bounds.contain(time));
        if (!timely) {
            return "a time outside of 1900 to 9999";
        }
        boolean there = switch (message.kind()) {
            case ORDER -> message.order() != null;
            case DEADLINE -> message.deadline() != null;
            case SATISFACTION -> message.satisfaction() != null;
            case REWORK -> message.reason() != null && !message.reason().isBlank();
            case WITHDRAWN -> true;
        };
        return there ? null : message.kind() + " without its content";
    }

    private static Optional<String> textOf(JsonNode node, String field) {
        return node.get(field) instanceof JsonNode value
                        && value.isString()
                        && !value.asString().isBlank()
                ? Optional.of(value.asString())
                        .filter(text ->
                                text.length() <= LONGEST_ID && text.chars().noneMatch(Character::isISOControl))
                : Optional.empty();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
