package org.whistle.audit.export.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.whistle.audit.export.CsvSheet;
import org.whistle.audit.export.Sheet;
import org.whistle.audit.export.XlsxSheet;
import org.whistle.events.AdminEvent;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.text.FreeText;

/** Sends an export to a caller who may have it, with an entry in the admin log before the first byte. */
@Component
public class Download {

    private static final int COUNTY_DIGITS = 6;
    private static final String TYPED = "text";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final AdminLog log;

    Download(AdminLog log) {
        this.log = log;
    }

    /** Writes rows. */
    @FunctionalInterface
    public interface Rows {

        /** All of them, the header first. */
        void write(Sheet sheet) throws IOException;
    }

    /**
     * A table as {@code csv} or {@code xlsx}.
     *
     * @throws RefusedException 403 for a caller in none of the roles
     */
    public ResponseEntity<StreamingResponseBody> table(
            What what, Rows rows, HttpServletRequest request, Caller caller) {
        boolean csv = what.format().equals("csv");
        return file(
                what,
                csv ? new MediaType("text", "csv", StandardCharsets.UTF_8) : XLSX,
                out -> {
                    try (Sheet sheet = csv ? new CsvSheet(out) : new XlsxSheet(out, what.name())) {
                        rows.write(sheet);
                    }
                },
                request,
                caller);
    }

    /**
     * An export.
     *
     * @param format the extension of the file
     * @param roles who may have it
     */
    public record What(String name, String format, Set<Role> roles) {

        public What {
            roles = EnumSet.copyOf(roles);
        }
    }

    /** Any file. */
    public ResponseEntity<StreamingResponseBody> file(
            What what, MediaType type, Body body, HttpServletRequest request, Caller caller) {
        String county = caller.scopesOf(what.roles()).stream()
                .filter(scope -> scope.length() >= COUNTY_DIGITS)
                .map(scope -> scope.substring(0, COUNTY_DIGITS))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new Refusal.Forbidden("FORBIDDEN")));
        log.note(county, new AdminEvent.Exported(what.name(), what.format(), asked(request)), caller);
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"whistle-" + what.name() + "." + what.format() + "\"")
                .body(body::write);
    }

    /** Without typed text: a search may name a person, and the entry is kept for ever. */
    private static @Nullable String asked(HttpServletRequest request) {
        String asked = request.getParameterMap().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + "="
                        + (one.getKey().equals(TYPED) ? "…" : FreeText.screened(String.join(",", one.getValue()))))
                .collect(Collectors.joining("&"));
        return asked.isEmpty() ? null : asked;
    }

    /** Writes a file. */
    @FunctionalInterface
    public interface Body {

        /** All of it. */
        void write(OutputStream out) throws IOException;
    }
}
