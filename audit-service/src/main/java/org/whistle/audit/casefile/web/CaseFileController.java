package org.whistle.audit.casefile.web;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.casefile.CaseFiles;
import org.whistle.events.AdminEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.proof.casefile.CaseFile;

/** Exports a case as a file that verifies offline, or one event with its receipt. */
@RestController
@RequestMapping("/api/audit/cases/{caseId}")
class CaseFileController {

    /** A case number begins with its county. */
    private static final int COUNTY_DIGITS = 6;

    private final CaseFiles files;
    private final AdminLog log;

    CaseFileController(CaseFiles files, AdminLog log) {
        this.files = files;
        this.log = log;
    }

    @GetMapping("/proof")
    ResponseEntity<byte[]> proof(@PathVariable UUID caseId, Caller caller) {
        CaseFile file = files.export(caseId, caller);
        String county = file.caseNumber().substring(0, COUNTY_DIGITS);
        log.note(county, new AdminEvent.Exported("case-file", "json", file.caseNumber()), caller);
        return file(file.caseNumber() + ".json", MediaType.APPLICATION_JSON, utf8(file.toJson()));
    }

    @GetMapping("/events/{index}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable UUID caseId, @PathVariable long index, Caller caller) {
        String receipt = files.receipt(caseId, index, caller).toString();
        return file(index + ".tlog-proof", new MediaType("text", "plain", StandardCharsets.UTF_8), utf8(receipt));
    }

    /** The exact bytes that a receipt is about. */
    @GetMapping("/events/{index}/entry")
    ResponseEntity<byte[]> entry(@PathVariable UUID caseId, @PathVariable long index, Caller caller) {
        byte[] value = files.entry(caseId, index, caller).value();
        return file(index + ".json", MediaType.APPLICATION_JSON, value);
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        ContentDisposition attachment =
                ContentDisposition.attachment().filename(name).build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(type)
                .body(content);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
