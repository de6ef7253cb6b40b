package org.whistle.kit.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.whistle.events.EventTooLargeException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns every exception of a controller into a problem; only unexpected ones are a 500, with their stack trace in the log.
 */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException e, HttpServletRequest request) {
        return answer(e.refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException e, HttpServletRequest request) {
        List<Refusal.FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> error.isBindingFailure()
                        ? FieldErrors.unreadable(pointer(error.getField()), wantedOf(error))
                        : FieldErrors.violated(pointer(error.getField()), error.unwrap(ConstraintViolation.class)))
                .toList();
        return answer(new Refusal.Malformed("INVALID_FIELD", errors), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidParameter(HandlerMethodValidationException e, HttpServletRequest request) {
        List<Refusal.FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> FieldErrors.violated(
                                "/" + result.getMethodParameter().getParameterName(),
                                result.unwrap(error, ConstraintViolation.class))))
                .toList();
        return answer(new Refusal.Malformed("INVALID_FIELD", errors), request);
    }

    /** The second one: a file in place of a value. */
    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MethodArgumentConversionNotSupportedException.class})
    ResponseEntity<ProblemDetail> mismatch(TypeMismatchException e, HttpServletRequest request) {
        return answer(
                new Refusal.Malformed(
                        "INVALID_FIELD",
                        List.of(FieldErrors.unreadable("/" + e.getPropertyName(), e.getRequiredType()))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e, HttpServletRequest request) {
        return answer(RefusedException.missing("/" + e.getParameterName()).refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException e, HttpServletRequest request) {
        return answer(RefusedException.missing("/" + e.getRequestPartName()).refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(
                switch (e.getCause()) {
                    case UnrecognizedPropertyException unknown ->
                        new Refusal.Malformed(
                                "UNKNOWN_FIELD", List.of(new Refusal.FieldError(pointer(unknown), "UNKNOWN_FIELD")));
                    case StreamReadException _ -> new Refusal.Malformed("MALFORMED_JSON", List.of());
                    case InvalidFormatException wrong -> {
                        Refusal.FieldError error = FieldErrors.unreadable(pointer(wrong), wrong.getTargetType());
                        yield new Refusal.Malformed(error.code(), List.of(error));
                    }
                    case DatabindException wrong ->
                        new Refusal.Malformed(
                                "INVALID_FIELD", List.of(new Refusal.FieldError(pointer(wrong), "INVALID_FIELD")));
                    case null, default -> new Refusal.Malformed("MALFORMED_JSON", List.of());
                },
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return answer(new Refusal.Other(413, "REQUEST_TOO_LARGE"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(EventTooLargeException e, HttpServletRequest request) {
        return answer(new Refusal.Other(413, "REQUEST_TOO_LARGE"), request);
    }

    /** A multipart body without a boundary, or cut off. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(MultipartException e, HttpServletRequest request) {
        return answer(new Refusal.Malformed("MALFORMED_MULTIPART", List.of()), request);
    }

    /** A form with invalid characters. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ProblemDetail> unreadable(HttpServletRequest request) {
        return answer(new Refusal.Malformed("BAD_REQUEST", List.of()), request);
    }

    /** An {@code Accept} or {@code Content-Type} header that cannot be parsed. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidMediaTypeException e, HttpServletRequest request) {
        return answer(new Refusal.Other(406, "NOT_ACCEPTABLE"), request);
    }

    /** The client of a stream disconnected: no answer is sent. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("caller gone reason={}", e.getMessage());
    }

    @ExceptionHandler
    void gone(ClientAbortException e) {
        LOG.debug("caller gone reason={}", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse response) {
            HttpStatusCode status = response.getStatusCode();
            return answer(new Refusal.Other(status.value(), codeOf(status)), response.getHeaders(), request);
        }
        if (Passing.is(e)) {
            LOG.warn("database busy path={} reason={}", request.getRequestURI(), e.getMessage());
            return answer(new Refusal.Other(503, "BUSY"), request);
        }
        LOG.error("unexpected path={}", request.getRequestURI(), e);
        return answer(new Refusal.Other(500, "INTERNAL_ERROR"), request);
    }

    private ResponseEntity<ProblemDetail> answer(Refusal refusal, HttpServletRequest request) {
        return answer(refusal, HttpHeaders.EMPTY, request);
    }

    /** With the headers that say what is allowed: {@code Allow} for 405, {@code Accept} for 415. */
    private ResponseEntity<ProblemDetail> answer(Refusal refusal, HttpHeaders allowed, HttpServletRequest request) {
        return ResponseEntity.status(refusal.status())
                .headers(allowed)
                .headers(headers ->
                        refusal.retryAfter().ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(refusal, request));
    }

    private static String codeOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 413 -> "REQUEST_TOO_LARGE";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            default -> "BAD_REQUEST";
        };
    }

    /** The type that a value could not be converted to; of a list its elements'. */
    private static @Nullable Class<?> wantedOf(FieldError error) {
        if (!error.contains(TypeMismatchException.class)) {
            return null;
        }
        Class<?> wanted = error.unwrap(TypeMismatchException.class).getRequiredType();
        return error.contains(ConversionFailedException.class)
                ? deepest(error.unwrap(ConversionFailedException.class))
                        .getTargetType()
                        .getType()
                : wanted;
    }

    private static ConversionFailedException deepest(ConversionFailedException e) {
        return e.getCause() instanceof ConversionFailedException within ? deepest(within) : e;
    }

    private static String pointer(String path) {
        return "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }

    private static String pointer(DatabindException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }
}
