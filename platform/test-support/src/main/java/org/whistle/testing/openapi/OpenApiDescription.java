package org.whistle.testing.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * What every service's document contains beside its operations: who may call, how to repeat safely, the form of refusals.
 */
@AutoConfiguration
@ConditionalOnClass(OpenApiCustomizer.class)
@ConditionalOnWebApplication
public class OpenApiDescription {

    private static final String CALLER = "org.whistle.kit.caller.Caller";
    private static final String DAY_OR_TIME = "org.whistle.kit.time.DayOrTime";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String TOKEN = "token";

    @Bean
    OpenApiCustomizer whistleDescription(@Value("${spring.application.name}") String service) {
        Class<?> dayOrTime = ClassUtils.resolveClassName(DAY_OR_TIME, null);
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(ClassUtils.resolveClassName(CALLER, null))
                .replaceWithClass(dayOrTime, String.class)
                .addSimpleTypesForParameterObject(dayOrTime);
        return document -> {
            describe(document, service);
            document.getPaths().keySet().removeIf(path -> path.contains("**"));
            OperationNotes notes = OperationNotes.of(service.replace("-service", ""));
            document.getPaths().forEach((path, item) -> describe(path, item, notes));
        };
    }

    /** A nested type with the name it is nested in: of two with one simple name, only the last would be described. */
    @Bean
    ModelResolver typesByTheirWholeName(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {

            @Override
            protected String nameForClass(Class<?> type, Set<Options> options) {
                String name = super.nameForClass(type, options);
                return type.getEnclosingClass() == null
                        ? name
                        : type.getEnclosingClass().getSimpleName() + name;
            }
        });
    }

    private static void describe(OpenAPI document, String service) {
        document.info(new Info()
                        .title("Whistle " + service)
                        .version("1")
                        .description("Through the gateway. Roles, states and refusals: deploy/docs/api.md."))
                .servers(List.of(new Server().url("/").description("the gateway")))
                .security(List.of(new SecurityRequirement().addList(TOKEN)));
        Components components = document.getComponents() == null ? new Components() : document.getComponents();
        components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        components.addSchemas("Problem", problem());
        document.components(components);
    }

    private static void describe(String path, PathItem item, OperationNotes notes) {
        item.readOperationsMap().forEach((method, operation) -> {
            notes.add(method + " " + path, operation);
            if (method == PathItem.HttpMethod.POST && !isUpload(operation)) {
                operation.addParametersItem(idempotencyKey());
            }
            if (operation.getRequestBody() != null) {
                operation
                        .getRequestBody()
                        .getContent()
                        .computeIfPresent(
                                "application/zip", (_, body) -> body.schema(new StringSchema().format("binary")));
            }
            operation.getResponses().addApiResponse("4XX", refusal());
            withoutTags(operation);
        });
    }

    private static void withoutTags(Operation operation) {
        operation.setTags(operation.getTags().stream()
                .map(tag -> tag.replace("-controller", ""))
                .toList());
    }

    private static boolean isUpload(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().containsKey("multipart/form-data");
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .required(true)
                .description("one per decision, kept over its repetitions; 1 to 200 visible characters")
                .schema(new StringSchema());
    }

    private static ApiResponse refusal() {
        return new ApiResponse()
                .description("refused; nothing was changed")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    /** RFC 9457 with what api.md adds. */
    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("pointer", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("message", new StringSchema())
                .addProperty("allowed", new ArraySchema().items(new StringSchema()))
                .addProperty("min", new NumberSchema())
                .addProperty("max", new NumberSchema())
                .addProperty("pattern", new StringSchema());
        Schema<?> problem = new ObjectSchema();
        Map.of(
                        "type", new StringSchema(),
                        "title", new StringSchema(),
                        "detail", new StringSchema(),
                        "instance", new StringSchema(),
                        "code", new StringSchema(),
                        "traceId", new StringSchema(),
                        "state", new StringSchema(),
                        "status", new Schema<Integer>().type("integer"),
                        "allowedActions", new ArraySchema().items(new StringSchema()),
                        "errors", new ArraySchema().items(error))
                .forEach(problem::addProperty);
        return problem.required(List.of("type", "title", "status", "code"));
    }
}
