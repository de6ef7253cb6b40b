package org.whistle.gateway.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Makes and writes problem details in the caller's language. */
@Component
public class Problems {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;
    private final Tracer tracer;
    private final MeterRegistry meters;

    Problems(
            MessageSource messages,
            LocaleResolver localeResolver,
            JsonMapper json,
            Tracer tracer,
            MeterRegistry meters) {
        this.messages = messages;
        this.locales = localeResolver;
        this.json = json;
        this.tracer = tracer;
        this.meters = meters;
    }

    public ProblemDetail of(GatewayProblem problem, HttpServletRequest request, Object... arguments) {
        Locale locale = locales.resolveLocale(request);
        ProblemDetail detail = ProblemDetail.forStatus(problem.status());
        detail.setType(problem.type());
        detail.setTitle(messages.getMessage(problem.key("title"), arguments, locale));
        detail.setDetail(messages.getMessage(problem.key("detail"), arguments, locale));
        detail.setProperty("code", problem.name());
        Span span = tracer.currentSpan();
        if (span != null) {
            detail.setProperty("traceId", span.context().traceId());
        }
        meters.counter("whistle.refusals", "code", problem.name(), "status", String.valueOf(detail.getStatus()))
                .increment();
        return detail;
    }

    /** An answer for a route; {@code arguments} fill the placeholders of the texts. */
    public ServerResponse answer(GatewayProblem problem, HttpServletRequest request, Object... arguments) {
        return ServerResponse.status(problem.status())
                .headers(headers ->
                        problem.retryAfter().ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(of(problem, request, arguments));
    }

    /** Answers from a filter and sends it at once, even while the caller is still sending its body. */
    public void write(
            GatewayProblem problem, HttpServletRequest request, HttpServletResponse response, Object... arguments)
            throws IOException {
        byte[] body = json.writeValueAsString(of(problem, request, arguments)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status().value());
        problem.retryAfter().ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
