package org.whistle.gateway.routes;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;

/** A request body that ends with an error after its limit and remembers how reading it went. */
final class LimitedBody extends ServletInputStream {

    private static final String ATTRIBUTE = LimitedBody.class.getName();

    private final HttpServletRequest request;
    private final long limit;
    private long read;
    private volatile boolean tooLarge;
    private volatile boolean broken;

    LimitedBody(HttpServletRequest request, long limit) {
        this.request = request;
        this.limit = limit;
        request.setAttribute(ATTRIBUTE, this);
    }

    static LimitedBody of(HttpServletRequest request) {
        return (LimitedBody) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "body without a limit");
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    boolean isBroken() {
        return broken;
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
        if (read > limit) {
            tooLarge = true;
            throw new IOException("body: more than %d bytes".formatted(limit));
        }
        return count;
    }

    private int readOriginal(byte[] bytes, int offset, int length) throws IOException {
        try {
            return request.getInputStream().read(bytes, offset, length);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    @Override
    public boolean isFinished() {
        try {
            return request.getInputStream().isFinished();
        } catch (IOException e) {
            broken = true;
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
