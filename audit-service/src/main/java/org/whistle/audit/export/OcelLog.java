package org.whistle.audit.export;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.Visibility;
import org.whistle.events.CaseEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.OfferedPart;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process log as OCEL 2.0 JSON: cases, the parts units have of them, units and grids as objects. It is written in two
 * passes over the cases, objects before events, so that nothing but the names of units and grids is held.
 */
@Service
public class OcelLog {

    private static final List<String> CASE_ATTRIBUTES = List.of("category", "source", "state");

    private final CaseHistories histories;
    private final JsonMapper json;

    OcelLog(CaseHistories histories, JsonMapper json) {
        this.histories = histories;
        this.json = json;
    }

    /** Writes every case that matches. */
    public void write(CaseFilter filter, Visibility visibility, OutputStream out) {
        try (JsonGenerator log = json.createGenerator(out)) {
            log.writeStartObject();
            objectTypes(log);
            eventTypes(log);
            objects(log, filter, visibility);
            log.writeArrayPropertyStart("events");
            histories.each(
                    filter, visibility, history -> history.events().forEach(event -> event(log, history, event)));
            log.writeEndArray();
            log.writeEndObject();
        }
    }

    private static void objectTypes(JsonGenerator log) {
        log.writeArrayPropertyStart("objectTypes");
        type(log, "case", CASE_ATTRIBUTES);
        type(log, "part", List.of("role"));
        type(log, "unit", List.of());
        type(log, "grid", List.of());
        log.writeEndArray();
    }

    private static void eventTypes(JsonGenerator log) {
        log.writeArrayPropertyStart("eventTypes");
        EventTypes.names().stream()
                .filter(name -> EventTypes.find(name)
                        .filter(CaseEvent.class::isAssignableFrom)
                        .isPresent())
                .forEach(name -> type(log, name, List.of("role", "round")));
        log.writeEndArray();
    }

    private static void type(JsonGenerator log, String name, List<String> attributes) {
        log.writeStartObject();
        log.writeStringProperty("name", name);
        log.writeArrayPropertyStart("attributes");
        for (String attribute : attributes) {
            log.writeStartObject();
            log.writeStringProperty("name", attribute);
            log.writeStringProperty("type", attribute.equals("round") ? "integer" : "string");
            log.writeEndObject();
        }
        log.writeEndArray();
        log.writeEndObject();
    }

    private void objects(JsonGenerator log, CaseFilter filter, Visibility visibility) {
        Set<String> units = new TreeSet<>();
        Set<String> grids = new TreeSet<>();
        log.writeArrayPropertyStart("objects");
        histories.each(filter, visibility, history -> {
            caseObject(log, history);
            history.parts().forEach(part -> partObject(log, history, part));
            history.parts().map(OfferedPart::unit).forEach(units::add);
            if (history.view().gridCode() != null) {
                grids.add(history.view().gridCode());
            }
        });
        units.forEach(unit -> simple(log, "unit:" + unit, "unit"));
        grids.forEach(grid -> simple(log, "grid:" + grid, "grid"));
        log.writeEndArray();
    }

    private static void caseObject(JsonGenerator log, CaseHistory history) {
        CaseView view = history.view();
        String time = view.reportedAt().toString();
        log.writeStartObject();
        log.writeStringProperty("id", view.caseId().toString());
        log.writeStringProperty("type", "case");
        log.writeArrayPropertyStart("attributes");
        valueAt(log, "category", view.categoryCode(), time);
        valueAt(log, "source", view.source(), time);
        valueAt(log, "state", view.state().name(), view.stateSince().toString());
        log.writeEndArray();
        log.writeArrayPropertyStart("relationships");
        if (view.gridCode() != null) {
            relationship(log, "grid:" + view.gridCode(), "lies in");
        }
        log.writeEndArray();
        log.writeEndObject();
    }

    private static void partObject(JsonGenerator log, CaseHistory history, OfferedPart part) {
        log.writeStartObject();
        log.writeStringProperty("id", part.assignmentId().toString());
        log.writeStringProperty("type", "part");
        log.writeArrayPropertyStart("attributes");
        valueAt(log, "role", part.role().name(), history.view().reportedAt().toString());
        log.writeEndArray();
        log.writeArrayPropertyStart("relationships");
        relationship(log, history.view().caseId().toString(), "part of");
        relationship(log, "unit:" + part.unit(), "held by");
        log.writeEndArray();
        log.writeEndObject();
    }

    private static void simple(JsonGenerator log, String id, String type) {
        log.writeStartObject();
        log.writeStringProperty("id", id);
        log.writeStringProperty("type", type);
        log.writeArrayPropertyStart("attributes");
        log.writeEndArray();
        log.writeArrayPropertyStart("relationships");
        log.writeEndArray();
        log.writeEndObject();
    }

    private static void event(JsonGenerator log, CaseHistory history, Envelope event) {
        log.writeStartObject();
        log.writeStringProperty("id", event.id().toString());
        log.writeStringProperty("type", event.type());
        log.writeStringProperty("time", event.time().toString());
        log.writeArrayPropertyStart("attributes");
        value(log, "role", event.actorRole());
        log.writeStartObject();
        log.writeStringProperty("name", "round");
        log.writeNumberProperty("value", event.round());
        log.writeEndObject();
        log.writeEndArray();
        log.writeArrayPropertyStart("relationships");
        relationship(log, history.view().caseId().toString(), "case");
        if (event.assignmentId() != null) {
            relationship(log, event.assignmentId().toString(), "part");
        }
        log.writeEndArray();
        log.writeEndObject();
    }

    private static void value(JsonGenerator log, String name, String value) {
        log.writeStartObject();
        log.writeStringProperty("name", name);
        log.writeStringProperty("value", value);
        log.writeEndObject();
    }

    private static void valueAt(JsonGenerator log, String name, String value, String time) {
        log.writeStartObject();
        log.writeStringProperty("name", name);
        log.writeStringProperty("time", time);
        log.writeStringProperty("value", value);
        log.writeEndObject();
    }

    private static void relationship(JsonGenerator log, String object, String qualifier) {
        log.writeStartObject();
        log.writeStringProperty("objectId", object);
        log.writeStringProperty("qualifier", qualifier);
        log.writeEndObject();
    }
}
