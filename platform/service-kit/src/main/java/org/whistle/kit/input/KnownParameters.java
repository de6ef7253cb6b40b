package org.whistle.kit.input;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * Refuses a query parameter that the operation does not have: a misspelled {@code dryRun} must not be done in earnest, nor a
 * misspelled filter answer everything.
 */
public final class KnownParameters implements HandlerInterceptor {

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
            Set<String> names = known.computeIfAbsent(method, KnownParameters::namesOf);
            var unknown =
                    UriComponentsBuilder.newInstance()
                            .query(request.getQueryString())
                            .build()
                            .getQueryParams()
                            .keySet()
                            .stream()
                            .filter(name -> !name.isEmpty() && !names.contains(name))
                            .map(name -> new Refusal.FieldError("/" + name, "UNKNOWN_FIELD"))
                            .toList();
            if (!unknown.isEmpty()) {
                throw new RefusedException(new Refusal.Malformed("UNKNOWN_FIELD", unknown));
            }
        }
        return true;
    }

    /** Each {@link RequestParam}, and each field of a record that is filled from the query. */
    private static Set<String> namesOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(KnownParameters::namesOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> namesOf(MethodParameter parameter) {
        RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
        if (named != null) {
            return Stream.of(
                    named.name().isEmpty()
                            ? String.valueOf(parameter.getParameter().getName())
                            : named.name());
        }
        boolean fromQuery = parameter.getParameterType().isRecord()
                && parameter.getParameterType() != Caller.class
                && !parameter.hasParameterAnnotation(RequestBody.class);
        return fromQuery
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                : Stream.empty();
    }
}
