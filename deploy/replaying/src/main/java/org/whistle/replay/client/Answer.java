package org.whistle.replay.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An HTTP response of any status. */
public record Answer(int status, HttpHeaders headers, byte[] body) {

    /** Whether it is a 2xx. */
    public boolean successful() {
        return status / 100 == 2;
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : WhistleClient.JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
