package org.whistle.intake.open311.web;

import static org.whistle.intake.open311.web.Gate.argument;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.whistle.intake.integration.Integration;
import org.whistle.intake.open311.Answer;
import org.whistle.intake.open311.Discovery;
import org.whistle.intake.open311.Format;
import org.whistle.intake.open311.Open311Exception;
import org.whistle.intake.open311.RequestFilter;
import org.whistle.intake.open311.RequestForm;
import org.whistle.intake.open311.ServiceRequests;
import org.whistle.intake.open311.ServiceRequests.Viewer;
import org.whistle.intake.open311.Services;
import org.whistle.intake.photo.Uploads;
import org.whistle.kit.retry.IdempotencyFilter;
import org.whistle.kit.time.DatabaseTime;

/** GeoReport v2. */
@RestController
@RequestMapping("/open311")
class Open311Controller {

    private static final String FORMAT = ".{format:json|xml}";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Gate gate;
    private final Discovery discovery;
    private final Services services;
    private final ServiceRequests requests;
    private final DatabaseTime time;

    Open311Controller(Gate gate, Discovery discovery, Services services, ServiceRequests requests, DatabaseTime time) {
        this.gate = gate;
        this.discovery = discovery;
        this.services = services;
        this.requests = requests;
        this.time = time;
    }

    @GetMapping({"/discovery" + FORMAT, "/v2/discovery" + FORMAT})
    ResponseEntity<byte[]> discovery(@PathVariable Format format) {
        return answer(format, discovery.file());
    }

    @GetMapping("/v2/services" + FORMAT)
    ResponseEntity<byte[]> services(
            @PathVariable Format format, HttpServletRequest request, HttpServletResponse response) {
        Viewer viewer = gate.admit(request, response);
        return answer(format, services.list(viewer.county(), viewer.locale()));
    }

    @GetMapping("/v2/services/{code}" + FORMAT)
    ResponseEntity<byte[]> definition(
            @PathVariable String code,
            @PathVariable Format format,
            HttpServletRequest request,
            HttpServletResponse response) {
        Viewer viewer = gate.admit(request, response);
        return answer(format, services.definition(code, viewer.county(), viewer.locale()));
    }

    /** A form as in the specification, or the same as multipart with the pictures themselves. */
    @PostMapping("/v2/requests" + FORMAT)
    ResponseEntity<byte[]> report(
            @PathVariable Format format, HttpServletRequest request, HttpServletResponse response) {
        Viewer viewer = gate.admit(request, response);
        Integration integration = Objects.requireNonNull(viewer.integration());
        ServiceRequests.Accepted accepted = requests.report(
                RequestForm.of(request.getParameterMap()),
                media(request),
                key(request),
                integration,
                viewer.county(),
                viewer.locale());
        if (accepted.repeated()) {
            response.setHeader("Idempotency-Replayed", "true");
        }
        return answer(format, accepted.answer());
    }

    @GetMapping("/v2/tokens/{token}" + FORMAT)
    ResponseEntity<byte[]> token(
            @PathVariable String token,
            @PathVariable Format format,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answer(format, requests.byToken(token, gate.admit(request, response)));
    }

    @GetMapping("/v2/requests" + FORMAT)
    ResponseEntity<byte[]> list(@PathVariable Format format, HttpServletRequest request, HttpServletResponse response) {
        Viewer viewer = gate.admit(request, response);
        RequestFilter filter = RequestFilter.of(
                new RequestFilter.Arguments(
                        argument(request, "service_request_id"),
                        argument(request, "service_code"),
                        argument(request, "start_date"),
                        argument(request, "end_date"),
                        argument(request, "status"),
                        argument(request, "page"),
                        argument(request, "page_size")),
                time.now(),
                viewer.county().county().zone());
        return answer(format, requests.list(filter, extended(request), viewer));
    }

    @GetMapping("/v2/requests/{id}" + FORMAT)
    ResponseEntity<byte[]> get(
            @PathVariable String id,
            @PathVariable Format format,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answer(format, requests.get(id, extended(request), gate.admit(request, response)));
    }

    /** A picture by its token, which only the integration that sent it was given. */
    @GetMapping("/v2/media/{token}")
    ResponseEntity<byte[]> media(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        gate.admit(request, response);
        Uploads.Content content =
                requests.media(token).orElseThrow(() -> Open311Exception.of(404, "NOT_FOUND", "token"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, content.mediaType())
                .header("X-Content-Type-Options", "nosniff")
                .body(content.bytes());
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> nothingHere() {
        throw Open311Exception.of(404, "NOT_FOUND", null);
    }

    private static boolean extended(HttpServletRequest request) {
        return "true".equals(argument(request, "extensions"));
    }

    private static @Nullable String key(HttpServletRequest request) {
        String key = request.getHeader(IdempotencyFilter.HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            throw Open311Exception.of(400, "INVALID", IdempotencyFilter.HEADER);
        }
        return key;
    }

    private static List<InputStreamSource> media(HttpServletRequest request) {
        List<InputStreamSource> media = new ArrayList<>();
        if (request instanceof MultipartRequest multipart) {
            for (List<MultipartFile> files : multipart.getMultiFileMap().values()) {
                for (MultipartFile file : files) {
                    if (!file.isEmpty()) {
                        media.add(file);
                    }
                }
            }
        }
        return media;
    }

    private static ResponseEntity<byte[]> answer(Format format, Answer answer) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .body(format.write(answer));
    }
}
