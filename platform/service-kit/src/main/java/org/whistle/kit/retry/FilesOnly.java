package org.whistle.kit.retry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;

/** Multipart bodies are for files: what takes none would be changed by them past {@link IdempotencyFilter}. */
public final class FilesOnly implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (IdempotencyFilter.isMultipart(request) && handler instanceof HandlerMethod method && !takesFiles(method)) {
            throw new HttpMediaTypeNotSupportedException(
                    MediaType.MULTIPART_FORM_DATA, java.util.List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    private static boolean takesFiles(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(org.springframework.core.MethodParameter::getParameterType)
                .anyMatch(MultipartFile.class::equals);
    }
}
