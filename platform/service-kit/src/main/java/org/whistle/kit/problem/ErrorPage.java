package org.whistle.kit.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors from outside the controllers as problems; a direct call of the address is a 404. */
@RestController
class ErrorPage implements ErrorController {

    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        Refusal refusal = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? said(status)
                : new Refusal.NotFound();
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(refusal, request));
    }

    private static Refusal said(int status) {
        return status >= 500
                ? new Refusal.Other(status, "INTERNAL_ERROR")
                : new Refusal.Malformed("BAD_REQUEST", List.of());
    }
}
