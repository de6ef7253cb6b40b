package org.whistle.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;
import org.whistle.intake.open311.Answer;
import org.whistle.intake.open311.Format;
import org.whistle.intake.open311.Open311Exception;
import org.whistle.intake.open311.Open311Exception.Problem;
import org.whistle.intake.open311.Open311Messages;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Answers every refusal in GeoReport's form, in the format asked for. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = Open311Controller.class)
class Open311Advice {

    private static final Logger LOG = LoggerFactory.getLogger(Open311Advice.class);

    /** What the report desk calls the arguments. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "/categoryCode", "service_code",
            "/conditionCode", "attribute[CONDITION]",
            "/position", "lat",
            "/gridCode", "address_id",
            "/jurisdictionCode", "lat",
            "/file", "media");

    private final Open311Messages wording;

    Open311Advice(Open311Messages wording) {
        this.wording = wording;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Open311Exception e, HttpServletRequest request) {
        return answer(e.status(), e.problems(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RefusedException e, HttpServletRequest request) {
        return switch (e.refusal()) {
            case Refusal.Unprocessable unprocessable -> answer(400, problems(unprocessable.errors()), request);
            case Refusal.Malformed malformed -> answer(400, problems(malformed.errors()), request);
            case Refusal.Other gone
            when gone.status() == 410 -> answer(404, List.of(new Problem("NOT_FOUND", null)), request);
            case Refusal.NotFound _ -> answer(404, List.of(new Problem("NOT_FOUND", null)), request);
            case Refusal.Forbidden _ -> answer(403, List.of(new Problem("NOT_FOR_THIS_KEY", "api_key")), request);
            case Refusal.Other other
            when other.status() == 503 -> answer(503, List.of(new Problem(other.code(), null)), request);
            case Refusal.Conflict _, Refusal.Taken _, Refusal.Unconfirmed _, Refusal.Other _ ->
                answer(400, List.of(new Problem("FAILED", null)), request);
        };
    }

    @ExceptionHandler
    ResponseEntity<byte[]> tooLarge(MultipartException e, HttpServletRequest request) {
        return answer(400, List.of(new Problem("BAD_UPLOAD", "media")), request);
    }

    /** A form that is too long, or whose characters are none. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
        return answer(400, List.of(new Problem("BAD_UPLOAD", null)), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unexpected(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse response) {
            return answer(
                    response.getStatusCode().value() == 404 ? 404 : 400, List.of(new Problem("FAILED", null)), request);
        }
        if (Passing.is(e)) {
            LOG.warn("database busy path={} reason={}", request.getRequestURI(), e.getMessage());
            return answer(503, List.of(new Problem("BUSY", null)), request);
        }
        LOG.error("unexpected path={}", request.getRequestURI(), e);
        return answer(500, List.of(new Problem("FAILED", null)), request);
    }

    private static List<Problem> problems(List<Refusal.FieldError> errors) {
        return errors.stream()
                .map(error -> new Problem(
                        error.code(),
                        ARGUMENTS.getOrDefault(error.pointer(), error.pointer().substring(1))))
                .toList();
    }

    private ResponseEntity<byte[]> answer(int status, List<Problem> problems, HttpServletRequest request) {
        Format format = request.getRequestURI().endsWith(".json") ? Format.json : Format.xml;
        Locale locale = Gate.localeOf(request);
        List<Answer.Fields> errors =
                problems.stream().map(problem -> error(status, problem, locale)).toList();
        return ResponseEntity.status(status)
                .headers(headers -> new Refusal.Other(status, "")
                        .retryAfter()
                        .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds)))
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .body(format.write(Answer.list("errors", "error", errors)));
    }

    private Answer.Fields error(int status, Problem problem, Locale locale) {
        String message = wording.of(problem.code(), locale);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("code", status);
        values.put("description", problem.field() == null ? message : problem.field() + ": " + message);
        return new Answer.Fields(values);
    }
}
