package org.whistle.kit.upload;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;

/** Bounds what large bodies take while they are received. Runs after the security filters, before anything reads a body. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 11)
class LargeBodyFilter extends OncePerRequestFilter {

    /** Bytes; what is not larger is read at once, a few at a time. */
    private static final long SMALL = 1 << 20;

    /** As much as the gateway lets through. */
    private static final long LARGEST = 25 << 20;

    private final LargeBodies bodies;
    private final Problems problems;

    LargeBodyFilter(LargeBodies bodies, Problems problems) {
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long bytes = room(request);
        if (bytes <= SMALL) {
            chain.doFilter(request, response);
            return;
        }
        @Nullable Principal account = request.getUserPrincipal();
        String caller = account == null ? request.getServletPath() : account.getName();
        if (!begin(caller, bytes)) {
            problems.write(new Refusal.Other(503, "BUSY"), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            bodies.end(caller, bytes);
        }
    }

    private boolean begin(String caller, long bytes) {
        try {
            return bodies.begin(caller, bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A pack takes many times its size once it is unzipped: one at a time. */
    static long room(HttpServletRequest request) {
        @Nullable String type = request.getContentType();
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean pack = request.getServletPath().contains("/reference/packs/");
        if (pack && request.getMethod().equals("PUT") && kind.startsWith("application/zip")) {
            return Long.MAX_VALUE;
        }
        if (request.getContentLengthLong() >= 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return request.getContentLengthLong();
        }
        boolean small = kind.startsWith("application/x-www-form-urlencoded")
                || request.getServletPath().startsWith("/api/") && !pack && !kind.startsWith("multipart/");
        return small ? 0 : LARGEST;
    }
}
