package org.whistle.gateway.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/**
 * Answers 503 while the sessions, all that the gateway keeps in a database, are locked or unavailable. Around the sessions,
 * since an error page would ask for one again.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER - 1)
class BusySessions extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BusySessions.class);

    private final Problems problems;

    BusySessions(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.warn("sessions busy path={} reason={}", request.getRequestURI(), e.toString());
            response.resetBuffer();
            problems.write(GatewayProblem.BUSY, request, response);
        }
    }
}
