package org.whistle.gateway.routes;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request line and headers are not complete in time, counted from their first byte, and those that
 * only receive for as long: empty lines before a request, the rest of a body after its answer. The container itself counts
 * from the last byte, so that a byte now and then would keep a connection for hours. Made by the container, by its name.
 */
public final class TimedHeadersProtocol extends Http11NioProtocol {

    private final Set<String> serving = ConcurrentHashMap.newKeySet();
    private volatile Duration limit = Duration.ofSeconds(20);

    void setHeaderTime(Duration time) {
        limit = time;
    }

    @Override
    public void start() throws Exception {
        super.start();
        getUtilityExecutor().scheduleWithFixedDelay(this::endSlowOnes, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new ServingAdapter(adapter, serving));
    }

    private void endSlowOnes() {
        long latest = System.nanoTime() - limit.toNanos();
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            boolean slow = connection.getCurrentProcessor() instanceof Processor processor
                    ? isSlow(processor.getRequest(), latest)
                    : onlyReceives(connection);
            if (slow) {
                connection.close();
            }
        }
    }

    /** Before a request, or after its answer. */
    private boolean onlyReceives(SocketWrapperBase<?> connection) {
        return connection instanceof NioEndpoint.NioSocketWrapper socket
                && !serving.contains(socket.getServletConnection("http/1.1", "").getConnectionId())
                && socket.getLastRead() - socket.getLastWrite() > limit.toMillis();
    }

    /** Begun long ago, and its address not yet decoded, which follows the last header. */
    private static boolean isSlow(@Nullable Request request, long latest) {
        return request != null
                && request.getStartTimeNanos() > 0
                && request.getStartTimeNanos() - latest < 0
                && request.decodedURI().isNull();
    }
}
