package org.whistle.gateway.routes;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/** Refuses a body that is too large: at once by its declared length, else when the limit is passed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestSizeFilter extends OncePerRequestFilter {

    private static final Set<String> UPLOADS = Set.of("/api/intake/photos", "/api/intake/documents");
    private static final String OPEN311 = "/open311/v2/requests.";
    private static final String WORK_ORDERS = "/work-orders/v1/";
    private static final String PACKS = "/api/dispatch/reference/packs/";

    private final RouteProperties properties;
    private final Problems problems;

    RequestSizeFilter(RouteProperties properties, Problems problems) {
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limitOf(request);
        if (request.getContentLengthLong() > limit) {
            problems.write(GatewayProblem.REQUEST_TOO_LARGE, request, response);
            return;
        }
        LimitedBody body = new LimitedBody(request, limit);
        chain.doFilter(new LimitedRequest(request, body), response);
    }

    private long limitOf(HttpServletRequest request) {
        String uri = request.getRequestURI();
        boolean upload = UPLOADS.contains(uri)
                || uri.startsWith(PACKS)
                || uri.startsWith(WORK_ORDERS)
                || withPictures(request, uri);
        return (upload ? properties.uploadLimit() : properties.bodyLimit()).toBytes();
    }

    private static boolean withPictures(HttpServletRequest request, String uri) {
        String type = request.getContentType();
        return uri.startsWith(OPEN311) && type != null && type.startsWith("multipart/");
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
