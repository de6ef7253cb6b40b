package org.whistle.kit.retry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.CallerResolver;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;

/**
 * One transaction around every POST below {@code /api/}, which also stores the answer under the caller's Idempotency-Key:
 * what was answered was committed, and a repetition gets the first answer and changes nothing. Uploads of files are
 * content-addressed and go without ({@link FilesOnly}).
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
public class IdempotencyFilter extends OncePerRequestFilter {

    /** The header; its value is one to 200 visible characters. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final TransactionTemplate transaction;
    private final KeptAnswers answers;
    private final Problems problems;

    IdempotencyFilter(TransactionTemplate transaction, KeptAnswers answers, Problems problems) {
        this.transaction = transaction;
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getServletPath().startsWith("/api/")
                || isMultipart(request);
    }

    static boolean isMultipart(HttpServletRequest request) {
        @Nullable String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String key = request.getHeader(HEADER);
        if (key == null) {
            problems.write(new Refusal.Malformed("KEY_REQUIRED", java.util.List.of()), request, response);
            return;
        }
        if (!KEY.matcher(key).matches()) {
            problems.write(new Refusal.Malformed("KEY_INVALID", java.util.List.of()), request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            problems.write(new Refusal.Other(413, "REQUEST_TOO_LARGE"), request, response);
            return;
        }
        Caller caller = CallerResolver.current(key);
        KeptAnswers.Key kept =
                new KeptAnswers.Key(caller.account(), request.getMethod() + " " + request.getServletPath(), key);
        try {
            Answer answer = answerOnce(
                    kept,
                    new BufferedRequest(request, new ByteArrayResource(body)),
                    digest(request, body),
                    response,
                    chain);
            answer.send(request, response, problems);
        } catch (DataAccessException | TransactionException e) {
            if (!Passing.is(e)) {
                throw e;
            }
            problems.write(new Refusal.Other(503, "BUSY"), request, response);
        } catch (ChainException e) {
            e.rethrow();
        }
    }

    private Answer answerOnce(
            KeptAnswers.Key key,
            HttpServletRequest request,
            byte[] digest,
            HttpServletResponse response,
            FilterChain chain) {
        Answer answer = transaction.execute(status -> {
            if (!answers.tryLock(key)) {
                return new Answer.Refused(new Refusal.Conflict("REQUEST_IN_PROGRESS", null, java.util.List.of()));
            }
            Optional<KeptAnswers.Kept> earlier = answers.find(key);
            if (earlier.isPresent()) {
                return MessageDigest.isEqual(earlier.get().bodySha256(), digest)
                        ? new Answer.Repeated(earlier.get())
                        : new Answer.Refused(new Refusal.Other(422, "KEY_REUSED"));
            }
            ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
            proceed(request, caching, chain);
            if (caching.getStatus() >= 300) {
                status.setRollbackOnly();
            } else {
                answers.keep(
                        key,
                        new KeptAnswers.Kept(
                                digest,
                                caching.getStatus(),
                                caching.getContentType(),
                                caching.getContentAsByteArray()));
            }
            return new Answer.First(caching);
        });
        return java.util.Objects.requireNonNull(answer);
    }

    private static void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException e) {
            throw new ChainException(e);
        }
    }

    /** Of body and query: a dry run is not the same request. */
    private static byte[] digest(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            @Nullable String query = request.getQueryString();
            return query == null ? digest.digest() : digest.digest(query.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What goes back to the caller once the transaction is over. */
    private sealed interface Answer {

        void send(HttpServletRequest request, HttpServletResponse response, Problems problems) throws IOException;

        /** The controller's answer, held back until the commit. */
        record First(ContentCachingResponseWrapper caching) implements Answer {

            @Override
            public void send(HttpServletRequest request, HttpServletResponse response, Problems problems)
                    throws IOException {
                caching.copyBodyToResponse();
            }
        }

        /** The answer of the first time. */
        record Repeated(KeptAnswers.Kept kept) implements Answer {

            @Override
            public void send(HttpServletRequest request, HttpServletResponse response, Problems problems)
                    throws IOException {
                response.setStatus(kept.status());
                response.setContentType(kept.contentType());
                response.setHeader("Idempotency-Replayed", "true");
                response.getOutputStream().write(kept.body());
            }
        }

        /** Nothing was tried. */
        record Refused(Refusal refusal) implements Answer {

            @Override
            public void send(HttpServletRequest request, HttpServletResponse response, Problems problems)
                    throws IOException {
                problems.write(refusal, request, response);
            }
        }
    }

    /** Carries the chain's checked exceptions out of the transaction. */
    private static final class ChainException extends RuntimeException {

        ChainException(Exception cause) {
            super(cause);
        }

        void rethrow() throws IOException, ServletException {
            switch (getCause()) {
                case IOException e -> throw e;
                case ServletException e -> throw e;
                case null, default -> throw this;
            }
        }
    }
}
