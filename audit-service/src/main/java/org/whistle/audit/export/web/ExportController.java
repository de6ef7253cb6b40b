package org.whistle.audit.export.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.whistle.audit.export.CaseSheet;
import org.whistle.audit.export.OcelLog;
import org.whistle.audit.export.Words;
import org.whistle.audit.export.XesLog;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.Visibility;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;

/** Case lists and process logs as files. */
@RestController
@RequestMapping("/api/audit")
class ExportController {

    private static final Set<Role> LISTS = EnumSet.of(
            Role.SUPERVISOR, Role.COMMAND_LEADER, Role.DISPATCHER, Role.STREET, Role.STREET_LEADER, Role.DEPARTMENT);
    private static final Set<Role> LOGS = EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER);

    private final CaseSheet cases;
    private final XesLog xes;
    private final OcelLog ocel;
    private final Download download;

    ExportController(CaseSheet cases, XesLog xes, OcelLog ocel, Download download) {
        this.cases = cases;
        this.xes = xes;
        this.ocel = ocel;
        this.download = download;
    }

    @GetMapping("/cases.{format:csv|xlsx}")
    ResponseEntity<StreamingResponseBody> cases(
            @PathVariable String format,
            @Valid CaseFilter filter,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            HttpServletRequest request,
            Caller caller) {
        CaseFilter asked = filter.checked();
        Visibility visibility = Visibility.of(caller);
        Words words = Words.of(language);
        return download.table(
                new Download.What("cases", format, LISTS),
                sheet -> cases.write(asked, visibility, words, sheet),
                request,
                caller);
    }

    @GetMapping("/event-log.xes")
    ResponseEntity<StreamingResponseBody> xes(@Valid CaseFilter filter, HttpServletRequest request, Caller caller) {
        CaseFilter asked = filter.checked();
        Visibility visibility = Visibility.of(caller);
        return download.file(
                new Download.What("event-log", "xes", LOGS),
                MediaType.APPLICATION_XML,
                out -> {
                    try {
                        xes.write(asked, visibility, out);
                    } catch (XMLStreamException e) {
                        throw new IOException(e);
                    }
                },
                request,
                caller);
    }

    @GetMapping("/event-log.ocel.json")
    ResponseEntity<StreamingResponseBody> ocel(@Valid CaseFilter filter, HttpServletRequest request, Caller caller) {
        CaseFilter asked = filter.checked();
        Visibility visibility = Visibility.of(caller);
        return download.file(
                new Download.What("event-log", "ocel.json", LOGS),
                MediaType.APPLICATION_JSON,
                out -> ocel.write(asked, visibility, out),
                request,
                caller);
    }
}
