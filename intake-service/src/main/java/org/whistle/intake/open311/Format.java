package org.whistle.intake.open311;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.whistle.intake.open311.Answer.Fields;
import org.whistle.intake.open311.Answer.Items;
import tools.jackson.databind.json.JsonMapper;

/** The two formats of GeoReport v2, both in UTF-8. */
public enum Format {
    json("application/json;charset=utf-8") {
        @Override
        public byte[] write(Answer answer) {
            return JSON.writeValueAsBytes(plain(answer.content()));
        }
    },
    xml("text/xml;charset=utf-8") {
        @Override
        public byte[] write(Answer answer) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                XMLStreamWriter writer = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
                element(writer, answer.root(), answer.content());
                writer.writeEndDocument();
                writer.close();
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
            return out.toByteArray();
        }
    };

    private static final JsonMapper JSON = new JsonMapper();
    private static final XMLOutputFactory XML = XMLOutputFactory.newInstance();

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** The Content-Type of an answer. */
    public String contentType() {
        return contentType;
    }

    /** The answer in this format. */
    public abstract byte[] write(Answer answer);

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Fields fields -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                fields.values().forEach((name, field) -> plain.put(name, plain(field)));
                yield plain;
            }
            case Items items -> {
                List<@Nullable Object> plain = new ArrayList<>();
                items.items().forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    private static void element(XMLStreamWriter writer, String name, @Nullable Object value) throws XMLStreamException {
        writer.writeStartElement(name);
        switch (value) {
            case Fields fields -> {
                for (Map.Entry<String, @Nullable Object> field : fields.values().entrySet()) {
                    element(writer, field.getKey(), field.getValue());
                }
            }
            case Items items -> {
                for (Object item : items.items()) {
                    element(writer, items.item(), item);
                }
            }
            case null -> {}
            default -> writer.writeCharacters(allowed(value.toString()));
        }
        writer.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters, not even escaped. */
    private static String allowed(String text) {
        return text.codePoints()
                .filter(character -> character == '\t'
                        || character == '\n'
                        || character == '\r'
                        || (character >= 0x20 && character <= 0xD7FF)
                        || (character >= 0xE000 && character <= 0xFFFD)
                        || character >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
