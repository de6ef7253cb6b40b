package org.whistle.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns every exception of a handler into a problem of the gateway. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<ProblemDetail> refused(ProblemException exception, HttpServletRequest request) {
        return answer(exception.problem(), HttpHeaders.EMPTY, request);
    }

    /** An {@code Accept} or {@code Content-Type} header that cannot be parsed; it is read when a route is looked for. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidMediaTypeException exception, HttpServletRequest request) {
        return answer(GatewayProblem.NOT_ACCEPTABLE, HttpHeaders.EMPTY, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception exception, HttpServletRequest request) {
        if (exception instanceof ErrorResponse known) {
            return answer(GatewayProblem.of(known.getStatusCode().value()), known.getHeaders(), request);
        }
        log.error("request failed method={} path={}", request.getMethod(), request.getRequestURI(), exception);
        return answer(GatewayProblem.INTERNAL_ERROR, HttpHeaders.EMPTY, request);
    }

    private ResponseEntity<ProblemDetail> answer(
            GatewayProblem problem, HttpHeaders headers, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(problem, request));
    }
}
