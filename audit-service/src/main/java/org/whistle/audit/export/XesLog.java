package org.whistle.audit.export;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.Visibility;
import org.whistle.events.Envelope;
import org.whistle.events.OfferedPart;

/** The process log as XES (IEEE 1849): a trace a case, an event an event; roles and units, no persons. */
@Service
public class XesLog {

    private static final String NAMESPACE = "http://www.xes-standard.org/";
    private static final Map<String, String> EXTENSIONS = Map.of(
            "concept",
            "Concept",
            "identity",
            "Identity",
            "lifecycle",
            "Lifecycle",
            "org",
            "Organizational",
            "time",
            "Time");

    private final CaseHistories histories;

    XesLog(CaseHistories histories) {
        this.histories = histories;
    }

    /** Writes every case that matches. */
    public void write(CaseFilter filter, Visibility visibility, OutputStream out) throws XMLStreamException {
        XMLStreamWriter xml =
                XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        begin(xml);
        histories.each(filter, visibility, history -> trace(xml, history));
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    /** Extensions, globals and classifier: what the standard wants before the first trace. */
    private static void begin(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("log");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("xes.version", "2.0");
        xml.writeAttribute("xes.features", "");
        for (String prefix : EXTENSIONS.keySet().stream().sorted().toList()) {
            xml.writeEmptyElement("extension");
            xml.writeAttribute("name", EXTENSIONS.getOrDefault(prefix, prefix));
            xml.writeAttribute("prefix", prefix);
            xml.writeAttribute("uri", NAMESPACE + prefix + ".xesext");
        }
        global(xml, "trace", "concept:name");
        global(xml, "event", "concept:name", "lifecycle:transition", "org:role");
        xml.writeEmptyElement("classifier");
        xml.writeAttribute("name", "Activity");
        xml.writeAttribute("keys", "concept:name");
        attribute(xml, "string", "concept:name", "Whistle");
    }

    private static void global(XMLStreamWriter xml, String scope, String... keys) throws XMLStreamException {
        xml.writeStartElement("global");
        xml.writeAttribute("scope", scope);
        for (String key : keys) {
            attribute(xml, "string", key, "");
        }
        if (scope.equals("event")) {
            attribute(xml, "date", "time:timestamp", Instant.EPOCH.toString());
        }
        xml.writeEndElement();
    }

    private static void trace(XMLStreamWriter xml, CaseHistory history) throws XMLStreamException {
        CaseView view = history.view();
        Map<UUID, String> units = history.parts()
                .collect(Collectors.toMap(OfferedPart::assignmentId, OfferedPart::unit, (one, _) -> one));
        xml.writeStartElement("trace");
        attribute(xml, "string", "concept:name", view.caseNumber());
        attribute(xml, "id", "identity:id", view.caseId().toString());
        attribute(xml, "string", "whistle:category", view.categoryCode());
        attribute(xml, "string", "whistle:grid", view.gridCode());
        attribute(xml, "string", "whistle:source", view.source());
        attribute(xml, "string", "whistle:state", view.state().name());
        for (Envelope event : history.events()) {
            xml.writeStartElement("event");
            attribute(xml, "string", "concept:name", CaseHistory.activity(event));
            attribute(xml, "string", "lifecycle:transition", "complete");
            attribute(xml, "string", "org:role", event.actorRole());
            attribute(
                    xml, "string", "org:group", event.assignmentId() == null ? null : units.get(event.assignmentId()));
            attribute(xml, "date", "time:timestamp", time(event.time()));
            attribute(xml, "id", "identity:id", event.id().toString());
            attribute(xml, "int", "whistle:round", String.valueOf(event.round()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Three digits after the second: readers of this format take more as milliseconds. */
    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void attribute(XMLStreamWriter xml, String type, String key, @Nullable String value)
            throws XMLStreamException {
        if (value != null) {
            xml.writeEmptyElement(type);
            xml.writeAttribute("key", key);
            xml.writeAttribute("value", value);
        }
    }
}
