package org.whistle.intake.open311;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written as JSON or XML: the Spark convention maps one to the other.
 *
 * @param root the outermost element in XML; JSON has none
 */
public record Answer(String root, Node content) {

    /** A list of equally named things. */
    public static Answer list(String root, String item, List<? extends Node> items) {
        return new Answer(root, new Items(item, List.copyOf(items)));
    }

    /** An element with content. */
    public sealed interface Node {}

    /** Named values: text, number, truth, node, or nothing; in this order. */
    public record Fields(Map<String, @Nullable Object> values) implements Node {

        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Items of a list; each an element of this name in XML. */
    public record Items(String item, List<?> items) implements Node {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** Builds fields in their order. */
    static final class FieldsBuilder {

        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        FieldsBuilder with(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }

        Fields build() {
            return new Fields(values);
        }
    }
}
