package org.whistle.gateway.routes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request line and headers are not complete in time, counted from their first byte. The container
 * itself counts from the last byte, so that a byte now and then would keep a connection for hours. Made by the container,
 * by its name.
 */
public final class TimedHeadersProtocol extends Http11NioProtocol {

    private volatile Duration limit = Duration.ofSeconds(20);

    void setHeaderTime(Duration time) {
        limit = time;
    }

    @Override
    public void start() throws Exception {
        super.start();
        getUtilityExecutor().scheduleWithFixedDelay(this::endSlowOnes, 1, 1, TimeUnit.SECONDS);
    }

    private void endSlowOnes() {
        long latest = System.nanoTime() - limit.toNanos();
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor processor
                    && isSlow(processor.getRequest(), latest)) {
                connection.close();
            }
        }
    }

    /** Begun long ago, and its address not yet decoded, which follows the last header. */
    private static boolean isSlow(@Nullable Request request, long latest) {
        return request != null
                && request.getStartTimeNanos() > 0
                && request.getStartTimeNanos() - latest < 0
                && request.decodedURI().isNull();
    }
}
