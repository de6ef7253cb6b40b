package org.whistle.dispatch.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record as it should be.
 *
 * @param fields all of its fields as they are published; absent where it should not be
 */
public record RecordChange(
        String kind, String code, @Nullable Map<String, JsonNode> fields) {}
