package org.whistle.gateway.routes;

import java.util.Set;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Remembers on which connections a request is served, from its last header until its answer was written. The container
 * shows no processor for these, nor for connections without a request.
 *
 * @param serving the ids of the connections
 */
record ServingAdapter(Adapter adapter, Set<String> serving) implements Adapter {

    @Override
    public void service(Request request, Response response) throws Exception {
        String connection = request.getServletConnection().getConnectionId();
        serving.add(connection);
        try {
            adapter.service(request, response);
        } finally {
            serving.remove(connection);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return adapter.asyncDispatch(request, response, status);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}
