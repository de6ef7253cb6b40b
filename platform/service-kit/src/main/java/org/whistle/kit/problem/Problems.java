package org.whistle.kit.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a refusal as RFC 9457 {@code application/problem+json}, in Chinese unless English is asked for. */
@Component
public class Problems {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    private final JsonMapper json;
    private final Tracer tracer;
    private final MeterRegistry meters;

    Problems(JsonMapper json, Tracer tracer, MeterRegistry meters) {
        this.json = json;
        this.tracer = tracer;
        this.meters = meters;
        messages.setBasename("whistle/problems");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
    }

    /** The problem of a refusal, which is counted. */
    public ProblemDetail of(Refusal refusal, HttpServletRequest request) {
        Locale locale = localeOf(request);
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatusCode.valueOf(refusal.status()));
        problem.setType(URI.create(
                "urn:whistle:problem:" + refusal.code().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(text(refusal.code(), locale));
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("code", refusal.code());
        Span span = tracer.currentSpan();
        if (span != null) {
            problem.setProperty("traceId", span.context().traceId());
        }
        meters.counter("whistle.refusals", "code", refusal.code(), "status", String.valueOf(refusal.status()))
                .increment();
        switch (refusal) {
            case Refusal.Conflict conflict -> {
                if (conflict.state() != null) {
                    problem.setProperty("state", conflict.state());
                    problem.setProperty("allowedActions", conflict.allowedActions());
                }
            }
            case Refusal.Unconfirmed unconfirmed -> {
                tellErrors(problem, unconfirmed.missing(), locale);
                problem.setProperty("consequences", unconfirmed.consequences());
            }
            case Refusal.Unprocessable unprocessable -> tellErrors(problem, unprocessable.errors(), locale);
            case Refusal.Malformed malformed -> tellErrors(problem, malformed.errors(), locale);
            case Refusal.Taken taken -> problem.setProperty("caseId", taken.caseId());
            case Refusal.NotFound _, Refusal.Forbidden _, Refusal.Other _ -> {}
        }
        return problem;
    }

    /** Writes a problem outside a controller, in a filter for instance. */
    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(refusal.status());
        refusal.retryAfter().ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        ProblemDetail problem = of(refusal, request);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", problem.getType());
        body.put("title", problem.getTitle());
        body.put("status", problem.getStatus());
        if (problem.getDetail() != null) {
            body.put("detail", problem.getDetail());
        }
        body.put("instance", problem.getInstance());
        if (problem.getProperties() != null) {
            body.putAll(problem.getProperties());
        }
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private void tellErrors(ProblemDetail problem, List<Refusal.FieldError> errors, Locale locale) {
        List<Refusal.FieldError> told = errors.stream()
                .map(error -> error.message() == null ? error.with(text(error, locale)) : error)
                .toList();
        if (!told.isEmpty()) {
            problem.setProperty("errors", told);
            problem.setDetail(String.join(
                    "; ",
                    told.stream()
                            .map(error -> error.pointer() + ": " + error.message())
                            .toList()));
        }
    }

    private String text(Refusal.FieldError error, Locale locale) {
        boolean size = error.code().equals("WRONG_SIZE");
        String min = plain(error.min());
        String max = plain(error.max());
        if (error.allowed() != null) {
            return text("ONE_OF", locale, String.join(", ", error.allowed()));
        } else if (error.pattern() != null) {
            return text("MATCHES", locale, error.pattern());
        } else if (min != null && max != null) {
            return text(size ? "SIZE_FROM_TO" : "FROM_TO", locale, min, max);
        } else if (min != null) {
            return text(size ? "SIZE_AT_LEAST" : "AT_LEAST", locale, min);
        } else if (max != null) {
            return text(size ? "SIZE_AT_MOST" : "AT_MOST", locale, max);
        }
        return text(error.code(), locale);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private String text(String code, Locale locale, Object... values) {
        return Objects.requireNonNullElse(messages.getMessage(code, values, code, locale), code);
    }

    private static Locale localeOf(HttpServletRequest request) {
        @Nullable String accepted = request.getHeader("Accept-Language");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("en")
                ? Locale.ENGLISH
                : Locale.SIMPLIFIED_CHINESE;
    }
}
