package org.whistle.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String RETRY_AFTER_SECONDS = "5";

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Problems(MessageSource messages, LocaleResolver localeResolver, JsonMapper json) {
        this.messages = messages;
        this.locales = localeResolver;
        this.json = json;
    }

    public ProblemDetail of(GatewayProblem problem, HttpServletRequest request, Object... arguments) {
        Locale locale = locales.resolveLocale(request);
        ProblemDetail detail = ProblemDetail.forStatus(problem.status());
        detail.setType(problem.type());
        detail.setTitle(messages.getMessage(problem.key("title"), arguments, locale));
        detail.setDetail(messages.getMessage(problem.key("detail"), arguments, locale));
        detail.setProperty("code", problem.name());
        Matcher trace = TRACEPARENT.matcher(String.valueOf(request.getHeader("traceparent")));
        if (trace.matches()) {
            detail.setProperty("traceId", trace.group(1));
        }
        return detail;
    }

    /** An answer for a route; {@code arguments} fill the placeholders of the texts. */
    public ServerResponse answer(GatewayProblem problem, HttpServletRequest request, Object... arguments) {
        var response = ServerResponse.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status().value() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(of(problem, request, arguments));
    }

    /** Answers from a filter and sends it at once, even while the caller is still sending its body. */
    public void write(
            GatewayProblem problem, HttpServletRequest request, HttpServletResponse response, Object... arguments)
            throws IOException {
        byte[] body = json.writeValueAsString(of(problem, request, arguments)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
