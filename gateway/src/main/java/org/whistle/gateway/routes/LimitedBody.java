package org.whistle.gateway.routes;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.whistle.gateway.problem.GatewayProblem;

/** A request body that ends with an error after its size or its time, and remembers what was the caller's fault. */
final class LimitedBody extends ServletInputStream {

    private static final String ATTRIBUTE = LimitedBody.class.getName();

    private final HttpServletRequest request;
    private final long size;
    private final long deadline;
    private final CountDownLatch end = new CountDownLatch(1);
    private long read;
    private volatile boolean whole;
    private volatile @Nullable GatewayProblem fault;

    LimitedBody(HttpServletRequest request, DataSize size, Duration time) {
        this.request = request;
        this.size = size.toBytes();
        this.deadline = System.nanoTime() + time.toNanos();
        request.setAttribute(ATTRIBUTE, this);
        if (request.getContentLengthLong() == 0
                || request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null) {
            ended();
        }
    }

    /** The request's body. */
    static LimitedBody of(HttpServletRequest request) {
        return (LimitedBody) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "body without a limit");
    }

    /** What the caller did wrong while sending it; null while nothing. */
    @Nullable
    GatewayProblem fault() {
        return fault;
    }

    /** Whether the caller has sent all of it. */
    boolean isWhole() {
        return whole;
    }

    /** It is not read any further. */
    void leave() {
        end.countDown();
    }

    /**
     * Waits until all of it was read or it is not read any further.
     *
     * @param more how long after the caller's time the service may leave it unread
     * @throws TimeoutException when the service did
     */
    void awaitEnd(Duration more) throws InterruptedException, TimeoutException {
        if (!end.await(deadline - System.nanoTime() + more.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("body: unread");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = readOriginal(bytes, offset, length);
        read += Math.max(count, 0);
        if (count < 0) {
            ended();
        } else if (read > size) {
            throw refused(GatewayProblem.REQUEST_TOO_LARGE);
        } else if (System.nanoTime() > deadline) {
            throw refused(GatewayProblem.REQUEST_TIMEOUT);
        }
        return count;
    }

    private int readOriginal(byte[] bytes, int offset, int length) throws IOException {
        try {
            return request.getInputStream().read(bytes, offset, length);
        } catch (IOException e) {
            boolean silent = e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
            fault = silent ? GatewayProblem.REQUEST_TIMEOUT : GatewayProblem.BAD_REQUEST;
            leave();
            throw e;
        }
    }

    private IOException refused(GatewayProblem problem) {
        fault = problem;
        leave();
        return new IOException("body: " + problem);
    }

    private void ended() {
        whole = true;
        end.countDown();
    }

    @Override
    public boolean isFinished() {
        try {
            return request.getInputStream().isFinished();
        } catch (IOException e) {
            fault = GatewayProblem.BAD_REQUEST;
            return true;
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("the gateway reads bodies by blocking");
    }
}
