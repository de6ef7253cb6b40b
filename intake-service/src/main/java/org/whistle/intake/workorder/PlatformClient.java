package org.whistle.intake.workorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.whistle.kit.outgoing.Calls;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.JsonNode;

/** Speaks to other platforms over HTTP; never to an address of a private network unless it is allowed for that platform. */
@Component
class PlatformClient {

    private static final int PAGES = 10_000;
    private static final int LARGEST = 20_000_000;

    private final Map<String, RestClient> clients = new ConcurrentHashMap<>();

    /** Messages after a cursor; each page with the cursor to go on from, the last one with the same. */
    Page messages(WorkOrderProperties.System system, @Nullable String cursor) {
        JsonNode page = get(system, "/messages?after={after}&limit=200", cursor == null ? "" : cursor);
        return new Page(
                items(page, "messages"),
                Optional.ofNullable(page.get("next")).map(JsonNode::asString).orElse(null));
    }

    /** Some messages. */
    record Page(List<JsonNode> messages, @Nullable String next) {}

    /** Every order they know since an instant, as they see it. */
    List<JsonNode> orders(WorkOrderProperties.System system, String since) {
        List<JsonNode> orders = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            List<JsonNode> found = items(get(system, "/orders?since={since}&page={page}", since, page), "orders");
            if (found.isEmpty()) {
                return orders;
            }
            orders.addAll(found);
        }
        throw new RestClientException("orders: no end (expected: at most " + PAGES + " pages)");
    }

    /**
     * A file of theirs.
     *
     * @throws RefusedException where it is empty or above 20 MB
     */
    byte[] file(WorkOrderProperties.System system, String path) {
        byte[] file =
                asked(() -> client(system).get().uri("/" + path).retrieve().body(byte[].class));
        if (file == null || file.length > LARGEST) {
            throw RefusedException.field("/order/attachments", "WRONG_SIZE");
        }
        return file;
    }

    /**
     * Sends a reply.
     *
     * @throws org.springframework.web.client.HttpClientErrorException where the platform refuses it
     * @throws RestClientException where it is unknown whether it arrived
     */
    void reply(WorkOrderProperties.System system, WorkOrderStore.Outgoing reply) {
        asked(() -> client(system)
                .post()
                .uri("/orders/{number}/replies", reply.number())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", reply.id().toString())
                .body(reply.body())
                .retrieve()
                .toBodilessEntity());
    }

    /** An address that may not be called is one that does not answer. */
    private static <T> @Nullable T asked(Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (RestClientException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RestClientException(String.valueOf(e.getMessage()), e);
        }
    }

    private JsonNode get(WorkOrderProperties.System system, String uri, Object... variables) {
        JsonNode body =
                asked(() -> client(system).get().uri(uri, variables).retrieve().body(JsonNode.class));
        if (body == null) {
            throw new RestClientException("answer: empty (expected: JSON)");
        }
        return body;
    }

    private static List<JsonNode> items(JsonNode page, String name) {
        return page.path(name).valueStream().toList();
    }

    private RestClient client(WorkOrderProperties.System system) {
        return clients.computeIfAbsent(system.code(), _ -> connect(system));
    }

    private static RestClient connect(WorkOrderProperties.System system) {
        RestClient.Builder builder = Calls.client(system.timeout(), system.allowPrivate())
                .defaultStatusHandler(HttpStatusCode::is3xxRedirection, (_, response) -> {
                    throw new RestClientException("redirected: " + response.getStatusCode() + " (expected: an answer)");
                })
                .baseUrl(String.valueOf(system.url()));
        if (system.token() != null) {
            builder.defaultHeader("Authorization", "Bearer " + system.token());
        }
        return builder.build();
    }
}
