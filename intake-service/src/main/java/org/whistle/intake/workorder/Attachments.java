package org.whistle.intake.workorder;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.whistle.kit.problem.RefusedException;

/**
 * The attachments of an order.
 *
 * @param tokens of what was kept
 * @param refused the names of the others, which do not hold up the order
 */
record Attachments(List<String> tokens, List<String> refused) {

    static final Attachments NONE = new Attachments(List.of(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    /** How often an attachment that may still succeed is tried; then the order goes on without it. */
    private static final int TRIES = 3;

    private static final int BUSY = 503;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    /**
     * Fetches and keeps them.
     *
     * @param failures how often the order failed before
     * @param fetch a file of the platform by its path
     * @param keep answers with the token
     * @throws NotYetException where one may still succeed
     */
    static Attachments take(
            @Nullable List<Message.Attachment> attachments,
            int failures,
            Function<String, byte[]> fetch,
            Function<byte[], String> keep) {
        List<String> tokens = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Message.Attachment attachment : attachments == null ? List.<Message.Attachment>of() : attachments) {
            try {
                tokens.add(keep.apply(bytesOf(attachment, fetch)));
            } catch (RefusedException | RestClientException e) {
                if (mayComeRight(e) && failures + 1 < TRIES) {
                    throw new NotYetException("attachment " + attachment.name() + ": " + e.getMessage());
                }
                LOG.warn("attachment not taken reason={}", reasonOf(e));
                refused.add(attachment.name());
            }
        }
        return new Attachments(List.copyOf(tokens), List.copyOf(refused));
    }

    private static byte[] bytesOf(Message.Attachment attachment, Function<String, byte[]> fetch) {
        String content = attachment.content();
        if (content != null) {
            try {
                return Base64.getMimeDecoder().decode(content);
            } catch (IllegalArgumentException e) {
                throw RefusedException.field("/order/attachments", "INVALID_FIELD");
            }
        }
        String path = attachment.path();
        if (path == null) {
            throw RefusedException.field("/order/attachments", "REQUIRED");
        }
        return fetch.apply(path);
    }

    /** Where this service or theirs is busy, or no answer comes. Any other answer of theirs is final. */
    private static boolean mayComeRight(RuntimeException e) {
        return switch (e) {
            case RefusedException refused -> refused.refusal().status() == BUSY;
            case HttpClientErrorException no ->
                no.getStatusCode().value() == REQUEST_TIMEOUT
                        || no.getStatusCode().value() == TOO_MANY;
            default -> true;
        };
    }

    private static String reasonOf(RuntimeException e) {
        return e instanceof RefusedException refused
                ? WorkOrderApplier.reasonOf(refused.refusal())
                : String.valueOf(e.getMessage());
    }
}
