package org.whistle.dispatch.notification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.whistle.dispatch.notification.Preferences;
import org.whistle.kit.caller.CallerResolver;

/**
 * Reads the present grants of an account from each of its calls, so that a role that was lost brings no more notifications.
 */
@Component
class GrantsSeen implements HandlerInterceptor, WebMvcConfigurer {

    private final Preferences preferences;

    GrantsSeen(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/dispatch/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CallerResolver.signedIn().ifPresent(preferences::seen);
        return true;
    }
}
