package org.whistle.kit.input;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.whistle.door.PlainText;
import org.whistle.kit.text.Spelling;
import org.whistle.kit.time.Bounds;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Bodies: as everywhere, but only with plain text, times within bounds and no null in a list. What was stored is read without. */
@Configuration(proxyBeanMethods = false)
class JsonInput {

    @Bean
    ServerHttpMessageConvertersCustomizer plainBodies(JsonMapper json) {
        SimpleModule plain = new SimpleModule("plain input")
                .addDeserializer(String.class, new Text())
                .addKeyDeserializer(String.class, new Name())
                .addDeserializer(JsonNode.class, new Tree())
                .addDeserializer(Instant.class, new Time());
        JsonSetter.Value complete = JsonSetter.Value.forContentNulls(Nulls.FAIL);
        JsonMapper door = json.rebuild()
                .addModule(plain)
                .withConfigOverride(List.class, override -> override.setNullHandling(complete))
                .withConfigOverride(Set.class, override -> override.setNullHandling(complete))
                .build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(door));
    }

    private static String plain(String text, DeserializationContext context) {
        if (!PlainText.isPlain(text)) {
            throw context.weirdStringException("", String.class, "not plain text");
        }
        // invisible text counts as empty: @NotBlank does not know every blank
        return Spelling.folded(text).isEmpty() ? "" : PlainText.normalized(text);
    }

    /** A value. */
    private static final class Text extends StdScalarDeserializer<String> {

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return plain(StringDeserializer.instance.deserialize(parser, context), context);
        }
    }

    /** A name in a map. */
    private static final class Name extends KeyDeserializer {

        @Override
        public Object deserializeKey(String name, DeserializationContext context) {
            return plain(name, context);
        }
    }

    /** What is read as it comes. */
    private static final class Tree extends JsonNodeDeserializer {

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = super.deserialize(parser, context);
            check(tree, context);
            return tree;
        }

        private static void check(JsonNode node, DeserializationContext context) {
            if (node.isString()) {
                plain(node.stringValue(), context);
            }
            node.propertyNames().forEach(name -> plain(name, context));
            node.values().forEach(child -> check(child, context));
        }
    }

    /** An instant. */
    private static final class Time extends StdScalarDeserializer<Instant> {

        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (!Bounds.contain(time)) {
                throw context.weirdStringException(time.toString(), Instant.class, "out of bounds");
            }
            return time;
        }
    }
}
