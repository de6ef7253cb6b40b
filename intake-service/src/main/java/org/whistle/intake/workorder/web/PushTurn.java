package org.whistle.intake.workorder.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.whistle.intake.turn.Turn;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.retry.BufferedRequest;

/**
 * Keeps the message of a push in a file until all of it came, and only then has it wait for its turn: a slow
 * sender delays no other. Runs after the security filters: without a valid token ({@link PushToken}) no body is read.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class PushTurn extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(PushTurn.class);
    private static final RequestMatcher PUSHES = pathPattern(HttpMethod.POST, "/work-orders/v1/*/messages");

    /** As much as the gateway lets through. */
    private static final long MOST_BYTES = 25 << 20;

    private final Turn turn;
    private final Problems problems;

    PushTurn(Turn turn, Problems problems) {
        this.turn = turn;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PUSHES.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Path file = Files.createTempFile("push", ".json");
        try {
            if (isReceived(request, file, response)) {
                try (InputStream message = Files.newInputStream(file)) {
                    inTurn(new BufferedRequest(request, () -> message), response, chain);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private boolean isReceived(HttpServletRequest request, Path file, HttpServletResponse response) throws IOException {
        try (OutputStream kept = Files.newOutputStream(file)) {
            InputStream message = new Sent(request.getInputStream());
            if (StreamUtils.copyRange(message, kept, 0, MOST_BYTES) <= MOST_BYTES) {
                return true;
            }
            problems.write(new Refusal.Other(413, "REQUEST_TOO_LARGE"), request, response);
        } catch (BrokenOffException e) {
            LOG.info("push not received path={} reason={}", request.getRequestURI(), e.toString());
            problems.write(new Refusal.Malformed("MALFORMED_JSON", List.of()), request, response);
        } catch (IOException e) {
            LOG.error("push not kept path={}", request.getRequestURI(), e);
            problems.write(new Refusal.Other(503, "BUSY"), request, response);
        }
        return false;
    }

    /** The sender broke off; other I/O errors are faults of this service, such as a full disk. */
    private static final class BrokenOffException extends IOException {

        BrokenOffException(IOException cause) {
            super(cause);
        }
    }

    /** Wraps read errors, to distinguish a sender that broke off from a file that cannot be written. */
    private static final class Sent extends FilterInputStream {

        Sent(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new BrokenOffException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            try {
                return super.read(buffer, from, length);
            } catch (IOException e) {
                throw new BrokenOffException(e);
            }
        }
    }

    private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            turn.begin();
        } catch (RefusedException e) {
            problems.write(e.refusal(), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            turn.end();
        }
    }
}
