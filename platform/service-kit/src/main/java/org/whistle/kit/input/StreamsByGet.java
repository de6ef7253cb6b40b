package org.whistle.kit.input;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Refuses HEAD for streams and files: its answer ends with its headers, so a client sends its next request on a connection
 * that is in use until the stream ends.
 */
public final class StreamsByGet implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (request.getMethod().equals("HEAD") && handler instanceof HandlerMethod method && streams(method)) {
            throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
        }
        return true;
    }

    private static boolean streams(HandlerMethod method) {
        Class<?> body = ResolvableType.forMethodParameter(method.getReturnType())
                .getGeneric()
                .toClass();
        return ResponseBodyEmitter.class.isAssignableFrom(body) || StreamingResponseBody.class.isAssignableFrom(body);
    }
}
