package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** openapi.yaml, to which every answer is held. */
final class Contract {

    private static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createForSpecificationUrl(
                    Contract.class.getResource("/openapi.yaml").toString())
            .withBasePathOverride("/api/v1")
            .build();

    private Contract() {}

    /** Fails unless the answer to a GET is as openapi.yaml says. */
    static void holds(HttpResponse<byte[]> answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.withHeader(name, values));
        if (answer.body().length > 0) {
            response.withBody(new String(answer.body(), StandardCharsets.UTF_8));
        }
        ValidationReport report = VALIDATOR.validateResponse(
                answer.request().uri().getPath(),
                Request.Method.valueOf(answer.request().method()),
                response.build());
        assertThat(report.getMessages())
                .as("%s %s", answer.statusCode(), answer.request().uri())
                .isEmpty();
    }
}
