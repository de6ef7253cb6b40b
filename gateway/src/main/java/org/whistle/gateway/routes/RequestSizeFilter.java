package org.whistle.gateway.routes;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;
import static org.springframework.security.web.util.matcher.RequestMatchers.anyOf;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/** Refuses a body that is too large, at once by its declared length, and gives every other one its size and time. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestSizeFilter extends OncePerRequestFilter {

    private static final RequestMatcher UPLOADS = anyOf(
            pathPattern("/api/intake/photos"),
            pathPattern("/api/intake/documents"),
            pathPattern("/api/dispatch/reference/packs/**"),
            pathPattern("/work-orders/v1/**"));
    private static final RequestMatcher OPEN311 =
            anyOf(pathPattern("/open311/v2/requests.json"), pathPattern("/open311/v2/requests.xml"));

    private final RouteProperties properties;
    private final Problems problems;

    RequestSizeFilter(RouteProperties properties, Problems problems) {
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean upload = UPLOADS.matches(request) || hasPictures(request);
        DataSize limit = upload ? properties.uploadLimit() : properties.bodyLimit();
        if (request.getContentLengthLong() > limit.toBytes()) {
            problems.write(GatewayProblem.REQUEST_TOO_LARGE, request, response);
            return;
        }
        LimitedBody body = new LimitedBody(request, limit, upload ? properties.uploadTime() : properties.bodyTime());
        chain.doFilter(new LimitedRequest(request, body), response);
    }

    private static boolean hasPictures(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/") && OPEN311.matches(request);
    }

    /** The request with its body limited. */
    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final LimitedBody body;

        LimitedRequest(HttpServletRequest request, LimitedBody body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }
}
