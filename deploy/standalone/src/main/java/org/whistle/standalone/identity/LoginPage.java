package org.whistle.standalone.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The login page: a form, and one button for each kind of demo account. */
@RestController
class LoginPage {

    private static final String BUTTON = """
            <button type="submit" name="username" value="%s"><b>%s</b> <span>%s</span></button>
            """;

    private final IdentitySettings settings;
    private final String template;

    LoginPage(IdentitySettings settings) throws IOException {
        this.settings = settings;
        this.template = new ClassPathResource("login.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String login(HttpServletRequest request, CsrfToken csrf, @RequestParam(required = false) String error) {
        String message = error == null ? "" : text(request, "用户名或密码错误", "Unknown account or wrong password");
        return template.replace("{lang}", text(request, "zh-CN", "en"))
                .replace("{title}", text(request, "登录 · 吹哨报到", "Sign in · Whistle"))
                .replace(
                        "{choose}", text(request, "选择一个演示账号（密码均为 demo）", "Choose a demo account (all passwords: demo)"))
                .replace("{other}", text(request, "其他账号", "Another account"))
                .replace("{username}", text(request, "用户名", "User name"))
                .replace("{password}", text(request, "密码", "Password"))
                .replace("{submit}", text(request, "登录", "Sign in"))
                .replace("{error}", message)
                .replace("{csrf}", HtmlUtils.htmlEscape(csrf.getToken()))
                .replace("{accounts}", buttons());
    }

    private String buttons() {
        return settings.accounts().oneOfEachRole().stream()
                .map(account -> BUTTON.formatted(
                        HtmlUtils.htmlEscape(account.username()),
                        HtmlUtils.htmlEscape(account.name()),
                        HtmlUtils.htmlEscape(account.username())))
                .collect(Collectors.joining());
    }

    private static String text(HttpServletRequest request, String chinese, String english) {
        boolean wantsEnglish = request.getHeader("Accept-Language") != null
                && request.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        return wantsEnglish ? english : chinese;
    }
}
